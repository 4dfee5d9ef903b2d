import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ElectronApplication, _electron, type Page } from '@playwright/test';
import { watchFaults } from './faults.ts';
import { type Program, type ProgramOptions, shiftTo } from './program.ts';

const CLOCK = fileURLToPath(new URL('../clock.cjs', import.meta.url));

/** Starts the built program in Electron. */
export async function startInElectron(options: ProgramOptions, executablePath: string): Promise<Program> {
  const faults: string[] = [];
  let run = await open(options, executablePath, faults);
  return {
    mode: 'electron',
    userDataDir: options.userDataDir,
    page: () => run.page,
    answerDialog: (kind, value) => answerNext(run.app, kind, value),
    async setToday(date) {
      writeFileSync(options.clockFile, String(shiftTo(date)));
      await run.app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'));
    },
    async openSecondWindow(opener) {
      const [page] = await Promise.all([run.app.waitForEvent('window'), opener()]);
      return page;
    },
    async restart() {
      await run.app.close();
      run = await open(options, executablePath, faults);
      return run.page;
    },
    async killBackend() {
      await run.app.evaluate(({ app }) => {
        const backend = app
          .getAppMetrics()
          .find((metric) => metric.serviceName === 'heqing-backend' || metric.name === 'heqing-backend');
        if (!backend) throw new Error('no backend process');
        process.kill(backend.pid, 'SIGKILL');
      });
    },
    async crash() {
      const ended = new Promise((resolve) => run.app.process().once('close', resolve));
      run.app.process().kill('SIGKILL');
      await ended;
    },
    pids: () => [run.app.process().pid ?? 0],
    faults,
    output: () => run.output.join(''),
    close: () => run.app.close(),
  };
}

interface Run {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly output: readonly string[];
}

async function open(
  { userDataDir, clockFile, root }: ProgramOptions,
  executablePath: string,
  faults: string[],
): Promise<Run> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({
    executablePath,
    args: [...sandbox, '--require', CLOCK, root, `--user-data-dir=${userDataDir}`],
    env: {
      ...environment(),
      HEQING_DATA: userDataDir,
      HEQING_TEST_CLOCK: clockFile,
      NODE_OPTIONS: `--require ${JSON.stringify(CLOCK)}`,
    },
  });
  watchFaults(app.context(), faults);
  const output: string[] = [];
  for (const stream of [app.process().stdout, app.process().stderr])
    stream?.on('data', (text) => output.push(String(text)));
  return { app, page: await app.firstWindow(), output };
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Replaces one dialog for its next call. */
function answerNext(app: ElectronApplication, kind: 'open' | 'save' | 'message', value: unknown): Promise<void> {
  return app.evaluate(
    ({ dialog }, [wanted, answer]) => {
      const paths = Array.isArray(answer) ? answer : [];
      const path = typeof answer === 'string' ? answer : '';
      const answers = {
        open: ['showOpenDialog', { canceled: answer === null, filePaths: paths }],
        save: ['showSaveDialog', { canceled: answer === null, filePath: path }],
        message: ['showMessageBox', { response: Number(answer ?? 0), checkboxChecked: false }],
      } as const;
      const [name, result] = answers[wanted];
      const before: unknown = Reflect.get(dialog, name);
      Reflect.set(dialog, name, async () => {
        Reflect.set(dialog, name, before);
        return result;
      });
    },
    [kind, value] as const,
  );
}
