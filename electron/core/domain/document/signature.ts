/** Width of a text in characters of the body; letters and digits take half. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) < 0x2e80 ? 0.5 : 1;
  return width;
}

/**
 * How far 落款 and 成文日期 stand from the right edge, in characters: the date four in, the signature with its middle over the
 * date's; a signature too long for that stands two in and the date moves with its middle (GB/T 9704—2012, 7.3.5.1).
 */
export function signatureIndents(
  signatory: string,
  date: string,
): { readonly signatory: number; readonly date: number } {
  const [long, short] = [widthOf(signatory), widthOf(date)];
  const shift = (short - long) / 2;
  if (4 + shift >= 2) return { signatory: 4 + shift, date: 4 };
  return { signatory: 2, date: 2 - shift };
}
