// Where the badges "+12" stand: beside the label of their area, and not on that of another.

import type { Size } from "./label_layout.ts";
import type { Point } from "./shape_mask.ts";

export interface Standing {
  /** In pixels. */
  at: Point;
  half: Size;
}

/** From the middle of the label to that of its badge, in pixels; nothing where the area has no label. */
export function placeBadges<B extends { label: Standing | null; half: Size; at: Point }>(
  badges: readonly B[],
  labels: readonly Standing[],
): { badge: B; shift: Point }[] {
  const taken = [...labels];
  return badges.map((badge) => {
    const { label, half } = badge;
    const around: Point[] = label === null ? [[0, 0]] : sides(label.half, half);
    const origin = label?.at ?? badge.at;
    const standing = ([dx, dy]: Point): Standing => ({ at: [origin[0] + dx, origin[1] + dy], half });
    const free = around.find((shift) => taken.every((other) => other === label || !overlap(standing(shift), other)));
    const shift: Point = free ?? around[0] ?? [0, 0];
    taken.push(standing(shift));
    return { badge, shift };
  });
}

function sides(label: Size, badge: Size): Point[] {
  const [x, y] = [label.x + badge.x + 1, label.y + badge.y - 1];
  return [
    [0, -y],
    [0, y],
    [x, 0],
    [-x, 0],
  ];
}

function overlap(a: Standing, b: Standing): boolean {
  return Math.abs(a.at[0] - b.at[0]) < a.half.x + b.half.x && Math.abs(a.at[1] - b.at[1]) < a.half.y + b.half.y;
}
