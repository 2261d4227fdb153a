/**
 * Letters of parties upon their lines, for eyes to which colours say too little. They stand on the map and follow it.
 */

import { svg } from "../dom.js";
import { toWorld } from "../geo.js";
import { printedBadges, seatedBadges } from "../print/badges.js";
import { themeOf } from "../theme.js";

export class LineLetters {
  /** @param {L.Map} map @param {import("../anchors.js").Anchors} anchors @param {Object<string, string>} letters by colour */
  constructor(map, anchors, letters, theme) {
    Object.assign(this, { map, anchors, letters });
    this.page = themeOf(theme).page;
    this.root = svg("svg", { class: "labels", width: 1, height: 1, "aria-hidden": "true" });
    map.getPane("labels").append(this.root);
    /** @type {import("../anchors.js").Anchored[]} */
    this.shown = [];
  }

  /** @param {import("../overlay.js").Overlay} overlay @param {import("../placing.js").Box[]} obstacles @returns {object[]} */
  layout(overlay, obstacles) {
    const { map, anchors } = this;
    this.shown.forEach((each) => anchors.remove(each));
    const corner = map.getPixelBounds().min.subtract(map.getPixelOrigin());
    const { x: width, y: height } = map.getSize();
    const badges = seatedBadges(overlay, this.letters, corner, { width, height }, obstacles);
    this.shown = badges.map((badge) => {
      const element = svg("g", { class: "line-letter" });
      element.append(...printedBadges([{ ...badge, at: { x: 0, y: 0 } }], this.page));
      this.root.append(element);
      const { lng, lat } = map.containerPointToLatLng([badge.at.x, badge.at.y]);
      return { element, world: toWorld([lng, lat]), dx: 0, dy: 0 };
    });
    this.shown.forEach((each) => anchors.add(each));
    return badges;
  }
}
