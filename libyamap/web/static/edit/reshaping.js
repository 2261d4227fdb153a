/**
 * Reshapes a line or an area: corners are dragged, new ones pulled out of the edges between, a right click removes one.
 */

import { looks, MANNERS, readyToDraw } from "./geoman.js";
import { Guides } from "./guides.js";
import { geometryOf, layerOf } from "./shapes.js";

const MOST_CORNERS = 120; // handles shown at once, those nearest to the pointer

export class Reshaping {
  /** @param {import("./editor.js").Hand} hand @param {{geometry: object, feature: string}} asked a UseEditor */
  static async make(hand, asked) {
    const renderer = await readyToDraw(hand.map);
    const guides = new Guides(hand, renderer, asked.feature);
    await guides.load();
    return new Reshaping(hand, asked, renderer, guides);
  }

  constructor(hand, { geometry, feature }, renderer, guides) {
    Object.assign(this, hand);
    this.guides = guides;
    const look = looks(renderer, geometry.type.endsWith("Polygon") ? "edit-area" : "edit-line");
    this.layer = layerOf(geometry, { ...look, pmIgnore: false }).addTo(this.map);
    const many = this.layer.getLatLngs().flat(3).length > MOST_CORNERS;
    this.layer.on("pm:edit", () => this.tell());
    this.layer.pm.enable({ ...MANNERS, limitMarkersToCount: many ? MOST_CORNERS : -1, hideMiddleMarkers: false });
    if (feature) this.veil.hide([feature]);
  }

  tell() {
    const geometry = geometryOf(this.layer);
    this.bar.say("Changed");
    this.send("EditSketched", { geometry, corners: this.layer.getLatLngs().flat(3).length });
  }

  finish() {
    this.send("EditDrawn", { geometry: geometryOf(this.layer) });
    return true;
  }

  stop() {
    this.layer.pm.disable();
    this.layer.remove();
    this.guides.stop();
    this.veil.hide([]);
  }
}
