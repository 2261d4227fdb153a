/**
 * All names on the map, of the subject and of the ground, placed by one rule so that none covers another.
 *
 * Each is an SVG group that stands on its place; the subject's stand for their features and can be picked.
 */

import { inFrame } from "./anchors.js";
import { standFor, svg } from "./dom.js";
import { toWorld } from "./geo.js";
import { groundKind, subjectKind } from "./labelkinds.js";
import { boxAt, placeAll, Taken } from "./placing.js";
import { fontOf, isRightToLeft, linesOf, widthOf } from "./text.js";

const LEADING = 1.2;
const GROUND_LAST = 1000; // whatever its rank, a name of the subject comes before any of the ground
const SIGN = { dot: 2.6, ring: 4 };

/** @typedef {import("./anchors.js").Anchored & {key: string, side: string}} Shown */

export class Labels {
  /** @param {L.Map} map @param {import("./anchors.js").Anchors} anchors */
  constructor(map, anchors) {
    this.map = map;
    this.anchors = anchors;
    this.root = svg("svg", { class: "labels", width: 1, height: 1 });
    map.getPane("labels").append(this.root);
    this.subject = [];
    this.ground = [];
    /** @type {Map<string, Shown>} */
    this.shown = new Map();
  }

  /** @param {{mark: object, at: import("./geo.js").Point, gap: number}[]} names at: world units */
  setSubject(names) {
    this.subject = names.filter(({ mark }) => mark.label).map(({ mark, at, gap }) => {
      const kind = subjectKind(mark.mark);
      return { ...made(`mark ${mark.id}`, mark.label, kind, at), mark, importance: mark.rank ?? 5, gap: gap || kind.gap };
    });
  }

  /** @param {{text: string, kind: string, rank: number, at: [number, number]}[]} labels most important first */
  setGround(labels) {
    this.ground = labels.map((label, index) => ({
      ...made(`${label.kind} ${label.text} ${label.at}`, label.text, groundKind(label), toWorld(label.at)),
      importance: GROUND_LAST + index,
      country: label.kind === "country",
      text: label.text,
    }));
  }

  /**
   * Places all names for the frame as it is now.
   * @param {import("./placing.js").Box[]} obstacles what they must keep clear of: symbols, cards, furniture
   * @param {(name: string) => boolean} isNamed countries whose name stands on a card
   */
  layout(obstacles, isNamed) {
    const taken = new Taken();
    obstacles.forEach((box) => taken.add(box));
    const size = this.map.getSize();
    const near = ({ at }) => at.x > -200 && at.y > -200 && at.x < size.x + 200 && at.y < size.y + 200;
    const found = [...this.subject, ...this.ground.filter((name) => !(name.country && isNamed(name.text)))]
      .map((name) => located(name, inFrame(this.map, name.world)))
      .filter(near);
    const before = new Map([...this.shown.values()].map(({ key, side }) => [key, side]));
    const sides = placeAll(found, taken, { width: size.x, height: size.y }, before);
    this.show(new Map(found.filter(({ key }) => sides.has(key)).map((name) => [name.key, name])), sides);
  }

  show(names, sides) {
    for (const [key, shown] of this.shown) {
      if (names.get(key)?.content === shown.content && sides.get(key) === shown.side) continue;
      this.anchors.remove(shown);
      this.shown.delete(key);
    }
    for (const [key, name] of names) {
      if (this.shown.has(key)) continue;
      const side = sides.get(key);
      const element = drawn(name, side);
      this.root.append(element);
      const shown = { element, world: name.world, dx: 0, dy: 0, key, side, content: name.content };
      this.anchors.add(shown);
      this.shown.set(key, shown);
    }
  }
}

function made(key, text, kind, world) {
  const lines = linesOf(text, kind.face, kind.widest);
  const width = Math.max(...lines.map((line) => widthOf(line, kind.face)));
  const height = lines.length * kind.face.size * LEADING;
  return { key, kind, lines, world, width, height, gap: kind.gap, sides: kind.sides, content: `${kind.style} ${kind.face.size} ${text}` };
}

function located(name, at) {
  const radius = SIGN[name.kind.sign];
  const own = radius ? { left: at.x - radius, top: at.y - radius, right: at.x + radius, bottom: at.y + radius } : null;
  return { ...name, at, own };
}

/** The name's group: its sign and lines, around the place as origin. */
function drawn(name, side) {
  const { kind, lines, mark } = name;
  const group = svg("g", { class: `label ${kind.style}` });
  group.dataset.key = name.key;
  if (kind.sign) group.append(svg("circle", { class: kind.sign, r: kind.sign === "ring" ? 3 : 2 }));
  const box = boxAt({ ...name, at: { x: 0, y: 0 } }, side);
  const anchor = { right: "start", left: "end" }[side] ?? "middle";
  const x = { start: box.left, end: box.right, middle: (box.left + box.right) / 2 }[anchor];
  lines.forEach((line, index) => {
    const y = box.top + kind.face.size * (LEADING * (index + 0.5) + 0.35);
    group.append(lineOf(line, kind.face, x, y, anchor));
  });
  if (mark) standFor(group, mark);
  return group;
}

/** `start` and `end` are the text's own, so they change places in a name that reads from right to left. */
function lineOf(text, face, x, y, anchor) {
  const turned = isRightToLeft(text);
  const own = turned ? ({ start: "end", end: "start" }[anchor] ?? anchor) : anchor;
  const element = svg("text", { x, y, "text-anchor": own, direction: turned ? "rtl" : "ltr" });
  element.style.font = fontOf(face);
  if (face.spacing && !turned) element.style.letterSpacing = `${face.spacing}px`;
  element.textContent = text;
  return element;
}
