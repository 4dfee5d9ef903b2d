import type { LedgerView } from '#core/contract/views-export.ts';

/** What a row of the ledger is, in a word. */
export const LIST_WORDS = { case: '按案件', finding: '按线索', week: '按周取数', month: '按月取数' } as const;

interface LedgerCardsProps {
  readonly ledgers: readonly LedgerView[];
  readonly onChoose: (ledger: LedgerView) => void;
}

/** The ledgers and reports there are, with what each is for. */
export function LedgerCards({ ledgers, onChoose }: LedgerCardsProps) {
  return (
    <ul className="export-cards" aria-label="台账与报表">
      {ledgers.map((ledger) => (
        <li key={ledger.id}>
          <button type="button" onClick={() => onChoose(ledger)}>
            <strong>{ledger.name}</strong>
            <span>{ledger.purpose}</span>
            <span className="muted">{formText(ledger)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Which sheets of how many columns on which paper: `按案件，1 张表 49 列，A3 横向`. */
export function formText({ list, sheets }: LedgerView): string {
  const columns = sheets.map(({ columns: { length } }) => length).join('+');
  return `${LIST_WORDS[list]}，${sheets.length} 张表 ${columns} 列，${sheets[0]?.paper ?? ''}`;
}
