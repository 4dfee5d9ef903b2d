import { Modal } from 'antd';
import { lazy, Suspense } from 'react';
import { useDialog } from './dialogs.ts';

const isSearchKey = (event: KeyboardEvent) => (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
/** Loaded when it is first asked for: the readings of all characters come with it. */
const SearchPanel = lazy(() => import('./search/search-panel.tsx'));

/** Finds cases, findings and places of the program by what is typed; ↑ ↓ Enter. */
export function SearchDialog() {
  const [open, close] = useDialog('search', isSearchKey);
  return (
    <Modal open={open} onCancel={close} footer={null} title="搜索" width={720} destroyOnHidden>
      <Suspense fallback={<div style={{ minHeight: 280 }} />}>
        <SearchPanel onDone={close} />
      </Suspense>
    </Modal>
  );
}
