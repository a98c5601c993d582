// Paints what a scenario changes straight on the map, past the page: a drag has no time for more.

import { useEffect, useRef } from "preact/hooks";
import type { ScenarioReply } from "../../../api/scenarios.ts";
import { figuresOf, type Figures } from "../../../lib/figures.ts";
import { areaChanges, withDifferences, type Layer } from "../../../lib/scenario_figures.ts";
import { middleOf } from "../../../lib/scenario_place.ts";
import { ScenarioLayers, type Badge, type ScenarioMarks } from "../../../map/layers/scenario.ts";
import { useTheme } from "../../../shell/theme.ts";
import { useWords, type Words } from "../../../shell/words.ts";
import { formatSignedAlone } from "../../../lib/format.ts";
import { areasWithNumbers } from "./result_words.ts";
import type { WhatIfProps } from "./what_if.tsx";

type Paint = (reply: ScenarioReply | null, layer: Layer | null) => void;

export function usePaint(props: WhatIfProps): Paint {
  const { whatIf, real } = props;
  const words = useWords();
  const theme = useTheme();
  const layers = useRef<ScenarioLayers | null>(null);
  const last = useRef<{ reply: ScenarioReply | null; layer: Layer | null }>({ reply: null, layer: null });
  const latest = useRef({ props, words });
  latest.current = { props, words };
  const draw = (): void => {
    const { reply, layer } = last.current;
    layers.current?.show(reply === null || layer === null ? null : marksOf(latest.current.props, latest.current.words, reply, layer));
  };
  useEffect(() => {
    const map = whatIf.map?.camera;
    if (map === undefined) return undefined;
    const made = new ScenarioLayers(map, theme, classesOf(latest.current.props.real));
    layers.current = made;
    draw();
    return () => {
      layers.current = null;
      made.remove();
    };
  }, [whatIf.map]);
  useEffect(() => layers.current?.setTheme(theme), [theme]);
  useEffect(() => {
    layers.current?.setBase(classesOf(real));
    draw();
  }, [real, words]);
  return (reply, layer) => {
    last.current = { reply, layer };
    draw();
  };
}

function classesOf({ rows }: Figures): Map<string, number> {
  return new Map(rows.flatMap(({ id, class_index }) => (class_index === null ? [] : [[id, class_index]])));
}

function marksOf({ gaps, real, view, district }: WhatIfProps, words: Words, reply: ScenarioReply, layer: Layer): ScenarioMarks {
  const features = gaps.value ?? [];
  const then = withDifferences(features, reply.differences, district.access);
  const { measure, classification, n_classes } = view;
  const figures = then === features ? real : figuresOf(then, { measure, classification, n_classes, breaks: real.breaks });
  const known = areasWithNumbers(features);
  const badges = areaChanges(reply.differences, layer).flatMap(({ id, served }): Badge[] => {
    const geometry = known.get(id)?.geometry ?? null;
    const n = Math.round(served);
    if (n === 0 || geometry === null) return [];
    return [{ id, geometry, at: middleOf(geometry), label: formatSignedAlone(words.language, n), isGain: n > 0 }];
  });
  return { classes: classesOf(figures), badges };
}
