// The Data page: what is loaded, from where and since when, and what somebody should look at.

import type { ComponentChildren } from "preact";
import { fetchLoaded, type DataReport, type ImportReport } from "../../api/loaded.ts";
import type { District } from "../../api/types.ts";
import { capitalize, formatCount, formatList, formatMoment, formatWave } from "../../lib/format.ts";
import { hasText } from "../../lib/text.ts";
import { SimulatedTag } from "../../shell/header.tsx";
import type { PageProps } from "../../shell/page.ts";
import { useResource } from "../../shell/resource.ts";
import { Failure, Loading } from "../../shell/states.tsx";
import { useWords } from "../../shell/words.ts";
import "./loaded.css";

export function LoadedPage({ district }: PageProps) {
  const words = useWords();
  const report = useResource("data", fetchLoaded);
  return (
    <main class="page loaded" id="results" tabIndex={-1}>
      <h2>{words.say("loaded.heading")}</h2>
      <p class="page-lead">{words.say("loaded.lead", { district: district.name })}</p>
      {report.error !== null ? (
        <Failure error={report.error} retry={report.retry} />
      ) : report.value === null ? (
        <Loading />
      ) : (
        <>
          <Counts report={report.value} />
          <Waves report={report.value} />
          <Sources report={report.value} />
          <Findings report={report.value} access={district.access} />
        </>
      )}
      <Privacy access={district.access} />
      <Elsewhere />
    </main>
  );
}

function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="loaded-section">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Counts({ report }: { report: DataReport }) {
  const words = useWords();
  const shown = report.counts.filter(({ number }) => number > 0);
  if (shown.length === 0) return <p class="page-lead">{words.say("loaded.nothing")}</p>;
  return (
    <Section title={words.say("loaded.counts")}>
      <dl class="tiles">
        {shown.map(({ what, number }) => {
          const single = `loaded.single.what.${what}`;
          const key = number === 1 && hasText(single) ? single : `loaded.what.${what}`;
          return (
            <div key={what} class="tile">
              <dt>{hasText(key) ? words.say(key) : what}</dt>
              <dd>{formatCount(words.language, number)}</dd>
            </div>
          );
        })}
      </dl>
    </Section>
  );
}

function Waves({ report }: { report: DataReport }) {
  const words = useWords();
  return (
    <Section title={words.say("loaded.waves")}>
      {report.waves.length === 0 && <p>{words.say("state.no-answers")}</p>}
      <ul class="waves">
        {[...report.waves].reverse().map(({ wave, responses, simulated, mixed }) => (
          <li key={wave}>
            <strong>{capitalize(formatWave(words.language, wave))}</strong>{" "}
            {responses === null ? words.say("loaded.waves.few") : words.count("loaded.answers", responses)}{" "}
            {simulated && <SimulatedTag />} {mixed && <span class="quiet">{words.say("loaded.waves.mixed")}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Sources({ report }: { report: DataReport }) {
  const words = useWords();
  const hasRows = report.imports.some(({ rows }) => rows !== null);
  if (report.imports.length === 0) return null;
  return (
    <Section title={words.say("loaded.sources")}>
      <div class="table-scroll" tabIndex={0} role="region" aria-label={words.say("loaded.sources")}>
        {/* On a phone the rows are drawn as cards; the roles keep it a table for readers who listen. */}
        <table role="table" class="sources">
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col" role="columnheader">{words.say("loaded.source")}</th>
              <th scope="col" role="columnheader">{words.say("loaded.files")}</th>
              <th scope="col" role="columnheader">{words.say("loaded.at")}</th>
              {hasRows && (
                <th scope="col" role="columnheader" class="number">
                  {words.say("loaded.rows")}
                </th>
              )}
              <th scope="col" role="columnheader" class="number">
                {words.say("loaded.warnings")}
              </th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {[...report.imports].sort(newestFirst).map((one, index) => (
              <tr key={index} role="row">
                <th scope="row" role="rowheader">
                  {one.source}
                </th>
                <td role="cell" class="files">
                  {formatList(words.language, one.files)}
                </td>
                <td role="cell" class="moment">
                  <time dateTime={one.at}>{formatMoment(words.language, one.at)}</time>
                </td>
                {hasRows && <td role="cell" class="number" data-label={words.say("loaded.rows")}>{one.rows === null ? "" : formatCount(words.language, one.rows)}</td>}
                <td role="cell" class="number" data-label={words.say("loaded.warnings")}>
                  {formatCount(words.language, one.n_warnings)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="quiet">{words.say("loaded.warnings.note")}</p>
    </Section>
  );
}

function newestFirst(a: ImportReport, b: ImportReport): number {
  return b.at.localeCompare(a.at) || a.source.localeCompare(b.source);
}

function Findings({ report, access }: { report: DataReport } & Pick<District, "access">) {
  const words = useWords();
  return (
    <Section title={words.say("loaded.findings")}>
      {report.findings.length === 0 && <p>{words.say("loaded.findings.none")}</p>}
      {report.findings.map(({ id, what, number, examples }) => {
        const single = `loaded.single.finding.${id}`;
        const key = number === 1 && hasText(single) ? single : `loaded.finding.${id}`;
        return (
          <details key={id} class="finding">
            <summary>
              <strong>{formatCount(words.language, number)}</strong> {hasText(key) ? words.say(key) : what}
            </summary>
            <p>
              {examples.length === 0
                ? words.say("loaded.findings.unnamed")
                : words.say(number > examples.length ? "loaded.examples.first" : "loaded.examples", {
                    names: formatList(words.language, examples),
                  })}
            </p>
          </details>
        );
      })}
      {access === "public" && <p class="quiet">{words.say("loaded.findings.staff")}</p>}
    </Section>
  );
}

function Privacy({ access }: Pick<District, "access">) {
  const words = useWords();
  return (
    <Section title={words.say("loaded.privacy")}>
      <ul class="points">
        <li>{words.say("loaded.privacy.small")}</li>
        <li>{words.say("loaded.privacy.homes")}</li>
        <li>{words.say("loaded.privacy.confidential")}</li>
      </ul>
      {access === "staff" && <p class="quiet">{words.say("notice.staff")}</p>}
    </Section>
  );
}

function Elsewhere() {
  const words = useWords();
  const links = [
    ["./collections?f=html", "loaded.link.collections"],
    ["./docs", "loaded.link.docs"],
    ["./docs/analysts", "loaded.link.analysts"],
    ["./hsds/", "loaded.link.hsds"],
  ] as const;
  return (
    <Section title={words.say("loaded.links")}>
      <ul class="points">
        {links.map(([address, key]) => (
          <li key={key}>
            <a href={address}>{words.say(key)}</a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
