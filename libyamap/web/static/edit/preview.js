/**
 * An unfinished record, drawn as a reader will see it, above all that is finished.
 */

import { Overlay } from "../overlay.js";
import { Symbols } from "../symbols.js";

export class Preview {
  /** @param {L.Map} map @param {import("../anchors.js").Anchors} anchors */
  constructor(map, anchors) {
    this.overlay = new Overlay(map, "preview");
    this.symbols = new Symbols(map, anchors, "preview");
    this.turn = 0;
  }

  /** @param {object[]} marks */
  async show(marks) {
    const turn = ++this.turn;
    const symbols = await this.symbols.prepare(marks);
    if (turn !== this.turn) return;
    this.overlay.set(marks);
    this.symbols.set(symbols);
  }
}
