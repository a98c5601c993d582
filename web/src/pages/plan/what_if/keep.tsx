// Keeping scenarios: a name, the browser's storage, a file.

import { useId, useRef, useState } from "preact/hooks";
import type { Scenario } from "../../../lib/scenario.ts";
import { scenarioFromFile } from "../../../lib/scenario_file.ts";
import type { Saved } from "../../../lib/scenario_store.ts";
import { LOCALES } from "../../../lib/text.ts";
import { useWords } from "../../../shell/words.ts";
import type { Shelf } from "./use_shelf.ts";

interface KeepProps {
  scenario: Scenario;
  shelf: Shelf;
  /** Whether the address holds the scenario. */
  hasLink: boolean;
  canCompare: boolean;
  onName: (name: string) => void;
  onOpen: (scenario: Scenario) => void;
  onExport: () => void;
  onCompare: () => void;
}

export function Keep({ scenario, shelf, hasLink, canCompare, onName, onOpen, onExport, onCompare }: KeepProps) {
  const words = useWords();
  const id = useId();
  const [isNameless, setIsNameless] = useState(false);
  const isEmpty = scenario.changes.length === 0;
  const save = (event: Event): void => {
    event.preventDefault();
    const name = scenario.name.trim();
    setIsNameless(name === "");
    if (name !== "") shelf.save({ ...scenario, name });
  };
  return (
    <section class="whatif-keep" aria-labelledby="whatif-keep-title">
      <h3 id="whatif-keep-title">{words.say("whatif.keep")}</h3>
      <form class="whatif-save" onSubmit={save}>
        <label class="field-label" for={id}>
          {words.say("whatif.name")}
        </label>
        <div class="whatif-row">
          <input
            id={id}
            type="text"
            maxLength={80}
            autoComplete="off"
            value={scenario.name}
            aria-invalid={isNameless}
            aria-describedby={`${id}-note`}
            onInput={(event) => onName(event.currentTarget.value)}
          />
          <button type="submit" class="button" disabled={isEmpty}>
            {words.say("whatif.save")}
          </button>
        </div>
        <p id={`${id}-note`} class={isNameless ? "whatif-problem" : "whatif-hint"} role={isNameless ? "alert" : undefined}>
          {isNameless ? words.say("whatif.save.name") : words.say("whatif.save.hint")}
        </p>
      </form>
      <div class="whatif-row">
        <button type="button" class="whatif-small" disabled={isEmpty} onClick={onExport}>
          {words.say("whatif.export")}
        </button>
        <Import onOpen={onOpen} />
        {!isEmpty && <CopyLink hasLink={hasLink} />}
      </div>
      {shelf.wasBroken && <p class="whatif-problem">{words.say("whatif.saved.broken")}</p>}
      {shelf.isFull && (
        <p class="whatif-problem" role="alert">
          {words.say("whatif.saved.full")}
        </p>
      )}
      <SavedList shelf={shelf} onOpen={onOpen} />
      {canCompare && (
        <button type="button" class="whatif-small" id="whatif-compare" onClick={onCompare}>
          {words.say("whatif.compare")}
        </button>
      )}
    </section>
  );
}

function CopyLink({ hasLink }: Pick<KeepProps, "hasLink">) {
  const words = useWords();
  const [outcome, setOutcome] = useState<"done" | "failed" | "long" | null>(null);
  const copy = async (): Promise<void> => {
    if (!hasLink) {
      setOutcome("long");
      return;
    }
    try {
      await navigator.clipboard.writeText(window.location.href);
      setOutcome("done");
    } catch {
      setOutcome("failed");
    }
  };
  return (
    <>
      <button type="button" class="whatif-small" onClick={() => void copy()}>
        {words.say("whatif.link")}
      </button>
      <span class="whatif-hint" role="status">
        {outcome !== null && words.say(`whatif.link.${outcome}`)}
      </span>
    </>
  );
}

function Import({ onOpen }: Pick<KeepProps, "onOpen">) {
  const words = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    try {
      onOpen(scenarioFromFile(await file.text()));
      setProblem(null);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
    if (input.current !== null) input.current.value = "";
  };
  return (
    <>
      <button type="button" class="whatif-small" onClick={() => input.current?.click()}>
        {words.say("whatif.import")}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".geojson,.json,application/geo+json"
        aria-label={words.say("whatif.import")}
        onChange={(event) => void read(event.currentTarget.files?.[0])}
      />
      {problem !== null && (
        <p class="whatif-problem whatif-wide" role="alert">
          {words.say("whatif.import.bad", { detail: problem })}
        </p>
      )}
    </>
  );
}

function SavedList({ shelf, onOpen }: Pick<KeepProps, "shelf" | "onOpen">) {
  const words = useWords();
  if (shelf.saved.length === 0 && shelf.deleted === null) return null;
  return (
    <>
      <h4>{words.say("whatif.saved")}</h4>
      <ul class="whatif-saved">
        {shelf.saved.map((one) => (
          <SavedItem key={one.id} one={one} onOpen={() => onOpen(one.scenario)} onDelete={() => shelf.remove(one)} />
        ))}
      </ul>
      {shelf.deleted !== null && (
        <p class="whatif-deleted" role="status">
          {words.say("whatif.deleted", { name: shelf.deleted.scenario.name })}{" "}
          <button type="button" class="whatif-small" onClick={shelf.restore}>
            {words.say("whatif.undo")}
          </button>
        </p>
      )}
    </>
  );
}

function SavedItem({ one, onOpen, onDelete }: { one: Saved; onOpen: () => void; onDelete: () => void }) {
  const words = useWords();
  const { name, changes } = one.scenario;
  const when = new Date(one.at);
  const date = Number.isNaN(when.getTime()) ? "" : new Intl.DateTimeFormat(LOCALES[words.language], { dateStyle: "medium" }).format(when);
  return (
    <li>
      <span>
        <span class="partner-name">{name}</span>
        <span class="whatif-line">{[words.count("whatif.n-changes", changes.length), date].join(" · ")}</span>
      </span>
      <span class="whatif-row">
        <button type="button" class="whatif-small" aria-label={words.say("whatif.saved.open.of", { name })} onClick={onOpen}>
          {words.say("whatif.saved.open")}
        </button>
        <button type="button" class="whatif-small" aria-label={words.say("whatif.saved.delete.of", { name })} onClick={onDelete}>
          {words.say("whatif.saved.delete")}
        </button>
      </span>
    </li>
  );
}
