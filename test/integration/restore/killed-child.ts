import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { newDeviceName, openDataFolder } from '#worker/node/data-folder.ts';
import { createIdMaker } from '#worker/node/uuid.ts';
import { restoreDatabase } from '#app/backup/restore.ts';
import { ROOT } from '../../harness/program.ts';

/*
 * A restore that ends, as by a power cut, before its n-th step: whatever it does to a file, and each look at the clock,
 * which comes in the middle of its transaction. `killed-child <data folder> <backup> <n>`; says "done" when it gets to the end.
 */

const [data = '', name = '', at = ''] = process.argv.slice(2);
let steps = 0;

function step(): void {
  steps += 1;
  if (steps === Number(at)) process.kill(process.pid, 'SIGKILL');
}

const CHANGING = [
  'copyFileSync',
  'fsyncSync',
  'linkSync',
  'mkdirSync',
  'renameSync',
  'rmSync',
  'unlinkSync',
  'writeFileSync',
  'writeSync',
] as const;

function countSteps(): void {
  for (const call of CHANGING) {
    const real = fs[call] as (...args: readonly unknown[]) => unknown;
    Object.assign(fs, {
      [call]: (...args: readonly unknown[]) => {
        step();
        return real(...args);
      },
    });
  }
  syncBuiltinESMExports();
}

const folder = openDataFolder(data, { create: false });
if (!folder.ok) throw new Error(folder.error.message);
let clock = Date.parse('2026-11-03T09:00:00+08:00');
const now = () => {
  step();
  clock += 1;
  return clock;
};
const { backups: backupsFolder, database: databasePath } = folder.value;
countSteps();
const restored = await restoreDatabase(
  { name, backupsFolder, databasePath, migrationsFolder: `${ROOT}db/migrations`, login: null },
  {
    ...folder.value,
    clock: { now, offsetMinutes: 480 },
    newId: createIdMaker(now),
    nextDevice: newDeviceName(),
  },
);
if (!restored.ok) throw new Error(restored.error.message);
process.stdout.write('done');
