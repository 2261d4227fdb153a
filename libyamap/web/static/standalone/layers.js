/**
 * The layers, each with how many of its features pass the chosen days; a tick switches it on and off.
 */

import { html } from "../dom.js";

/** @param {HTMLElement} place @param {object[]} layers @param {import("./shown.js").Shown} shown */
export function listLayers(place, layers, shown) {
  const counts = new Map();
  const list = html("ul");
  for (const { id, title } of layers) {
    const label = html("label");
    const box = html("input");
    box.type = "checkbox";
    box.checked = shown.layers.has(id);
    box.addEventListener("change", () => shown.setLayer(id, box.checked));
    const count = html("span");
    counts.set(id, count);
    label.append(box, html("span", "", title), count);
    const item = html("li");
    item.append(label);
    list.append(item);
  }
  place.append(html("h2", "", "Layers"), list);
  const refresh = () => {
    const numbers = new Map();
    for (const feature of shown.features.values()) {
      if (shown.inTime(feature)) numbers.set(feature.layer, (numbers.get(feature.layer) ?? 0) + 1);
    }
    counts.forEach((count, id) => (count.textContent = String(numbers.get(id) ?? 0)));
  };
  shown.listeners.push(refresh);
  refresh();
}
