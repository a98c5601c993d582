// What is loaded: counts, surveys, imports, findings.

import { get } from "./client.ts";
import * as decode from "./decode.ts";
import type { DataReport, Finding, ImportReport, RecordCount, WaveReport } from "./schema.gen.ts";

export type { DataReport, Finding, ImportReport, RecordCount, WaveReport };

export function fetchLoaded(signal: AbortSignal): Promise<DataReport> {
  return get("api/data", {}, report, signal);
}

const count = decode.orNull(decode.number);

const report = decode.object<DataReport>({
  snapshot: decode.number,
  counts: decode.list(decode.object<RecordCount>({ what: decode.text, number: decode.number })),
  waves: decode.list(
    decode.object<WaveReport>({ wave: decode.text, responses: count, simulated: decode.flag, mixed: decode.flag }),
  ),
  imports: decode.list(
    decode.object<ImportReport>({
      source: decode.text,
      at: decode.text,
      files: decode.list(decode.text),
      n_warnings: decode.number,
      rows: count,
    }),
  ),
  findings: decode.list(
    decode.object<Finding>({ id: decode.text, what: decode.text, number: decode.number, examples: decode.list(decode.text) }),
  ),
});
