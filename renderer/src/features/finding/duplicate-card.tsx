import { Flex } from 'antd';
import type { ReactNode } from 'react';
import type { DuplicateView } from '#core/contract/views-finding.ts';
import { PhotoThumb } from './photo-thumb.tsx';
import { RecordLink } from './record-link.tsx';

interface DuplicateCardProps {
  readonly view: DuplicateView;
  /** What can be decided about it. */
  readonly actions: ReactNode;
}

/** A record that may be the same problem: photo, distance, state, words and why it is shown. */
export function DuplicateCard({ view, actions }: DuplicateCardProps) {
  const { record, photo, distanceMetres, where, description, foundOn, closedOn, reasons } = view;
  return (
    <li style={{ border: '1px solid var(--line)', borderRadius: 4, background: '#fff', padding: 10 }}>
      <Flex gap={10}>
        {photo === null ? (
          <span
            className="muted"
            style={{
              width: 96,
              height: 72,
              background: '#F1F5F9',
              display: 'grid',
              placeItems: 'center',
              fontSize: 12,
            }}
          >
            无照片
          </span>
        ) : (
          <PhotoThumb sha256={photo} alt={`${record.number} 的照片`} size={96} />
        )}
        <div style={{ minWidth: 0, flex: 1 }}>
          <Flex gap={8} align="center" wrap>
            <RecordLink target={record} />
            <strong>{distanceMetres === null ? '未比较距离' : `相距 ${distanceMetres} 米`}</strong>
          </Flex>
          {where !== null && <div className="muted">{where}</div>}
          <div style={{ overflowWrap: 'anywhere' }}>{description}</div>
          <div className="muted" style={{ fontSize: 12 }}>
            发现于 {foundOn}
            {closedOn !== null && `，${closedOn} 销号`}。{reasons.join('；')}
          </div>
        </div>
      </Flex>
      <Flex gap={8} wrap style={{ marginTop: 8 }}>
        {actions}
      </Flex>
    </li>
  );
}
