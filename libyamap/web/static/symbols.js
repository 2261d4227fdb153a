/**
 * Symbols: SVG images that stand on a place or on their ring.
 */

import { inFrame } from "./anchors.js";
import { arrange, keyOf, Known } from "./arrange.js";
import { html, image, standFor } from "./dom.js";
import { toWorld } from "./geo.js";
import { showPicture } from "./pictures.js";
import { seatOf, sidesOf } from "./rings.js";

const SMALLEST = 24; // pixels that a finger or a tired hand needs

export class Symbols {
  /** @param {L.Map} map @param {import("./anchors.js").Anchors} anchors @param {string} [pane] */
  constructor(map, anchors, pane = "symbols") {
    this.map = map;
    this.pane = map.getPane(pane);
    this.anchors = anchors;
    /** For a sheet they are written down where they stand: none is shown. */
    this.isForSheet = false;
    /** @type {(import("./anchors.js").Anchored & {mark: object, size: [number, number]})[]} */
    this.shown = [];
  }

  /** Makes the symbols that are new and waits for their images, to show all at once. @param {object[]} marks bottom first */
  async prepare(marks) {
    const sides = sidesOf(marks.filter(({ mark }) => mark === "ring"));
    if (this.isForSheet) return marks.filter(({ symbol }) => symbol).map((mark) => standingAt(mark, sides.get(mark.id)));
    const known = new Known(this.shown);
    const standing = marks.filter(({ symbol }) => symbol).map((mark) => {
      const key = `${sides.get(mark.id) ?? ""} ${keyOf(mark)}`;
      const before = known.take(key);
      return before ? Object.assign(before, { mark }) : { mark, key };
    });
    const kept = new Set(standing);
    const left = this.shown.filter((symbol) => !kept.has(symbol));
    const alike = new Known(left.map((symbol) => ({ key: lookOf(symbol.mark), symbol })));
    const fresh = [];
    const drawn = standing.map((found) => {
      if (found.element) return found;
      const { mark, key } = found;
      const before = alike.take(lookOf(mark))?.symbol;
      const made = Object.assign(symbolOf(mark, sides.get(mark.id), before), { key });
      if (!before) fresh.push(made);
      return made;
    });
    await Promise.all(fresh.map(({ picture, mark }) => showPicture(picture, mark.symbol)));
    return drawn;
  }

  /** @returns {import("./placing.js").Box[]} where the symbols are, in the frame */
  boxes() {
    return this.shown.map((symbol) => {
      const [width, height] = symbol.size;
      const { x, y } = middleOf(symbol, inFrame(this.map, symbol.world), this.map.getZoom());
      return { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 };
    });
  }

  /** @param {object[]} drawn as prepared */
  set(drawn) {
    if (this.isForSheet) {
      this.shown = drawn;
      return;
    }
    const [before, now] = [new Set(this.shown), new Set(drawn)];
    const elements = new Set(drawn.map(({ element }) => element));
    for (const symbol of this.shown.filter((each) => !now.has(each))) {
      if (elements.has(symbol.element)) this.anchors.forget(symbol);
      else this.anchors.remove(symbol);
    }
    this.shown = drawn;
    arrange(this.pane, drawn.map(({ element }) => element));
    for (const symbol of drawn.filter((each) => !before.has(each))) {
      dress(symbol);
      this.anchors.add(symbol);
    }
  }
}

/** The middle of the symbol, from where its place is. */
export function middleOf({ mark, seat }, { x, y }, zoom) {
  const [right, down] = mark.offset ?? [0, 0];
  const away = seat ? seat(zoom) : { x: 0, y: 0 };
  return { x: x + away.x + right, y: y + away.y + down };
}

/** By this the same symbol is known wherever it stands. */
const lookOf = ({ id, mark, symbol, size }) => [id, mark, symbol, size].join(" ");

/**
 * @param {object} mark a SymbolMark or RingMark @param {number} [side] of a ring that its symbol stands on
 * @param {{element: HTMLElement, picture: HTMLImageElement}} [before] the same symbol, taken up at another place
 */
export function symbolOf(mark, side, before) {
  const [width, height] = [Math.max(mark.size[0], SMALLEST), Math.max(mark.size[1], SMALLEST)];
  const { element, picture } = before ?? elementFor(mark, width, height);
  const [right, down] = mark.offset ?? [0, 0];
  const [dx, dy] = [right - width / 2, down - height / 2];
  return { ...standingAt(mark, side), element, picture, dx, dy };
}

/** A symbol as far as its place goes. */
function standingAt(mark, side) {
  return { mark, size: mark.size, world: toWorld(mark.at), seat: side === undefined ? undefined : seatOf(mark, side) };
}

function elementFor(mark, width, height) {
  const element = html("div", `symbol ${mark.mark}-symbol`);
  const picture = image("", mark.size);
  element.append(picture);
  element.style.width = `${width}px`;
  element.style.height = `${height}px`;
  dress({ element, mark });
  return { element, picture };
}

/** What can change without the symbol being another one. */
function dress({ element, mark }) {
  element.style.opacity = String(mark.opacity ?? 1);
  standFor(element, mark);
}
