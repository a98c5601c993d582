import type { District, Gap } from "../../api/types.ts";
import { useWords } from "../../shell/words.ts";
import { cellAddress, reportAddress } from "../plan/panel/addresses.ts";

/** How to read the page, and where its data and the page itself are: in full, since paper has no links. */
export function Footer({ gap, access }: { gap: Gap; access: District["access"] }) {
  const words = useWords();
  const base = new URL(".", document.baseURI);
  const data = new URL(cellAddress(gap, "html"), base).href;
  const page = new URL(reportAddress(gap, words.language), base).href;
  return (
    <footer class="sheet-foot">
      <h3>{words.say("report.read")}</h3>
      <p>
        {words.say("report.read.unmet")} {words.say("panel.anatomy.note")}{" "}
        {words.say(access === "public" ? "report.read.public" : "report.read.staff")}
      </p>
      <p class="sheet-url">
        {words.say("report.where")} <a href={data}>{data}</a>
      </p>
      <p class="sheet-url">
        {words.say("report.this")} <a href={page}>{page}</a>
      </p>
    </footer>
  );
}
