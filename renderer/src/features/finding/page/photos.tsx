import { Alert, Button, Flex } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import type { PhotoDetails } from '#core/contract/views-case.ts';
import { PHOTO_ROLE_LABELS } from '#core/domain/case/case-event-words.ts';
import type { PhotoRole } from '#core/domain/case/case-events.ts';
import { asError } from '../../../api/as-error.ts';
import { ask, useAsk } from '../../../api/ask.ts';
import { askShell } from '../../../api/shell.ts';
import { PhotoDoubts } from '../../../ui/photo-doubts.tsx';
import { Compare } from '../../case/photos/compare.tsx';
import { picturesOf } from '../register/use-pending-photos.ts';

const SIDES = ['before', 'after'] as const satisfies readonly PhotoRole[];

interface PhotosProps {
  readonly id: string;
  /** Why no photo can be added; null when one can. */
  readonly closedBecause: string | null;
}

/** Photos before and after side by side; choose, drop or paste to add. */
export function Photos({ id, closedBecause }: PhotosProps) {
  const photos = useAsk('photo.list', { owner: { kind: 'finding', id } }).data ?? [];
  const { busy, refused, choose, take } = useAdding(id);
  const [looking, setLooking] = useState<PhotoDetails | null>(null);
  const hasBefore = photos.some(({ role }) => role === 'before');
  useEffect(() => {
    if (closedBecause !== null) return;
    const onPaste = ({ clipboardData }: ClipboardEvent) =>
      void take(picturesOf(clipboardData), hasBefore ? 'after' : 'before');
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, [closedBecause, take, hasBefore]);
  const rest = photos.filter(({ role }) => role !== 'before' && role !== 'after');
  const opposite = looking === null ? null : (photos.find(({ role }) => role === otherSide(looking.role)) ?? null);
  return (
    <>
      <div className="finding-photos">
        {SIDES.map((role) => (
          <section
            key={role}
            aria-label={PHOTO_ROLE_LABELS[role]}
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault();
              if (closedBecause === null) void take(picturesOf(event.dataTransfer), role);
            }}
          >
            <Flex justify="space-between" align="center">
              <strong>{PHOTO_ROLE_LABELS[role]}</strong>
              {closedBecause === null && (
                <Button
                  size="small"
                  loading={busy}
                  aria-label={`${PHOTO_ROLE_LABELS[role]}：添加照片`}
                  onClick={() => void choose(role)}
                >
                  添加照片
                </Button>
              )}
            </Flex>
            <Pictures
              photos={photos.filter((photo) => photo.role === role)}
              none={closedBecause === null ? '还没有照片；可选择、拖入或粘贴。' : '没有照片。'}
              onLook={setLooking}
            />
          </section>
        ))}
      </div>
      {rest.length > 0 && <Pictures photos={rest} none="" onLook={setLooking} />}
      {closedBecause !== null && <p className="muted">不能再添加照片：{closedBecause}</p>}
      {refused.map((message) => (
        <Alert key={message} type="error" role="alert" title={message} style={{ marginTop: 8 }} />
      ))}
      {looking !== null && (
        <Compare photos={photos} first={looking} second={opposite} onClose={() => setLooking(null)} />
      )}
    </>
  );
}

interface PicturesProps {
  readonly photos: readonly PhotoDetails[];
  /** What is said where there are none. */
  readonly none: string;
  readonly onLook: (photo: PhotoDetails) => void;
}

function Pictures({ photos, none, onLook }: PicturesProps) {
  if (photos.length === 0) return <p className="muted">{none}</p>;
  return (
    <div className="finding-pictures">
      {photos.map((photo) => (
        <figure key={photo.id}>
          <button
            type="button"
            onClick={() => onLook(photo)}
            aria-label={`查看${PHOTO_ROLE_LABELS[photo.role]}照片 ${photo.fileName}`}
          >
            <img src={`/photo/${photo.sha256}?thumb`} alt="" loading="lazy" decoding="async" />
          </button>
          <figcaption className="muted" title={photo.fileName}>
            {factsOf(photo).join('，')}
            <PhotoDoubts doubts={photo.doubts} />
          </figcaption>
        </figure>
      ))}
    </div>
  );
}

/** What is known of a photo: time by the camera, distance from the place of the finding. */
function factsOf({ takenAt, distanceMetres, lon }: PhotoDetails): readonly string[] {
  const when = takenAt === null ? '无拍摄时间' : `拍摄 ${takenAt.slice(0, 16).replace('T', ' ')}`;
  if (distanceMetres !== null) return [when, `距线索位置 ${distanceMetres} 米`];
  return [when, lon === null ? '无定位' : '线索没有坐标，不能比较距离'];
}

function otherSide(role: PhotoRole): PhotoRole | null {
  if (role === 'before') return 'after';
  return role === 'after' ? 'before' : null;
}

/** Adds photos one after the other; one that is refused does not stop the others. */
function useAdding(id: string) {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const addAll = useCallback(
    async (gather: () => Promise<readonly { readonly token: string; readonly name: string }[]>, role: PhotoRole) => {
      setBusy(true);
      const messages: string[] = [];
      try {
        for (const { token, name } of await gather()) {
          try {
            // Asked each time: somebody else may have changed the finding between two photos.
            const { rev } = await ask('finding.get', { id });
            await ask('photo.add', { owner: { kind: 'finding', id }, rev, role, file: token });
          } catch (fault) {
            messages.push(`${name}：${wordsOf(fault)}`);
          }
        }
      } catch (fault) {
        messages.push(wordsOf(fault));
      }
      setRefused(messages);
      setBusy(false);
    },
    [id],
  );
  const choose = useCallback(
    (role: PhotoRole) => addAll(() => askShell('shell.chooseFiles', { purpose: 'photos', multiple: true }), role),
    [addAll],
  );
  const take = useCallback(
    async (files: readonly File[], role: PhotoRole) => {
      if (files.length === 0) return;
      await addAll(() => Promise.all(files.map(received)), role);
    },
    [addAll],
  );
  return { busy, refused, choose, take };
}

async function received(file: File) {
  return askShell('shell.receiveFile', {
    name: file.name || '粘贴的照片.png',
    bytes: new Uint8Array(await file.arrayBuffer()),
  });
}

function wordsOf(fault: unknown): string {
  return asError(fault).message;
}
