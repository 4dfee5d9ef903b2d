/** Characters of a line of the title: 2号 in 156 mm. */
const LONGEST = 20;
/** After these a title is best broken: sense stays together. */
const GOOD_BREAKS = /[的、，：》”和与]$/u;

/** A title in lines of about the same length, each a whole in sense where it can be (GB/T 9704—2012, 7.3.1); breaks that were typed stay. */
export function titleLines(title: string): readonly string[] {
  return title.split('\n').flatMap(balanced);
}

function balanced(line: string): readonly string[] {
  const characters = [...line];
  const count = Math.ceil(characters.length / LONGEST);
  if (count <= 1) return [line];
  const aim = Math.ceil(characters.length / count);
  const at = breakNear(characters, aim);
  return [characters.slice(0, at).join(''), ...balanced(characters.slice(at).join(''))];
}

/** The place within four characters of `aim` that is best; both sides must fit. */
function breakNear(characters: readonly string[], aim: number): number {
  for (const off of [0, 1, -1, 2, -2, 3, -3, 4, -4]) {
    const at = aim + off;
    if (at <= LONGEST && characters.length - at > 0 && GOOD_BREAKS.test(characters[at - 1] ?? '')) return at;
  }
  return aim;
}
