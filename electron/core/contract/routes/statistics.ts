import { z } from 'zod';
import { ALL_ROLES } from '../../domain/account/roles.ts';
import {
  type Ageing,
  type CaseStatistics,
  DIMENSIONS,
  type GroupFigures,
  type MonthFigures,
} from '../../domain/ledger/statistics.ts';
import { defineRoute, reply } from '../route.ts';
import { CaseFilterSchema } from '../schemas.ts';

const filtered = z.strictObject({ filter: CaseFilterSchema });

/** Requests of 统计. The rows behind every figure: `figureFilter`, `monthFilter`, `ageFilter` of the domain. */
export const statisticsRoutes = {
  /** By class, town and state. */
  'statistics.cases': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: filtered,
    output: reply<CaseStatistics>(),
  }),
  /** By 来源 / 严重程度 / 河湖 / 主办单位. */
  'statistics.groups': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: z.strictObject({ filter: CaseFilterSchema, dimension: z.enum(DIMENSIONS) }),
    output: reply<readonly GroupFigures[]>(),
  }),
  /** 立案 and 销号 by month. */
  'statistics.trend': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: filtered,
    output: reply<readonly MonthFigures[]>(),
  }),
  /** 在办时长 and 超期天数. */
  'statistics.ageing': defineRoute({ kind: 'query', roles: ALL_ROLES, input: filtered, output: reply<Ageing>() }),
} as const;
