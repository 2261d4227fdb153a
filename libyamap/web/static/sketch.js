/**
 * What a person draws to measure, and the marker of a place that was looked up: above the marks, never part of the data.
 *
 * Lines follow great circles, so that they lie where the measured way does. Numbers come from Python as texts.
 */

import { pathOf } from "./areas.js";
import { svg } from "./dom.js";
import { greatCircle, ring, toWorld } from "./geo.js";
import { Plane } from "./overlay.js";
import { baseOf, Sheet } from "./sheet.js";

/** @typedef {import("./geo.js").Position} Position */
/** @typedef {{path: Position[], closed: boolean, rings: number[], texts: {at: Position, text: string}[]}} Drawn */

const STEPS = 32;
const KNOB = 4.5; // radius of a corner, pixels
const LIFT = 14; // pixels from a place to the text above it
const PAD = [6, 3]; // pixels around a text, to its plate's edge

export class Sketch {
  /** @param {L.Map} map */
  constructor(map) {
    this.map = map;
    this.root = svg("svg", { class: "sketch", width: 1, height: 1 });
    this.sheet = new Sheet(map, this.root, "sketch");
    /** @type {Drawn} */
    this.drawn = { path: [], closed: false, rings: [], texts: [] };
    /** @type {{lon: number, lat: number, label: string} | null} */
    this.marker = null;
    map.on("moveend", () => map.hold.follow(this, () => this.trace()));
  }

  /** @param {Drawn} drawn */
  show(drawn) {
    this.drawn = drawn;
    this.trace();
  }

  /** @param {{lon: number, lat: number, label: string, shown: boolean}} marker */
  mark(marker) {
    this.marker = marker.shown ? marker : null;
    this.trace();
  }

  trace() {
    const plane = new Plane(this.map);
    const place = (position) => plane.toPlane([toWorld(position)])[0];
    this.root.replaceChildren(...this.figure(plane, place), ...this.pin(place));
    this.sheet.drawn(baseOf(this.map)); // first: letters that are scaled by thousands cannot be measured
    this.root.querySelectorAll(".plate").forEach(fit);
  }

  /** @returns {SVGElement[]} the measured line, area or rings */
  figure(plane, place) {
    const { path, closed, rings, texts } = this.drawn;
    const line = pathOf(plane.toPlane(along(path, closed).map(toWorld)), closed);
    const circles = rings.map((metres) => pathOf(plane.toPlane(ring(path[0], metres).map(toWorld)), true));
    return [
      ...[line, ...circles].filter(Boolean).flatMap((d, at) => strokes(d, closed && !at)),
      ...path.map((position) => knob(place(position))),
      ...texts.map(({ at, text }) => plate(place(at), text, "measured")),
    ];
  }

  /** @returns {SVGElement[]} the place that was looked up */
  pin(place) {
    if (!this.marker) return [];
    const { lon, lat, label } = this.marker;
    const { x, y } = place([lon, lat]);
    const target = svg("g", { class: "pin", transform: `translate(${x} ${y})` });
    target.append(
      svg("circle", { class: "casing", r: 9 }),
      svg("circle", { class: "edge", r: 9 }),
      svg("circle", { class: "dot", r: 2.5 }),
    );
    return [target, plate({ x, y: y - 2 * KNOB }, label, "found")];
  }
}

/** @param {Position[]} path @param {boolean} closed @returns {Position[]} with points between, beyond 180 where it must */
function along(path, closed) {
  if (path.length < 2) return [];
  const whole = [path[0]];
  for (const to of closed ? [...path.slice(1), path[0]] : path.slice(1)) {
    const from = whole[whole.length - 1];
    if (from[0] !== to[0] || from[1] !== to[1]) whole.push(...greatCircle(from, to, STEPS).slice(1));
  }
  return whole;
}

/** A line that is seen on any ground. @param {string} d @param {boolean} filled @returns {SVGElement[]} */
function strokes(d, filled) {
  return [svg("path", { class: "casing", d }), svg("path", { class: filled ? "edge filled" : "edge", d })];
}

function knob({ x, y }) {
  return svg("circle", { class: "knob", cx: x, cy: y, r: KNOB });
}

/** A text on a plate of its own, so that it can be read above the names of the map. @returns {SVGElement} */
function plate({ x, y }, text, name) {
  const group = svg("g", { class: "plate" });
  const element = svg("text", { class: name, x, y: y - LIFT, "text-anchor": "middle" });
  element.textContent = text;
  group.append(svg("rect", { rx: 3 }), element);
  return group;
}

/** Makes the plate as large as its text, which can be measured only once it is in the page. @param {SVGElement} group */
function fit(group) {
  const { x, y, width, height } = group.lastElementChild.getBBox();
  const [across, down] = PAD;
  const size = { x: x - across, y: y - down, width: width + 2 * across, height: height + 2 * down };
  for (const [name, value] of Object.entries(size)) group.firstElementChild.setAttribute(name, String(value));
}
