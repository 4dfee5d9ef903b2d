import type { Bench } from '../measure.ts';
export const verifyBench: Bench = { name: 'verify', title: '', run: async () => {} };
