/**
 * Names for what is printed: text as text, its halo painted behind it.
 */

import { svg } from "../dom.js";
import { linesAt, RADIUS, raised } from "../names.js";

export const FAMILY = "Noto Sans, sans-serif";

/** How each class of the style sheet looks. @param {Object<string, string>} page the theme's colours */
const looksOf = (page) => ({
  place: { fill: page.place, halo: page.halo, width: 3 },
  subject: { fill: page.ink, halo: page.halo, width: 3.5 },
  "country-name": { fill: page["country-name"], halo: page.halo, width: 3 },
  region: { fill: page.region, halo: page.halo, width: 3 },
  "water-name": { fill: page["water-name"], halo: page["halo-water"], width: 3 },
});

/**
 * @param {{name: object, side: string}[]} placed names as `Labels.placed` has them
 * @param {Object<string, string>} page the theme's colours @returns {SVGElement[]}
 */
export function printedNames(placed, page) {
  const looks = looksOf(page);
  return placed.map(({ name, side }) => {
    const fine = (value) => Math.round(value * 100) / 100;
    const look = looks[name.kind.style.split(" ")[0]];
    const group = svg("g", { transform: `translate(${fine(name.at.x)} ${fine(name.at.y)})` });
    if (name.kind.sign) group.append(signOf(name.kind.sign, page));
    const lines = linesAt(name, side);
    const { size } = name.kind.face;
    lines.forEach((line, index) => {
      const text = textOf(line, name.kind.face, look);
      if (name.note && index === lines.length - 1) text.append(raised(name.note, size));
      group.append(text);
    });
    return group;
  });
}

function signOf(sign, { place, halo }) {
  const look = sign === "ring" ? { fill: halo, stroke: place, "stroke-width": 1.6 } : { fill: place, stroke: halo, "stroke-width": 1.5, "paint-order": "stroke" };
  return svg("circle", { r: RADIUS[sign], ...look });
}

function textOf({ text, x, y, anchor, turned }, face, look) {
  const fine = (value) => Math.round(value * 100) / 100;
  const element = svg("text", { x: fine(x), y: fine(y), ...faceOf(face), "text-anchor": anchor, fill: look.fill, ...haloOf(look) });
  if (turned) element.setAttribute("direction", "rtl"); // and no letters apart: they would be read one by one
  element.textContent = text;
  return element;
}

/** @param {{size: number, weight?: number, italic?: boolean}} face @returns {Object<string, string | number>} */
export const faceOf = ({ size, weight = 400, italic = false }) => ({
  "font-family": FAMILY,
  "font-size": size,
  ...(weight === 400 ? {} : { "font-weight": weight }),
  ...(italic ? { "font-style": "italic" } : {}),
});

const haloOf = ({ halo, width }) => ({ stroke: halo, "stroke-width": width, "stroke-linejoin": "round", "paint-order": "stroke" });
