import { Alert, Button, Flex, Radio } from 'antd';
import { useEffect, useId, useState } from 'react';
import type { PhotoDetails } from '#core/contract/views-case.ts';
import { PHOTO_ROLE_LABELS } from '#core/domain/case/case-event-words.ts';
import type { PhotoRole } from '#core/domain/case/case-events.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { useAsk } from '../../../api/ask.ts';
import { PhotoDoubts } from '../../../ui/photo-doubts.tsx';
import { GreyButton } from '../actions/action-panel.tsx';
import { address, Compare } from './compare.tsx';
import { photoFacts, sortPhotos } from './pairs.ts';
import { useAddPhotos } from './use-add-photos.ts';

interface PhotosProps {
  readonly record: CaseRecord;
  /** Why no photo can be added; null when one can. */
  readonly closedBecause: string | null;
}

/** Photos in pairs from before and after; choose, drop or paste to add. */
export function Photos({ record, closedBecause }: PhotosProps) {
  const photos = useAsk('photo.list', { owner: { kind: 'case', id: record.id } }).data;
  const [looking, setLooking] = useState<{ first: PhotoDetails; second: PhotoDetails | null } | null>(null);
  if (photos === undefined) return null;
  const { pairs, others } = sortPhotos(photos);
  const look = (first: PhotoDetails | null, second: PhotoDetails | null) => {
    const [one, other] = first === null ? [second, null] : [first, second];
    if (one !== null) setLooking({ first: one, second: other });
  };
  return (
    <>
      <Adding record={record} closedBecause={closedBecause} />
      {pairs.map(({ before, after }) => (
        <div key={after?.id ?? before?.id ?? 'none'} className="case-photo-pair">
          <Side photo={before} as="before" onLook={() => look(before, after)} />
          <Side photo={after} as="after" onLook={() => look(before, after)} />
        </div>
      ))}
      {others.length > 0 && (
        <div className="case-photo-pair" style={{ gridTemplateColumns: 'repeat(3, minmax(0, 1fr))' }}>
          {others.map((photo) => (
            <Side key={photo.id} photo={photo} as={photo.role} onLook={() => look(photo, null)} />
          ))}
        </div>
      )}
      {looking !== null && <Compare {...looking} photos={photos} onClose={() => setLooking(null)} />}
    </>
  );
}

interface SideProps {
  readonly photo: PhotoDetails | null;
  readonly as: PhotoRole;
  readonly onLook: () => void;
}

function Side({ photo, as: role, onLook }: SideProps) {
  const label = PHOTO_ROLE_LABELS[role];
  if (photo === null) return <div className="case-photo-missing">{label}：还没有照片</div>;
  return (
    <figure className="case-photo">
      <button type="button" onClick={onLook} aria-label={`查看${label}照片 ${photo.fileName}`}>
        <img src={address(photo, true)} alt="" loading="lazy" decoding="async" />
      </button>
      <figcaption>
        <strong>{label}</strong> {photoFacts(photo).join('，')}
        <PhotoDoubts doubts={photo.doubts} />
      </figcaption>
    </figure>
  );
}

const ROLES = Object.entries(PHOTO_ROLE_LABELS).map(([value, label]) => ({ value, label }));

function Adding({ record, closedBecause }: PhotosProps) {
  const [role, setRole] = useState<PhotoRole>(record.facts.beforePhotos === 0 ? 'before' : 'after');
  const [over, setOver] = useState(false);
  const adding = useAddPhotos(record.id);
  const { take } = adding;
  const reason = useId();

  useEffect(() => {
    if (closedBecause !== null) return;
    const paste = (event: ClipboardEvent) => {
      const files = picturesOf(event.clipboardData);
      if (files.length === 0) return;
      event.preventDefault();
      void take(files, role);
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, [closedBecause, role, take]);

  if (closedBecause !== null)
    return (
      <p className="case-refused no-print">
        <GreyButton label="添加照片" describedBy={reason} />
        <span id={reason}>{closedBecause}</span>
      </p>
    );
  return (
    // The zone only catches what is dropped; the button beside it does the same by keyboard.
    <section
      aria-label="添加照片"
      className={`case-drop no-print${over ? ' case-drop-over' : ''}`}
      style={{ marginBottom: 12 }}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void take(picturesOf(event.dataTransfer), role);
      }}
    >
      <Flex gap={8} align="center" wrap>
        <Radio.Group
          aria-label="照片种类"
          size="small"
          optionType="button"
          value={role}
          options={ROLES}
          onChange={(event) => setRole(event.target.value)}
        />
        <Button size="small" loading={adding.progress !== null} onClick={() => void adding.choose(role)}>
          选择照片
        </Button>
        <span className="muted">也可以拖到这里，或粘贴</span>
        {adding.progress !== null && (
          <span role="status">
            正在添加 {adding.progress.done + 1} / {adding.progress.total}
          </span>
        )}
      </Flex>
      {adding.refused.map(({ name, message }) => (
        <Alert key={name} type="error" role="alert" title={message} style={{ marginTop: 8 }} />
      ))}
    </section>
  );
}

function picturesOf(data: DataTransfer | null): readonly File[] {
  return [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
}
