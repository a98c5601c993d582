// What if: the scenario, what it brings, and the ways to change it.

import { useEffect, useMemo, useState } from "preact/hooks";
import type { Partner } from "../../../api/scenarios.ts";
import type { Position } from "../../../api/types.ts";
import {
  addedSite,
  changeOf,
  EMPTY_SITE,
  MOST_CHANGES,
  siteAfter,
  withChange,
  withoutSite,
  withSite,
  type Scenario,
} from "../../../lib/scenario.ts";
import { rounded } from "../../../lib/scenario_place.ts";
import { Loading } from "../../../shell/states.tsx";
import { useWords } from "../../../shell/words.ts";
import { ALL_NEEDS } from "../state.ts";
import { queryOf } from "../use_figures.ts";
import { ChangeList } from "./change_list.tsx";
import { Compare, type Choice } from "./compare.tsx";
import { downloadScenario } from "./download.ts";
import { placeOfProblem } from "./form_values.ts";
import { Head, Step } from "./head.tsx";
import { Keep } from "./keep.tsx";
import { PartnerField } from "./partner_field.tsx";
import { PlaceField, type Place } from "./place_field.tsx";
import { Result } from "./result.tsx";
import { resultSentence, splitOf } from "./result_words.ts";
import { SiteForm } from "./site_form.tsx";
import { categoriesOf, siteName } from "./site_words.ts";
import { Trouble } from "./trouble.tsx";
import { useEditor } from "./use_editor.ts";
import { useLink } from "./use_link.ts";
import { useLive } from "./use_live.ts";
import { usePartners } from "./use_partners.ts";
import { usePins } from "./use_pins.ts";
import { useShelf } from "./use_shelf.ts";
import { useWaiting } from "./use_waiting.ts";
import type { WhatIfProps } from "./what_if.tsx";
import "./what_if.css";

type Mode = { is: "list" | "placing" | "picking" | "compare" } | { is: "editing" | "moving"; id: string };

