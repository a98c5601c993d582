// The reply for other tools: files, and code that loads it.

import { useState } from "preact/hooks";
import type { Column, Format } from "../../api/query.ts";
import type { District } from "../../api/types.ts";
import { hasText } from "../../lib/text.ts";
import { Segments } from "../../shell/fields.tsx";
import { FileLink } from "../../shell/file_link.tsx";
import { useWords } from "../../shell/words.ts";
import { fileAddress, MOST } from "./address.ts";
import { Copy } from "./copy.tsx";
import { snippetOf, TOOLS, type Tool } from "./snippets.ts";
import type { Query } from "./state.ts";

interface DownloadsProps {
  query: Query;
  columns: readonly Column[];
  formats: readonly Format[];
  access: District["access"];
}

/** Pages for people are no files. */
const PAGE_FORMAT = "html";

export function Downloads({ query, columns, formats, access }: DownloadsProps) {
  const words = useWords();
  const files = formats.filter(({ code }) => code !== PAGE_FORMAT);
  return (
    <section class="take">
      <h3>{words.say("analyze.downloads")}</h3>
      <p class="quiet">{words.say("analyze.downloads.note")}</p>
      <ul class="files">
        {files.map(({ code, title }) => (
          <li key={code}>
            <FileLink class="file" address={fileAddress(query, columns, code)} name={query.collection} format={code}>
              <span class="file-code">{code}</span> <span>{formatName(words, code, title)}</span>
            </FileLink>
          </li>
        ))}
      </ul>
      {access === "staff" && <p class="quiet">{words.say("analyze.downloads.staff")}</p>}
    </section>
  );
}

function formatName(words: ReturnType<typeof useWords>, code: string, title: string): string {
  const key = `analyze.format.${code}`;
  return hasText(key) ? words.say(key) : title;
}

interface SnippetsProps {
  address: string;
  n_matched: number | null;
  access: District["access"];
}

export function Snippets({ address, n_matched, access }: SnippetsProps) {
  const words = useWords();
  const [tool, setTool] = useState<Tool>("python");
  return (
    <section class="take">
      <h3>{words.say("analyze.snippets")}</h3>
      <Segments
        name="tool"
        legend={words.say("analyze.tool")}
        options={TOOLS.map((id) => ({ id, label: words.say(`analyze.tool.${id}`) }))}
        chosen={tool}
        onChoose={setTool}
      />
      {tool === "qgis" && (
        <ol class="steps">
          {(["1", "2", "3"] as const).map((step) => (
            <li key={step}>{words.say(`analyze.qgis.${step}`)}</li>
          ))}
        </ol>
      )}
      <Copy label={words.say(`analyze.tool.${tool}`)} text={snippetOf(tool, address)} />
      {n_matched !== null && n_matched > MOST && <p class="quiet">{words.say("analyze.snippets.many")}</p>}
      <p class="quiet">
        {words.say(access === "staff" ? "analyze.snippets.staff" : "analyze.snippets.more")} <a href="./docs/analysts">{words.say("analyze.snippets.docs")}</a>
      </p>
    </section>
  );
}
