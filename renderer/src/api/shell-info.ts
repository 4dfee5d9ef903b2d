import { askShell } from './shell.ts';

/** Query of what the shell says of itself; changes only when the program goes to the sample data and back. */
export const SHELL_INFO = { queryKey: ['shell.info'], queryFn: () => askShell('shell.info', {}) };
