// Small pictures for the map, drawn on a canvas: hatching and point symbols. Nothing is fetched.

import type { StyleImageMetadata } from "maplibre-gl";
import { NEAR_WIDE_IMAGE } from "./layers/places.ts";
import type { Palette } from "./style.ts";

export const PIXEL_RATIO = 2;
/** A plate grows with the number on it. */
export const PLATE_GROWS: Partial<StyleImageMetadata> = {
  stretchX: [[14, 18]],
  stretchY: [[14, 18]],
  content: [8, 2, 24, 30],
};
/** Of the pictures that grow with what is written on them. */
export const GROWS: Readonly<Record<string, Partial<StyleImageMetadata>>> = { [NEAR_WIDE_IMAGE]: PLATE_GROWS };
type Paint = (context: CanvasRenderingContext2D, size: number) => void;

/** Every picture by its name, which no picture of a basemap has, in pixels at twice the size. */
export function drawImages(palette: Palette): Map<string, ImageData> {
  return new Map(
    [
      picture("our-hatch", 16, hatch(palette)),
      picture("our-dots", 20, dots(palette)),
      picture("our-hidden-disk", 36, patterned(palette, hatch(palette), 16)),
      picture("our-unknown-disk", 36, patterned(palette, dots(palette), 20)),
      picture("our-school", 26, square(palette)),
      picture("our-asset", 28, diamond(palette)),
      // 2 pixels wide at twice the size: as large as a circle of radius one.
      picture("our-room", 4, () => {}),
      picture("our-near", 48, numbered(palette)),
      picture(NEAR_WIDE_IMAGE, 32, numberedWide(palette)),
      picture("our-cluster-partner", 58, disk(palette.partner, palette.pointEdge, 3.5)),
      picture("our-cluster-asset", 62, ring(palette)),
      picture("our-arrow", 36, arrow(palette)),
      picture("our-mark", 48, disk(palette.selected, palette.selectedCasing, 4)),
    ].filter((entry): entry is [string, ImageData] => entry !== null),
  );
}

function picture(name: string, size: number, paint: Paint): [string, ImageData] | null {
  const canvas = document.createElement("canvas");
  canvas.width = size;
  canvas.height = size;
  const context = canvas.getContext("2d");
  if (context === null) return null;
  paint(context, size);
  return [name, context.getImageData(0, 0, size, size)];
}

/** Diagonal lines that meet at the edges of the tile. */
function hatch(palette: Palette): Paint {
  return (context, size) => {
    context.fillStyle = palette.hatchGround;
    context.fillRect(0, 0, size, size);
    context.strokeStyle = palette.hatch;
    context.lineWidth = 1.9;
    for (const shift of [-size, 0, size]) {
      context.beginPath();
      context.moveTo(shift - 2, size + 2);
      context.lineTo(shift + size + 2, -2);
      context.stroke();
    }
  };
}

/** Dots in a quincunx: not the same as hatching for eyes that see no color. */
function dots(palette: Palette): Paint {
  return (context, size) => {
    context.fillStyle = palette.ground;
    context.fillRect(0, 0, size, size);
    context.fillStyle = palette.hatch;
    for (const at of [size / 4, (3 * size) / 4]) {
      circle(context, at, at, size / 10);
      context.fill();
    }
  };
}

/** A disk filled with tiles of a pattern. */
function patterned(palette: Palette, tile: Paint, tileSize: number): Paint {
  return (context, size) => {
    const middle = size / 2;
    const canvas = document.createElement("canvas");
    canvas.width = tileSize;
    canvas.height = tileSize;
    const small = canvas.getContext("2d");
    if (small === null) return;
    tile(small, tileSize);
    circle(context, middle, middle, middle - 3);
    context.fillStyle = context.createPattern(canvas, "repeat") ?? palette.hatchGround;
    context.fill();
    context.strokeStyle = palette.school;
    context.lineWidth = 2.4;
    context.stroke();
  };
}

function square(palette: Palette): Paint {
  return (context, size) => {
    context.beginPath();
    context.roundRect(4, 4, size - 8, size - 8, 4);
    context.fillStyle = palette.school;
    context.fill();
    context.strokeStyle = palette.pointEdge;
    context.lineWidth = 2.6;
    context.stroke();
  };
}

function diamond(palette: Palette): Paint {
  return (context, size) => {
    const [middle, reach] = [size / 2, size / 2 - 4];
    context.beginPath();
    context.moveTo(middle, middle - reach);
    context.lineTo(middle + reach, middle);
    context.lineTo(middle, middle + reach);
    context.lineTo(middle - reach, middle);
    context.closePath();
    context.fillStyle = palette.pointEdge;
    context.fill();
    context.strokeStyle = palette.asset;
    context.lineWidth = 3.6;
    context.lineJoin = "round";
    context.stroke();
  };
}

function disk(fill: string, edge: string, width: number): Paint {
  return (context, size) => {
    circle(context, size / 2, size / 2, size / 2 - width);
    context.fillStyle = fill;
    context.fill();
    context.strokeStyle = edge;
    context.lineWidth = width;
    context.stroke();
  };
}

/** A partner near the selected area with its number in the list: not like a cluster, whose number counts partners. */
function numbered(palette: Palette): Paint {
  return (context, size) => {
    disk(palette.pointEdge, palette.pointEdge, 1)(context, size);
    circle(context, size / 2, size / 2, size / 2 - 4.5);
    context.strokeStyle = palette.partner;
    context.lineWidth = 4.5;
    context.stroke();
  };
}

/** The same for partners that lie on each other. */
function numberedWide(palette: Palette): Paint {
  return (context, size) => {
    for (const [inset, color] of [[0.5, palette.pointEdge], [2.5, palette.partner], [6, palette.pointEdge]] as const) {
      context.beginPath();
      context.roundRect(inset, inset, size - 2 * inset, size - 2 * inset, size / 2 - inset);
      context.fillStyle = color;
      context.fill();
    }
  };
}

/** A cluster of potential partners: the diamond's colors, a rounder shape that has room for a number. */
function ring(palette: Palette): Paint {
  return (context, size) => {
    const inset = size * 0.19;
    context.translate(size / 2, size / 2);
    context.rotate(Math.PI / 4);
    context.beginPath();
    context.roundRect(inset - size / 2, inset - size / 2, size - 2 * inset, size - 2 * inset, 7);
    context.fillStyle = palette.pointEdge;
    context.fill();
    context.strokeStyle = palette.asset;
    context.lineWidth = 3.6;
    context.stroke();
  };
}

/** The ground of a number that stands on markers, in the color of its area. */
export function drawPlate(fill: string, edge: string): ImageData | null {
  const [, image] =
    picture("plate", 32, (context, size) => {
      context.beginPath();
      context.roundRect(0.8, 0.8, size - 1.6, size - 1.6, 9);
      context.fillStyle = fill;
      context.fill();
      context.strokeStyle = edge;
      context.lineWidth = 1.6;
      context.stroke();
    }) ?? [];
  return image ?? null;
}

/** Points to the right, along the line it stands on. */
function arrow(palette: Palette): Paint {
  return (context, size) => {
    const [near, far] = [size * 0.22, size * 0.8];
    context.beginPath();
    context.moveTo(near, near * 0.8);
    context.lineTo(far, size / 2);
    context.lineTo(near, size - near * 0.8);
    context.lineTo(near + size * 0.12, size / 2);
    context.closePath();
    context.fillStyle = palette.feeder;
    context.fill();
    context.strokeStyle = palette.pointEdge;
    context.lineWidth = 2.6;
    context.lineJoin = "round";
    context.stroke();
  };
}

function circle(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
}
