// Where the divider between two waves stands, in percent from the left.

const STEP = 5;
const LEAP = 20;

/** After a key of a slider; null for any other key. */
export function stepped(position: number, key: string): number | null {
  const to: Record<string, number> = {
    ArrowLeft: position - STEP,
    ArrowDown: position - STEP,
    ArrowRight: position + STEP,
    ArrowUp: position + STEP,
    PageDown: position - LEAP,
    PageUp: position + LEAP,
    Home: 0,
    End: 100,
  };
  const next = to[key];
  return next === undefined ? null : within(next);
}

/** Under the pointer. */
export function dragged(x: number, { left, width }: Pick<DOMRect, "left" | "width">): number {
  return width === 0 ? 0 : within(Math.round((100 * (x - left)) / width));
}

function within(position: number): number {
  return Math.min(100, Math.max(0, position));
}
