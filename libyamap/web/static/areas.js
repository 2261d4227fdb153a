/**
 * Areas: polygons of the subject, filled as certain as they are.
 */

import { standFor, svg } from "./dom.js";
import { toWorld } from "./geo.js";

/** @typedef {{mark: object, element: SVGElement, trace: (plane: import("./overlay.js").Plane) => void}} Shape */

/** @param {object} mark an AreaMark @param {import("./pattern.js").Patterns} patterns @returns {Shape} */
export function areaShape(mark, patterns) {
  const rings = mark.polygons.flat().map((positions) => positions.map(toWorld));
  const { fill, stroke } = mark;
  const group = svg("g", { class: "shape area", opacity: mark.opacity ?? 1 });
  const inside = svg("path", {
    class: "inside",
    fill: patterns.fillOf(fill),
    "fill-opacity": fill.opacity ?? 0.3,
    "fill-rule": "evenodd",
  });
  const edge = svg("path", { ...strokeOf(stroke), class: "edge", fill: "none" });
  const outline = svg("path", { class: "outline", fill: "none" });
  group.append(inside, outline, edge);
  standFor(group, mark);
  return {
    mark,
    element: group,
    trace(plane) {
      const path = rings.map((ring) => pathOf(plane.clipRing(ring), true)).join("");
      [inside, edge, outline].forEach((part) => part.setAttribute("d", path));
    },
  };
}

/** @param {{colour: string, width?: number, dash?: string}} stroke @returns {Object<string, string | number>} */
export function strokeOf({ colour, width = 1.5, dash = "" }) {
  const dotted = /^\s*[01](\.\d+)?[\s,]/.test(dash);
  const style = { stroke: colour, "stroke-width": width, "stroke-linejoin": "round", "stroke-linecap": dotted ? "round" : "butt" };
  return dash ? { ...style, "stroke-dasharray": dash } : style;
}

/** @param {import("./geo.js").Point[]} points @returns {string} SVG path data, in tenths of a pixel */
export function pathOf(points, closed = false) {
  if (!points.length) return "";
  const text = points.map(({ x, y }) => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`).join("L");
  return `M${text}${closed ? "Z" : ""}`;
}
