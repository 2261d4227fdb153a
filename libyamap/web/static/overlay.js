/**
 * The SVG above the ground with areas, rings and lines. Traced anew for each frame; scaled while a zoom runs.
 */

import { inFrame } from "./anchors.js";
import { areaShape } from "./areas.js";
import { arrange, keyOf, Known } from "./arrange.js";
import { svg } from "./dom.js";
import { toWorld, worldSize } from "./geo.js";
import { lineShape } from "./links.js";
import { isChange, Patterns } from "./pattern.js";
import { ringShape } from "./rings.js";
import { baseOf, Sheet } from "./sheet.js";

/** From world units to the pixels that the SVG is drawn in. */
export class Plane {
  /** @param {L.Map} map */
  constructor(map) {
    const { min, max } = map.getPixelBounds();
    const [width, height] = [max.x - min.x, max.y - min.y];
    this.origin = map.getPixelOrigin();
    this.size = worldSize(map.getZoom());
    this.room = L.bounds(
      min.subtract(this.origin).subtract([width, height]),
      max.subtract(this.origin).add([width, height]),
    );
  }

  /** @param {import("./geo.js").Point[]} world @returns {import("./geo.js").Point[]} */
  toPlane(world) {
    return world.map(({ x, y }) => L.point(x * this.size - this.origin.x, y * this.size - this.origin.y));
  }

  /**
   * A closed ring without what lies far outside the frame, and without steps too small to see.
   * @param {import("./geo.js").Point[]} world
   */
  clipRing(world) {
    return L.PolyUtil.clipPolygon(L.LineUtil.simplify(this.toPlane(world), 0.4), this.room);
  }
}

const NAME = { x: 40, y: 16 }; // pixels around the place of an area's name
const PASS = 4; // pixels around a line that names of the ground keep free
const MAKERS = { area: areaShape, ring: ringShape, line: lineShape };

export class Overlay {
  /** @param {L.Map} map @param {string} [pane] */
  constructor(map, pane = "overlayPane") {
    this.map = map;
    this.root = svg("svg", { class: "overlay", width: 1, height: 1 });
    this.sheet = new Sheet(map, this.root, pane);
    this.patterns = new Patterns(this.root);
    /** @type {(import("./areas.js").Shape & {key: string})[]} */
    this.shapes = [];
    map.on("moveend", () => map.hold.follow(this, () => this.trace()));
  }

  /** What has not changed stays as it is. @param {object[]} marks bottom first; symbols are not shapes: passed over */
  set(marks) {
    const known = new Known(this.shapes);
    const fresh = [];
    const shapes = marks.filter(({ mark }) => mark in MAKERS).map((mark) => {
      const key = keyOf(mark);
      const before = known.take(key);
      if (before) return before;
      const made = MAKERS[mark.mark](mark, this.patterns);
      made.key = key;
      fresh.push(made);
      return made;
    });
    const kept = new Set(shapes);
    this.shapes.filter((shape) => !kept.has(shape)).forEach(({ element }) => element.remove());
    this.shapes = shapes;
    arrange(this.root, [this.patterns.defs, ...shapes.map(({ element }) => element)]);
    this.trace(isDrawnFor(this.map, this.sheet.base) ? fresh : shapes);
  }

  /** @returns {import("./placing.js").Box[]} what the lines pass over, in the frame */
  lineBoxes() {
    const { min } = this.map.getPixelBounds();
    const corner = min.subtract(this.map.getPixelOrigin());
    return this.shapes.flatMap(({ passes }) => passes ?? []).map(({ x, y }) => ({
      left: x - corner.x - PASS,
      top: y - corner.y - PASS,
      right: x - corner.x + PASS,
      bottom: y - corner.y + PASS,
    }));
  }

  /** @returns {import("./placing.js").Box[]} where the names of areas belong, in the frame */
  areaBoxes() {
    return this.shapes.filter(({ mark }) => mark.label_at).map(({ mark }) => {
      const { x, y } = inFrame(this.map, toWorld(mark.label_at));
      return { left: x - NAME.x, top: y - NAME.y, right: x + NAME.x, bottom: y + NAME.y };
    });
  }

  /** @returns {import("./placing.js").Box[]} around each piece of ground that changed hands, in the frame */
  changedBoxes() {
    const pieces = this.shapes.filter(({ mark }) => isChange(mark)).flatMap(({ mark }) => mark.polygons);
    return pieces.map(([outer]) => {
      const { min, max } = L.bounds(outer.map((position) => L.point(inFrame(this.map, toWorld(position)))));
      return { left: min.x, top: min.y, right: max.x, bottom: max.y };
    });
  }

  /** @param {import("./areas.js").Shape[]} [shapes] those that are not drawn for this frame yet */
  trace(shapes = this.shapes) {
    const plane = new Plane(this.map);
    shapes.forEach((shape) => shape.trace(plane));
    this.sheet.drawn(baseOf(this.map));
  }
}

/** Whether what was drawn for this base fits the map as it is. */
function isDrawnFor(map, base) {
  return Boolean(base) && base.zoom === map.getZoom() && base.origin.equals(map.getPixelOrigin());
}
