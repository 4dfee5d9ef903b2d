import { Image } from 'antd';

interface PhotoThumbProps {
  readonly sha256: string;
  readonly alt: string;
  /** Pixels of the longer side. */
  readonly size?: number;
}

/** A stored photo, small; Enter or a click shows it whole. */
export function PhotoThumb({ sha256, alt, size = 72 }: PhotoThumbProps) {
  return (
    <Image
      src={`/photo/${sha256}?thumb`}
      preview={{ src: `/photo/${sha256}` }}
      alt={alt}
      width={size}
      height={(size * 3) / 4}
      style={{ objectFit: 'cover', borderRadius: 2, background: '#E2E8F0' }}
    />
  );
}
