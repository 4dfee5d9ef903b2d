import { type ReactNode, useId } from 'react';

interface SectionProps {
  readonly title: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A part of the case page under its heading. */
export function Section({ title, className = '', children }: SectionProps) {
  const id = useId();
  return (
    <section className={`case-section ${className}`} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
