/**
 * Where selected features lie that only a circle counts, or heat: they would be seen in the table alone.
 */

import { html } from "./dom.js";
import { toWorld } from "./geo.js";

const HALF = 8; // pixels from the middle of a spot to its edge

export class Spots {
  /** @param {L.Map} map @param {import("./anchors.js").Anchors} anchors */
  constructor(map, anchors) {
    this.map = map;
    this.anchors = anchors;
    /** @type {(import("./anchors.js").Anchored & {feature: string})[]} */
    this.all = [];
  }

  /** @param {[string, number, number][]} spots feature, lon, lat */
  set(spots) {
    this.all.forEach((spot) => this.anchors.remove(spot));
    this.all = spots.map(([feature, lon, lat]) => {
      const element = html("div", "spot");
      element.hidden = true;
      this.map.getPane("fan").append(element);
      return { feature, element, world: toWorld([lon, lat]), dx: -HALF, dy: -HALF };
    });
    this.all.forEach((spot) => this.anchors.add(spot));
  }

  /** @param {boolean} crowded whether features are counted instead of drawn @param {Set<string>} drawn those that are drawn all the same */
  show(crowded, drawn) {
    for (const { feature, element } of this.all) element.hidden = !crowded || drawn.has(feature);
  }
}
