// Small pictures for the map, drawn on a canvas: hatching and point symbols. Nothing is fetched.

import type { Palette } from "./style.ts";

export const PIXEL_RATIO = 2;
type Paint = (context: CanvasRenderingContext2D, size: number) => void;

/** Every picture by its name, in pixels at twice the size. */
export function drawImages(palette: Palette): Map<string, ImageData> {
  return new Map(
    [
      picture("hatch", 16, hatch(palette)),
      picture("hidden-disk", 40, hiddenDisk(palette)),
      picture("school", 24, square(palette)),
      picture("asset", 28, diamond(palette)),
      picture("near", 44, disk(palette)),
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
    context.lineWidth = 2.2;
    for (const shift of [-size, 0, size]) {
      context.beginPath();
      context.moveTo(shift - 2, size + 2);
      context.lineTo(shift + size + 2, -2);
      context.stroke();
    }
  };
}

function hiddenDisk(palette: Palette): Paint {
  return (context, size) => {
    circle(context, size / 2, size / 2 - 3);
    context.save();
    context.clip();
    context.fillStyle = palette.hatchGround;
    context.fillRect(0, 0, size, size);
    context.strokeStyle = palette.hatch;
    context.lineWidth = 2.5;
    for (let x = -size; x < size; x += 9) {
      context.beginPath();
      context.moveTo(x, size);
      context.lineTo(x + size, 0);
      context.stroke();
    }
    context.restore();
    circle(context, size / 2, size / 2 - 3);
    context.strokeStyle = palette.school;
    context.lineWidth = 3;
    context.stroke();
  };
}

function square(palette: Palette): Paint {
  return (context, size) => {
    context.beginPath();
    context.roundRect(4, 4, size - 8, size - 8, 3);
    context.fillStyle = palette.school;
    context.fill();
    context.strokeStyle = palette.pointEdge;
    context.lineWidth = 2.5;
    context.stroke();
  };
}

function diamond(palette: Palette): Paint {
  return (context, size) => {
    const [middle, reach] = [size / 2, size / 2 - 5];
    context.beginPath();
    context.moveTo(middle, middle - reach);
    context.lineTo(middle + reach, middle);
    context.lineTo(middle, middle + reach);
    context.lineTo(middle - reach, middle);
    context.closePath();
    context.fillStyle = palette.pointEdge;
    context.fill();
    context.strokeStyle = palette.asset;
    context.lineWidth = 4;
    context.stroke();
  };
}

function disk(palette: Palette): Paint {
  return (context, size) => {
    circle(context, size / 2, size / 2 - 3);
    context.fillStyle = palette.partner;
    context.fill();
    context.strokeStyle = palette.pointEdge;
    context.lineWidth = 3;
    context.stroke();
  };
}

function circle(context: CanvasRenderingContext2D, middle: number, radius: number): void {
  context.beginPath();
  context.arc(middle, middle, radius, 0, 2 * Math.PI);
}
