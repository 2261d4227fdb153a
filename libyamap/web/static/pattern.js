/**
 * Fills of areas, as SVG patterns: hatched (uncertain), striped in two colours (contested or disputed).
 */

import { svg } from "./dom.js";

const HATCH = { gap: 8, width: 2 };
const STRIPE = { gap: 16, width: 8 };

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
    const { gap, width } = pattern === "striped" ? STRIPE : HATCH;
    const element = svg("pattern", { id, width: gap, height: gap, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
    if (pattern === "striped") element.append(svg("rect", { width: gap, height: gap, fill: colours[1] ?? colours[0] }));
    element.append(svg("rect", { width, height: gap, fill: colours[0] }));
    this.defs.append(element);
    return id;
  }
}
