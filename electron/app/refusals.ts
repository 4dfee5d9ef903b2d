import { Refused } from './ports.ts';

/** Somebody else changed the record since the caller read it. */
export function stale(what: '案件' | '线索', number: string): Refused {
  return new Refused({
    code: 'STALE_REVISION',
    message: `${what} ${number} 已被他人更新；请刷新后在最新内容上重新办理。`,
    data: { number },
  });
}

/** No record behind a key. */
export function notFound(what: string, key: string): Refused {
  return new Refused({
    code: 'NOT_FOUND',
    message: `没有找到${what}「${key}」；请检查编号或刷新列表。`,
    data: { key },
  });
}
