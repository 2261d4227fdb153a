/**
 * Fills of areas, as SVG patterns: hatched (uncertain), striped in its parties' colours (contested or disputed); ground
 * that changed hands is gained (hatched the other way) or lost (dotted).
 */

import { svg } from "./dom.js";

export const HATCH = { gap: 8, width: 2 };
export const STRIPE = 8; // pixels of each colour
export const GAIN = { gap: 7, width: 2.2 };
export const DOT = { gap: 8, width: 3 }; // across
const PATTERNS = new Set(["hatched", "striped", "gained", "lost"]);

/** @param {string} [pattern] @returns {boolean} whether it is more than a colour */
export const isPattern = (pattern) => PATTERNS.has(pattern);

/** @param {{fill?: {pattern?: string}}} mark @returns {boolean} whether it is ground that changed hands */
export const isChange = ({ fill }) => fill?.pattern === "gained" || fill?.pattern === "lost";

/** The patterns of one drawing, each made once. */
export class Patterns {
  /** @param {SVGElement} root */
  constructor(root) {
    this.defs = svg("defs");
    root.append(this.defs);
    this.made = new Map();
  }

  /** @param {{colours: string[], pattern?: string}} fill @returns {string} value of SVG's fill */
  fillOf({ colours, pattern = "solid" }) {
    if (!isPattern(pattern)) return colours[0];
    const key = `${pattern}-${colours.join("-")}`.replaceAll("#", "");
    if (!this.made.has(key)) this.made.set(key, this.make(`fill-${key}`, pattern, colours));
    return `url(#${this.made.get(key)})`;
  }

  make(id, pattern, colours) {
    const { width, height, turn, parts } = MAKERS[pattern](colours);
    const element = svg("pattern", { id, width, height, patternUnits: "userSpaceOnUse", patternTransform: `rotate(${turn})` });
    element.append(...parts);
    this.defs.append(element);
    return id;
  }
}

/** Bars side by side, a colour each. */
function bars(colours, gap, width, turn) {
  const parts = colours.map((fill, at) => svg("rect", { x: at * gap, width, height: gap, fill }));
  return { width: gap * colours.length, height: gap, turn, parts };
}

const MAKERS = {
  hatched: ([colour]) => bars([colour], HATCH.gap, HATCH.width, 45),
  striped: (colours) => bars(colours, STRIPE, STRIPE, 45),
  gained: (colours) => bars(colours, GAIN.gap, GAIN.width, -45),
  lost(colours) {
    const middle = DOT.gap / 2;
    const parts = colours.map((fill, at) => svg("circle", { cx: middle, cy: at * DOT.gap + middle, r: DOT.width / 2, fill }));
    return { width: DOT.gap, height: DOT.gap * colours.length, turn: 0, parts };
  },
};
