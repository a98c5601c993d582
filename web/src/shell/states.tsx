// Loading, empty and failed: designed like every other state.

import type { ComponentChildren } from "preact";
import type { RequestFailed } from "../api/client.ts";
import { useWords } from "./words.ts";

/** What an operator types. */
const IMPORT_COMMAND = "commonground import";

export function Loading() {
  const words = useWords();
  return (
    <div class="state" role="status">
      <span class="spinner" aria-hidden="true" />
      <p>{words.say("page.loading")}</p>
    </div>
  );
}

export function Failure({ error, retry }: { error: RequestFailed; retry: () => void }) {
  const words = useWords();
  return (
    <div class="state state-failed" role="alert">
      <h2>{words.say("error.title")}</h2>
      <p>{words.say(`error.${error.reason}`, { detail: error.message })}</p>
      <button type="button" class="button" onClick={retry}>
        {words.say("error.retry")}
      </button>
    </div>
  );
}

/** What the page shows is no longer what the server has. The reader says when it changes: half of it may be written down by now. */
export function Stale({ onShow }: { onShow: () => void }) {
  const words = useWords();
  return (
    <p class="notice notice-stale" role="status">
      {words.say("state.stale")}{" "}
      <button type="button" onClick={onShow}>
        {words.say("state.stale.show")}
      </button>
    </p>
  );
}

/** The district has nothing with a place yet. */
export function NoDistrict() {
  const words = useWords();
  return (
    <Empty title={words.say("state.no-district")}>
      {words.say("state.no-district.next", { command: IMPORT_COMMAND })}
    </Empty>
  );
}

/** Nothing is loaded for the choice that was made. */
export function NoRows({ hasWaves }: { hasWaves: boolean }) {
  const words = useWords();
  return (
    <Empty title={words.say(hasWaves ? "state.empty" : "state.no-answers")}>
      {words.say(hasWaves ? "state.empty.next" : "state.no-answers.next", {
        command: hasWaves ? IMPORT_COMMAND : `${IMPORT_COMMAND} responses`,
      })}
    </Empty>
  );
}

export function Empty({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="state">
      <h2>{title}</h2>
      <p>{children}</p>
    </div>
  );
}
