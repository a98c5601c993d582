// The changes of the scenario, numbered as their pins on the map.

import type { Feature, Gap, Heading } from "../../../api/types.ts";
import { idOf, type Change, type Scenario } from "../../../lib/scenario.ts";
import { useWords } from "../../../shell/words.ts";
import { fieldLines, namesOf, siteName, whereOf } from "./site_words.ts";
import type { Partners } from "./use_partners.ts";

interface ChangeListProps {
  scenario: Scenario;
  partners: Partners;
  headings: readonly Heading[];
  features: readonly Feature<Gap>[];
  /** The change that the server refuses. */
  refused: { index: number; detail: string } | null;
  onEdit: (id: string) => void;
  onTakeBack: (id: string) => void;
}

export function ChangeList({ scenario, partners, headings, features, refused, onEdit, onTakeBack }: ChangeListProps) {
  const words = useWords();
  return (
    <ol class="whatif-changes" aria-label={words.say("whatif.changes")}>
      {scenario.changes.map((change, index) => {
        const id = idOf(change);
        const name = siteName(words, scenario, change, partners);
        return (
          <li key={id} data-kind={change.op}>
            <span class="near-number" aria-hidden="true">
              {index + 1}
            </span>
            <div>
              <p class="partner-name">{name}</p>
              {about(words, change, headings, features).map((line) => (
                <p key={line} class="whatif-line">
                  {line}
                </p>
              ))}
              {refused?.index === index && (
                <p class="whatif-problem" role="alert">
                  {words.say("whatif.problem.server", { detail: refused.detail })}
                </p>
              )}
              <div class="whatif-row">
                {change.op !== "remove" && (
                  <button type="button" class="whatif-small" id={`whatif-edit-${id}`} aria-label={words.say("whatif.edit.of", { name })} onClick={() => onEdit(id)}>
                    {words.say("whatif.edit")}
                  </button>
                )}
                <button type="button" class="whatif-small" aria-label={words.say(change.op === "add" ? "whatif.remove.of" : "whatif.take-back.of", { name })} onClick={() => onTakeBack(id)}>
                  {words.say(change.op === "add" ? "whatif.remove" : "whatif.take-back")}
                </button>
              </div>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function about(words: ReturnType<typeof useWords>, change: Change, headings: readonly Heading[], features: readonly Feature<Gap>[]): string[] {
  if (change.op === "remove") return [words.say("whatif.closed")];
  if (change.op === "change") return fieldLines(words, headings, change.set);
  const { id: _, categories, position, ...others } = change.site;
  const stated = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)));
  const what = words.say("whatif.new.line", { what: namesOf(words, headings, categories) ?? words.say("whatif.unstated"), where: whereOf(words, features, position) });
  return [what, ...fieldLines(words, headings, stated)];
}
