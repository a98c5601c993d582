import { classColors } from "../../lib/color_scale.ts";
import { formatCount } from "../../lib/format.ts";
import { formatValue, type Figures, type Measure } from "../../lib/figures.ts";
import { PALETTES, type Theme } from "../../map/style.ts";
import { SimulatedTag } from "../../shell/header.tsx";
import { ALL_NEEDS, PLACES, type Places, type View } from "./state.ts";
import { useWords, type Words } from "../../shell/words.ts";

interface LegendProps {
  figures: Figures;
  view: View & { category: string };
  theme: Theme;
  isSimulated: boolean;
  onChoice: (choice: Partial<View>) => void;
}

export function Legend({ figures, view, theme, isSimulated, onChoice }: LegendProps) {
  const words = useWords();
  const isAll = view.category === ALL_NEEDS;
  const unit = view.measure === "rate" ? "rate" : isAll ? "family-needs" : "families";
  return (
    <section class="legend" aria-labelledby="legend-title">
      <div class="legend-classes">
        <h2 id="legend-title">
          {words.say(`legend.title.${unit}`)} {isSimulated && <SimulatedTag />}
        </h2>
        <Classes figures={figures} measure={view.measure} theme={theme} />
      </div>
      <fieldset class="places">
        <legend>{words.say("legend.places")}</legend>
        {PLACES.map((kind) => (
          <PlaceToggle key={kind} kind={kind} view={view} onChoice={onChoice} />
        ))}
      </fieldset>
    </section>
  );
}

function Classes({ figures, measure, theme }: { figures: Figures; measure: Measure; theme: Theme }) {
  const words = useWords();
  const { breaks, counts, n_hidden } = figures;
  const colors = classColors(PALETTES[theme].ramp, counts.length);
  const isEmpty = counts.every((count) => count === 0);
  return (
    <ul class="classes">
      {!isEmpty &&
        counts.map((count, index) => (
          <li key={index}>
            <span class="swatch" style={{ background: colors[index] ?? "transparent" }} />
            <span>{classLabel(words, measure, figures, index)}</span>
            <span class="class-count">{words.count("legend.areas", count)}</span>
          </li>
        ))}
      {(n_hidden > 0 || breaks.length === 0) && (
        <li class="class-hidden">
          <span class="swatch swatch-hidden" />
          <span>{words.say("legend.hidden")}</span>
          <span class="class-count">{words.count("legend.areas", n_hidden)}</span>
        </li>
      )}
    </ul>
  );
}

/** The bounds of a class in words. Values are whole, so a class ends one below the next break. */
function classLabel(words: Words, measure: Measure, { breaks, rows }: Figures, index: number): string {
  const value = (n: number): string => formatValue(words.language, measure, n);
  const from = breaks[index - 1];
  const next = breaks[index];
  if (from === undefined && next === undefined) {
    const only = rows.find((row) => row.value !== null)?.value;
    return only === null || only === undefined ? "" : value(only);
  }
  if (from === undefined) return words.say("legend.under", { n: value(next ?? 0) });
  if (next === undefined) return words.say("legend.over", { n: value(from) });
  if (next - 1 === from) return value(from);
  return words.say("legend.between", { from: formatCount(words.language, from), to: value(next - 1) });
}

interface PlaceToggleProps {
  kind: Places;
  view: View & { category: string };
  onChoice: (choice: Partial<View>) => void;
}

function PlaceToggle({ kind, view, onChoice }: PlaceToggleProps) {
  const words = useWords();
  // Where the areas are the schools, they are on the map already.
  if (kind === "schools" && view.geography === "school") return null;
  const isShown = view.places.includes(kind);
  const toggle = (): void =>
    onChoice({ places: isShown ? view.places.filter((other) => other !== kind) : [...view.places, kind] });
  const label = kind === "partners" && view.category === ALL_NEEDS ? "legend.partners.all" : `legend.${kind}`;
  return (
    <label class="toggle">
      <input type="checkbox" checked={isShown} onChange={toggle} />
      <span class={`place-mark place-${kind}`} />
      <span>{words.say(label as `legend.${Places}`)}</span>
    </label>
  );
}
