import { execFileSync } from 'node:child_process';
import { readFileSync, realpathSync, statfsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** A mounted file system: where, and of which type as the system names it. */
export interface MountPoint {
  readonly at: string;
  readonly type: string;
}

/** What this layer asks of the machine; tests give their own. */
export interface StorageProbes {
  /**
   * The path with links resolved, as far as it exists. On Windows a drive letter that stands for a share comes back as
   * `\\server\share\…`, which is how a mapped drive is told from a disk.
   */
  realPath(path: string): string;
  /** Mounted file systems; empty where the system has no such list (Windows). */
  mounts(): readonly MountPoint[];
  /** Bytes that may still be written in a folder; null when unknown. */
  freeBytes(folder: string): number | null;
}

/** The machine itself. */
export const systemProbes: StorageProbes = { realPath, mounts, freeBytes };

/** File systems on which SQLite's locks and shared memory can't be relied on. */
const NETWORK_TYPES =
  /^(nfs\d?|cifs|smb\d?|smbfs|smbclient|afpfs|webdav|davfs2?|9p|afs|ncpfs|ceph|glusterfs|lustre|beegfs|vboxsf|vmhgfs|prl_fs|fuse\.(sshfs|davfs2?|rclone|gvfsd-fuse|glusterfs|ceph|vmhgfs-fuse|smbnetfs|s3fs))$/i;

/** Two leading slashes or backslashes, except the local device forms `\\?\C:\` and `\\.\`; `\\?\UNC\` is a share. */
const SHARE = /^[\\/]{2}(?:\?[\\/]UNC[\\/]|(?![?.][\\/]))/i;

/** Says in Chinese on which network storage a path lies; null when it is local as far as can be told. */
export function networkLocation(path: string, probes: StorageProbes): string | null {
  if (SHARE.test(path)) return `网络共享「${path}」`;
  // After the test above: on POSIX `resolve` folds the two leading slashes of a share into one.
  const real = probes.realPath(resolve(path));
  if (SHARE.test(real)) return `映射到网络共享「${real}」的路径「${path}」`;
  const mount = mountOf(real, probes.mounts());
  if (mount === null || !NETWORK_TYPES.test(mount.type)) return null;
  return `网络或共享文件系统（${mount.type}，挂载点「${mount.at}」）`;
}

function mountOf(path: string, list: readonly MountPoint[]): MountPoint | null {
  let best: MountPoint | null = null;
  for (const mount of list) {
    const inside = mount.at === '/' || path === mount.at || path.startsWith(`${mount.at}/`);
    // The later of two mounts on one point covers the earlier.
    if (inside && (best === null || mount.at.length >= best.at.length)) best = mount;
  }
  return best;
}

function realPath(path: string): string {
  for (let ancestor = path; ; ancestor = dirname(ancestor)) {
    try {
      return join(realpathSync.native(ancestor), relative(ancestor, path));
    } catch {
      // Not there yet: ask its parent.
      if (dirname(ancestor) === ancestor) return path;
    }
  }
}

function mounts(): readonly MountPoint[] {
  try {
    if (process.platform === 'linux') return parseMountInfo(readFileSync('/proc/self/mountinfo', 'utf8'));
    if (process.platform === 'darwin') return parseMountList(execFileSync('/sbin/mount', { encoding: 'utf8' }));
  } catch {
    // No list (a locked-down system): the path is taken for local.
  }
  return [];
}

/** Reads Linux's `/proc/self/mountinfo`. */
export function parseMountInfo(text: string): readonly MountPoint[] {
  return text.split('\n').flatMap((line) => {
    const [before, after] = line.split(' - ');
    const at = before?.split(' ')[4];
    const type = after?.split(' ')[0];
    if (at === undefined || type === undefined) return [];
    return [{ at: at.replaceAll(/\\(\d{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8))), type }];
  });
}

/** Reads the output of macOS's `mount`: `//user@server/share on /Volumes/share (smbfs, nodev)`. */
export function parseMountList(text: string): readonly MountPoint[] {
  return text.split('\n').flatMap((line) => {
    const [, at, type] = /^.* on (\/.*) \(([^,)]+)/.exec(line) ?? [];
    return at === undefined || type === undefined ? [] : [{ at, type }];
  });
}

function freeBytes(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    // Unknown, e.g. a quota file system without the call: the write itself will tell.
    return null;
  }
}
