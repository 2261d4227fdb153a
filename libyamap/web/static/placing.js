/**
 * Decides which names are shown, and where: greedily, the most important first; a name that finds no free place is
 * left out. Pure: knows neither map nor page.
 */

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box CSS pixels in the frame */
/**
 * @typedef {Object} Candidate
 * @property {string} key stays the same while the map moves
 * @property {number} importance smaller is placed first
 * @property {{x: number, y: number}} at
 * @property {number} width @property {number} height of the text
 * @property {[number, number]} gap from the place to the text's edge, sideways and up or down
 * @property {string[]} sides places to try, in order: right, left, above, below, middle; higher, lower, above-right …
 * @property {Box | null} own the sign at the place itself, which must be free as well (a town's dot)
 */

const CELL = 96;
const ROWS = 65_536; // more than any frame has
const APART = 3; // pixels between two names
const FARTHER = 12; // pixels that higher and lower are beyond above and below

/** Boxes in a grid, so that asking what is taken stays cheap. */
export class Taken {
  /** @param {Box[]} boxes */
  constructor(boxes = []) {
    this.cells = new Map();
    boxes.forEach((box) => this.add(box));
  }

  /** @param {Box} box */
  add(box) {
    eachCell(box, (cell) => {
      const boxes = this.cells.get(cell);
      if (boxes) boxes.push(box);
      else this.cells.set(cell, [box]);
      return false;
    });
  }

  /** @param {Box} box @returns {boolean} */
  meets(box) {
    return eachCell(box, (cell) => this.cells.get(cell)?.some((other) => overlaps(box, other)));
  }
}

/** @param {Box} one @param {Box} other */
export const overlaps = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** Calls `act` for the cells that a box lies in, until it says yes. @returns {boolean} whether it did */
function eachCell({ left, top, right, bottom }, act) {
  for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x++) {
    for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y++) if (act(x * ROWS + y)) return true;
  }
  return false;
}

/** @param {Candidate} candidate @param {string} side @returns {Box} */
export function boxAt({ at, width, height, gap: [across, down] }, side) {
  const [upright, sideways] = side.includes("-") ? side.split("-") : [side, side];
  const near = side === sideways ? across : 0; // a corner's name begins above or below the middle
  const left = { right: at.x + near, left: at.x - near - width }[sideways] ?? at.x - width / 2;
  const tops = { above: at.y - down - height, below: at.y + down, higher: at.y - down - height - FARTHER, lower: at.y + down + FARTHER };
  const top = tops[upright] ?? at.y - height / 2;
  return { left, top, right: left + width, bottom: top + height };
}

/**
 * @param {Candidate[]} candidates @param {Taken} taken what is in the way already; grows
 * @param {{width: number, height: number, most?: number}} frame no name crosses its edge; it holds so many at most
 * @param {Map<string, string>} before where each name stood: it stays there if it can
 * @param {Taken} avoided what a name covers only where it has no other place
 * @returns {Map<string, string>} key -> side, for those that are shown
 */
export function placeAll(candidates, taken, frame, before = new Map(), avoided = new Taken()) {
  const shown = new Map();
  for (const candidate of [...candidates].sort((one, other) => one.importance - other.importance)) {
    if (shown.size >= (frame.most ?? Infinity)) break;
    const last = before.get(candidate.key);
    const sides = last ? [last, ...candidate.sides.filter((side) => side !== last)] : candidate.sides;
    const free = sides.filter((each) => isFree(candidate, boxAt(candidate, each), taken, frame));
    const side = free.find((each) => !avoided.meets(boxAt(candidate, each))) ?? free[0];
    if (side === undefined) continue;
    shown.set(candidate.key, side);
    taken.add(grown(boxAt(candidate, side), APART));
    if (candidate.own) taken.add(candidate.own);
  }
  return shown;
}

function isFree({ own }, box, taken, { width, height }) {
  const within = ({ left, top, right, bottom }, edge) => left >= edge && top >= edge && right <= width - edge && bottom <= height - edge;
  return within(box, 4) && !taken.meets(box) && !(own && (!within(own, 1) || taken.meets(own)));
}

/** @param {Box} box @param {number} by @returns {Box} */
export const grown = ({ left, top, right, bottom }, by) => ({
  left: left - by,
  top: top - by,
  right: right + by,
  bottom: bottom + by,
});
