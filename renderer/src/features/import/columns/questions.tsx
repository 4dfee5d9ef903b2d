import { Radio } from 'antd';
import { useId } from 'react';
import type { StagedColumn, StagedQuestion } from '#core/contract/views-import.ts';
import type { ColumnDraft } from './column-draft.ts';

interface QuestionsProps {
  readonly questions: readonly StagedQuestion[];
  readonly columns: readonly StagedColumn[];
  readonly draft: ColumnDraft;
  readonly busy: boolean;
  readonly onAnswer: (key: string, value: string) => void;
}

/** What is ambiguous in a whole column, asked once, with examples of the column. */
export function Questions({ questions, columns, draft, busy, onAnswer }: QuestionsProps) {
  return (
    <section className="import-questions" aria-label="需要您回答的问题">
      {questions.map((question) => (
        <Question
          key={question.key}
          question={question}
          letter={columns.find(({ column }) => column === question.column)?.letter ?? null}
          answer={draft.fixed.answers?.[question.key] ?? null}
          busy={busy}
          onAnswer={onAnswer}
        />
      ))}
    </section>
  );
}

interface QuestionProps extends Pick<QuestionsProps, 'busy' | 'onAnswer'> {
  readonly question: StagedQuestion;
  readonly letter: string | null;
  readonly answer: string | null;
}

function Question({ question: { key, text, choices, chosen }, letter, answer, busy, onAnswer }: QuestionProps) {
  const name = useId();
  return (
    <fieldset disabled={busy}>
      <legend id={name}>
        {letter !== null && <span className="import-letter">{letter} 列</span>}
        {text}
        {answer === null && <span className="muted">（不回答时按已选中的处理）</span>}
      </legend>
      <Radio.Group
        aria-labelledby={name}
        value={answer ?? chosen}
        onChange={({ target }) => onAnswer(key, target.value)}
        options={choices.map(({ value, label }) => ({ value, label }))}
      />
    </fieldset>
  );
}
