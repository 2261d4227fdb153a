/**
 * The scale bar: a round length, true at the middle of the frame.
 */

import { html } from "./dom.js";
import { metresPerPixel } from "./geo.js";

const WIDEST = 120; // pixels

/** The longest of 1, 2 and 5 times a power of ten that fits. @param {number} room metres */
export function roundLength(room) {
  const power = 10 ** Math.floor(Math.log10(room));
  return power * [5, 2, 1].find((times) => times * power <= room);
}

/** @param {number} metres @returns {string} */
export const lengthText = (metres) =>
  metres >= 1000 ? `${(metres / 1000).toLocaleString("en")} km` : `${metres.toLocaleString("en")} m`;

export class ScaleBar {
  /** @param {L.Map} map @param {HTMLElement} place */
  constructor(map, place) {
    this.map = map;
    this.text = html("span", "scale-text");
    this.bar = html("span", "scale-bar");
    place.replaceChildren(this.text, this.bar);
    place.hidden = false;
    map.on("move zoom", () => map.hold.follow(this, () => this.draw()));
  }

  draw() {
    const each = metresPerPixel(this.map.getCenter().lat, this.map.getZoom());
    const length = roundLength(each * WIDEST);
    this.text.textContent = lengthText(length);
    this.bar.style.width = `${length / each}px`;
  }
}
