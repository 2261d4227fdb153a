/**
 * Draws one name as SVG: its sign (a town's dot, a capital's ring) and its lines, around the place as origin.
 */

import { svg } from "./dom.js";
import { boxAt } from "./placing.js";
import { fontOf, isRightToLeft } from "./text.js";

export const RADIUS = { dot: 2, ring: 3 };
const RAISED = 0.32; // of the size: how high a note stands
const SMALL = 0.72;
const BASELINE = 0.35; // of the size, below the middle of a line

/**
 * @param {import("./placing.js").Candidate & {kind: import("./labelkinds.js").Kind, lines: string[]}} name
 * @param {string} side where the text stands @returns {SVGElement}
 */
export function drawnName(name, side) {
  const { kind } = name;
  const group = svg("g", { class: `label ${kind.style}` });
  group.dataset.key = name.key;
  group.dataset.side = side;
  if (kind.sign) group.append(svg("circle", { class: kind.sign, r: RADIUS[kind.sign] }));
  group.append(...linesAt(name, side).map((line) => lineOf(line, kind.face)));
  if (name.note) group.lastChild.append(raised(name.note, kind.face.size));
  return group;
}

/** What stands behind a name, a little smaller: letters of parties, numbers of sources. @param {string} note @param {number} size of the name */
export function raised(note, size) {
  const part = svg("tspan", { "font-size": Math.round(size * SMALL * 10) / 10, "font-weight": 400, dy: -Math.round(size * RAISED * 10) / 10 });
  part.textContent = `\u00a0${note}`;
  return part;
}

/**
 * The lines of a name around its place. `start` and `end` are the text's own, so they change places in a name that reads
 * from right to left.
 * @returns {{text: string, x: number, y: number, anchor: string, turned: boolean}[]}
 */
export function linesAt(name, side) {
  const box = boxAt({ ...name, at: { x: 0, y: 0 } }, side);
  const anchor = { right: "start", left: "end" }[side.split("-").at(-1)] ?? "middle";
  const x = { start: box.left, end: box.right, middle: (box.left + box.right) / 2 }[anchor];
  const leading = (box.bottom - box.top) / name.lines.length;
  return name.lines.map((text, index) => {
    const y = box.top + leading * (index + 0.5) + name.kind.face.size * BASELINE;
    const turned = isRightToLeft(text);
    return { text, x, y, anchor: turned ? ({ start: "end", end: "start" }[anchor] ?? anchor) : anchor, turned };
  });
}

function lineOf({ text, x, y, anchor, turned }, face) {
  const element = svg("text", { x, y, "text-anchor": anchor, direction: turned ? "rtl" : "ltr" });
  element.style.font = fontOf(face);
  if (face.spacing && !turned) element.style.letterSpacing = `${face.spacing}px`;
  element.textContent = text;
  return element;
}
