import { Tag } from 'antd';
import type { PhotoDoubt, PhotoDoubtKind } from '#core/domain/photo/truth-checks.ts';

const NAMES: Readonly<Record<PhotoDoubtKind, string>> = {
  afterNotLater: '时间存疑',
  farAway: '地点存疑',
  samePicture: '照片相同',
  alikePicture: '照片相近',
  noMetadata: '无拍摄信息',
};

/** What is odd about a photo (照片真实性提示), in words; nothing when nothing is. */
export function PhotoDoubts({ doubts }: { readonly doubts: readonly PhotoDoubt[] }) {
  if (doubts.length === 0) return null;
  return (
    <ul aria-label="照片真实性提示" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {doubts.map(({ kind, text }) => (
        <li key={`${kind}${text}`}>
          <Tag color="gold" style={{ marginInlineEnd: 4 }}>
            {NAMES[kind]}
          </Tag>
          {text}
        </li>
      ))}
    </ul>
  );
}
