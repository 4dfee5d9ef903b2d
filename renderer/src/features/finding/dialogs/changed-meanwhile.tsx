import { Alert, Button } from 'antd';
import { useState } from 'react';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';

/** The revision that a form was opened on, whether the finding has changed since, and what goes on from there. */
export function useOpenedRev({ rev }: Pick<FindingRecord, 'rev'>) {
  const [opened, setOpened] = useState(rev);
  return { rev: opened, changed: rev !== opened, accept: () => setOpened(rev) };
}

/** Says that somebody changed the finding since the form was opened; nothing that was typed is lost. */
export function ChangedMeanwhile({ changed, accept }: Pick<ReturnType<typeof useOpenedRev>, 'changed' | 'accept'>) {
  if (!changed) return null;
  return (
    <Alert
      type="warning"
      role="alert"
      title="填写期间线索已被更新，页面已换成最新内容，你填写的内容还在。请核对后再办理。"
      action={
        <Button size="small" onClick={accept}>
          已核对，按最新内容办理
        </Button>
      }
    />
  );
}
