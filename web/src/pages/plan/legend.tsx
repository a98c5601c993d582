import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Heading } from "../../api/types.ts";
import { CLASSIFICATIONS, LEAST_CLASSES, MOST_CLASSES } from "../../lib/classification.ts";
import { over } from "../../lib/color.ts";
import { classColors } from "../../lib/color_scale.ts";
import { colorSteps, type Figures } from "../../lib/figures.ts";
import { formatCount, formatWave } from "../../lib/format.ts";
import { MEASURE_FACTS } from "../../lib/measures.ts";
import { nameIn } from "../../lib/text.ts";
import { PALETTES, type Theme } from "../../map/style.ts";
import { Select } from "../../shell/fields.tsx";
import { SimulatedTag } from "../../shell/header.tsx";
import { lettersOf } from "./letters.ts";
import { classLabel, unitOf } from "./measure_words.ts";
import { ALL_NEEDS, PLACES, type Places, type View } from "./state.ts";
import { useWords } from "../../shell/words.ts";
import "./legend.css";

interface LegendProps {
  figures: Figures;
  /** The figures of the earlier wave while two are compared. */
  before: Figures | null;
  view: View & { category: string };
  headings: readonly Heading[];
  theme: Theme;
  isSimulated: boolean;
  onChoice: (choice: Partial<View>) => void;
}

/** What the colors and points mean, on a card above the map that can be folded away. */
export function Legend(props: LegendProps) {
  const { figures, view, theme, isSimulated } = props;
  const words = useWords();
  const [isOpen, setIsOpen] = useState(true);
  const isAll = view.category === ALL_NEEDS;
  const unit = unitOf(view.measure, isAll);
  return (
    <section class="legend" aria-labelledby="legend-title" data-covers data-open={isOpen}>
      <div class="legend-head">
        <h2 id="legend-title">{words.say(`legend.title.${unit}`)}</h2>
        <button
          type="button"
          class="legend-fold"
          aria-expanded={isOpen}
          aria-label={words.say(isOpen ? "legend.shut" : "legend.open")}
          onClick={() => setIsOpen(!isOpen)}
        >
          <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
            <path d={isOpen ? "M3 6l5 5 5-5" : "M3 10l5-5 5 5"} fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
          </svg>
        </button>
      </div>
      {isSimulated && <SimulatedTag />}
      {isOpen && (
        <p class="legend-about">
          {words.say(`legend.about.${unit === "family-needs" ? "families" : unit}`)}
          {unit === "family-needs" && ` ${words.say("control.need.all.note")}`}
        </p>
      )}
      {!isOpen && <Strip colors={swatches(theme, view, figures)} />}
      {isOpen && (
        <>
          <Classes {...props} colors={swatches(theme, view, figures)} />
          {figures.counts.some((count) => count > 0) && <Classification {...props} />}
          <fieldset class="places">
            <legend>{words.say("legend.places")}</legend>
            {PLACES.map((kind) => (
              <PlaceToggle key={kind} kind={kind} {...props} />
            ))}
          </fieldset>
        </>
      )}
    </section>
  );
}

/** The class colors as they look on the map, where the ground shines through a little. */
export function swatches(theme: Theme, { measure, geography }: Pick<View, "measure" | "geography">, figures: Figures): string[] {
  const { ramps, areaOpacity, ground } = PALETTES[theme];
  const colors = classColors(ramps[MEASURE_FACTS[measure].ramp], colorSteps(figures)).slice(0, figures.counts.length);
  return geography === "school" ? colors : colors.map((color) => over(color, areaOpacity, ground));
}

function Strip({ colors }: { colors: readonly string[] }) {
  return (
    <span class="strip-colors" aria-hidden="true">
      {colors.map((color) => (
        <span key={color} style={{ background: color }} />
      ))}
    </span>
  );
}

