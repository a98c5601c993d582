// A text to take along: code or an address, with a button that copies it.

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useWords } from "../../shell/words.ts";

interface CopyProps {
  /** What it is, for the button's name. */
  label: string;
  text: string;
  children?: ComponentChildren;
}

const THANKS_MS = 2500;

export function Copy({ label, text, children }: CopyProps) {
  const words = useWords();
  const [state, setState] = useState<"ready" | "copied" | "failed">("ready");
  const copy = async (): Promise<void> => {
    // Over plain HTTP a browser may refuse; the text can still be marked and copied by hand.
    const isDone = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    setState(isDone === true ? "copied" : "failed");
    setTimeout(() => setState("ready"), THANKS_MS);
  };
  return (
    <div class="copy">
      <pre class="code" dir="ltr" tabIndex={0} aria-label={label}>
        <code>{text}</code>
      </pre>
      <div class="copy-buttons">
        <button type="button" class="button-line" onClick={() => void copy()}>
          {words.say("analyze.copy")} <span class="for-ears">{label}</span>
        </button>
        {children}
        <span class="copied" role="status">
          {state !== "ready" && words.say(`analyze.${state}`)}
        </span>
      </div>
    </div>
  );
}
