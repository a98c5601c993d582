// The head of the panel, and of a step in it.

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useWords } from "../../../shell/words.ts";
import type { Editor } from "./use_editor.ts";

export function Head({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const words = useWords();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  return (
    <div class="panel-head whatif-head">
      <p class="kicker">{words.say("whatif.kicker")}</p>
      <h2 id="whatif-title" class="title" tabIndex={-1} ref={title}>
        {editor.scenario.name.trim() === "" ? words.say("whatif.title") : editor.scenario.name}
      </h2>
      <div class="whatif-tools">
        <Tool label={words.say("whatif.undo")} keys="Control+Z" isOff={!editor.canUndo} onClick={editor.undo} path="M6 3.5 2.8 6.5 6 9.500M3 6.500h6.500a3.7 3.7 0 0 1 0 7.400H7" />
        <Tool label={words.say("whatif.redo")} keys="Control+Shift+Z" isOff={!editor.canRedo} onClick={editor.redo} path="M10 3.500l3.2 3L10 9.500M13 6.500H6.500a3.7 3.7 0 0 0 0 7.400H9" />
      </div>
      <button type="button" class="close" aria-label={words.say("panel.close")} onClick={onClose}>
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <path d="M3 3l10 10M13 3 3 13" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
        </svg>
      </button>
    </div>
  );
}

interface ToolProps {
  label: string;
  keys: string;
  isOff: boolean;
  path: string;
  onClick: () => void;
}

function Tool({ label, keys, isOff, path, onClick }: ToolProps) {
  return (
    <button type="button" class="whatif-icon" aria-label={label} title={label} aria-keyshortcuts={keys} aria-disabled={isOff} onClick={() => !isOff && onClick()}>
      <svg viewBox="0 0 16 16" width="18" height="18" aria-hidden="true">
        <path d={path} fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" />
      </svg>
    </button>
  );
}

/** One thing to do, and the way out of it. */
export function Step({ title, onCancel, children }: { title: string; onCancel: () => void; children: ComponentChildren }) {
  const words = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <section class="whatif-step" aria-labelledby="whatif-step-title">
      <h3 id="whatif-step-title" tabIndex={-1} ref={heading}>
        {title}
      </h3>
      {children}
      <button type="button" class="button button-quiet" onClick={onCancel}>
        {words.say("staff.cancel")}
      </button>
    </section>
  );
}
