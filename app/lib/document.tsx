import { createContext, type ReactNode, useContext } from 'react';

/** What the server knew when it wrote the document. The browser reads it back from <html>, so both draw the same. */
export interface DocumentFacts {
  large: boolean;
  requestId: string;
  /** Empty in the browser: it hides the nonce from scripts. */
  nonce: string | undefined;
}

const DocumentContext = createContext<DocumentFacts>({ large: false, requestId: '', nonce: undefined });

export const DocumentProvider = (props: { facts: DocumentFacts; children: ReactNode }) => (
  <DocumentContext.Provider value={props.facts}>{props.children}</DocumentContext.Provider>
);

export const useDocumentFacts = (): DocumentFacts => useContext(DocumentContext);

export const factsOfDocument = (root: HTMLElement): DocumentFacts => ({
  large: root.classList.contains('lt-large'),
  requestId: root.dataset.request ?? '',
  nonce: undefined,
});
