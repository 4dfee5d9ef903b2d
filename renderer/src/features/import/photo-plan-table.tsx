import { Checkbox, Select, Table, Tag } from 'antd';
import type { MatchedPhoto, PhotoPlanView, PhotoTargetView } from '#core/contract/views-photo.ts';
import { PHOTO_ROLE_LABELS } from '#core/domain/case/case-event-words.ts';
import type { PhotoRole } from '#core/domain/case/case-events.ts';
import { PhotoDoubts } from '../../ui/photo-doubts.tsx';
import type { PhotoChoice, PhotoChoices } from './photo-choices.ts';

const ROLES = (Object.keys(PHOTO_ROLE_LABELS) as PhotoRole[]).map((value) => ({
  value,
  label: PHOTO_ROLE_LABELS[value],
}));

interface PhotoPlanTableProps {
  readonly plan: PhotoPlanView;
  readonly choices: PhotoChoices;
  readonly onChange: (key: string, change: Partial<PhotoChoice>) => void;
}

/** Where each photo would go; a finding is chosen by hand where several are equally good. */
export function PhotoPlanTable({ plan, choices, onChange }: PhotoPlanTableProps) {
  const { found, matched, ambiguous, unplaced } = plan.counts;
  return (
    <>
      <p role="status" style={{ margin: '0 0 8px' }}>
        照片 {found} 张：已找到对应线索 {matched} 张，需要指定 {ambiguous} 张，未能归位 {unplaced} 张
        {plan.others.length > 0 && `；不是照片、未读取：${plan.others.join('、')}`}
      </p>
      <Table<MatchedPhoto>
        size="small"
        rowKey="key"
        dataSource={[...plan.photos]}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 900 }}
        columns={[
          {
            title: '挂接',
            width: 60,
            render: (_value, { key, path }) => {
              const choice = choices.get(key);
              return (
                <Checkbox
                  aria-label={`挂接 ${path}`}
                  checked={choice?.ticked === true}
                  disabled={choice?.findingId === null}
                  onChange={(event) => onChange(key, { ticked: event.target.checked })}
                />
              );
            },
          },
          {
            title: '照片',
            width: 220,
            render: (_value, { path, takenAt, known }) => (
              <>
                <div style={{ overflowWrap: 'anywhere' }}>{path}</div>
                <span className="muted">
                  {takenAt === null ? '无拍摄时间' : `拍摄 ${takenAt.slice(0, 16).replace('T', ' ')}`}
                </span>
                {known && <Tag style={{ marginInlineStart: 4 }}>早已挂上</Tag>}
              </>
            ),
          },
          {
            title: '线索',
            render: (_value, photo) => (
              <Target photo={photo} chosen={choices.get(photo.key)?.findingId ?? null} onChange={onChange} />
            ),
          },
          {
            title: '种类',
            width: 110,
            render: (_value, { key, path }) => (
              <Select
                size="small"
                aria-label={`${path} 的种类`}
                value={choices.get(key)?.role ?? 'before'}
                options={ROLES}
                onChange={(role) => onChange(key, { role })}
                style={{ width: 96 }}
              />
            ),
          },
          { title: '提示', width: 280, render: (_value, { doubts }) => <PhotoDoubts doubts={doubts} /> },
        ]}
      />
    </>
  );
}

interface TargetProps {
  readonly photo: MatchedPhoto;
  readonly chosen: string | null;
  readonly onChange: PhotoPlanTableProps['onChange'];
}

function Target({ photo: { key, path, target, candidates, reason }, chosen, onChange }: TargetProps) {
  if (target !== null)
    return (
      <>
        <div>{labelOf(target)}</div>
        <span className="muted">{reason}</span>
      </>
    );
  return (
    <>
      {candidates.length > 0 && (
        <Select
          size="small"
          aria-label={`${path} 的线索`}
          placeholder="请指定线索"
          value={chosen}
          allowClear
          options={candidates.map((candidate) => ({ value: candidate.id, label: labelOf(candidate) }))}
          onChange={(findingId: string | undefined) =>
            onChange(key, findingId === undefined ? { findingId: null, ticked: false } : { findingId })
          }
          style={{ width: '100%' }}
        />
      )}
      <span className="muted">{reason}</span>
    </>
  );
}

function labelOf({ number, about, row }: PhotoTargetView): string {
  return `${number}${row === null ? '' : `（表中第 ${row} 行）`} ${about}`;
}
