/**
 * Finds features by title, place, type and any name of their actors, whatever the capitals and accents.
 */

import { html } from "../dom.js";

const MOST = 20;
const SAME = { ى: "ي", ة: "ه", أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ی: "ي", ک: "ك", "ـ": "", "'": "", "’": "", "‘": "", "ʿ": "", "ʾ": "" };

/** @param {string} text @returns {string} as it is compared */
export const folded = (text) =>
  [...text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "")].map((sign) => SAME[sign] ?? sign).join("");

/**
 * @param {HTMLElement} place @param {object[]} features @param {(feature: object) => void} chosen
 */
export function search(place, features, chosen) {
  const known = features.map((feature) => ({ feature, text: folded(feature.words) }));
  const field = html("input");
  field.type = "search";
  field.placeholder = "Find by title, place or actor";
  field.setAttribute("aria-label", field.placeholder);
  field.setAttribute("aria-controls", "answers");
  const list = html("ul");
  list.id = "answers";
  list.setAttribute("aria-live", "polite");
  const find = () => {
    const words = folded(field.value).split(/\s+/).filter(Boolean);
    const found = words.length ? known.filter(({ text }) => words.every((word) => text.includes(word))) : [];
    const rows = found.slice(0, MOST).map(({ feature }) => rowOf(feature, chosen));
    if (words.length && !found.length) rows.push(html("li", "", "Nothing goes by these words."));
    if (found.length > MOST) rows.push(html("li", "", `${found.length - MOST} more; type another word.`));
    list.replaceChildren(...rows);
  };
  field.addEventListener("input", find);
  field.addEventListener("keydown", ({ key }) => key === "Enter" && list.querySelector("button")?.click());
  place.append(field, list);
}

function rowOf(feature, chosen) {
  const item = html("li");
  const button = html("button", "", feature.title);
  button.type = "button";
  button.append(html("small", "", feature.at ? feature.kind : `${feature.kind} · no place given`));
  button.addEventListener("click", () => chosen(feature));
  item.append(button);
  return item;
}
