/**
 * Moves a feature by keyboard: arrows by a pixel, with Shift by ten; Enter keeps the new place.
 */

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const FAST = 10;

export class Nudging {
  /** @param {import("./editor.js").Hand} hand @param {{feature: string}} asked a UseEditor */
  constructor({ mover, send, bar }, { feature }) {
    Object.assign(this, { mover, send, bar });
    this.way = [0, 0];
    this.lifted = mover.lift(feature);
    bar.say("", false);
  }

  /** @param {string} key @param {boolean} shift @returns {boolean} */
  key(key, shift) {
    const step = ARROWS[key];
    if (!step || !this.lifted) return false;
    this.way = this.way.map((pixels, axis) => pixels + step[axis] * (shift ? FAST : 1));
    this.mover.by(...this.way);
    const { lon, lat } = this.mover.place;
    this.bar.say(`${lat.toFixed(4)}, ${lon.toFixed(4)}`);
    return true;
  }

  finish() {
    if (!this.lifted || !(this.way[0] || this.way[1])) return false;
    this.mover.drop();
    this.send("FeatureDropped", this.mover.place);
    return true;
  }

  stop() {
    if (!this.mover.dropped) this.mover.cancel();
  }
}
