import { CLOCK_LABELS, handlingLabel } from '../case/case-labels.ts';
import { isCivilDate, weekdayName } from '../deadline/civil-date.ts';
import type { CivilDate } from '../deadline/terms.ts';
import { ledgerRowOf } from '../ledger/ledger-row.ts';
import { placeText, unitOf } from './case-words.ts';
import type { ComposedDocument } from './compose-document.ts';
import { type FieldSpec, fillerOf } from './document-fields.ts';
import type { DocumentOffice, DocumentSource } from './document-source.ts';
import { officialDate } from './official-date.ts';

/** A field that a template may name between braces. */
export interface TemplateField {
  readonly name: string;
  readonly about: string;
}

/** What a template is filled with: texts, and lists whose rows have texts and lists of their own. '' = not known. */
export type TemplateValue = string | readonly TemplateScope[];
/** Values by Chinese name. */
export interface TemplateScope {
  readonly [name: string]: TemplateValue;
}

/** The names a template may use, those of a list under its name. */
export interface TemplateNames {
  readonly [name: string]: TemplateNames | null;
}

type Cell = string | number | null;
interface CaseField extends TemplateField {
  readonly value: (source: DocumentSource, row: ReturnType<typeof ledgerRowOf>) => Cell;
}

const at = (name: string, about: string, value: CaseField['value']): CaseField => ({ name, about, value });

/** What a template may say of a case. */
const CASE_FIELDS: readonly CaseField[] = [
  at('案件编号', '如 MY-AJ-2026-0001', ({ record }) => record.number),
  at('外部编号', '图斑编号、受理编号、工单号', (_source, row) => row.externalNumbers),
  at('问题来源', '', (_source, row) => row.source),
  at('专项行动', '', (_source, row) => row.campaigns),
  at('发现日期', '', ({ record }) => record.foundOn),
  at('流域', '', (_source, row) => row.basin),
  at('河湖名称', '', (_source, row) => row.river),
  at('河段', '', (_source, row) => row.reach),
  at('岸别', '', (_source, row) => row.bank),
  at('镇街', '', (_source, row) => row.town),
  at('村', '村（社区）', (_source, row) => row.village),
  at('详细位置', '', (_source, row) => row.place),
  at('具体地点', '镇街、村、河湖、河段、岸别和详细位置连写', ({ record }) => placeText(record)),
  at('经度', '十进制度', (_source, row) => row.lon),
  at('纬度', '十进制度', (_source, row) => row.lat),
  at('坐标系', '', (_source, row) => row.datum),
  at('管控圈层', '', (_source, row) => row.zones),
  at('四乱类别', '乱占、乱采、乱堆、乱建、非四乱', (_source, row) => row.category),
  at('问题细项', '', (_source, row) => row.item),
  at('严重程度', '一般、较严重、重大', (_source, row) => row.severity),
  at('问题描述', '', (_source, row) => row.description),
  at('数量', '数量与单位', (_source, row) => row.quantity),
  at('形成时间', '', (_source, row) => row.formed),
  at('违法主体', '', (_source, row) => row.violator),
  at('主办单位', '', ({ record }) => unitOf(record)),
  at('协办单位', '', (_source, row) => row.coUnits),
  at('督导单位', '', (_source, row) => row.supervisingUnit),
  at('责任人', '', ({ record }) => record.responsiblePerson),
  at('责任人电话', '', ({ record }) => record.responsiblePhone),
  at('整改目标', '', (_source, row) => row.goal),
  at('整改措施', '', (_source, row) => row.measures),
  at('整改类型', '', (_source, row) => row.rectificationType),
  at('立案日期', '', ({ record }) => record.filedOn),
  at('交办日期', '', (_source, row) => row.assignedOn),
  at('整改时限', '现在的到期日', (_source, row) => row.rectificationDueOn),
  at('原整改时限', '延期前的到期日', (_source, row) => row.originalDueOn),
  at('进展情况', '', ({ record }) => record.progress),
  at('办理状态', '', ({ record }) => handlingLabel(record.state)),
  at('完成日期', '申报的完成日期', (_source, row) => row.completedOn),
  at('整改情况', '申报完成时的说明', ({ history }) => history.completion?.text ?? null),
  at('清理成效', '', (_source, row) => row.effects),
  at('复核日期', '', ({ record }) => record.reviewedOn),
  at('复核人', '', ({ record }) => record.reviewerName),
  at('公示起', '', ({ record }) => record.noticeFrom),
  at('公示止', '', ({ record }) => record.noticeTo),
  at('销号日期', '', ({ record }) => record.closedOn),
  at('销号文号', '', ({ record }) => record.closureNumber),
  at('整改前照片数', '', ({ photos }) => photos.before.length),
  at('整改后照片数', '', ({ photos }) => photos.after.length),
];

