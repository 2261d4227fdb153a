/**
 * Elements that stand on a place and keep their size: symbols, labels, cards. They follow pans with their pane and
 * zooms one by one.
 */

import { worldSize } from "./geo.js";
import { originAfter } from "./sheet.js";

/**
 * @typedef {Object} Anchored
 * @property {HTMLElement | SVGElement} element
 * @property {import("./geo.js").Point} world the place
 * @property {number} dx @property {number} dy from the place to the element's corner, CSS pixels
 * @property {(zoom: number) => import("./geo.js").Point} [seat] a further way that depends on the zoom
 */

export class Anchors {
  /** @param {L.Map} map */
  constructor(map) {
    this.map = map;
    /** @type {Set<Anchored>} */
    this.all = new Set();
    const place = () => this.place(map.getZoom(), map.getPixelOrigin());
    map.on("zoom viewreset moveend", () => map.hold.follow(this, place));
    map.on("zoomanim", ({ zoom, center }) => this.place(zoom, originAfter(map, zoom, center)));
  }

  /** @param {Anchored} anchored */
  add(anchored) {
    anchored.element.classList.add("leaflet-zoom-animated");
    this.all.add(anchored);
    this.move(anchored, this.map.getZoom(), this.map.getPixelOrigin());
  }

  /** Its element stays, for another to take. @param {Anchored} anchored */
  forget(anchored) {
    this.all.delete(anchored);
  }

  /** @param {Anchored} anchored */
  remove(anchored) {
    this.forget(anchored);
    anchored.element.remove();
  }

  /** After their places have changed. @param {Iterable<Anchored>} some */
  refresh(some) {
    for (const anchored of some) this.move(anchored, this.map.getZoom(), this.map.getPixelOrigin());
  }

  place(zoom, origin) {
    for (const anchored of this.all) this.move(anchored, zoom, origin);
  }

  /** Steps of device pixels keep lines and letters crisp. */
  move({ element, world, dx, dy, seat }, zoom, origin) {
    const size = worldSize(zoom);
    const whole = (value) => Math.round(value * window.devicePixelRatio) / window.devicePixelRatio;
    const { x: right, y: down } = seat ? seat(zoom) : { x: 0, y: 0 };
    const [x, y] = [whole(world.x * size - origin.x + right + dx), whole(world.y * size - origin.y + down + dy)];
    element.style.transform = `translate(${x}px, ${y}px)`;
  }
}

/** @param {L.Map} map @param {import("./geo.js").Point} world @returns {import("./geo.js").Point} pixels in the frame */
export function inFrame(map, world) {
  const size = worldSize(map.getZoom());
  const corner = map.getPixelBounds().min;
  return { x: world.x * size - corner.x, y: world.y * size - corner.y };
}
