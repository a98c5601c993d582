// Why there are no numbers, and what to do about it.

import type { ScenarioFailed } from "../../../api/scenarios.ts";
import { useWords } from "../../../shell/words.ts";

/** As in the header. */
const SIGN_IN = ".header .door";

export function Trouble({ failure, retry }: { failure: ScenarioFailed; retry: () => void }) {
  const words = useWords();
  const signIn = (): void => document.querySelector<HTMLButtonElement>(SIGN_IN)?.click();
  return (
    <div class="whatif-trouble" role="alert">
      <p>{words.say(`whatif.trouble.${failure.reason}`, { detail: failure.message })}</p>
      {failure.reason === "staff" && (
        <button type="button" class="button" onClick={signIn}>
          {words.say("staff.sign-in")}
        </button>
      )}
      {(failure.reason === "offline" || failure.reason === "failed") && (
        <button type="button" class="button" onClick={retry}>
          {words.say("error.retry")}
        </button>
      )}
    </div>
  );
}
