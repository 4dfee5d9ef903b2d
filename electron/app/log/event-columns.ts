/** Positions in an `EventRow`; see its labels. Rows stay arrays while a million of them are folded. */
export const COLUMN = {
  device: 0,
  deviceSeq: 1,
  id: 2,
  aggregate: 3,
  aggregateId: 4,
  rev: 5,
  type: 6,
  payload: 7,
  actor: 8,
  actorName: 9,
  at: 10,
  businessDate: 11,
  machineVersion: 12,
  prevHash: 13,
  hash: 14,
} as const;
