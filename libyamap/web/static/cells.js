/**
 * Circles that stand for many events: their number inside, a ring of whose they are around it.
 *
 * All are painted on one canvas: the frame's, and when a drag begins its surroundings too. The keyboard reaches them by
 * elements that are made when it first asks for them.
 */

import { inFrame } from "./anchors.js";
import { html } from "./dom.js";
import { standApart } from "./apart.js";
import { circlesOf } from "./circles.js";
import { worldSize } from "./geo.js";
import { slides } from "./motion.js";
import { baseOf, Sheet } from "./sheet.js";
import { Stamps } from "./stamps.js";
import { themeOf } from "./theme.js";

const MARGIN = 0.25; // of the frame, on each side
const ONWARD = 0.15; // of the frame: so far a slide goes on before its surroundings are asked for again
const SIZES = [6.5, 27]; // pixels: radii that are made ahead
const REACH = 12; // pixels around the middle of a small circle that a hand may miss it by
const ABOVE = ".symbol, .label[data-feature], .card, .notes, .zoom-buttons, .fan";

export class Cells {
  /** @param {L.Map} map @param {import("./anchors.js").Anchors} anchors */
  constructor(map, anchors) {
    this.map = map;
    this.anchors = anchors;
    this.canvas = document.createElement("canvas");
    this.canvas.className = "cells";
    this.sheet = new Sheet(map, this.canvas, "cells");
    this.theme = themeOf("light");
    this.stamps = new Stamps(window.devicePixelRatio, this.theme.page);
    /** @type {import("./circles.js").Circle[]} largest first */
    this.shown = [];
    this.reached = [];
    this.isWide = false;
    this.isReady = false;
    /** @type {() => void} asks for what is farther around */
    this.widened = () => {};
    map.on("move", (event) => {
      if (slides(map, event) && this.shown.length && !(this.isWide && this.isNear())) {
        this.draw(MARGIN);
        this.widened();
      }
    });
  }

  /** @param {import("./circles.js").CellMarks | null} cells */
  set(cells) {
    this.lose();
    if (!cells && !this.shown.length) return;
    this.shown = circlesOf(cells);
    standApart(this.shown, worldSize(this.map.getZoom()));
    this.draw(0);
    if (this.isReady) return;
    this.isReady = true;
    this.stamps.makeAhead(...SIZES, ringOf);
  }

  /** What was shown and what is farther around; the ones that stay do not move. @param {import("./circles.js").CellMarks} cells */
  widen(cells) {
    const before = new Map(this.shown.map((circle) => [circle.key, circle]));
    this.shown = circlesOf(cells).map((circle) => {
      const same = before.get(circle.key);
      return same?.count === circle.count ? same : circle;
    });
    standApart(this.shown, worldSize(this.map.getZoom()), new Set(before.values()));
    this.draw(this.isWide ? MARGIN : 0);
  }

  /** Whether the frame has not moved far since it was painted with its surroundings. */
  isNear() {
    const { x, y } = this.map.getPixelBounds().min.subtract(this.painted);
    const size = this.map.getSize().multiplyBy(ONWARD);
    return Math.abs(x) < size.x && Math.abs(y) < size.y;
  }

  /** The same circles for a frame that has moved. */
  cover() {
    if (this.shown.length) this.draw(0);
  }

  /** @param {string} name */
  setTheme(name) {
    this.theme = themeOf(name);
  }

