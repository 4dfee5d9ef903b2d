import { Button, Flex } from 'antd';
import { useId } from 'react';
import type { CaseAction } from '#core/domain/case/case-decide.ts';
import { ACTION_GROUPS, refusedByReason, type RefusedActions } from './likely.ts';

interface ActionPanelProps {
  readonly actions: readonly CaseAction[];
  readonly onAct: (type: CaseAction['type']) => void;
}

/** Every action in its group: what is allowed as buttons, what is not in grey with the reason beside it. */
export function ActionPanel({ actions, onAct }: ActionPanelProps) {
  return (
    <div className="case-actions">
      {ACTION_GROUPS.map(({ key, label, types }) => {
        const own = types.flatMap((type) => actions.find((action) => action.type === type) ?? []);
        return <Group key={key} label={label} actions={own} onAct={onAct} />;
      })}
    </div>
  );
}

function Group({ label, actions, onAct }: ActionPanelProps & { readonly label: string }) {
  const allowed = actions.filter((action) => action.allowed);
  return (
    <section className="case-action-group" aria-label={`${label}事项`}>
      <h3>{label}</h3>
      <div>
        {allowed.length > 0 && (
          <Flex gap={6} wrap>
            {allowed.map(({ type, label: name }) => (
              <Button
                key={type}
                size="small"
                danger={type === 'case.withdrawn' || type === 'case.closureRevoked'}
                onClick={() => onAct(type)}
              >
                {name}
              </Button>
            ))}
          </Flex>
        )}
        {refusedByReason(actions).map((refused) => (
          <Refused key={refused.reasons.join('；')} {...refused} />
        ))}
      </div>
    </section>
  );
}

/** Grey buttons that can be reached by the keyboard and say why they do nothing. */
function Refused({ actions, reasons }: RefusedActions) {
  const id = useId();
  return (
    <div className="case-refused">
      {actions.map(({ type, label }) => (
        <GreyButton key={type} label={label} describedBy={id} />
      ))}
      <span id={id}>{reasons.join('；')}</span>
    </div>
  );
}

/** An action that is not allowed: visible, grey, reachable, and pointing at its reason. */
export function GreyButton({ label, describedBy }: { readonly label: string; readonly describedBy: string }) {
  return (
    <button type="button" className="case-grey" aria-disabled="true" aria-describedby={describedBy}>
      {label}
    </button>
  );
}
