import { Button, Flex } from 'antd';
import { useEffect } from 'react';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { picturesOf, type usePendingPhotos } from './use-pending-photos.ts';

/** Photos of the finding that is being typed: chosen, dropped here or pasted anywhere on the page. */
export function PhotoTray({ pending }: { readonly pending: ReturnType<typeof usePendingPhotos> }) {
  const { photos, error, choose, receive, remove } = pending;
  useEffect(() => {
    const onPaste = ({ clipboardData }: ClipboardEvent) => {
      const pictures = picturesOf(clipboardData);
      if (pictures.length > 0) void receive(pictures);
    };
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, [receive]);
  return (
    <section
      aria-label="现场照片"
      style={{ gridColumn: 'span 12' }}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        const pictures = picturesOf(event.dataTransfer);
        if (pictures.length > 0) void receive(pictures);
      }}
    >
      <Flex gap={8} wrap align="center">
        <Button onClick={() => void choose()}>添加现场照片</Button>
        {photos.length === 0 && <span className="muted">也可拖到这里，或按 Ctrl+V 粘贴</span>}
        {photos.map(({ token, name, url }) => (
          <Flex key={token} gap={4} align="center" style={{ border: '1px solid var(--line)', padding: 2 }}>
            {url !== null && <img src={url} alt={name} style={{ height: 36, width: 48, objectFit: 'cover' }} />}
            <span
              style={{ maxWidth: 120, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
              title={name}
            >
              {name}
            </span>
            <Button size="small" type="text" aria-label={`去掉照片 ${name}`} onClick={() => remove(token)}>
              去掉
            </Button>
          </Flex>
        ))}
      </Flex>
      <RefusalAlert error={error} />
    </section>
  );
}
