/**
 * What is known of a feature, beside the map: opened by a click on its mark, closed by Escape.
 */

import { html } from "../dom.js";

export class Known {
  /** @param {HTMLElement} place @param {Map<string, object>} features @param {() => void} closed */
  constructor(place, features, closed) {
    this.place = place;
    this.features = features;
    this.closed = closed;
    document.addEventListener("keydown", ({ key }) => key === "Escape" && !this.place.hidden && this.close());
  }

  /** @param {string} id */
  open(id) {
    const feature = this.features.get(id);
    if (!feature) return;
    const close = html("button", "close", "×");
    close.type = "button";
    close.title = "Close (Esc)";
    close.setAttribute("aria-label", "Close");
    close.addEventListener("click", () => this.close());
    const parts = feature.facts.flatMap(({ heading, lines }) => [
      ...(heading ? [html("h3", "", heading)] : []),
      ...lines.map((line) => html("p", "", line)),
    ]);
    this.place.replaceChildren(close, html("p", "kind", feature.kind), html("h2", "", feature.title), ...parts);
    this.place.hidden = false;
    this.place.scrollTop = 0;
  }

  close() {
    this.place.hidden = true;
    this.closed();
  }
}