export function WhatIfPanel(props: WhatIfProps) {
  const { whatIf, district, headings, gaps, view } = props;
  const words = useWords();
  const editor = useEditor(district.name);
  const { scenario } = editor;
  const [mode, setMode] = useState<Mode>({ is: "list" });
  const [told, setTold] = useState("");
  /** Where a pin is while it is dragged. */
  const [dragged, setDragged] = useState<Position | null>(null);
  /** While two are compared, one of them is on the map. */
  const [other, setOther] = useState<Scenario | null>(null);
  const live = useLive(props, mode.is === "compare" && other !== null ? other : scenario);
  const hasExisting = scenario.changes.some(({ op }) => op !== "add");
  const partners = usePartners(mode.is === "picking" || mode.is === "editing" || hasExisting);
  const shelf = useShelf(district.name, (name) => setTold(words.say("whatif.saved.done", { name })));
  const features = gaps.value ?? [];
  const layer = useMemo(() => ({ geography: view.geography, category: view.category, level: queryOf(view).level }), [view.geography, view.level, view.category]);
  const category = categoriesOf(headings).find(({ id }) => id === view.category) ?? null;
  /** The need that the numbers are about. */
  const ofLayer = categoriesOf(headings).find(({ id }) => id === live.layer.category) ?? null;
  const editing = mode.is === "editing" || mode.is === "moving" ? mode.id : null;
  const isBadChange = useWaiting(whatIf, editor.put);
  const badLink = useLink(editor, whatIf);
  usePins({
    map: whatIf.map,
    scenario: mode.is === "compare" && other !== null ? other : scenario,
    partners,
    features,
    active: editing,
    areFixed: mode.is === "compare",
    onMove: (id, to, isDone) => move(id, rounded(to), isDone),
    onSelect: (id) => setMode({ is: "editing", id }),
  });

  // Said once the scenario rests, not at every step of a drag.
  useEffect(() => {
    const { reply, isAtRest } = live;
    if (reply === null || !isAtRest) return;
    setTold(resultSentence(words, reply, live.layer, ofLayer, splitOf(reply, live.layer, features)));
  }, [live.reply, live.isAtRest]);

  const move = (id: string, position: Position, isDone: boolean): void => {
    const moved = (before: Scenario): Scenario => withChange(before, { op: "change", site_id: id, set: { position } });
    if (isDone) editor.put(moved);
    else live.preview(moved(scenario));
    setDragged(isDone ? null : position);
  };
  const place = ({ at, name }: Place): void => {
    if (mode.is === "moving") {
      move(mode.id, at, true);
      setMode({ is: "editing", id: mode.id });
      return;
    }
    const first = category?.id ?? categoriesOf(headings)[0]?.id ?? "";
    const { scenario: next, id } = addedSite(scenario, { position: at, categories: [first] }, name ?? undefined);
    editor.put(() => next);
    setMode({ is: "editing", id });
  };
  const choose = ({ id }: Partner): void => {
    editor.put((before) => (changeOf(before, id)?.op === "remove" ? withoutSite(before, id) : before));
    setMode({ is: "editing", id });
  };
  const back = (): void => {
    const id = editing;
    setMode({ is: "list" });
    requestAnimationFrame(() => {
      (document.getElementById(`whatif-edit-${id ?? ""}`) ?? document.getElementById("whatif-title"))?.focus({ preventScroll: true });
      // What it brings stands at the top.
      document.getElementById("results")?.scrollTo(0, 0);
    });
  };
  const takeBack = (id: string): void => {
    editor.put((before) => withoutSite(before, id));
    back();
  };
  const close = (id: string): void => {
    editor.put((before) => withChange(before, { op: "remove", site_id: id }));
    back();
  };
  const download = (): void => downloadScenario({ scenario, partners, live, features });

  const refusedAt = live.failure?.reason === "refused" ? placeOfProblem(live.failure.pointer) : null;
  const refused = live.failure !== null && refusedAt !== null ? { ...refusedAt, detail: live.failure.message } : null;
  const change = editing === null ? null : changeOf(scenario, editing);
  const partner = editing === null ? undefined : partners.byId.get(editing);
  const today = change?.op === "add" ? null : (partner?.fields ?? null);
  const isKnown = change?.op === "add" || partner !== undefined;
  const fields = !isKnown ? null : change === null ? today : siteAfter(change, today);
  const arrangements = useMemo(() => [...new Set([...partners.byId.values()].flatMap((one) => one.fields.accessibility))], [partners.byId]);
  const isSaved = shelf.saved.some((one) => JSON.stringify(one.scenario.changes) === JSON.stringify(scenario.changes));
  const choices: Choice[] = [
    ...(scenario.changes.length > 0 && !isSaved ? [{ id: "now", name: words.say("whatif.compare.now"), scenario }] : []),
    ...shelf.saved.map((one) => ({ id: one.id, name: one.scenario.name, scenario: one.scenario })),
  ];
  const isList = mode.is === "list" || (mode.is === "editing" && fields === null && !partners.all.isLoading);
  const isFull = scenario.changes.length >= MOST_CHANGES;
  return (
    <section class="whatif" data-mode={mode.is} aria-labelledby="whatif-title" onKeyDown={(event) => event.key === "Escape" && mode.is !== "list" && back()}>
      <Head editor={editor} onClose={whatIf.close} />
      {isBadChange && <p class="whatif-problem">{words.say("whatif.waiting.bad")}</p>}
      {badLink !== null && (
        <p class="whatif-problem" role="alert">
          {words.say("whatif.link.bad", { detail: badLink })}
        </p>
      )}
      {live.isAnew && <p class="whatif-note">{words.say("whatif.anew")}</p>}
      {live.failure !== null && refused === null && <Trouble failure={live.failure} retry={live.retry} />}
      {mode.is !== "compare" && live.reply !== null && (
        <Result
          {...{ reply: live.reply, layer: live.layer, features, headings, category: ofLayer }}
          isSimulated={district.simulated}
          area={view.area}
          isOtherMeasure={view.measure === "access" || view.measure === "gain"}
        />
      )}
      {isList && scenario.changes.length === 0 && <p class="lead">{words.say("whatif.empty")}</p>}
      {isList && (
        <>
          <ChangeList {...{ scenario, partners, headings, features, refused }} onEdit={(id) => setMode({ is: "editing", id })} onTakeBack={takeBack} />
          <div class="whatif-actions">
            <button type="button" class="button" disabled={isFull} onClick={() => setMode({ is: "placing" })}>
              {words.say("whatif.add")}
            </button>
            <button type="button" class="button button-quiet" disabled={isFull} onClick={() => setMode({ is: "picking" })}>
              {words.say("whatif.change")}
            </button>
          </div>
          <Keep
            {...{ scenario, shelf }}
            hasLink={whatIf.link !== null}
            canCompare={choices.length >= 2}
            onName={editor.rename}
            onOpen={(next) => editor.put(() => next)}
            onExport={download}
            onCompare={() => setMode({ is: "compare" })}
          />
        </>
      )}
      {(mode.is === "placing" || mode.is === "moving" || mode.is === "picking") && (
        <Step title={words.say(mode.is === "picking" ? "whatif.picking" : "whatif.placing")} onCancel={back}>
          {mode.is === "picking" ? (
            <PartnerField map={whatIf.map} partners={partners} category={view.category} onPartner={choose} />
          ) : (
            district.bbox !== null && <PlaceField map={whatIf.map} bbox={district.bbox} features={features} onPlace={place} />
          )}
        </Step>
      )}
      {mode.is === "editing" && fields === null && partners.all.isLoading && <Loading />}
      {mode.is === "editing" && fields !== null && editing !== null && (
        <SiteForm
          key={editing}
          name={change === null ? (scenario.names[editing] ?? partner?.name ?? editing) : siteName(words, scenario, change, partners)}
          {...{ fields, today, headings, features, arrangements }}
          position={dragged ?? fields.position}
          refused={refused !== null && change !== null && scenario.changes[refused.index] === change ? refused : null}
          onFields={(wanted) => editor.put((before) => withSite(before, editing, wanted, today ?? EMPTY_SITE, partner?.name))}
          onName={(name) => editor.put((before) => ({ ...before, names: { ...before.names, [editing]: name } }))}
          onMove={() => setMode({ is: "moving", id: editing })}
          onRemove={() => (change?.op === "add" ? takeBack(editing) : close(editing))}
          onDone={back}
        />
      )}
      {mode.is === "compare" && (
        <Compare
          {...{ choices, layer, features }}
          wave={queryOf(view).wave}
          isSimulated={district.simulated}
          onShow={setOther}
          onClose={() => {
            setOther(null);
            back();
          }}
        />
      )}
      {view.category === ALL_NEEDS && <p class="quiet">{words.say("control.need.all.note")}</p>}
      <p class="for-ears" role="status">
        {told}
      </p>
    </section>
  );
}
