/**
 * Symbols for what is printed: each look once, as lines, and where it stands.
 */

import { inFrame } from "../anchors.js";
import { svg } from "../dom.js";
import { middleOf } from "../symbols.js";

/** The looks that a sheet needs. */
export class Looks {
  constructor() {
    /** @type {Map<string, {id: string, text: Promise<string>}>} by the symbol's address */
    this.known = new Map();
    /** @type {Map<string, Promise<string>>} what was fetched for sheets before */
    this.texts = new Map();
  }

  /** For the next sheet. */
  begin() {
    this.known.clear();
  }

  /** @param {string} address @param {[number, number]} size @param {{x: number, y: number}} middle @returns {SVGElement} */
  use(address, [width, height], { x, y }) {
    if (!this.known.has(address)) this.known.set(address, `sign-${this.known.size}`);
    if (!this.texts.has(address)) this.texts.set(address, fetch(address).then((answer) => answer.text()));
    const fine = (value) => Math.round(value * 100) / 100;
    return svg("use", { href: `#${this.known.get(address)}`, x: fine(x - width / 2), y: fine(y - height / 2), width, height });
  }

  /** @returns {Promise<SVGElement[]>} a symbol element for each that was used */
  async defined() {
    return Promise.all(
      [...this.known].map(async ([address, id]) => {
        const { documentElement: drawing } = new DOMParser().parseFromString(await this.texts.get(address), "image/svg+xml");
        const symbol = svg("symbol", { id, viewBox: drawing.getAttribute("viewBox") });
        symbol.append(...[...drawing.childNodes].map((node) => document.importNode(node, true)));
        return symbol;
      }),
    );
  }
}

/**
 * Symbols that stand in the frame as a whole; one that its edge would cut is left out.
 * @param {import("../symbols.js").Symbols} symbols @param {L.Map} map @param {Looks} looks
 * @param {{width: number, height: number}} frame
 * @returns {{elements: SVGElement[], drawn: Set<string>}}
 */
export function printedSymbols(symbols, map, looks, frame) {
  const drawn = new Set();
  const elements = symbols.shown.flatMap((symbol) => {
    const at = middleOf(symbol, inFrame(map, symbol.world), map.getZoom());
    if (!isInside(at, symbol.size, frame)) return [];
    drawn.add(symbol.mark.id);
    const element = looks.use(symbol.mark.symbol, symbol.size, at);
    const { opacity = 1 } = symbol.mark;
    if (opacity !== 1) element.setAttribute("opacity", String(opacity));
    return [element];
  });
  return { elements, drawn };
}

/** @param {{x: number, y: number}} at @param {[number, number]} size @param {{width: number, height: number}} frame */
export const isInside = ({ x, y }, [across, down], { width, height }) =>
  x >= across / 2 + 1 && y >= down / 2 + 1 && x <= width - across / 2 - 1 && y <= height - down / 2 - 1;
