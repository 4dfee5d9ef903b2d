import type { Person, Reach, Unit } from '#core/domain/place/people.ts';
import type { Reader, Tx } from '../access.ts';
import { parseJson } from './row-cursor.ts';

type Flagged<T> = Omit<T, 'active'> & { readonly active: number };

/** All units by name, inactive ones too. */
export function listUnits(reader: Reader): Unit[] {
  return reader
    .read<Flagged<Omit<Unit, 'aliases'>> & { readonly aliases: string }>(
      'select id, name, aliases, kind, active from unit order by name',
    )
    .all()
    .map((row) => ({ ...row, aliases: parseJson<string[]>(row.aliases), active: row.active === 1 }));
}

/** Adds a unit or replaces the one with its key. Throws SqliteError `SQLITE_CONSTRAINT_UNIQUE` when the name is taken. */
export function putUnit(tx: Tx, unit: Unit): void {
  tx.write(
    `insert into unit (id, name, aliases, kind, active) values (?, ?, ?, ?, ?)
     on conflict (id) do update set name = excluded.name, aliases = excluded.aliases, kind = excluded.kind, active = excluded.active`,
  ).run(unit.id, unit.name, JSON.stringify(unit.aliases), unit.kind, unit.active ? 1 : 0);
}

/** All people by name, inactive ones too. */
export function listPeople(reader: Reader): Person[] {
  return reader
    .read<Flagged<Person>>('select id, unit_id as unitId, name, post, phone, active from person order by name')
    .all()
    .map((row) => ({ ...row, active: row.active === 1 }));
}

/** Adds a person or replaces the one with their key. */
export function putPerson(tx: Tx, person: Person): void {
  tx.write(
    `insert into person (id, unit_id, name, post, phone, active) values (?, ?, ?, ?, ?, ?)
     on conflict (id) do update set unit_id = excluded.unit_id, name = excluded.name, post = excluded.post,
       phone = excluded.phone, active = excluded.active`,
  ).run(person.id, person.unitId, person.name, person.post, person.phone, person.active ? 1 : 0);
}

const REACH = `select id, river, name, town_code as townCode, village, chief_name as chiefName, chief_post as chiefPost,
  chief_phone as chiefPhone, level, active from reach`;

/** All reaches by river and name, inactive ones too. */
export function listReaches(reader: Reader): Reach[] {
  return reader
    .read<Flagged<Reach>>(`${REACH} order by river, name, level`)
    .all()
    .map((row) => ({ ...row, active: row.active === 1 }));
}

/** Adds a reach or replaces the one with its key. Throws SqliteError `SQLITE_CONSTRAINT_UNIQUE` when river, name and level are taken. */
export function putReach(tx: Tx, reach: Reach): void {
  tx.write(
    `insert into reach (id, river, name, town_code, village, chief_name, chief_post, chief_phone, level, active)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (id) do update set river = excluded.river, name = excluded.name, town_code = excluded.town_code,
       village = excluded.village, chief_name = excluded.chief_name, chief_post = excluded.chief_post,
       chief_phone = excluded.chief_phone, level = excluded.level, active = excluded.active`,
  ).run(
    reach.id,
    reach.river,
    reach.name,
    reach.townCode,
    reach.village,
    reach.chiefName,
    reach.chiefPost,
    reach.chiefPhone,
    reach.level,
    reach.active ? 1 : 0,
  );
}
