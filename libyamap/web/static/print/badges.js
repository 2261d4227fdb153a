/**
 * Letters of parties upon their lines, for eyes to which colours say too little.
 */

import { svg } from "../dom.js";
import { Taken } from "../placing.js";
import { faceOf } from "./names.js";

const RADIUS = 6.5;
const PLACES = [0.5, 0.38, 0.62, 0.28, 0.72, 0.2, 0.8]; // of what is seen of the line, the best first

/**
 * @param {import("../overlay.js").Overlay} overlay @param {Object<string, string>} letters by the colour of a line
 * @param {{x: number, y: number}} corner of the frame, in the overlay's pixels @param {{width: number, height: number}} frame
 * @param {import("../placing.js").Box[]} obstacles
 * @returns {{letter: string, stroke: string, at: {x: number, y: number}}[]}
 */
export function seatedBadges(overlay, letters, corner, { width, height }, obstacles) {
  const taken = new Taken(obstacles);
  return overlay.shapes.flatMap(({ mark, passes }) => {
    const letter = mark.mark === "line" && letters[mark.stroke.colour];
    if (!letter) return [];
    const edge = 2 * RADIUS;
    const seen = passes
      .map(({ x, y }) => ({ x: x - corner.x, y: y - corner.y }))
      .filter(({ x, y }) => x > edge && y > edge && x < width - edge && y < height - edge);
    if (!seen.length) return [];
    const places = PLACES.map((part) => seen[Math.min(seen.length - 1, Math.floor(seen.length * part))]);
    const at = places.find((place) => !taken.meets(boxOf(place))) ?? places[0];
    taken.add(boxOf(at));
    return [{ letter, stroke: mark.stroke.colour, at }];
  });
}

/** @returns {import("../placing.js").Box} */
export const boxOfBadge = ({ at }) => boxOf(at);

/** @returns {SVGElement[]} */
export function printedBadges(badges, { panel, ink }) {
  return badges.flatMap(({ letter, stroke, at }) => {
    const [cx, cy] = [fine(at.x), fine(at.y)];
    const size = letter.length > 1 ? 7 : 8.5;
    const text = svg("text", { x: cx, y: fine(at.y + size * 0.36), ...faceOf({ size, weight: 600 }), "text-anchor": "middle", fill: ink });
    text.textContent = letter;
    return [svg("circle", { cx, cy, r: RADIUS, fill: panel, stroke, "stroke-width": 1.3 }), text];
  });
}

const fine = (value) => Math.round(value * 100) / 100;

const boxOf = ({ x, y }) => ({ left: x - RADIUS - 1, top: y - RADIUS - 1, right: x + RADIUS + 1, bottom: y + RADIUS + 1 });
