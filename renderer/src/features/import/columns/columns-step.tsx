import './columns.css';
import { Alert } from 'antd';
import type { StagedImport } from '#core/contract/views-import.ts';
import { IMPORT_FIELDS } from '#core/domain/spreadsheet/fields.ts';
import { type ColumnDraft, draftOf, missingFields, openQuestions, withAnswer, withColumn } from './column-draft.ts';
import { ColumnsTable } from './columns-table.tsx';
import { confidenceOf } from './confidence.ts';
import { FixedValuesForm } from './fixed-values.tsx';
import { HeaderRows } from './header-rows.tsx';
import { Questions } from './questions.tsx';

interface ColumnsStepProps {
  readonly staged: StagedImport;
  readonly draft: ColumnDraft;
  readonly busy: boolean;
  readonly onDraft: (draft: ColumnDraft) => void;
  readonly onHeader: (header: { readonly top: number; readonly bottom: number }) => void;
}

/** Step 2 (核对列): what is asked first, then the columns, then what the sheet lacks. */
export function ColumnsStep({ staged, draft, busy, onDraft, onHeader }: ColumnsStepProps) {
  const missing = missingFields(staged, draft);
  // Where something must be filled in it stands above; it does not move while somebody types.
  const lacked = missingFields(staged, draftOf(staged));
  const fixed = <FixedValuesForm draft={draft} busy={busy} missing={missing} onChange={onDraft} />;
  const doubtful = draft.columns.filter((column) => confidenceOf(column).level === 'doubt');
  const asked = openQuestions({ questions: staged.questions, fixed: draft.fixed });
  return (
    <>
      {missing.length > 0 && (
        <Alert
          type="error"
          showIcon
          banner
          title={`没有找到必填的项目：${missing.map((field) => IMPORT_FIELDS[field].label).join('、')}。请为整张表统一填写，或在下表中指定对应的列。`}
        />
      )}
      {asked.length + doubtful.length > 0 && (
        <Alert type="warning" showIcon banner title={lookLine(asked.length, doubtful.length)} />
      )}
      {staged.remembered && <Alert type="info" showIcon banner title="这种表以前导入过，沿用上次的对应关系。" />}
      {staged.questions.length > 0 && (
        <Questions
          questions={staged.questions}
          columns={staged.columns}
          draft={draft}
          busy={busy}
          onAnswer={(key, value) => onDraft(withAnswer(draft, key, value))}
        />
      )}
      {lacked.length > 0 && fixed}
      <HeaderRows key={`${staged.headerTop}-${staged.headerBottom}`} staged={staged} busy={busy} onHeader={onHeader} />
      <ColumnsTable
        columns={staged.columns}
        draft={draft}
        busy={busy}
        onColumn={(column, field) => onDraft(withColumn(draft, column, field))}
      />
      {lacked.length === 0 && fixed}
    </>
  );
}

function lookLine(asked: number, doubtful: number): string {
  const parts = [
    ...(asked > 0 ? [`有 ${asked} 个问题要请您选一下`] : []),
    ...(doubtful > 0 ? [`有 ${doubtful} 列没有把握，请核对标“？”的列`] : []),
  ];
  return `${parts.join('；')}。`;
}
