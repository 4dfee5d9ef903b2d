/** Entry of the backend process (后台进程): started by main, owns the database, answers until main says close. */
import { connectBackendPort } from './backend/port.ts';
import { serveBackend } from './backend/serve.ts';
import { systemTimer } from './backend/day-watch.ts';
import { speakChinese } from './node/chinese-issues.ts';
import { programFiles } from './node/program-files.ts';

/** So long a last word is on its way to main; nothing tells when it has arrived. */
const LAST_WORD_MS = 50;

speakChinese();
const { reportFault } = serveBackend(connectBackendPort(), {
  files: programFiles(import.meta.url),
  // Read at each call: a test puts another clock in its place.
  now: () => Date.now(),
  setTimer: systemTimer,
  end: () => process.exit(0),
});

process.on('uncaughtException', (error) => {
  reportFault(error);
  setTimeout(() => process.exit(70), LAST_WORD_MS);
});
