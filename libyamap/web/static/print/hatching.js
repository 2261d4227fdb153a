/**
 * Hatches, stripes and dots as lines, cut to their area: a pattern would be printed as a picture.
 *
 * They lie as those of `pattern.js` do on the screen: in step with the frame.
 */

import { svg } from "../dom.js";
import { DOT, GAIN, HATCH, STRIPE } from "../pattern.js";

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */

/** Gap and width of the lines of one colour among so many, and how they are drawn. */
const LOOKS = {
  hatched: () => ({ gap: HATCH.gap, width: HATCH.width, lines: slanted }),
  striped: (count) => ({ gap: STRIPE * count, step: STRIPE, width: STRIPE, lines: slanted }),
  gained: (count) => ({ gap: GAIN.gap * count, step: GAIN.gap, width: GAIN.width, lines: mirrored }),
  lost: (count) => ({ gap: DOT.gap * count, step: DOT.gap, width: DOT.width, lines: level, look: DOTS }),
};
const DOTS = { "stroke-linecap": "round", "stroke-dasharray": `0.01 ${DOT.gap - 0.01}` };

/**
 * @param {{colours: string[], pattern?: string, opacity?: number}} fill with a pattern
 * @param {Box} box of what is seen of the area, in the frame's pixels @returns {SVGElement[]} a path for each colour
 */
export function hatching({ colours, pattern, opacity = 0.3 }, box) {
  const shown = pattern === "hatched" ? colours.slice(0, 1) : colours;
  const { gap, step = 0, width, lines, look = {} } = LOOKS[pattern](shown.length);
  return shown.map((stroke, index) =>
    svg("path", { d: lines(box, gap, index * step + width / 2), fill: "none", stroke, "stroke-width": width, "stroke-opacity": opacity, ...look }),
  );
}

const fine = (value) => Math.round(value * 100) / 100;

/** Lines x + y = const over the box, `gap` apart, the first `shift` from where the frame's corner is. */
function slanted({ left, top, right, bottom }, gap, shift, side = 1) {
  const step = gap * Math.SQRT2;
  const first = Math.floor((left + top - shift * Math.SQRT2) / step) - 1;
  const last = Math.ceil((right + bottom - shift * Math.SQRT2) / step) + 1;
  const parts = [];
  for (let at = first; at <= last; at++) {
    const sum = at * step + shift * Math.SQRT2;
    parts.push(`M${fine(side * (sum - top))} ${fine(top)}L${fine(side * (sum - bottom))} ${fine(bottom)}`);
  }
  return parts.join("");
}

/** The same the other way: y - x = const. */
const mirrored = ({ left, top, right, bottom }, gap, shift) => slanted({ left: -right, top, right: -left, bottom }, gap, shift, -1);

/** Level lines that begin in step with the frame, for dots. */
function level({ left, top, right, bottom }, gap, shift) {
  const start = Math.floor(left / DOT.gap) * DOT.gap + DOT.gap / 2;
  const parts = [];
  for (let y = Math.floor(top / gap) * gap + shift; y <= bottom; y += gap) parts.push(`M${fine(start)} ${fine(y)}H${fine(right)}`);
  return parts.join("");
}
