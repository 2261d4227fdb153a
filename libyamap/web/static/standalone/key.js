/**
 * The legend of exactly what the map shows now.
 */

import { html } from "../dom.js";
import { dataOf } from "./answers.js";

/** @param {HTMLElement} place @param {object[]} entries @param {() => object[]} drawn the features that the map shows */
export function showKey(place, entries, drawn) {
  let last = "";
  return () => {
    const keys = new Set(drawn().flatMap(({ legend }) => legend));
    const wanted = entries.filter(({ key }) => keys.has(key));
    const names = wanted.map(({ key }) => key).join();
    if (names === last) return;
    last = names;
    const groups = new Map();
    for (const entry of wanted) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
    place.replaceChildren(...[...groups].map(([group, found]) => groupOf(group, found)));
  };
}

function groupOf(group, entries) {
  const part = html("div", "group");
  const list = html("ul");
  for (const { text, swatch } of entries) {
    const item = html("li");
    const picture = html("img");
    picture.alt = "";
    picture.src = dataOf(swatch);
    item.append(picture, html("span", "", text));
    list.append(item);
  }
  part.append(html("h2", "", group), list);
  return part;
}
