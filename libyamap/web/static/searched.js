/**
 * The outline of the area that the filter searches in: what is missing outside it is missing for that reason.
 */

import { pathOf } from "./areas.js";
import { svg } from "./dom.js";
import { toWorld } from "./geo.js";
import { Plane } from "./overlay.js";
import { baseOf, Sheet } from "./sheet.js";

export class Searched {
  /** @param {L.Map} map */
  constructor(map) {
    this.map = map;
    this.root = svg("svg", { class: "searched", width: 1, height: 1 });
    this.sheet = new Sheet(map, this.root, "change");
    /** @type {import("./geo.js").Position[][]} */
    this.rings = [];
    map.on("moveend", () => map.hold.follow(this, () => this.trace()));
  }

  /** @param {import("./geo.js").Position[][]} rings lines between their corners are straight on the map, as the filter takes them */
  show(rings) {
    this.rings = rings;
    this.trace();
  }

  trace() {
    const plane = new Plane(this.map);
    const turn = Math.round(this.map.getCenter().lng / 360);
    const seen = [turn - 1, turn, turn + 1].flatMap((by) => this.rings.map((ring) => ring.map(toWorld).map(({ x, y }) => ({ x: x + by, y }))));
    const d = seen.map((ring) => pathOf(plane.clipRing(ring), true)).join("");
    this.root.replaceChildren(...(d ? [svg("path", { class: "casing", d }), svg("path", { class: "edge", d })] : []));
    this.sheet.drawn(baseOf(this.map));
  }
}
