// How many pixels the map draws: next to none before it has colors, fewer while it moves on a machine that draws slowly (a
// processor in the place of a graphics card), so that it keeps up with the hand, and all of them at rest.

import type { Map as MapLibreMap } from "maplibre-gl";
import { isSiteDragged } from "./site_drag.ts";

/** Parts of all pixels along a side. */
const BLANK = 0.1;
const COARSE = 0.5;
/** Milliseconds of a picture: with longer ones a movement stutters, with shorter ones there is no need to draw less. */
const SLOW = 25;
const FAST = 12;
/** As many pictures, one after the other, tell that a machine is slow or fast. */
const N_ALIKE = 3;
/** Milliseconds without a movement after which the map is drawn sharply. */
const REST = 150;

export class Sharpness {
  private readonly full: number;
  private part = BLANK;
  private isSlow = false;
  private n_alike = 0;
  private isMeasuring = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isGone = false;

  constructor(private readonly map: MapLibreMap) {
    this.full = map.getPixelRatio();
    map.setPixelRatio(this.full * BLANK);
    map.on("render", () => this.look());
    map.once("remove", () => {
      this.isGone = true;
      clearTimeout(this.timer);
    });
  }

  /** From now on there is something to see. */
  uncover(): void {
    this.part = 1;
    this.map.setPixelRatio(this.full);
  }

  /** After each picture. */
  private look(): void {
    if (this.part === BLANK || !this.isBusy()) return;
    if (!this.isMeasuring) this.measure();
    if (this.isSlow && this.part === 1) requestAnimationFrame(() => this.draw(COARSE));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.rest(), REST);
  }

  private isBusy(): boolean {
    return this.map.isMoving() || isSiteDragged(this.map);
  }

  private rest(): void {
    if (this.isBusy()) this.timer = setTimeout(() => this.rest(), REST);
    else this.draw(1);
  }

  private draw(part: number): void {
    if (this.isGone || part === this.part) return;
    this.part = part;
    // What `setPixelRatio` does, which would also end the gesture that is under way.
    this.map._overridePixelRatio = this.full * part;
    this.map._resizeInternal();
    // At once: a canvas of another size is empty.
    this.map.redraw();
  }

  /** How long the picture takes that has just been asked for. The drawing goes on by itself, so a fence tells its end. */
  private measure(): void {
    const gl = this.map.getCanvas().getContext("webgl2");
    const fence = gl?.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0) ?? null;
    if (gl === null || fence === null) return;
    gl.flush();
    this.isMeasuring = true;
    const [start, { part }] = [performance.now(), this];
    const ask = (): void => {
      if (!this.isGone && gl.getSyncParameter(fence, gl.SYNC_STATUS) === gl.UNSIGNALED) {
        setTimeout(ask, 1);
        return;
      }
      gl.deleteSync(fence);
      this.isMeasuring = false;
      // All pixels take at most as much longer as there are more of them.
      this.judge((performance.now() - start) / part ** 2);
    };
    setTimeout(ask, 1);
  }

  private judge(took: number): void {
    const isOther = this.isSlow ? took < FAST : took > SLOW;
    this.n_alike = isOther ? this.n_alike + 1 : 0;
    if (this.n_alike < N_ALIKE) return;
    this.isSlow = !this.isSlow;
    this.n_alike = 0;
  }
}
