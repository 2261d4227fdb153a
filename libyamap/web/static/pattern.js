/**
 * Fills of areas, as SVG patterns: hatched (uncertain), striped in its parties' colours (contested or disputed).
 */

import { svg } from "./dom.js";

export const HATCH = { gap: 8, width: 2 };
export const STRIPE = 8; // pixels of each colour

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
    if (pattern !== "hatched" && pattern !== "striped") return colours[0];
    const key = `${pattern}-${colours.join("-")}`.replaceAll("#", "");
    if (!this.made.has(key)) this.made.set(key, this.make(`fill-${key}`, pattern, colours));
    return `url(#${this.made.get(key)})`;
  }

  make(id, pattern, colours) {
    const bands = pattern === "striped" ? colours.map((fill) => ({ fill, width: STRIPE })) : [{ fill: colours[0], width: HATCH.width }];
    const gap = pattern === "striped" ? STRIPE * colours.length : HATCH.gap;
    const element = svg("pattern", { id, width: gap, height: gap, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
    element.append(...bands.map((band, at) => svg("rect", { x: at * STRIPE, height: gap, ...band })));
    this.defs.append(element);
    return id;
  }
}
