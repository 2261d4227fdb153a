/**
 * Moves what stands on a place: a symbol, or a ring with its symbol. The mark itself stays where it is, unseen, and a
 * ghost moves in its place until the new place is kept or given up.
 */

import { toPosition, toWorld, worldSize } from "../geo.js";

export class Mover {
  /**
   * @param {L.Map} map @param {import("./preview.js").Preview} ghost @param {import("./veil.js").Veil} veil
   * @param {(feature: string) => object[]} marksOf what is drawn of a feature
   */
  constructor(map, ghost, veil, marksOf) {
    this.map = map;
    this.ghost = ghost;
    this.veil = veil;
    this.marksOf = marksOf;
    this.feature = "";
    this.marks = [];
    this.moved = [];
    this.dropped = false;
  }

  /** @param {string} feature @returns {boolean} whether it stands on a place */
  lift(feature) {
    this.cancel();
    const marks = this.marksOf(feature).filter(({ at, aside }) => at && !aside);
    if (!marks.length) return false;
    [this.feature, this.marks, this.moved, this.dropped] = [feature, marks, marks, false];
    this.ghost.show(marks);
    this.veil.hide([feature]);
    return true;
  }

  /** @param {number} right @param {number} down pixels from where it was lifted */
  by(right, down) {
    const size = worldSize(this.map.getZoom());
    this.moved = this.marks.map((mark) => {
      const { x, y } = toWorld(mark.at);
      return { ...mark, at: toPosition({ x: x + right / size, y: y + down / size }) };
    });
    this.ghost.move(this.moved);
  }

  /** @returns {{feature: string, lon: number, lat: number}} where it is now */
  get place() {
    const [lon, lat] = this.moved[0].at;
    return { feature: this.feature, lon, lat };
  }

  /** It stays there until the map has been drawn anew. */
  drop() {
    this.dropped = true;
  }

  /** The map has been drawn anew. */
  settle() {
    if (this.dropped) this.cancel();
  }

  /** Everything is as before. */
  cancel() {
    if (!this.feature) return;
    this.feature = "";
    this.dropped = false;
    this.ghost.show([]);
    this.veil.hide([]);
  }
}
