import type { Bench } from '../measure.ts';
export const dueBench: Bench = { name: 'due', title: '', run: async () => {} };
