/**
 * Hatches and stripes as lines, cut to their area: a pattern would be printed as a picture.
 *
 * They lie as those of `pattern.js` do on the screen: at 45 degrees, in step with the frame.
 */

import { svg } from "../dom.js";
import { HATCH, STRIPE } from "../pattern.js";

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */

/**
 * @param {{colours: string[], pattern?: string, opacity?: number}} fill hatched or striped
 * @param {Box} box of what is seen of the area, in the frame's pixels @returns {SVGElement[]} a path for each colour
 */
export function hatching({ colours, pattern, opacity = 0.3 }, box) {
  const bands = pattern === "striped" ? colours.map((stroke) => ({ stroke, width: STRIPE })) : [{ stroke: colours[0], width: HATCH.width }];
  const gap = pattern === "striped" ? STRIPE * colours.length : HATCH.gap;
  return bands.map(({ stroke, width }, index) =>
    svg("path", { d: slanted(box, gap, index * STRIPE + width / 2), fill: "none", stroke, "stroke-width": width, "stroke-opacity": opacity }),
  );
}

/** Lines x + y = const over the box, `gap` apart, the first `shift` from where the frame's corner is. */
function slanted({ left, top, right, bottom }, gap, shift) {
  const step = gap * Math.SQRT2;
  const first = Math.floor((left + top - shift * Math.SQRT2) / step) - 1;
  const last = Math.ceil((right + bottom - shift * Math.SQRT2) / step) + 1;
  const parts = [];
  const fine = (value) => Math.round(value * 100) / 100;
  for (let at = first; at <= last; at++) {
    const sum = at * step + shift * Math.SQRT2;
    parts.push(`M${fine(sum - top)} ${fine(top)}L${fine(sum - bottom)} ${fine(bottom)}`);
  }
  return parts.join("");
}
