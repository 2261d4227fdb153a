/**
 * Circles that stand for many events: their number inside, a ring of whose they are around it.
 *
 * All are painted on one canvas: the frame's, and when a drag begins its surroundings too. The keyboard reaches them by
 * elements that are made when it first asks for them.
 */

import { inFrame } from "./anchors.js";
import { html } from "./dom.js";
import { apart } from "./apart.js";
import { worldSize } from "./geo.js";
import { baseOf, Sheet } from "./sheet.js";
import { themeOf } from "./theme.js";

/** @typedef {{key: string, at: [number, number], bounds: [number, number, number, number], count: number,
 *   radius: number, text: string, shares: [string, number][], tooltip: string}} CellMark */

const MARGIN = 0.25; // of the frame, on each side
const REACH = 12; // pixels around the middle of a small circle that a hand may miss it by
const ABOVE = ".symbol, .label[data-feature], .card, .notes, .zoom-buttons, .fan";
const TURN = 2 * Math.PI;

export class Cells {
  /** @param {L.Map} map @param {import("./anchors.js").Anchors} anchors */
  constructor(map, anchors) {
    this.map = map;
    this.anchors = anchors;
    this.canvas = document.createElement("canvas");
    this.canvas.className = "cells";
    this.sheet = new Sheet(map, this.canvas, "cells");
    this.theme = themeOf("light");
    /** @type {(CellMark & {world: import("./geo.js").Point})[]} largest first */
    this.shown = [];
    this.reached = [];
    this.isWide = false;
    map.on("move", (event) => {
      const slides = event.originalEvent || map._panAnim?._inProgress; // jumps are painted anew when they have ended
      if (slides && this.shown.length && !this.isWide) this.draw(MARGIN);
    });
  }

  /** @param {CellMark[]} cells largest first */
  set(cells) {
    this.lose();
    if (!cells.length && !this.shown.length) return;
    this.shown = apart(cells, worldSize(this.map.getZoom()));
    this.draw(0);
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
    const more = frame.multiplyBy(margin).ceil();
    const corner = map.getPixelBounds().min.subtract(more);
    const size = frame.add(more.multiplyBy(2));
    const [width, height] = [Math.round(size.x * ratio), Math.round(size.y * ratio)];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    canvas.style.width = `${size.x}px`;
    canvas.style.height = `${size.y}px`;
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, size.x, size.y);
    const world = worldSize(map.getZoom());
    for (const cell of this.shown) {
      const [x, y] = [cell.world.x * world - corner.x, cell.world.y * world - corner.y];
      const { radius } = cell;
      if (x < -radius || y < -radius || x > size.x + radius || y > size.y + radius) continue;
      this.circle(context, x, y, cell);
    }
    this.sheet.drawn(baseOf(map), corner.subtract(map.getPixelOrigin()));
  }

  circle(context, x, y, { radius, text, shares, count }) {
    const { page } = this.theme;
    disc(context, x, y, radius + 1.2, page.halo);
    if (count === 1) return disc(context, x, y, radius, shares[0][0]);
    const thick = ringOf(radius);
    context.lineWidth = thick;
    let from = -TURN / 4;
    for (const [tint, share] of shares) {
      const to = from + (TURN * share) / count;
      context.strokeStyle = tint;
      context.beginPath();
      context.arc(x, y, radius - thick / 2, from, to);
      context.stroke();
      from = to;
    }
    disc(context, x, y, radius - thick, page.panel);
    context.fillStyle = page.ink;
    const face = faceFor(radius);
    context.font = `600 ${face}px "Noto Sans", sans-serif`;
    context.textAlign = "center";
    context.textBaseline = "alphabetic";
    context.fillText(text, x, y + face * 0.36);
    return undefined;
  }

  /** @param {CellMark} cell @returns {import("./geo.js").Point} pixels in the frame */
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

  /** @param {MouseEvent} event @returns {CellMark | null} the circle there, unless something lies upon it */
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

  /** @param {string} key @returns {CellMark | undefined} */
  get(key) {
    return this.shown.find((cell) => cell.key === key);
  }
}

/** @param {number} radius @returns {number} how thick a circle's ring is */
export const ringOf = (radius) => Math.max(2.2, Math.min(4.5, radius * 0.2));

/** @param {number} radius @returns {number} size of the number in a circle */
export const faceFor = (radius) => (radius < 13 ? 9.5 : radius < 20 ? 11 : 12.5);

function disc(context, x, y, radius, colour) {
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, y, radius, 0, TURN);
  context.fill();
}
