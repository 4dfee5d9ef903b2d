import {
  BarChartOutlined,
  CalendarOutlined,
  ExportOutlined,
  FileSearchOutlined,
  ImportOutlined,
  ProfileOutlined,
  ScheduleOutlined,
  SettingOutlined,
} from '@ant-design/icons';
import { Layout, Menu } from 'antd';
import { useLayoutEffect, useRef, useState } from 'react';
import { Link, Outlet, useLocation } from 'react-router';
import { BackendNotice } from './backend-notice.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { SampleNotice } from './sample.tsx';
import { SearchDialog } from './search-dialog.tsx';
import { StatusLine } from './status-line.tsx';
import { TopBar } from './top-bar.tsx';

const PLACES = [
  { key: '/', label: '工作台', icon: <ScheduleOutlined /> },
  { key: '/findings', label: '线索', icon: <FileSearchOutlined /> },
  { key: '/cases', label: '案件台账', icon: <ProfileOutlined /> },
  { key: '/calendar', label: '期限与日历', icon: <CalendarOutlined /> },
  { key: '/statistics', label: '统计', icon: <BarChartOutlined /> },
  { key: '/import', label: '导入', icon: <ImportOutlined /> },
  { key: '/export', label: '导出', icon: <ExportOutlined /> },
  { key: '/settings', label: '设置', icon: <SettingOutlined /> },
] as const;

/** Left navigation, top bar, content and the status line; dialogs that are open anywhere. */
export function Frame() {
  const { pathname } = useLocation();
  const [folded, setFolded] = useState(false);
  // The place scrolls, not the page; a new screen begins at its top.
  const content = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (pathname !== '') content.current?.scrollTo(0, 0);
  }, [pathname]);
  const here = PLACES.findLast(({ key }) => (key === '/' ? pathname === '/' : pathname.startsWith(key)));
  return (
    <Layout style={{ height: '100%' }}>
      <Layout.Sider
        theme="light"
        width={176}
        collapsedWidth={56}
        collapsible
        // A window that narrow (200 % on a small screen) needs its width for the content.
        breakpoint="md"
        collapsed={folded}
        onCollapse={setFolded}
        className="no-print frame-sider"
        style={{ borderRight: '1px solid var(--line)' }}
      >
        <div
          style={{
            height: 48,
            display: 'flex',
            alignItems: 'center',
            padding: '0 20px',
            fontSize: 18,
            fontWeight: 600,
          }}
        >
          {folded ? '河' : '河清'}
        </div>
        <nav aria-label="主导航">
          <Menu
            mode="inline"
            selectedKeys={here === undefined ? [] : [here.key]}
            items={PLACES.map(({ key, label, icon }) => ({ key, icon, label: <Link to={key}>{label}</Link> }))}
            style={{ borderInlineEnd: 0 }}
          />
        </nav>
      </Layout.Sider>
      <Layout style={{ minWidth: 0 }}>
        <TopBar />
        <BackendNotice />
        <SampleNotice />
        <Layout.Content ref={content} style={{ overflow: 'auto', padding: '8px 16px', minHeight: 0 }} id="content">
          <Outlet />
        </Layout.Content>
        <StatusLine />
      </Layout>
      <SearchDialog />
      <KeysDialog />
    </Layout>
  );
}
