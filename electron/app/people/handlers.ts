import type { Reach } from '#core/domain/place/people.ts';
import { inWriteTx, type Tx } from '#db/access.ts';
import { listPeople, listReaches, listUnits, putPerson, putReach, putUnit } from '#db/repositories/people.ts';
import type { Environment } from '../environment.ts';
import type { HandlersOf } from '../handlers.ts';
import { deny, need } from '../ports.ts';

/** Use cases of 单位与人员 and 河段与河长: lists that forms suggest from; nothing is deleted. */
export function peopleHandlers(env: Environment): HandlersOf<'people'> {
  const { connection, ports } = env;
  return {
    'people.units': () => {
      const people = listPeople(connection.reader);
      return listUnits(connection.reader).map((unit) => ({
        ...unit,
        people: people.filter(({ unitId }) => unitId === unit.id),
      }));
    },
    'people.saveUnit': ({ id, ...fields }) => {
      const unit = { id: id ?? ports.newId(), ...fields };
      inWriteTx(connection, (tx) => {
        const units = listUnits(tx);
        checkKnown(id, units, '单位');
        if (units.some(({ name, id: other }) => name === unit.name && other !== unit.id)) {
          deny('NAME_TAKEN', `已有名为「${unit.name}」的单位；请改用原来的一条，或换一个名称。`, { name: unit.name });
        }
        putUnit(tx, unit);
      });
      return unit;
    },
    'people.savePerson': ({ id, ...fields }) => {
      const person = { id: id ?? ports.newId(), ...fields };
      inWriteTx(connection, (tx) => {
        checkKnown(id, listPeople(tx), '人员');
        checkKnown(person.unitId, listUnits(tx), '单位');
        putPerson(tx, person);
      });
      return person;
    },
    'people.reaches': () => listReaches(connection.reader),
    'people.saveReach': ({ id, ...fields }) => {
      const reach = { id: id ?? ports.newId(), ...fields };
      inWriteTx(connection, (tx) => {
        const reaches = listReaches(tx);
        checkKnown(id, reaches, '河段');
        const twin = reaches.find((other) => keyOf(other) === keyOf(reach));
        if (twin !== undefined && twin.id !== reach.id) {
          deny('NAME_TAKEN', `「${reach.river}」已有同级别的河段「${reach.name}」；请修改原来的一条。`, {
            id: twin.id,
          });
        }
        putReach(tx, reach);
      });
      return reach;
    },
    'people.readReaches': async ({ file }, { context }) => {
      const path = ports.files.resolve(file) ?? deny('FILE_TOKEN_UNKNOWN', '没有找到所选的文件；请重新选择。');
      const read = need(
        await ports.jobs.readReaches(
          { path },
          { onProgress: context.onProgress ?? (() => {}), signal: context.signal },
        ),
      );
      const known = new Set(listReaches(connection.reader).map(keyOf));
      return { ...read, reaches: read.reaches.map((reach) => ({ ...reach, known: known.has(keyOf(reach)) })) };
    },
    'people.importReaches': ({ reaches }) => inWriteTx(connection, (tx) => takeOver(tx, reaches, ports.newId)),
  };
}

function takeOver(tx: Tx, reaches: readonly Omit<Reach, 'id' | 'active'>[], newId: () => string) {
  const known = new Map(listReaches(tx).map((reach) => [keyOf(reach), reach]));
  const counts = { created: 0, updated: 0, unchanged: 0 };
  for (const fields of reaches) {
    const before = known.get(keyOf(fields));
    const reach = { ...fields, id: before?.id ?? newId(), active: true };
    if (before === undefined) counts.created += 1;
    else if (isSame(before, reach)) counts.unchanged += 1;
    else counts.updated += 1;
    if (before === undefined || !isSame(before, reach)) putReach(tx, reach);
    known.set(keyOf(reach), reach);
  }
  return counts;
}

function isSame(a: Reach, b: Reach): boolean {
  return (Object.keys(b) as (keyof Reach)[]).every((field) => a[field] === b[field]);
}

/** River, name and level tell reaches apart. */
function keyOf({ river, name, level }: Pick<Reach, 'river' | 'name' | 'level'>): string {
  return JSON.stringify([river, name, level]);
}

function checkKnown(id: string | null, list: readonly { readonly id: string }[], what: string): void {
  if (id !== null && !list.some((one) => one.id === id)) {
    deny('RECORD_UNKNOWN', `没有找到要修改的${what}；请刷新后再试。`, { id });
  }
}
