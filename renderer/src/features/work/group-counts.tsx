import { Link } from 'react-router';
import type { WorkGroupView } from '#core/contract/views-work.ts';
import { WORK_SECTIONS, type WorkSection } from '#core/domain/ledger/work-list.ts';
import { groupAddress, totalText } from './group-address.ts';

const SECTIONS = Object.keys(WORK_SECTIONS) as WorkSection[];
/** Groups whose number is red unless it is none. */
const PRESSING: readonly string[] = ['dueToday', 'overdue', 'gross'];

/** Every group with its number; each opens exactly its rows. */
export function GroupCounts({ groups }: { readonly groups: readonly WorkGroupView[] }) {
  return (
    <div className="work-counts">
      {SECTIONS.map((section) => {
        const ofSection = groups.filter((group) => group.section === section);
        return ofSection.length === 0 ? null : (
          <section key={section} aria-label={WORK_SECTIONS[section]}>
            <h2>{WORK_SECTIONS[section]}</h2>
            <ul>
              {ofSection.map((group) => (
                <li key={group.key}>
                  <Link to={groupAddress(group)} className={classOf(group)} title={group.note}>
                    <strong>{totalText(group)}</strong>
                    {group.title}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function classOf({ key, total }: WorkGroupView): string {
  if (total === 0) return 'work-count none';
  return PRESSING.includes(key) ? 'work-count pressing' : 'work-count';
}
