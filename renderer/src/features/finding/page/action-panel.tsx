import { Button, Flex } from 'antd';
import { useId } from 'react';
import type { FindingActionView } from '#core/contract/views.ts';
import { GreyButton } from '../../case/actions/action-panel.tsx';

/** Acts of people on this page, in the order in which they are likely; photos and details have places of their own. */
const SHOWN = [
  'finding.confirmed',
  'finding.filed',
  'finding.fixedOnSpot',
  'finding.transferred',
  'finding.merged',
  'finding.judgedUnfounded',
  'finding.returned',
] as const;

/** An act that a dialog of this page carries out. */
export type ShownAct = (typeof SHOWN)[number];

interface ActionPanelProps {
  readonly actions: readonly FindingActionView[];
  readonly onAct: (type: ShownAct) => void;
}

/** What is allowed as buttons, the likeliest first; what is not in grey with its reason. */
export function ActionPanel({ actions, onAct }: ActionPanelProps) {
  const shown = SHOWN.flatMap((type) => {
    const action = actions.find((each) => each.type === type);
    return action === undefined ? [] : [{ ...action, type }];
  });
  const allowed = shown.filter((action) => action.allowed);
  return (
    <>
      <Flex gap={8} wrap>
        {allowed.map(({ type, label }, index) => (
          <Button key={type} type={index === 0 ? 'primary' : 'default'} onClick={() => onAct(type)}>
            {label}
          </Button>
        ))}
      </Flex>
      <div style={{ display: 'grid', gap: 4, marginTop: allowed.length === 0 ? 0 : 8 }}>
        {byReason(shown.filter((action) => !action.allowed)).map(({ labels, reason }) => (
          <Refused key={reason} labels={labels} reason={reason} />
        ))}
      </div>
    </>
  );
}

/** Actions that are refused for the same reason stand together. */
function byReason(
  refused: readonly FindingActionView[],
): readonly { readonly reason: string; readonly labels: readonly string[] }[] {
  const groups = new Map<string, readonly string[]>();
  for (const { label, reasons } of refused) {
    const reason = reasons.join('；');
    groups.set(reason, [...(groups.get(reason) ?? []), label]);
  }
  return [...groups].map(([reason, labels]) => ({ reason, labels }));
}

function Refused({ labels, reason }: { readonly labels: readonly string[]; readonly reason: string }) {
  const id = useId();
  return (
    <div className="case-refused">
      {labels.map((label) => (
        <GreyButton key={label} label={label} describedBy={id} />
      ))}
      <span id={id}>{reason}</span>
    </div>
  );
}
