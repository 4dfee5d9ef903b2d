import { Flex, Modal, Select } from 'antd';
import { useState } from 'react';
import type { PhotoDetails } from '#core/contract/views-case.ts';
import { PHOTO_ROLE_LABELS } from '#core/domain/case/case-event-words.ts';
import { photoFacts } from './pairs.ts';

interface CompareProps {
  readonly photos: readonly PhotoDetails[];
  readonly first: PhotoDetails;
  /** Null: only the one is looked at. */
  readonly second: PhotoDetails | null;
  readonly onClose: () => void;
}

/** Two photos over each other with a slider between them; either can be changed for another one. */
export function Compare({ photos, first, second, onClose }: CompareProps) {
  const [left, setLeft] = useState(first);
  const [right, setRight] = useState(second);
  const [split, setSplit] = useState(50);
  const pick = (id: string) => photos.find((photo) => photo.id === id);
  return (
    <Modal
      open
      onCancel={onClose}
      footer={null}
      title={right === null ? '照片' : '整改前后对比'}
      width={960}
      centered
      destroyOnHidden
    >
      <Flex gap={12} style={{ marginBottom: 8 }}>
        <PhotoChoice label="左侧照片" photos={photos} value={left.id} onChange={(id) => setLeft(pick(id) ?? left)} />
        <PhotoChoice
          label="右侧照片"
          photos={photos}
          value={right?.id ?? null}
          onChange={(id) => setRight(pick(id) ?? null)}
        />
      </Flex>
      <div className="case-compare">
        <img src={address(left)} alt={`${PHOTO_ROLE_LABELS[left.role]} ${left.fileName}`} />
        <span className="case-compare-tag" style={{ left: 8 }}>
          {PHOTO_ROLE_LABELS[left.role]}
        </span>
        {right !== null && (
          <>
            <div className="case-compare-over" style={{ clipPath: `inset(0 0 0 ${split}%)`, background: '#0F172A' }}>
              <img src={address(right)} alt={`${PHOTO_ROLE_LABELS[right.role]} ${right.fileName}`} />
            </div>
            <div className="case-compare-line" style={{ left: `${split}%` }} />
            <span className="case-compare-tag" style={{ right: 8 }}>
              {PHOTO_ROLE_LABELS[right.role]}
            </span>
          </>
        )}
      </div>
      {right !== null && (
        <input
          type="range"
          min={0}
          max={100}
          value={split}
          onChange={(event) => setSplit(Number(event.target.value))}
          aria-label="左右分界"
          aria-valuetext={`左侧占 ${split}%`}
          style={{ width: '100%', accentColor: '#0F766E', margin: '8px 0' }}
        />
      )}
      <Flex gap={12} justify="space-between" wrap className="muted">
        <span>左：{photoFacts(left).join('，')}</span>
        {right !== null && <span>右：{photoFacts(right).join('，')}</span>}
      </Flex>
    </Modal>
  );
}

interface PhotoChoiceProps {
  readonly label: string;
  readonly photos: readonly PhotoDetails[];
  readonly value: string | null;
  readonly onChange: (id: string) => void;
}

function PhotoChoice({ label, photos, value, onChange }: PhotoChoiceProps) {
  return (
    <Select
      aria-label={label}
      value={value}
      placeholder={label}
      onChange={onChange}
      options={photos.map(({ id, role, fileName, takenAt }) => ({
        value: id,
        label: `${PHOTO_ROLE_LABELS[role]}　${takenAt?.slice(0, 10) ?? ''}　${fileName}`,
      }))}
      style={{ flex: 1, minWidth: 0 }}
    />
  );
}

/** Address of a photo; `thumb` asks for the small one, where there is one. */
export function address({ sha256 }: Pick<PhotoDetails, 'sha256'>, thumb = false): string {
  return `/photo/${sha256}${thumb ? '?thumb' : ''}`;
}
