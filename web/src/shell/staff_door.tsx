// The way in for staff: a token that opens exact figures.

import { useRef, useState } from "preact/hooks";
import { checkToken } from "../api/client.ts";
import { signIn, signOut } from "../api/session.ts";
import type { District } from "../api/types.ts";
import type { TextKey } from "../lib/text.ts";
import { useWords } from "./words.ts";

export function StaffDoor({ access }: Pick<District, "access">) {
  const words = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  if (access === "staff") {
    return (
      <button type="button" class="door" onClick={signOut}>
        {words.say("staff.sign-out")}
      </button>
    );
  }
  return (
    <>
      <button type="button" class="door" onClick={() => dialog.current?.showModal()}>
        {words.say("staff.sign-in")}
      </button>
      <dialog class="dialog" ref={dialog} aria-labelledby="staff-title">
        <TokenForm onClose={() => dialog.current?.close()} />
      </dialog>
    </>
  );
}

function TokenForm({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const [token, setToken] = useState("");
  const [failure, setFailure] = useState<TextKey | null>(null);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const result = await checkToken(token);
    if (result === "known") {
      onClose();
      signIn(token);
    } else {
      setFailure(result === "unknown" ? "staff.refused" : "staff.unreachable");
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <h2 id="staff-title">{words.say("staff.title")}</h2>
      <p>{words.say("staff.why")}</p>
      <label class="field">
        <span class="field-label">{words.say("staff.token")}</span>
        <input
          type="password"
          required
          autocomplete="off"
          value={token}
          onInput={(event) => setToken(event.currentTarget.value)}
          aria-invalid={failure !== null}
          aria-describedby={failure === null ? undefined : "staff-failed"}
        />
      </label>
      {failure !== null && (
        <p id="staff-failed" class="dialog-failed" role="alert">
          {words.say(failure)}
        </p>
      )}
      <div class="dialog-buttons">
        <button type="button" class="button button-quiet" onClick={onClose}>
          {words.say("staff.cancel")}
        </button>
        <button type="submit" class="button">
          {words.say("staff.open")}
        </button>
      </div>
    </form>
  );
}
