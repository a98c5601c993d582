// The sheet takes one page: letters are made a little smaller where an area has much to tell.

import { useEffect } from "preact/hooks";

/** What Letter and A4 both have within the margins of the style sheet, in CSS pixels, less a little for rounding. */
const PAPER = { width: 186 * (96 / 25.4), height: 256 * (96 / 25.4) };
/** Letters on paper by those on the screen; and the smallest part of that which can still be read. */
const ON_PAPER = 0.75;
const SMALLEST = 0.84;
const STEP = 0.02;

/** Keeps the style sheet's `--zoom` at what makes the sheet fit, whenever its content changes. */
export function useFit(sheet: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const { current } = sheet;
    if (current === null) return undefined;
    const fit = (): void => current.style.setProperty("--zoom", String(ON_PAPER * fitOf(current)));
    const observer = new ResizeObserver(fit);
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
}

/** Tries the sheet, as it will be on paper, out of sight. */
function fitOf(sheet: HTMLElement): number {
  const paper = document.createElement("div");
  paper.className = "paper";
  paper.setAttribute("aria-hidden", "true");
  paper.style.width = `${PAPER.width}px`;
  const copy = sheet.cloneNode(true) as HTMLElement;
  paper.append(copy);
  sheet.parentElement?.append(paper);
  let fit = 1;
  for (; fit > SMALLEST; fit -= STEP) {
    copy.style.setProperty("--zoom", String(ON_PAPER * fit));
    if (paper.getBoundingClientRect().height <= PAPER.height) break;
  }
  paper.remove();
  return fit;
}
