import { z } from 'zod';
import { ALL_ROLES } from '../../domain/account/roles.ts';
import type { ChiefLevel, Person, Reach, Unit, UnitKind } from '../../domain/place/people.ts';
import { defineRoute, reply } from '../route.ts';
import { IdSchema, OptionalTextSchema, TextSchema } from '../schemas.ts';
import { FileToken, noInput } from './common.ts';

const keep = ['clerk', 'supervisor', 'administrator'] as const;
/** Null: a new one. */
const id = IdSchema.nullable();

const reachFields = {
  river: TextSchema,
  name: TextSchema,
  townCode: z
    .string()
    .regex(/^\d{9}$/, '镇街代码为 9 位数字')
    .nullable(),
  village: OptionalTextSchema,
  chiefName: OptionalTextSchema,
  chiefPost: OptionalTextSchema,
  chiefPhone: OptionalTextSchema,
  level: z.enum(['city', 'district', 'town', 'village'] satisfies ChiefLevel[]),
};

/** A sheet of reaches as read, before anything is written. */
export interface ReachSheetView {
  readonly fileName: string;
  readonly sheet: string;
  readonly reaches: readonly (Omit<Reach, 'id' | 'active'> & { readonly row: number; readonly known: boolean })[];
  /** Rows that could not be taken, with Excel's own row number and the reason. */
  readonly problems: readonly { readonly row: number; readonly message: string }[];
}

/** Requests of 单位与人员 and 河段与河长. */
export const peopleRoutes = {
  'people.units': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: noInput,
    output: reply<readonly (Unit & { readonly people: readonly Person[] })[]>(),
  }),
  'people.saveUnit': defineRoute({
    kind: 'command',
    roles: keep,
    input: z.strictObject({
      id,
      name: TextSchema,
      aliases: z.array(TextSchema).max(20),
      kind: z.enum(['bureau', 'town', 'village', 'enterprise', 'other'] satisfies UnitKind[]),
      active: z.boolean(),
    }),
    output: reply<Unit>(),
  }),
  'people.savePerson': defineRoute({
    kind: 'command',
    roles: keep,
    input: z.strictObject({
      id,
      unitId: IdSchema,
      name: TextSchema,
      post: OptionalTextSchema,
      phone: OptionalTextSchema,
      active: z.boolean(),
    }),
    output: reply<Person>(),
  }),
  'people.reaches': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: noInput,
    output: reply<readonly Reach[]>(),
  }),
  'people.saveReach': defineRoute({
    kind: 'command',
    roles: keep,
    input: z.strictObject({ id, ...reachFields, active: z.boolean() }),
    output: reply<Reach>(),
  }),
  /** Reads a sheet of reaches and river chiefs; writes nothing. */
  'people.readReaches': defineRoute({
    kind: 'query',
    roles: keep,
    input: z.strictObject({ file: FileToken }),
    output: reply<ReachSheetView>(),
  }),
  /** Adds or updates reaches by river, name and level, all or nothing. */
  'people.importReaches': defineRoute({
    kind: 'command',
    roles: keep,
    input: z.strictObject({ reaches: z.array(z.strictObject(reachFields)).min(1).max(5000) }),
    output: reply<{ readonly created: number; readonly updated: number; readonly unchanged: number }>(),
  }),
} as const;
