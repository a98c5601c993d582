import { CAUSES, type Cause, type District, type Gap } from "../../api/types.ts";
import { formatCount, formatList, uncapitalize } from "../../lib/format.ts";
import { useWords } from "../../shell/words.ts";

/** What stands in the way of the families that go without, largest first. */
export function Anatomy({ gap, access }: { gap: Gap; access: District["access"] }) {
  const words = useWords();
  const parts = CAUSES.map((cause) => ({ cause, families: gap.unmet_by[cause] }));
  const shown = parts
    .flatMap(({ cause, families }) => (families === null || families === 0 ? [] : [{ cause, families }]))
    .sort((a, b) => b.families - a.families);
  const largest = shown[0]?.families ?? 1;
  const named = (causes: readonly { cause: Cause }[]): string =>
    formatList(
      words.language,
      causes.map(({ cause }) => uncapitalize(words.say(`cause.${cause}`))),
    );
  const none = parts.filter(({ families }) => families === 0);
  const hidden = parts.filter(({ families }) => families === null);
  return (
    <>
      <h3>{words.say("panel.anatomy")}</h3>
      <ul class="anatomy">
        {shown.map(({ cause, families }) => (
          <li key={cause}>
            <span>{words.say(`cause.${cause}`)}</span>
            <span class="anatomy-value">{formatCount(words.language, families)}</span>
            <span class="bar" style={{ "--part": String(families / largest) }} />
          </li>
        ))}
      </ul>
      {none.length > 0 && <p class="quiet">{words.say("panel.anatomy.none", { causes: named(none) })}</p>}
      {hidden.length > 0 && <p class="quiet">{words.say("panel.anatomy.hidden", { causes: named(hidden) })}</p>}
      <p class="quiet">
        {words.say("panel.anatomy.note")} {access === "public" && words.say("panel.anatomy.rounded")}
      </p>
    </>
  );
}
