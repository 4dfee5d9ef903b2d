import { useEffect, useRef } from 'react';
import { documentMarkup } from '#core/domain/document/document-html.ts';
import type { DocumentModel } from '#core/domain/document/document-model.ts';

/** The document as it will be printed, on one long sheet; its styles stay inside its shadow root. */
export function DocumentSheet({ model }: { readonly model: DocumentModel }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = host;
    if (current === null) return;
    const root = current.shadowRoot ?? current.attachShadow({ mode: 'open' });
    // Every text in it is escaped by `documentMarkup`; the policy of the page forbids scripts besides.
    root.innerHTML = documentMarkup(model, (sha256) => `/photo/${sha256}`);
  }, [model]);
  return <div ref={host} className="document-sheet" />;
}
