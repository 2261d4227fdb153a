/**
 * Circles that count many events, and heat, for what is printed.
 */

import { svg } from "../dom.js";
import { faceFor, ringOf } from "../cells.js";
import { faceOf } from "./names.js";

/**
 * @param {import("../cells.js").Cells} cells @param {Object<string, string>} page the theme's colours
 * @param {{width: number, height: number}} frame @returns {SVGElement[]} largest first
 */
export function printedCells(cells, page, { width, height }) {
  const fine = (value) => Math.round(value * 100) / 100;
  const within = (value, radius, room) => fine(Math.max(radius + 2, Math.min(room - radius - 2, value)));
  return cells.shown.flatMap((cell) => {
    const { x, y } = cells.placeOf(cell);
    if (x < 0 || y < 0 || x > width || y > height) return [];
    return [circle(cell, within(x, cell.radius, width), within(y, cell.radius, height), page)];
  });
}

function circle({ radius, text, shares, count }, x, y, page) {
  const group = svg("g", { transform: `translate(${x} ${y})` });
  group.append(svg("circle", { r: radius + 1.2, fill: page.halo }));
  if (count === 1) {
    group.append(svg("circle", { r: radius, fill: shares[0][0] }));
    return group;
  }
  const thick = ringOf(radius);
  group.append(...ringParts(shares, count, radius - thick / 2, thick), svg("circle", { r: radius - thick, fill: page.panel }));
  const size = faceFor(radius);
  const number = svg("text", { y: Math.round(size * 36) / 100, ...faceOf({ size, weight: 600 }), "text-anchor": "middle", fill: page.ink });
  number.textContent = text;
  group.append(number);
  return group;
}

/** Whose events they are, from the top clockwise. */
function ringParts(shares, count, radius, width) {
  const look = { fill: "none", "stroke-width": Math.round(width * 100) / 100 };
  if (shares.length === 1) return [svg("circle", { r: radius, stroke: shares[0][0], ...look })];
  let from = 0;
  return shares.map(([stroke, share]) => {
    const [start, to] = [from / count, (from + share) / count];
    from += share;
    const at = (turn) => [Math.sin(2 * Math.PI * turn) * radius, -Math.cos(2 * Math.PI * turn) * radius].map((value) => Math.round(value * 100) / 100).join(" ");
    return svg("path", { d: `M${at(start)}A${radius} ${radius} 0 ${Number(to - start > 0.5)} 1 ${at(to)}`, stroke, ...look });
  });
}

/** The heat's picture, which has no lines to draw. @param {import("../heat.js").Heat} heat @param {{x: number, y: number}} corner */
export function printedHeat(heat, corner) {
  const { canvas, sheet } = heat;
  if (canvas.hidden || !canvas.width) return [];
  const { width, height } = canvas;
  const at = { x: sheet.corner.x - corner.x, y: sheet.corner.y - corner.y };
  return [svg("image", { ...at, width, height, href: canvas.toDataURL("image/png"), preserveAspectRatio: "none" })];
}
