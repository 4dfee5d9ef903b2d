import type { Bench } from '../measure.ts';
export const searchBench: Bench = { name: 'search', title: '', run: async () => {} };
