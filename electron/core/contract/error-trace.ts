import type { ErrorTrace } from './host.ts';

/**
 * What of an error may be written to the log: its name, its code, and where it came from. The message is left out, since
 * it may quote what a person wrote, and so is every part of a path above `root` (path of the program's folder), since it
 * may hold the name of a user.
 */
export function traceOf(error: unknown, root: string): ErrorTrace {
  if (!(error instanceof Error)) return { name: typeof error, code: null, frames: [] };
  const code = Reflect.get(error, 'code');
  return {
    name: error.name,
    code: typeof code === 'string' && /^[\w-]{1,60}$/u.test(code) ? code : null,
    frames: stackFrames(error.stack ?? '', root),
  };
}

/** The `at …` lines of a stack, without the words before them and without what lies above `root`. */
export function stackFrames(stack: string, root: string): readonly string[] {
  const lines = stack.split('\n').filter((line) => /^\s+at /u.test(line));
  return lines.slice(0, MOST_FRAMES).map((line) => shortened(line.trim(), slashed(root)));
}

const MOST_FRAMES = 20;
/** `at name (place)` or `at place`. */
const FRAME = /^at (?:(?<name>.+?) \()?(?<place>.+?)\)?$/u;

function shortened(line: string, root: string): string {
  const { name, place = '' } = FRAME.exec(line)?.groups ?? {};
  const short = withoutFolders(slashed(place), root);
  return name === undefined ? `at ${short}` : `at ${name} (${short})`;
}

function withoutFolders(place: string, root: string): string {
  if (root !== '' && place.startsWith(root)) return place.slice(root.length);
  return /^(?:\/|[A-Za-z]:\/)/u.test(place) ? place.slice(place.lastIndexOf('/') + 1) : place;
}

/** A path or the URL of a file as a path with forward slashes, so that the two can be compared. */
function slashed(place: string): string {
  const path = place.startsWith('file://') ? decoded(place.slice('file://'.length)) : place;
  return path.replaceAll('\\', '/').replace(/^\/(?=[A-Za-z]:\/)/u, '');
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}
