/**
 * Areas, rings and lines for what is printed: the paths of the screen, with their looks written out.
 */

import { svg } from "../dom.js";
import { isPattern } from "../pattern.js";
import { hatching } from "./hatching.js";

const HALF = 0.75; // opacity of the casing, as in the style sheet
const FAINT = 0.05; // of a ring's inside

/**
 * @param {import("../overlay.js").Overlay} overlay @param {{width: number, height: number}} frame
 * @param {{x: number, y: number}} corner of the frame, in the overlay's pixels @param {{halo: string}} colours
 * @returns {{elements: SVGElement[], drawn: Set<string>}} bottom first, and whose they are
 */
export function printedShapes(overlay, frame, corner, colours) {
  const drawn = new Set();
  const elements = overlay.shapes.flatMap(({ mark, element }, index) => {
    const box = meeting(element, corner, frame);
    if (!box) return [];
    drawn.add(mark.id);
    const group = svg("g", mark.opacity === undefined || mark.opacity === 1 ? {} : { opacity: mark.opacity });
    group.append(...[...element.children].flatMap((part) => printed(part, mark, index, box, corner, colours)));
    return [group];
  });
  return { elements, drawn };
}

function printed(part, mark, index, box, corner, { halo }) {
  const d = part.getAttribute("d");
  if (!d) return [];
  const bare = svg("path", { d, transform: `translate(${-corner.x} ${-corner.y})` });
  for (const name of ["fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "stroke-linecap"]) {
    if (part.hasAttribute(name)) bare.setAttribute(name, part.getAttribute(name));
  }
  switch (part.getAttribute("class")) {
    case "inside":
      return inside(bare, mark, index, box);
    case "casing":
      bare.setAttribute("stroke", halo);
      bare.setAttribute("stroke-opacity", String(HALF));
      return [bare];
    case "edge":
    case "heads":
    case "cross":
      return [bare];
    default:
      return []; // for the hand and the eye on a screen
  }
}

function inside(bare, mark, index, box) {
  if (mark.mark === "ring") {
    bare.setAttribute("fill-opacity", String(FAINT));
    return [bare];
  }
  if (!isPattern(mark.fill.pattern)) return [bare];
  const clip = svg("clipPath", { id: `area-${index}` });
  const shape = svg("path", { d: bare.getAttribute("d"), transform: bare.getAttribute("transform"), "clip-rule": "evenodd" });
  clip.append(shape);
  const lines = svg("g", { "clip-path": `url(#area-${index})` });
  lines.append(...hatching(mark.fill, box));
  return [clip, lines];
}

/** What of a shape lies in the frame; null where nothing does. A hair of a line at the edge is nothing. */
function meeting(element, corner, { width, height }) {
  const { x, y, width: across, height: down } = element.getBBox();
  const box = {
    left: Math.max(0, x - corner.x),
    top: Math.max(0, y - corner.y),
    right: Math.min(width, x - corner.x + across),
    bottom: Math.min(height, y - corner.y + down),
  };
  return box.left <= box.right && box.top <= box.bottom ? box : null;
}
