import { type ReactNode, useEffect, useId, useRef } from 'react';

interface StepProps {
  readonly number: number;
  readonly title: string;
  /** Standing in the head: what is decided here, in one line. */
  readonly summary?: ReactNode;
  /** Buttons on the right of the head. */
  readonly actions?: ReactNode;
  readonly open: boolean;
  /** Comes into play later. */
  readonly waiting?: boolean;
  /** Takes the height that is left. */
  readonly fill?: boolean;
  readonly children?: ReactNode;
}

/** One step of the wizard: its number and name always there, its body when it is open. */
export function Step(props: StepProps) {
  const { number, title, summary, actions, open, waiting = false, fill = false, children } = props;
  const heading = useId();
  const named = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // What had the focus is gone: who works by keyboard goes on from the step that has opened.
    if (open && fill && document.activeElement === document.body) named.current?.focus();
  }, [open, fill]);
  const classes = ['import-step', open ? 'open' : 'folded', fill && open ? 'fill' : '', waiting ? 'waiting' : ''];
  return (
    <section className={classes.filter(Boolean).join(' ')} aria-labelledby={heading}>
      <header>
        <h2 id={heading} ref={named} tabIndex={-1}>
          <span className="import-step-number" aria-hidden>
            {number}
          </span>
          {title}
        </h2>
        <div className="import-step-summary">{summary}</div>
        {actions !== undefined && <div className="import-step-actions">{actions}</div>}
      </header>
      {open && children !== undefined && <div className="import-step-body">{children}</div>}
    </section>
  );
}
