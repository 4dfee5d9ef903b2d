import { Button } from 'antd';
import type { StagedIssue } from '#core/contract/views-import.ts';
import { ALL_ROWS, type RowFilter } from '../import-address.ts';
import { LEVELS } from './kinds.ts';
import type { RowActs } from './use-row-acts.ts';

interface IssueListProps {
  readonly issues: readonly StagedIssue[];
  readonly filter: RowFilter;
  readonly acts: RowActs;
  readonly onFilter: (filter: RowFilter) => void;
}

/** Kinds of remarks with how many rows have each, gravest first; each shows its rows, and takes over what is suggested for it. */
export function IssueList({ issues, filter, acts, onFilter }: IssueListProps) {
  if (issues.length === 0) return <p className="muted import-no-issue">没有错误，也没有提示。</p>;
  return (
    <ul className="import-issues">
      {issues.map(({ code, field, level, title, rows, suggested }) => {
        const pressed = filter.issue?.code === code && filter.issue.field === field;
        return (
          <li key={`${code}.${field}`}>
            <button
              type="button"
              aria-pressed={pressed}
              onClick={() => onFilter(pressed ? ALL_ROWS : { ...ALL_ROWS, issue: { code, field } })}
            >
              <span className={`sign is-${level}`} aria-hidden>
                {LEVELS[level].sign}
              </span>
              <span className="import-hidden">{LEVELS[level].word}：</span>
              <span className="import-issue-title">{title}</span>
              <span className="count">{rows} 行</span>
            </button>
            {suggested > 0 && (
              <Button
                size="small"
                type="link"
                disabled={acts.busy}
                aria-label={`${title}：采用全部 ${suggested} 条建议`}
                onClick={() => void acts.acceptAll({ code, field }, title)}
              >
                采用全部 {suggested} 条建议
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
