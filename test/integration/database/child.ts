import { writeSync } from 'node:fs';
import { makeBackup } from '#db/backup.ts';
import { openDatabase } from '#db/open.ts';

/*
 * A process of its own for the tests: does one task with a database and stands still at the point that the task is
 * about, so that the test can kill it exactly there.
 */

const [task, path = '', migrationsFolder = '', backupsFolder = ''] = process.argv.slice(2);

function standStill(said: string): never {
  writeSync(1, `${said}\n`);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  throw new Error('woken');
}

const NOW = Date.parse('2026-04-21T15:30:12.345+08:00');
let migrated = false;

const result = await openDatabase(path, {
  create: true,
  migrationsFolder,
  backupsFolder,
  // The first thing asked of the clock after the COMMIT is the marker's time.
  now: () => (task === 'after-commit' && migrated ? standStill('committed') : NOW),
  // The last thing inside the transaction: all statements ran, nothing is committed.
  assertSchema() {
    migrated = true;
    if (task === 'migrate') standStill('in the migration');
  },
});

if (!result.ok) {
  writeSync(1, `${result.error.code}\n`);
  process.exit(0);
}

const { sqlite } = result.value.connection;
if (task === 'open') {
  result.value.close();
  writeSync(1, 'opened\n');
} else if (task === 'write') {
  sqlite.exec("INSERT INTO parent (id, name) VALUES ('acknowledged', '西河')");
  sqlite.exec('BEGIN IMMEDIATE');
  // More than the page cache holds, so that the unfinished transaction is in the log on the disk.
  sqlite.pragma('cache_size = 10');
  const insert = sqlite.prepare('INSERT INTO parent (id, name) VALUES (?, ?)');
  for (let n = 0; n < 5000; n += 1) insert.run(`unfinished-${n}`, '南河'.repeat(50));
  standStill('in the transaction');
} else if (task === 'backup') {
  await makeBackup(sqlite, {
    folder: backupsFolder,
    now: () => NOW,
    reason: 'manual',
    prove: () => standStill('before the rename'),
  });
} else {
  standStill('holding');
}