  /** @param {number} margin of the frame, painted around it */
  draw(margin) {
    this.isWide = margin > 0;
    const { canvas, map } = this;
    const ratio = window.devicePixelRatio;
    const frame = map.getSize();
    this.painted = map.getPixelBounds().min;
    const more = frame.multiplyBy(margin).ceil();
    const corner = map.getPixelBounds().min.subtract(more);
    const size = frame.add(more.multiplyBy(2));
    const [width, height] = [Math.round(size.x * ratio), Math.round(size.y * ratio)];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    canvas.style.width = `${size.x}px`;
    canvas.style.height = `${size.y}px`;
    if (this.stamps.ratio !== ratio || this.stamps.page !== this.theme.page) this.stamps = new Stamps(ratio, this.theme.page);
    this.stamps.begin(width, height);
    const world = worldSize(map.getZoom());
    const seen = [];
    for (const cell of this.shown) {
      const { radius, count, shares } = cell;
      const crisp = (value) => Math.round(value * ratio) / ratio;
      const [x, y] = [crisp(cell.world.x * world - corner.x), crisp(cell.world.y * world - corner.y)];
      if (x < -radius || y < -radius || x > size.x + radius || y > size.y + radius) continue;
      this.stamps.circle(x, y, radius, count > 1 ? ringOf(radius) : 0, shares, count);
      seen.push({ x, y, cell });
    }
    const context = canvas.getContext("2d");
    context.putImageData(this.stamps.picture, 0, 0);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.write(context, seen);
    this.sheet.drawn(baseOf(map), corner.subtract(map.getPixelOrigin()));
  }

  /** The numbers, over all circles: where two still meet both can be read. */
  write(context, seen) {
    context.fillStyle = this.theme.page.ink;
    context.textAlign = "center";
    context.textBaseline = "alphabetic";
    let last = 0;
    for (const { x, y, cell } of seen) {
      if (!cell.text) continue;
      const face = faceFor(cell.radius);
      if (face !== last) context.font = `600 ${face}px "Noto Sans", sans-serif`;
      last = face;
      context.fillText(cell.text, x, y + face * 0.36);
    }
  }

  /** @param {import("./circles.js").Circle} cell @returns {import("./geo.js").Point} pixels in the frame */
  placeOf(cell) {
    return inFrame(this.map, cell.world);
  }

  /** @returns {import("./placing.js").Box[]} where circles are, in the frame */
  boxes() {
    return this.shown.map((cell) => {
      const { x, y } = this.placeOf(cell);
      const { radius } = cell;
      return { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
    });
  }

  /** @param {MouseEvent} event @returns {import("./circles.js").Circle | null} the circle there, unless something lies upon it */
  under({ clientX, clientY }) {
    if (!this.shown.length) return null;
    const frame = this.map.getContainer().getBoundingClientRect();
    const [x, y] = [clientX - frame.left, clientY - frame.top];
    const isHit = (cell) => {
      const place = this.placeOf(cell);
      return Math.hypot(place.x - x, place.y - y) <= Math.max(cell.radius, REACH);
    };
    const cell = this.shown.findLast(isHit);
    if (!cell || document.elementFromPoint(clientX, clientY)?.closest(ABOVE)) return null;
    return cell;
  }

  /** Makes the circles in the frame reachable by the keyboard. */
  reach() {
    if (this.reached.length || !this.shown.length) return;
    this.reached = this.shown.map((cell) => {
      const side = 2 * Math.max(cell.radius, REACH);
      const element = html("div", "cell");
      element.dataset.cell = cell.key;
      element.tabIndex = -1;
      element.setAttribute("role", "button");
      element.setAttribute("aria-label", cell.tooltip);
      element.style.width = element.style.height = `${side}px`;
      this.map.getPane("cells").append(element);
      const stand = { element, world: cell.world, dx: -side / 2, dy: -side / 2 };
      this.anchors.add(stand);
      return stand;
    });
  }

  lose() {
    this.reached.splice(0).forEach((stand) => this.anchors.remove(stand));
  }

  /** @param {string} key @returns {import("./circles.js").Circle | undefined} */
  get(key) {
    return this.shown.find((cell) => cell.key === key);
  }
}

/** @param {number} radius @returns {number} how thick a circle's ring is */
export const ringOf = (radius) => Math.max(2.2, Math.min(4.5, radius * 0.2));

/** @param {number} radius @returns {number} size of the number in a circle */
export const faceFor = (radius) => (radius < 13 ? 9.5 : radius < 20 ? 11 : 12.5);
