import { QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import { useEffect } from 'react';
import { queryClient } from '../api/ask.ts';
import { followChanges } from '../api/stale.ts';
import { Gate } from './gate.tsx';
import { LOCALE } from './locale.ts';
import { THEME } from './theme.ts';

/** The whole window. */
export function Root() {
  useEffect(() => followChanges(queryClient), []);
  return (
    <ConfigProvider locale={LOCALE} theme={THEME} button={{ autoInsertSpace: false }}>
      <App style={{ height: '100%' }} message={{ maxCount: 3 }}>
        <QueryClientProvider client={queryClient}>
          <Gate />
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  );
}
