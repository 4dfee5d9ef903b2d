/** Entry of the job process (作业进程): started by `job/host.ts`, runs one job, ends. */
import { JOB_HANDLERS } from './job/handlers.ts';
import { connectPort } from './job/port.ts';
import { serveJob } from './job/serve.ts';

serveJob(JOB_HANDLERS, connectPort());
