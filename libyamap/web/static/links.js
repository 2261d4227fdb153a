/**
 * Links: from an actor or place to another, gently curved, with the arrowhead at the receiver.
 */

import { pathOf, strokeOf } from "./areas.js";
import { standFor, svg } from "./dom.js";
import { distance, greatCircle, toWorld } from "./geo.js";

const FAR = 2_500_000; // metres; from here on the shortest way is visibly curved by itself
const BULGE = 0.14; // of the length
const STEPS = 40;
const CLEAR = 18; // pixels between the line's end and the middle of what it points at
const HEAD = { length: 11, half: 5 };
const CROSS = 6;

/** @param {object} mark a LineMark @returns {import("./areas.js").Shape} */
export function lineShape(mark) {
  const world = curve(mark).map(toWorld);
  const group = svg("g", { class: "shape line", opacity: mark.opacity ?? 1 });
  const width = mark.stroke.width ?? 1.5;
  const outline = svg("path", { class: "outline", fill: "none" });
  const casing = svg("path", { class: "casing", fill: "none", "stroke-width": width + 2.5 });
  const line = svg("path", { ...strokeOf(mark.stroke), class: "edge", fill: "none" });
  const signsCasing = svg("path", { class: "casing", fill: "none", "stroke-width": width + 3 });
  const heads = svg("path", { class: "heads", fill: mark.stroke.colour, stroke: mark.stroke.colour, "stroke-linejoin": "round" });
  const cross = svg("path", { class: "cross", fill: "none", stroke: mark.stroke.colour, "stroke-width": width + 0.75 });
  const target = svg("path", { class: "target", fill: "none" });
  group.append(outline, casing, line, signsCasing, heads, cross, target);
  standFor(group, mark);
  return {
    mark,
    element: group,
    /** @type {import("./geo.js").Point[]} points along the line, close to each other */
    passes: [],
    trace(plane) {
      const points = trimmed(plane.toPlane(world), mark.arrow || mark.both_ways ? CLEAR : 0);
      const [body, tips] = withHeads(points, mark);
      const path = pathOf(body);
      this.passes = dotted(points);
      [outline, casing, line, target].forEach((part) => part.setAttribute("d", path));
      heads.setAttribute("d", tips);
      const crossing = mark.crossed ? crossAt(points) : "";
      [cross, signsCasing].forEach((part) => part.setAttribute("d", crossing));
    },
  };
}

/** The middle of the drawn line, for its label. @param {object} mark @returns {import("./geo.js").Point} world units */
export function middleOf(mark) {
  const points = curve(mark);
  return toWorld(points[Math.floor(points.length / 2)]);
}

/** A link of two places is bent; a line that was drawn with corners is left as it is. @returns {[number, number][]} */
function curve({ path, arrow, both_ways: bothWays }) {
  if (path.length !== 2 || !(arrow || bothWays)) return path;
  const [from, to] = path;
  if (distance(from, to) > FAR) return greatCircle(from, to, STEPS);
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const bend = [(from[0] + to[0]) / 2 - dy * BULGE, (from[1] + to[1]) / 2 + dx * BULGE];
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const [t, rest] = [step / STEPS, 1 - step / STEPS];
    return [0, 1].map((axis) => rest * rest * from[axis] + 2 * rest * t * bend[axis] + t * t * to[axis]);
  });
}

const apart = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);

/** Cuts off both ends, so that the line does not run into the signs there; short lines are left alone. */
function trimmed(points, by) {
  const length = points.slice(1).reduce((sum, point, index) => sum + apart(point, points[index]), 0);
  const cut = Math.min(by, length / 4);
  return cutEnd(cutEnd(points, cut).reverse(), cut).reverse();
}

function cutEnd(points, by) {
  const kept = [...points];
  let left = by;
  while (kept.length > 1) {
    const [before, last] = [kept.at(-2), kept.at(-1)];
    const step = apart(before, last);
    if (step > left) {
      const part = left / step;
      kept[kept.length - 1] = { x: last.x + (before.x - last.x) * part, y: last.y + (before.y - last.y) * part };
      break;
    }
    left -= step;
    kept.pop();
  }
  return kept;
}

/** @returns {[import("./geo.js").Point[], string]} the line that ends at the heads' backs, and the heads */
function withHeads(points, mark) {
  let body = points;
  let tips = "";
  if ((mark.arrow || mark.both_ways) && points.length > 1) {
    tips += head(points);
    body = cutEnd(body, HEAD.length * 0.8);
  }
  if (mark.both_ways && points.length > 1) {
    tips += head([...points].reverse());
    body = cutEnd([...body].reverse(), HEAD.length * 0.8).reverse();
  }
  return [body, tips];
}

/** Points every few pixels along the line. */
function dotted(points) {
  return points.slice(1).flatMap((point, index) => {
    const from = points[index];
    const count = Math.min(200, Math.ceil(apart(from, point) / 8));
    return Array.from({ length: count }, (_, step) => ({
      x: from.x + ((point.x - from.x) * step) / count,
      y: from.y + ((point.y - from.y) * step) / count,
    }));
  });
}

/** A triangle whose tip is the last point, turned along the line's last stretch. */
function head(points) {
  const tip = points.at(-1);
  const back = cutEnd(points, HEAD.length).at(-1);
  const length = apart(tip, back) || 1;
  const across = { x: (-(tip.y - back.y) / length) * HEAD.half, y: ((tip.x - back.x) / length) * HEAD.half };
  const corners = [tip, { x: back.x + across.x, y: back.y + across.y }, { x: back.x - across.x, y: back.y - across.y }];
  return pathOf(corners, true);
}

function crossAt(points) {
  const { x, y } = points[Math.floor(points.length / 2)];
  return `M${x - CROSS} ${y - CROSS}L${x + CROSS} ${y + CROSS}M${x - CROSS} ${y + CROSS}L${x + CROSS} ${y - CROSS}`;
}
