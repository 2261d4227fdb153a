/**
 * Cards of what is known for a country alone, for what is printed: as the page has laid them out, line by line.
 */

import { html, svg } from "../dom.js";
import { isRightToLeft } from "../text.js";
import { faceOf } from "./names.js";

const TEXTS = [
  [".card-name", { size: 13, weight: 600 }, "ink"],
  [".card-count", { size: 13 }, "muted"],
  [".row-title", { size: 13 }, "ink"],
  [".row-note", { size: 9.4 }, "ink"],
];
const BASELINE = 0.35; // of the size, below the middle of a line

/**
 * @param {import("../cards.js").Cards} cards @param {import("./signs.js").Looks} looks
 * @param {Object<string, string>} page the theme's colours
 * @returns {{elements: SVGElement[], drawn: Set<string>}} those that stand in the frame
 */
export function printedCards(cards, looks, page) {
  const shown = cards.cards.filter(({ box }) => box);
  const drawn = new Set(shown.flatMap(({ card }) => card.rows.map(({ id }) => id)));
  return { elements: shown.map((card) => printed(card, looks, page)), drawn };
}

/**
 * Puts letters and numbers behind the rows, before the cards are laid out.
 * @param {import("../cards.js").Cards} cards @param {Object<string, string>} notes by the feature's id
 */
export function noteRows(cards, notes) {
  for (const { element, card } of cards.cards) {
    element.querySelectorAll(".row-note").forEach((note) => note.remove());
    const rows = element.querySelectorAll(".row");
    card.rows.forEach(({ id }, index) => notes[id] && rows[index].append(html("span", "row-note", notes[id])));
  }
}

function printed({ element, box }, looks, page) {
  const origin = element.getBoundingClientRect();
  const place = ({ left, top }) => ({ x: left - origin.left + box.left, y: top - origin.top + box.top });
  const group = svg("g");
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  group.append(svg("rect", { x: box.left, y: box.top, width, height, rx: 4, fill: page.panel, stroke: page.line }));
  for (const part of element.querySelectorAll(".row-symbol")) {
    const edge = part.getBoundingClientRect();
    const { x, y } = place(edge);
    const bar = getComputedStyle(part).borderInlineStartColor;
    group.append(svg("rect", { x, y, width: 3, height: edge.height, fill: hex(bar) }));
    const picture = part.querySelector("img");
    if (picture) {
      const middle = place(picture.getBoundingClientRect());
      group.append(looks.use(picture.getAttribute("src"), [20, 16], { x: middle.x + 10, y: middle.y + 8 }));
    }
  }
  for (const [selector, face, colour] of TEXTS) {
    for (const part of element.querySelectorAll(selector)) group.append(...linesOf(part, place, face, page[colour]));
  }
  return group;
}

/** The lines that a text was broken into, where they stand. */
function linesOf(part, place, face, fill) {
  return brokenLines(part).map(({ text, box }) => {
    const { x, y } = place(box);
    const turned = isRightToLeft(text);
    const look = { ...faceOf(face), fill, ...(turned ? { direction: "rtl" } : {}) };
    const element = svg("text", { x: turned ? x + box.width : x, y: y + box.height / 2 + face.size * BASELINE, ...look });
    element.textContent = text;
    return element;
  });
}

/** @param {HTMLElement} part @returns {{text: string, box: DOMRect}[]} */
function brokenLines(part) {
  const node = part.firstChild;
  if (!node) return [];
  const range = document.createRange();
  const lines = [];
  for (const { index, 0: word } of node.data.matchAll(/\S+\s*/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.trimEnd().length);
    const { top } = range.getBoundingClientRect();
    const last = lines.at(-1);
    if (last && Math.abs(last.top - top) < 4) last.end = index + word.trimEnd().length;
    else lines.push({ top, start: index, end: index + word.trimEnd().length });
  }
  return lines.map(({ start, end }) => {
    range.setStart(node, start);
    range.setEnd(node, end);
    return { text: node.data.slice(start, end), box: range.getBoundingClientRect() };
  });
}

/** rgb(1, 2, 3) as #010203: the one way that colours are written on a sheet. @param {string} colour */
function hex(colour) {
  const parts = colour.match(/\d+/g).slice(0, 3);
  return `#${parts.map((part) => Number(part).toString(16).padStart(2, "0")).join("").toUpperCase()}`;
}
