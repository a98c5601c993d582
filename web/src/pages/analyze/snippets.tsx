// The question's address, and the lines that ask it in other tools.

import { useState } from "preact/hooks";
import type { Column } from "../../api/query.ts";
import { Segments } from "../../shell/fields.tsx";
import { useWords } from "../../shell/words.ts";
import { addressOf, snippet, TOOLS, type Query, type Tool } from "./query.ts";

interface SnippetsProps {
  base: string;
  query: Query;
  columns: readonly Column[];
}

export function TheAddress({ base, query, columns }: SnippetsProps) {
  const words = useWords();
  const address = addressOf(base, query, columns, "json");
  return (
    <div class="address">
      <h3 class="for-ears">{words.say("analyze.address")}</h3>
      <code class="address-text" tabIndex={0} aria-label={words.say("analyze.address")}>
        {readable(address)}
      </code>
      <Copy text={address} />
      <a class="button button-quiet" href={addressOf(base, query, columns, "html")}>
        {words.say("analyze.open")}
      </a>
    </div>
  );
}

export function Snippets({ base, query, columns }: SnippetsProps) {
  const words = useWords();
  const [tool, setTool] = useState<Tool>("curl");
  const code = snippet(tool, base, query, columns);
  return (
    <section class="snippets" aria-labelledby="snippets-title">
      <h3 id="snippets-title">{words.say("analyze.snippets")}</h3>
      <div class="builder-row">
        <Segments
          name="tool"
          legend={words.say("analyze.tool")}
          options={TOOLS.map((id) => ({ id, label: words.say(`analyze.tool.${id}`) }))}
          chosen={tool}
          onChoose={setTool}
        />
        <Copy text={code} />
      </div>
      <pre tabIndex={0} aria-labelledby="snippets-title">
        <code>{code}</code>
      </pre>
      <p class="quiet">
        <a href="./docs/analysts">{words.say("loaded.link.analysts")}</a>
      </p>
    </section>
  );
}

/** For reading only: what is copied stays as it is. */
function readable(address: string): string {
  try {
    return decodeURIComponent(address.replaceAll("+", " "));
  } catch {
    return address;
  }
}

function Copy({ text }: { text: string }) {
  const words = useWords();
  const [copied, setCopied] = useState<string | null>(null);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text).then(
      () => setCopied(text),
      () => setCopied(null),
    );
  };
  return (
    <button type="button" class="button" onClick={() => void copy()}>
      <span aria-live="polite">{words.say(copied === text ? "analyze.copied" : "analyze.copy")}</span>
    </button>
  );
}
