/**
 * What an answer says of many events in squares of the map, as circles to draw.
 */

import { toPosition, toWorld } from "./geo.js";

/** @typedef {[number, number, [number, number], number, number, string, number[], number[]]} CellMark
 *   x, y, at, count, radius, text, shares, named */
/** @typedef {{level: number, tints: string[], names: string[], marks: CellMark[]}} CellMarks largest first */

const number = new Intl.NumberFormat("en");

/** One circle. Words and corners are worked out for the few that are asked. */
export class Circle {
  /** @param {CellMarks} all @param {CellMark} mark */
  constructor(all, [x, y, at, count, radius, text, shares, named]) {
    this.all = all;
    this.square = { x, y };
    this.at = at;
    this.count = count;
    this.radius = radius;
    this.text = text;
    /** @type {[string, number][]} tint and how many */
    this.shares = pairs(shares, all.tints);
    this.named = named;
    this.world = toWorld(at);
  }

  get key() {
    const { x, y } = this.square;
    const count = 2 ** this.all.level;
    return `${this.all.level}/${((x % count) + count) % count}/${y}`; // on a sheet it may lie on another turn of the globe
  }

  /** @returns {{left: number, top: number, right: number, bottom: number}} its square, in world units */
  get box() {
    const side = 2 ** -this.all.level;
    const { x, y } = this.square;
    return { left: x * side, top: y * side, right: (x + 1) * side, bottom: (y + 1) * side };
  }

  /** @returns {[number, number, number, number]} its square: west, south, east, north in degrees */
  get bounds() {
    const { left, top, right, bottom } = this.box;
    return [...toPosition({ x: left, y: bottom }), ...toPosition({ x: right, y: top })];
  }

  /** The number, then a line for each of the largest parties, and one for all the others. */
  get tooltip() {
    const named = pairs(this.named, this.all.names);
    const others = named.reduce((rest, [, count]) => rest - count, this.count);
    const lines = named.map(([name, count]) => `${name}: ${number.format(count)}`);
    if (named.length && others) lines.push(`others: ${number.format(others)}`);
    return [this.count === 1 ? "1 event" : `${number.format(this.count)} events`, ...lines].join("\n");
  }
}

/** @param {CellMarks | null} cells @returns {Circle[]} */
export const circlesOf = (cells) => (cells ? cells.marks.map((mark) => new Circle(cells, mark)) : []);

/** @param {number[]} flat number of a word and a count, in turn @param {string[]} words @returns {[string, number][]} */
function pairs(flat, words) {
  const found = [];
  for (let at = 0; at < flat.length; at += 2) found.push([words[flat[at]], flat[at + 1]]);
  return found;
}
