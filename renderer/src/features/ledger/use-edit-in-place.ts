import { App } from 'antd';
import { useCallback } from 'react';
import { asError } from '../../api/as-error.ts';
import { ask } from '../../api/ask.ts';
import { editOf } from './grid/edits.ts';
import type { GridEvents } from './grid/create-grid.ts';
import { columnOf } from './grid/ledger-columns.ts';

/** Editing in place: the backend is asked whether a case may be changed, and the change is a command like any other. */
export function useEditInPlace(): Pick<GridEvents, 'mayEdit' | 'onEdit'> {
  const { message, notification } = App.useApp();
  const mayEdit = useCallback<GridEvents['mayEdit']>(
    async ({ record }) => {
      try {
        const actions = await ask('case.actions', { id: record.id });
        const action = actions.find(({ type }) => type === 'case.detailsChanged');
        if (action?.allowed === true) return true;
        void message.warning(`${record.number} 不能修改：${action?.reasons.join('；') ?? ''}`);
      } catch (fault) {
        void message.error(asError(fault).message);
      }
      return false;
    },
    [message],
  );
  const onEdit = useCallback<GridEvents['onEdit']>(
    ({ record }, columnId, typed) => {
      const edit = editOf(columnId);
      const column = columnOf(columnId)?.header ?? '';
      if (edit === undefined) return;
      ask('case.editDetails', { id: record.id, rev: record.rev, changes: edit.changes(typed) }).then(
        () => void message.success(`${record.number} 的「${column}」已修改`),
        (fault: unknown) =>
          notification.error({
            title: asError(fault).message,
            // What was typed is not lost with the refusal.
            description: `填写的「${column}」：${typed}`,
            duration: 0,
          }),
      );
    },
    [message, notification],
  );
  return { mayEdit, onEdit };
}
