import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from '#db/files.ts';
import type { AnchorPort, FolderPort } from '#app/ports.ts';

/** The folder in which the program keeps everything; absolute paths. */
export interface DataFolder extends FolderPort {
  readonly root: string;
  readonly database: string;
  readonly exports: string;
  readonly device: string;
  /** Key of the log's chain; lies beside the database, not in it. */
  readonly chainKey: Uint8Array;
  readonly anchors: AnchorPort;
}

const DeviceFile = z.object({ device: z.string().min(1), key: z.string().regex(/^[0-9a-f]{64}$/) });
const AnchorFile = z.array(z.object({ device: z.string(), seq: z.int().nonnegative(), hash: z.string() }));

/**
 * Opens or makes the data folder. Without Electron's key store the key of the chain is a file of its own
 * (`device.json`, readable by its owner only): who copies or edits the database alone can't re-chain the log; who can
 * read this folder too can. The desktop program keeps it in the system's key store.
 */
export function openDataFolder(root: string): DataFolder {
  mkdirSync(root, { recursive: true });
  const { device, key } = deviceOf(join(root, 'device.json'));
  return {
    root,
    database: join(root, 'heqing.db'),
    backups: join(root, 'backups'),
    staging: join(root, 'staging'),
    photos: join(root, 'photos'),
    exports: join(root, 'exports'),
    device,
    chainKey: Buffer.from(key, 'hex'),
    anchors: anchorFile(join(root, 'anchors.json')),
  };
}

function deviceOf(path: string): z.infer<typeof DeviceFile> {
  if (existsSync(path)) return DeviceFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  const made = { device: randomUUID().slice(0, 8), key: randomBytes(32).toString('hex') };
  writeFileSync(path, JSON.stringify(made), { mode: 0o600, flag: 'wx' });
  return made;
}

function anchorFile(path: string): AnchorPort {
  const all = () => (existsSync(path) ? AnchorFile.parse(JSON.parse(readFileSync(path, 'utf8'))) : []);
  return {
    all,
    add(heads) {
      const kept = all();
      const fresh = heads.filter((head) => !kept.some((one) => one.device === head.device && one.seq === head.seq && one.hash === head.hash));
      if (fresh.length > 0) writeAtomically(path, JSON.stringify([...kept, ...fresh]));
    },
  };
}