function Classes({ figures, before, view, colors }: LegendProps & { colors: readonly string[] }) {
  const words = useWords();
  const { breaks, counts, n_hidden, n_unknown } = figures;
  const isEmpty = counts.every((count) => count === 0);
  const unit = view.geography === "school" ? "schools" : "areas";
  const was = before?.breaks.length === breaks.length ? before : null;
  const wave = (id: string | null): string => (id === null ? "" : formatWave(words.language, id));
  return (
    <>
      {was !== null && (
        <p class="class-waves" aria-hidden="true">
          <span>{wave(view.before)}</span> → <span>{wave(view.wave)}</span>
        </p>
      )}
      <ul class="classes">
        {!isEmpty &&
          counts.map((count, index) => (
            <ClassRow
              key={index}
              unit={unit}
              label={classLabel(words, view.measure, figures, index)}
              count={count}
              before={was?.counts[index] ?? null}
              swatch={<span class="swatch" style={{ background: colors[index] ?? "transparent" }} />}
            />
          ))}
        {n_unknown > 0 && (
          <ClassRow
            unit={unit}
            name="class-unknown"
            label={words.say(view.measure === "access" ? "legend.unknown" : "legend.unknown.answers")}
            count={n_unknown}
            before={was?.n_unknown ?? null}
            swatch={<span class="swatch swatch-unknown" />}
          />
        )}
        {(n_hidden > 0 || (breaks.length === 0 && n_unknown === 0)) && (
          <ClassRow
            unit={unit}
            name="class-hidden"
            label={words.say("legend.hidden")}
            count={n_hidden}
            before={was?.n_hidden ?? null}
            swatch={<span class="swatch swatch-hidden" />}
          />
        )}
      </ul>
    </>
  );
}

interface ClassRowProps {
  /** What is counted. */
  unit: "areas" | "schools";
  name?: string;
  label: string;
  count: number;
  before: number | null;
  swatch: ComponentChildren;
}

function ClassRow({ unit, name, label, count, before, swatch }: ClassRowProps) {
  const words = useWords();
  return (
    <li class={name ?? ""}>
      {swatch}
      <span>{label}</span>
      <span class="class-count">
        {before !== null && <span class="class-before">{formatCount(words.language, before)} → </span>}
        <span class="class-now">{words.count(`legend.${unit}`, count)}</span>
      </span>
    </li>
  );
}

function Classification({ view, onChoice }: LegendProps) {
  const words = useWords();
  const ramp = view.measure === "gain" ? "gain" : MEASURE_FACTS[view.measure].ramp;
  const numbers = Array.from({ length: MOST_CLASSES - LEAST_CLASSES + 1 }, (_, i) => String(i + LEAST_CLASSES));
  return (
    <details class="legend-more">
      <summary>{words.say("legend.classes")}</summary>
      <p class="quiet">{words.say(`legend.direction.${ramp}`)}</p>
      <Select
        label={words.say("legend.classes.how")}
        options={CLASSIFICATIONS.map((id) => ({ id, label: words.say(`legend.classification.${id}`) }))}
        chosen={view.classification}
        onChoose={(classification) => onChoice({ classification })}
      />
      <Select
        label={words.say("legend.classes.number")}
        options={numbers.map((id) => ({ id, label: id }))}
        chosen={String(view.n_classes)}
        onChoose={(n) => onChoice({ n_classes: Number(n) })}
      />
    </details>
  );
}

function PlaceToggle({ kind, view, headings, theme, onChoice }: LegendProps & { kind: Places }) {
  const words = useWords();
  // Where the areas are the schools, they are on the map already.
  if (kind === "schools" && view.geography === "school") return null;
  const isShown = view.places.includes(kind);
  const isAll = view.category === ALL_NEEDS;
  const toggle = (): void =>
    onChoice({ places: isShown ? view.places.filter((other) => other !== kind) : [...view.places, kind] });
  const label = kind === "partners" && isAll ? "legend.partners.all" : (`legend.${kind}` as const);
  return (
    <>
      <label class="toggle">
        <input type="checkbox" checked={isShown} onChange={toggle} />
        <span class={`place-mark place-${kind}`} aria-hidden="true" />
        <span>{words.say(label)}</span>
      </label>
      {kind === "feeders" && isShown && view.area === null && view.place?.kind !== "school" && (
        <p class="legend-hint">{words.say(view.geography === "neighborhood" || view.geography === "school" ? "legend.feeders.hint.school" : "legend.feeders.hint")}</p>
      )}
      {kind === "partners" && isAll && isShown && (
        <ul class="letters" aria-label={words.say("legend.letters")}>
          {lettersOf(words.language, headings).map((letter, index) => (
            <li key={letter}>
              <span class="letter" style={{ background: PALETTES[theme].headings[index] ?? "" }}>
                {letter}
              </span>
              {nameIn(words.language, headings[index]?.name ?? { en: "", es: "" })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
