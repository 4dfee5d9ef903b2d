import { Fragment, useMemo, useState } from 'react';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { fieldText } from '#core/domain/case/field-text.ts';
import { type Correction, correctionsIn } from '../timeline/entries.ts';
import { useTimeline } from '../timeline/use-timeline.ts';
import { FactEditor } from './fact-editor.tsx';
import { type Fact, factGroups } from './rows.ts';

interface FactsProps {
  readonly record: CaseRecord;
  /** Why nothing can be edited in place; null when it can. */
  readonly closedBecause: string | null;
}

/** The facts in the order of the ledger; safe fields are edited in place, corrections stand beside what they correct. */
export function Facts({ record, closedBecause }: FactsProps) {
  const groups = useMemo(() => factGroups(record), [record]);
  const entries = useTimeline(record.id);
  const corrections = useMemo(() => correctionsIn(entries), [entries]);
  const [editing, setEditing] = useState<string | null>(null);
  return (
    <>
      {closedBecause !== null && <p className="muted">不能就地修改：{closedBecause}</p>}
      {groups.map(({ label, facts }) => (
        <div key={facts[0]?.key}>
          {label !== '' && <h3 className="case-facts-group">{label}</h3>}
          <dl className="case-facts">
            {facts.map((fact) => (
              <Fragment key={fact.key}>
                <dt>{fact.label}</dt>
                <dd>
                  {editing === fact.key ? (
                    <FactEditor record={record} fact={fact} onDone={() => setEditing(null)} />
                  ) : (
                    <FactText fact={fact} mayEdit={closedBecause === null} onEdit={() => setEditing(fact.key)} />
                  )}
                  {fact.fields
                    .flatMap((field) => corrections.get(field) ?? [])
                    .map((correction) => (
                      <CorrectionNote key={correction.rev} correction={correction} />
                    ))}
                </dd>
              </Fragment>
            ))}
          </dl>
        </div>
      ))}
    </>
  );
}

function FactText({
  fact,
  mayEdit,
  onEdit,
}: {
  readonly fact: Fact;
  readonly mayEdit: boolean;
  readonly onEdit: () => void;
}) {
  return (
    <>
      {fact.text ?? <span className="muted">—</span>}
      {mayEdit && fact.edit.length > 0 && (
        <button type="button" className="case-edit no-print" onClick={onEdit} aria-label={`修改${fact.label}`}>
          改
        </button>
      )}
    </>
  );
}

function CorrectionNote({ correction }: { readonly correction: Correction }) {
  const { field, from, on, actorName, reason } = correction;
  return (
    <span className="case-correction">
      {on} {actorName}更正，原为「{fieldText(field, from)}」；理由：{reason}
    </span>
  );
}
