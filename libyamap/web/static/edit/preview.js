/**
 * What is not finished - a record in a form, a mark that is dragged - drawn as a reader will see it, above all else.
 */

import { toWorld } from "../geo.js";
import { Overlay } from "../overlay.js";
import { seatOf, sidesOf } from "../rings.js";
import { Symbols } from "../symbols.js";

export class Preview {
  /** @param {L.Map} map @param {import("../anchors.js").Anchors} anchors */
  constructor(map, anchors) {
    this.anchors = anchors;
    this.overlay = new Overlay(map, "preview");
    this.overlay.root.classList.add("unfinished");
    this.symbols = new Symbols(map, anchors, "preview");
    this.turn = 0;
  }

  /** @param {object[]} marks those, and no others */
  async show(marks) {
    const turn = ++this.turn;
    this.overlay.set(marks);
    const symbols = await this.symbols.prepare(marks);
    if (turn !== this.turn) return;
    symbols.forEach(({ element }) => element.classList.add("unfinished"));
    this.symbols.set(symbols);
    if (this.latest) this.move(this.latest);
    this.latest = null;
  }

  /** The same marks at other places. @param {object[]} marks */
  move(marks) {
    this.overlay.set(marks);
    const sides = sidesOf(marks.filter(({ mark }) => mark === "ring"));
    const standing = marks.filter(({ symbol }) => symbol);
    if (standing.length !== this.symbols.shown.length) {
      this.latest = marks; // their pictures are not there yet
      return;
    }
    this.symbols.shown.forEach((symbol, index) => {
      const mark = standing[index];
      const seat = sides.has(mark.id) ? seatOf(mark, sides.get(mark.id)) : undefined;
      Object.assign(symbol, { mark, world: toWorld(mark.at), seat, key: "" });
    });
    this.anchors.refresh(this.symbols.shown);
  }
}
