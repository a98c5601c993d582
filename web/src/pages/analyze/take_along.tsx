// The reply for other tools: files, and code that loads it.

import { useState } from "preact/hooks";
import { getFile } from "../../api/client.ts";
import type { Column, Format } from "../../api/query.ts";
import { staffToken } from "../../api/session.ts";
import type { District } from "../../api/types.ts";
import { hasText } from "../../lib/text.ts";
import { Segments } from "../../shell/fields.tsx";
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
  const [failure, setFailure] = useState<string | null>(null);
  const files = formats.filter(({ code }) => code !== PAGE_FORMAT);
  // A link carries no token, so staff would get the public's figures: the page asks for the file itself.
  const take = async (event: Event, address: string, name: string): Promise<void> => {
    if (staffToken() === null) return;
    event.preventDefault();
    setFailure(null);
    try {
      save(await getFile(address), name);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <section class="take">
      <h3>{words.say("analyze.downloads")}</h3>
      <p class="quiet">{words.say("analyze.downloads.note")}</p>
      <ul class="files">
        {files.map(({ code, title }) => {
          const address = fileAddress(query, columns, code);
          const name = `${query.collection}.${code}`;
          return (
            <li key={code}>
              <a class="file" href={address} download={name} onClick={(event) => void take(event, address, name)}>
                <span class="file-code">{code}</span> <span>{formatName(words, code, title)}</span>
              </a>
            </li>
          );
        })}
      </ul>
      {access === "staff" && <p class="quiet">{words.say("analyze.downloads.staff")}</p>}
      {failure !== null && (
        <p class="problem" role="alert">
          {words.say("error.problem", { detail: failure })}
        </p>
      )}
    </section>
  );
}

function formatName(words: ReturnType<typeof useWords>, code: string, title: string): string {
  const key = `analyze.format.${code}`;
  return hasText(key) ? words.say(key) : title;
}

function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
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
