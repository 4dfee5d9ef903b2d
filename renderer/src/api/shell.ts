import type { ShellInput, ShellOutputs, ShellRoute } from '#core/contract/shell-routes.ts';
import { send } from './bridge.ts';
import { RequestRefused } from './refused.ts';

/** Asks the shell (dialogs, windows, files); throws `RequestRefused`. */
export async function askShell<R extends ShellRoute>(route: R, input: ShellInput<R>): Promise<ShellOutputs[R]> {
  const reply = await send(route, input);
  if (!reply.ok) throw new RequestRefused(reply.error);
  // The shell route map is the one definition of both ends.
  return reply.data as ShellOutputs[R];
}