const OFFICE_FIELDS: readonly TemplateField[] = [
  { name: '填报单位', about: '设置中的单位名称' },
  { name: '今天', about: '制作文书的日期' },
];

const CASE_LIST = '案件列表';
const CLOCK_LIST = '期限列表';
const DAY_LIST = '逐日';
const CLOCK_NAMES = ['期限名称', '期限依据', '到期日', '计算说明'];
const DAY_NAMES = ['日期', '星期', '是否计入', '说明', '累计'];

/** The documented list of names for the templates of a document: the document's own fields first. */
export function templateFields({ fields }: { readonly fields: readonly FieldSpec[] }): readonly TemplateField[] {
  const own = fields.map(({ label, required }) => ({
    name: label,
    about: required ? '本文书的栏目' : '本文书的栏目，可不填',
  }));
  const known = new Set(own.map(({ name }) => name));
  return [
    ...own,
    ...[...OFFICE_FIELDS, ...CASE_FIELDS]
      .filter(({ name }) => !known.has(name))
      .map(({ name, about }) => ({ name, about })),
    { name: `#${CASE_LIST}`, about: `每件案件重复一遍，到 {/${CASE_LIST}} 为止；其中可写 序号 和上列案件栏目` },
    {
      name: `#${CLOCK_LIST}`,
      about: `每个期限重复一遍，到 {/${CLOCK_LIST}} 为止；其中可写 ${CLOCK_NAMES.join('、')}，以及 {#${DAY_LIST}}…{/${DAY_LIST}} 内的 ${DAY_NAMES.join('、')}`,
    },
  ];
}

/** The names as a tree, for checking a template. */
export function templateNames(composed: { readonly fields: readonly FieldSpec[] }): TemplateNames {
  const plain = templateFields(composed).filter(({ name }) => !name.startsWith('#'));
  return {
    ...names(plain.map(({ name }) => name)),
    [CASE_LIST]: names(['序号', ...CASE_FIELDS.map(({ name }) => name)]),
    [CLOCK_LIST]: { ...names(CLOCK_NAMES), [DAY_LIST]: names(DAY_NAMES) },
  };
}

function names(list: readonly string[]): TemplateNames {
  return Object.fromEntries(list.map((name) => [name, null]));
}

/** The values of a document for a template; dates in official form. Optional fields that are empty are a blank, not missing: `' '`. */
export function templateData(
  { fields, values }: Pick<ComposedDocument, 'fields' | 'values'>,
  sources: readonly DocumentSource[],
  office: DocumentOffice,
): TemplateScope {
  const [first] = sources;
  const fill = fillerOf(fields, values);
  const own = fields.map(({ name, label, required }) => {
    const empty = (values[name] ?? '') === '';
    return [label, empty ? (required ? '' : ' ') : fill.text(name)] as const;
  });
  return {
    ...(first === undefined ? {} : caseScope(first, 1, office.today)),
    填报单位: office.bureau,
    今天: officialDate(office.today),
    ...Object.fromEntries(own),
    [CASE_LIST]: sources.map((source, index) => caseScope(source, index + 1, office.today)),
    [CLOCK_LIST]: sources.flatMap(({ workings }) => workings.map(clockScope)),
  };
}

// A document goes to those it names: their telephones belong in it.
function caseScope(source: DocumentSource, index: number, today: CivilDate): TemplateScope {
  const row = ledgerRowOf(source.record, {
    index,
    today,
    privacy: 'full',
    photos: { before: source.photos.before.length, after: source.photos.after.length },
  });
  return {
    序号: String(index),
    ...Object.fromEntries(CASE_FIELDS.map(({ name, value }) => [name, cellText(value(source, row))])),
  };
}

function clockScope({ clock, due, working, summary }: DocumentSource['workings'][number]): TemplateScope {
  return {
    期限名称: CLOCK_LABELS[clock.kind],
    期限依据: clock.basis,
    到期日:
      due.dueOn === null ? '中止中，尚不能确定' : `${officialDate(due.dueOn)}${due.provisional ? '（暂定）' : ''}`,
    计算说明: summary,
    [DAY_LIST]: working.map((line) => ({
      日期: line.date,
      星期: weekdayName(line.date),
      是否计入: line.counted ? '计入' : '不计',
      说明: line.why,
      累计: String(line.running),
    })),
  };
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  const text = String(cell);
  return isCivilDate(text) ? officialDate(text) : text;
}
