import { Flex, Menu } from 'antd';
import type { ComponentType } from 'react';
import { Link, useParams } from 'react-router';
import type { AccountRole } from '#core/domain/account/roles.ts';
import { useSession } from '../../app/session.ts';
import { AboutSection } from './about-section.tsx';
import { AccountSection } from './account-section.tsx';
import { BackupsSection } from './backups-section.tsx';
import { BureauSection } from './bureau-section.tsx';
import { ClassesSection } from './classes-section.tsx';
import { DocumentsSection } from './documents-section.tsx';
import { ReachesSection } from './reaches-section.tsx';
import { SeveritySection } from './severity-section.tsx';
import { TermsSection } from './terms-section.tsx';
import { TownsSection } from './towns-section.tsx';
import { UnitsSection } from './units-section.tsx';
import { UsersSection } from './users-section.tsx';

interface Section {
  readonly key: string;
  readonly label: string;
  readonly Content: ComponentType;
  /** Who sees it; everybody when left out. The backend decides what may be done. */
  readonly only?: AccountRole;
}

const SECTIONS: readonly Section[] = [
  { key: 'account', label: '我的账户', Content: AccountSection },
  { key: 'bureau', label: '单位信息', Content: BureauSection },
  { key: 'users', label: '用户', Content: UsersSection, only: 'administrator' },
  { key: 'units', label: '单位与人员', Content: UnitsSection },
  { key: 'reaches', label: '河段与河长', Content: ReachesSection },
  { key: 'towns', label: '镇街', Content: TownsSection },
  { key: 'classes', label: '问题类别', Content: ClassesSection },
  { key: 'severity', label: '严重程度规则', Content: SeveritySection },
  { key: 'terms', label: '期限规则', Content: TermsSection },
  { key: 'documents', label: '文书', Content: DocumentsSection },
  { key: 'backups', label: '备份', Content: BackupsSection },
  { key: 'about', label: '关于', Content: AboutSection },
];

/** 设置: one section at a time, named by the address. */
export default function SettingsPage() {
  const { account } = useSession();
  const { section = 'account' } = useParams();
  const shown = SECTIONS.filter(({ only }) => only === undefined || only === account.role);
  const here = shown.find(({ key }) => key === section) ?? shown[0];
  if (here === undefined) return null;
  return (
    <Flex gap={16} align="start">
      <nav
        aria-label="设置各项"
        style={{ width: 150, flex: 'none', background: '#fff', border: '1px solid var(--line)' }}
      >
        <Menu
          selectedKeys={[here.key]}
          style={{ borderInlineEnd: 0 }}
          items={shown.map(({ key, label }) => ({ key, label: <Link to={`/settings/${key}`}>{label}</Link> }))}
        />
      </nav>
      <div style={{ flex: 1, minWidth: 0, paddingBottom: 16 }}>
        <here.Content />
      </div>
    </Flex>
  );
}
