import type { Bench } from '../measure.ts';
export const listBench: Bench = { name: 'list', title: '', run: async () => {} };
