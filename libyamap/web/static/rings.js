/**
 * Rings: “somewhere within this distance”. The symbol stands on the ring, so that nobody takes its centre for the place.
 */

import { strokeOf, pathOf } from "./areas.js";
import { standFor, svg } from "./dom.js";
import { metresPerPixel, ring, toWorld } from "./geo.js";

/** Where on the ring its symbol may stand, best first: degrees from north. */
const BEARINGS = [45, 315, 135, 225, 0, 180, 90, 270];
const STEPS = [8, 12, 16, 24, 32, 48, 96]; // corners of a drawn ring: parts of the finest
const FLAT = 0.05; // pixels that a side may lie inside the circle
const CLEAR = 3; // pixels between the symbol of a small ring and its centre

/** @param {object} mark a RingMark @returns {import("./areas.js").Shape} */
export function ringShape(mark) {
  const world = ring(mark.at, mark.radius_m).map(toWorld);
  const group = svg("g", { class: "shape ring", opacity: mark.opacity ?? 1 });
  const inside = svg("path", { class: "inside", fill: mark.stroke.colour });
  const outline = svg("path", { class: "outline", fill: "none" });
  const casing = svg("path", { class: "casing", fill: "none", "stroke-width": (mark.stroke.width ?? 1.5) + 2 });
  const line = svg("path", { ...strokeOf(mark.stroke), class: "edge", fill: "none" });
  const target = svg("path", { class: "target", fill: "none" });
  group.append(inside, outline, casing, line, target);
  standFor(group, mark);
  return {
    mark,
    element: group,
    trace(plane) {
      const path = pathOf(plane.toPlane(thinned(world, plane.size)), true);
      [inside, outline, casing, line, target].forEach((part) => part.setAttribute("d", path));
    },
  };
}

/** As many corners as can be seen. @param {import("./geo.js").Point[]} world @param {number} size of the world, pixels */
function thinned(world, size) {
  const steps = world.length - 1;
  const radius = ((world[steps / 2].y - world[0].y) / 2) * size;
  const needed = Math.PI / Math.acos(1 - Math.min(1, FLAT / radius));
  const enough = STEPS.find((each) => each >= needed) ?? steps;
  return world.filter((_, index) => index % (steps / enough) === 0);
}

/**
 * On which side of its ring each symbol stands; rings around one place share it out.
 * @param {object[]} marks RingMarks @returns {Map<string, number>} degrees from north, by id
 */
export function sidesOf(marks) {
  const used = new Map();
  const sides = new Map();
  for (const { id, at } of marks) {
    const place = at.map((degrees) => degrees.toFixed(2)).join();
    const turn = used.get(place) ?? 0;
    used.set(place, turn + 1);
    sides.set(id, BEARINGS[turn % BEARINGS.length]);
  }
  return sides;
}

/**
 * Where a ring's symbol stands, as the way from the ring's centre in pixels. On a ring too small to see, it stands beside
 * the centre: nobody shall take the centre for the place.
 * @param {object} mark a RingMark @param {number} side degrees from north
 * @returns {(zoom: number) => import("./geo.js").Point}
 */
export function seatOf({ at, radius_m: radius, size }, side) {
  const angle = (side * Math.PI) / 180;
  const clear = Math.hypot(size[0], size[1]) / 2 + CLEAR;
  return (zoom) => {
    const away = Math.max(radius / metresPerPixel(at[1], zoom), clear);
    return { x: away * Math.sin(angle), y: -away * Math.cos(angle) };
  };
}
