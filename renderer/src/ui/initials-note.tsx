/** Says which words of the search stand in no text and were read as pinyin initials; nothing when none was. */
export function InitialsNote({ initials }: { readonly initials: readonly string[] }) {
  if (initials.length === 0) return null;
  return (
    <p className="muted" role="status" style={{ margin: '0 0 6px', fontSize: 12 }}>
      文字中没有「{initials.join('」「')}」，已按拼音首字母查找
      {initials.some((word) => word.length === 2) && '；两个字母只找两个字的名称，如 bh 找「白河」'}。
    </p>
  );
}
