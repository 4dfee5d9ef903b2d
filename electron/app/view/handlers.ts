import { CaseFilterSchema, FindingFilterSchema } from '#core/contract/schemas.ts';
import type { SavedView, SavedViewSpec } from '#core/contract/views-ledger.ts';
import { inWriteTx, type Reader } from '#db/access.ts';
import {
  deleteView,
  getView,
  getViewByName,
  insertView,
  type ListedView,
  listViews,
  type StoredView,
  updateView,
} from '#db/repositories/saved-views.ts';
import type { Environment } from '../environment.ts';
import type { HandlersOf } from '../handlers.ts';
import { deny } from '../ports.ts';
import { describeIssue } from '../wording.ts';
import { notFound } from '../refusals.ts';

/** Use cases of 常用视图. Everybody keeps views of their own and may show them to all; only the owner changes them. */
export function viewHandlers({ connection, ports }: Environment): HandlersOf<'view'> {
  return {
    'view.list': ({ list }, { actor }) =>
      listViews(connection.reader, list, actor.id).map((view) => toView(view, actor.id)),
    'view.save': ({ list, name, spec, shared }, { actor }) =>
      inWriteTx(connection, (tx) => {
        checkFilter(list, spec.filter);
        const view = { id: ports.newId(), accountId: actor.id, list, name, spec, shared, createdAt: ports.clock.now() };
        checkName(tx, view);
        insertView(tx, view);
        return toView(viewAt(tx, view.id), actor.id);
      }),
    'view.change': ({ id, name, spec, shared }, { actor }) =>
      inWriteTx(connection, (tx) => {
        const own = ownView(tx, id, actor.id);
        checkFilter(own.list, spec.filter);
        checkName(tx, { ...own, name });
        updateView(tx, { id, name, spec, shared });
        return toView(viewAt(tx, id), actor.id);
      }),
    'view.remove': ({ id }, { actor }) => {
      inWriteTx(connection, (tx) => deleteView(tx, ownView(tx, id, actor.id).id));
      return null;
    },
  };
}

function viewAt(reader: Reader, id: string): ListedView {
  const view = getView(reader, id);
  if (view === null) throw notFound('视图', id);
  return view;
}

function ownView(reader: Reader, id: string, accountId: string): ListedView {
  const view = viewAt(reader, id);
  if (view.accountId !== accountId)
    deny('VIEW_NOT_OWN', `视图「${view.name}」是${view.ownerName}的，只有本人能改；请另存为自己的视图。`, { id });
  return view;
}

/** The border takes either list's filter; a view holds one of its own list only. */
function checkFilter(list: StoredView['list'], filter: unknown): void {
  const schema = list === 'case' ? CaseFilterSchema : FindingFilterSchema;
  const parsed = schema.safeParse(filter);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(describeIssue).join('；');
    deny('VALIDATION_FAILED', `视图的筛选条件不是${list === 'case' ? '案件台账' : '线索列表'}的：${faults}`);
  }
}

function checkName(reader: Reader, view: Pick<StoredView, 'id' | 'accountId' | 'list' | 'name'>): void {
  const other = getViewByName(reader, view);
  if (other !== null && other.id !== view.id)
    deny('VIEW_NAME_TAKEN', `已有名为「${view.name}」的视图；请换一个名称，或更新原有视图。`, { name: view.name });
}

function toView({ id, name, spec, shared, accountId, ownerName }: ListedView, caller: string): SavedView {
  // Written by `view.save` and `view.change` only, which check it by schema.
  return { id, name, spec: spec as SavedViewSpec, shared, own: accountId === caller, ownerName };
}
