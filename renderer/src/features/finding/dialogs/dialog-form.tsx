import { Button, Flex, Modal } from 'antd';
import type { KeyboardEvent, ReactNode } from 'react';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { keepEnter } from '../../../ui/keep-enter.ts';

interface DialogFormProps {
  readonly title: string;
  /** Verb of the primary button. */
  readonly verb: string;
  readonly busy: boolean;
  readonly error: Error | null;
  /** False: something is still missing that the form shows. */
  readonly ready?: boolean;
  readonly width?: number;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form in a dialog: Ctrl+Enter carries it out, Esc closes. */
export function DialogForm(props: DialogFormProps) {
  const { title, verb, busy, error, ready = true, width = 600, onSubmit, onClose, children } = props;
  const onKeyDown = (event: KeyboardEvent) => {
    keepEnter(event);
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || busy || !ready) return;
    event.preventDefault();
    onSubmit();
  };
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      footer={null}
      width={width}
      mask={{ closable: false }}
      style={{ top: 40 }}
      destroyOnHidden
    >
      <form
        aria-label={title}
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy && ready) onSubmit();
        }}
      >
        <Flex vertical gap={12}>
          {children}
          <RefusalAlert error={error} />
          <Flex justify="end" align="center" gap={8}>
            <span className="muted" style={{ marginRight: 'auto' }}>
              Ctrl+Enter {verb}
            </span>
            <Button onClick={onClose}>取消</Button>
            <Button type="primary" htmlType="submit" loading={busy} disabled={!ready}>
              {verb}
            </Button>
          </Flex>
        </Flex>
      </form>
    </Modal>
  );
}

interface LabelledProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly fault?: string | undefined;
  readonly children: ReactNode;
}

/** A field of such a form under its name. */
export function Labelled({ id, label, hint, fault, children }: LabelledProps) {
  const line = fault === undefined ? hint : `${label}：${fault}`;
  return (
    <div>
      <label htmlFor={id} style={{ display: 'block', paddingBottom: 4 }}>
        {label}
      </label>
      {children}
      {line !== undefined && (
        <div
          {...(fault === undefined ? {} : { role: 'alert' })}
          style={{ fontSize: 12, color: fault === undefined ? 'var(--muted)' : '#B91C1C' }}
        >
          {line}
        </div>
      )}
    </div>
  );
}
