// A site of the scenario, field by field. Every complete field counts at once, so that the map follows.

import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { Feature, Gap, Heading, Position } from "../../../api/types.ts";
import type { SiteFields } from "../../../lib/scenario.ts";
import { useWords } from "../../../shell/words.ts";
import { siteProblems } from "./form_values.ts";
import { HoursField } from "./hours_field.tsx";
import { AccessibilityField, CategoriesField, LanguagesField } from "./list_fields.tsx";
import { NumberField } from "./number_field.tsx";
import { fieldLine, whereOf } from "./site_words.ts";
import "./form.css";

interface SiteFormProps {
  name: string;
  /** As the scenario has it. */
  fields: SiteFields;
  /** Where it is, also while it is on its way. */
  position: Position | null;
  /** As it is today; null for a new site. */
  today: SiteFields | null;
  headings: readonly Heading[];
  /** Words for accessibility that partners use. */
  arrangements: readonly string[];
  features: readonly Feature<Gap>[];
  /** A field that the server refuses, and why. */
  refused: { field: string | null; detail: string } | null;
  onFields: (fields: SiteFields) => void;
  onName: (name: string) => void;
  onMove: () => void;
  onRemove: () => void;
  onDone: () => void;
}

export function SiteForm(props: SiteFormProps) {
  const { name, fields, position, today, headings, arrangements, features, refused, onFields, onMove, onRemove, onDone } = props;
  const words = useWords();
  const title = useRef<HTMLHeadingElement>(null);
  // Fields that may not be sent as they are; the others of the site are sent without them.
  const [held, setHeld] = useState<Partial<SiteFields>>({});
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  const shown = { ...fields, ...held };
  const problems = siteProblems(shown);
  const set = (change: Partial<SiteFields>): void => {
    const wanted = { ...shown, ...change };
    const isBad = Object.keys(siteProblems(wanted)).length > 0;
    setHeld(isBad ? { ...held, ...change } : {});
    if (!isBad) onFields(wanted);
  };
  const problemOf = (field: keyof SiteFields): string | null => {
    const own = problems[field];
    if (own !== undefined) return words.say(`whatif.problem.${own}`);
    return refused?.field === field ? words.say("whatif.problem.server", { detail: refused.detail }) : null;
  };
  const todayOf = (field: keyof SiteFields): string | null => {
    if (today === null || JSON.stringify(today[field]) === JSON.stringify(shown[field])) return null;
    const [line] = fieldLine(words, headings, today, field);
    return line === undefined ? null : words.say("whatif.today", { line });
  };
  const isMoved = today !== null && JSON.stringify(today.position) !== JSON.stringify(fields.position);
  const number = (field: "capacity" | "cost" | "min_age" | "max_age", isWhole: boolean, unit?: string) => (
    <NumberField
      label={words.say(`whatif.field.${field}`)}
      value={shown[field]}
      {...{ isWhole, ...(unit === undefined ? {} : { unit }) }}
      problem={problemOf(field)}
      today={todayOf(field)}
      onValue={(value) => set({ [field]: value })}
    />
  );
  return (
    <form class="whatif-form" aria-labelledby="whatif-form-title" onSubmit={(event) => event.preventDefault()}>
      <h3 id="whatif-form-title" tabIndex={-1} ref={title}>
        {name}
      </h3>
      {position !== null && <p class="whatif-hint">{words.say("whatif.form.where", { where: whereOf(words, features, position) })}</p>}
      <p class="whatif-hint">{words.say("whatif.form.drag")}</p>
      <div class="whatif-row">
        <button type="button" class="whatif-small" onClick={onMove}>
          {words.say("whatif.form.move")}
        </button>
        {isMoved && (
          <button type="button" class="whatif-small" onClick={() => onFields({ ...fields, position: today.position })}>
            {words.say("whatif.form.move-back")}
          </button>
        )}
      </div>
      {today === null && <NameField name={name} onName={props.onName} />}
      <CategoriesField value={shown.categories} problem={problemOf("categories")} today={todayOf("categories")} headings={headings} onValue={(categories) => set({ categories })} />
      <HoursField value={shown.hours} problem={problemOf("hours")} today={todayOf("hours")} onValue={(hours) => set({ hours })} />
      <LanguagesField value={shown.languages} problem={problemOf("languages")} today={todayOf("languages")} onValue={(languages) => set({ languages })} />
      <AccessibilityField value={shown.accessibility} problem={problemOf("accessibility")} today={todayOf("accessibility")} known={arrangements} onValue={(accessibility) => set({ accessibility })} />
      <div class="whatif-pair">
        {number("capacity", true)}
        {number("cost", false, "$")}
      </div>
      <div class="whatif-pair">
        {number("min_age", false)}
        {number("max_age", false)}
      </div>
      <p class="whatif-hint">{words.say("whatif.form.unstated")}</p>
      {refused !== null && !isField(refused.field) && (
        <p class="whatif-problem" role="alert">
          {words.say("whatif.problem.server", { detail: refused.detail })}
        </p>
      )}
      <div class="whatif-actions">
        <button type="button" class="button" onClick={onDone}>
          {words.say("whatif.form.done")}
        </button>
        <button type="button" class="button button-quiet whatif-danger" onClick={onRemove}>
          {words.say(today === null ? "whatif.form.remove" : "whatif.form.close")}
        </button>
      </div>
    </form>
  );
}

/** Fields that show their own problem. */
function isField(field: string | null): boolean {
  return ["categories", "hours", "languages", "capacity", "cost", "min_age", "max_age", "accessibility"].includes(field ?? "");
}

function NameField({ name, onName }: Pick<SiteFormProps, "name" | "onName">) {
  const words = useWords();
  const id = useId();
  return (
    <div class="whatif-field">
      <label class="field-label" for={id}>
        {words.say("whatif.form.name")}
      </label>
      <input id={id} type="text" maxLength={80} autoComplete="off" value={name} onChange={(event) => onName(event.currentTarget.value.trim())} />
    </div>
  );
}
