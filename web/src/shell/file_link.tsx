// A link to a file that the server makes.

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { getFile } from "../api/client.ts";
import { staffToken } from "../api/session.ts";
import { useWords } from "./words.ts";

interface FileLinkProps {
  address: string;
  /** What the file is called, without its ending. */
  name: string;
  /** The format's code. */
  format: string;
  class?: string;
  /** The public may look at the file in the browser. */
  opens?: boolean;
  children: ComponentChildren;
}

/** Endings that are not the format's code; as the server names its files. */
const ENDINGS: Readonly<Record<string, string>> = { json: "geojson", geojsonseq: "geojsons" };

/** A link carries no token, so staff would get the public's figures: for them the page asks for the file itself. */
export function FileLink({ address, name, format, class: look, opens = false, children }: FileLinkProps) {
  const words = useWords();
  const [failure, setFailure] = useState<string | null>(null);
  const whole = `${name}.${ENDINGS[format] ?? format}`;
  const take = async (event: Event): Promise<void> => {
    if (staffToken() === null) return;
    event.preventDefault();
    setFailure(null);
    try {
      save(await getFile(address), whole);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <>
      <a class={look} href={address} download={opens ? undefined : whole} onClick={(event) => void take(event)}>
        {children}
      </a>
      {failure !== null && (
        <span class="problem" role="alert">
          {words.say("error.problem", { detail: failure })}
        </span>
      )}
    </>
  );
}

function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
