// The head of a page of text and tables, and the frame around it.

import type { ComponentChildren } from "preact";

/** Where the link that skips the header goes. */
export const MAIN = "results";

export function Page({ name, isBusy = false, children }: { name: string; isBusy?: boolean; children: ComponentChildren }) {
  return (
    <main class={`page page-${name}`} id={MAIN} tabIndex={-1} aria-busy={isBusy}>
      {children}
    </main>
  );
}

/** The heading takes the focus when the reader comes from another page. */
export function PageHead({ title, children }: { title: ComponentChildren; children?: ComponentChildren }) {
  return (
    <div class="page-head">
      <h2 tabIndex={-1}>{title}</h2>
      {children}
    </div>
  );
}
