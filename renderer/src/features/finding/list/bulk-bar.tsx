import { Button, Flex } from 'antd';
import { useState } from 'react';
import { FileCaseDialog } from '../dialogs/file-case-dialog.tsx';
import { MergeManyDialog } from '../dialogs/merge-many-dialog.tsx';
import type { Ticks } from './use-ticks.ts';

/** What can be done with the ticked findings together. */
export function BulkBar({ ticks }: { readonly ticks: Ticks }) {
  const [open, setOpen] = useState<'file' | 'merge' | null>(null);
  const { rows } = ticks;
  if (rows.length === 0) return null;
  return (
    <Flex
      gap={8}
      align="center"
      role="region"
      aria-label="对选中线索的操作"
      style={{
        padding: '4px 8px',
        marginBottom: 6,
        background: '#fff',
        border: '1px solid var(--accent)',
        borderRadius: 4,
      }}
    >
      <strong role="status">已选 {rows.length} 条</strong>
      <Button size="small" onClick={() => setOpen('file')}>
        立案
      </Button>
      {rows.length > 1 && (
        <Button size="small" onClick={() => setOpen('merge')}>
          合并
        </Button>
      )}
      <Button size="small" type="link" onClick={ticks.clear}>
        取消选择
      </Button>
      {open === 'file' && <FileCaseDialog findings={rows} onClose={() => setOpen(null)} onFiled={ticks.clear} />}
      {open === 'merge' && (
        <MergeManyDialog
          findings={rows}
          onClose={() => setOpen(null)}
          onMerged={(ids) =>
            ticks.tick(
              rows.filter(({ id }) => ids.includes(id)),
              false,
            )
          }
        />
      )}
    </Flex>
  );
}
