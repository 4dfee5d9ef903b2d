import { workerData } from 'node:worker_threads';
import { checkpoint } from '#db/long-write.ts';

checkpoint(workerData as string);
