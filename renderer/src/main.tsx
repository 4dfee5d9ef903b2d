import '@fontsource-variable/noto-sans-sc/wght.css';
import 'dayjs/locale/zh-cn';
import './app/base.css';
import dayjs from 'dayjs';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Root } from './app/root.tsx';

dayjs.locale('zh-cn');
const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no #root');
createRoot(place).render(
  <StrictMode>
    <Root />
  </StrictMode>,
);
