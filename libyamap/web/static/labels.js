/**
 * All names on the map, of the subject and of the ground, placed by one rule so that none covers another.
 *
 * Each is an SVG group that stands on its place; the subject's stand for their features and can be picked.
 */

import { inFrame } from "./anchors.js";
import { standFor, svg } from "./dom.js";
import { areaOf, toWorld, worldSize } from "./geo.js";
import { groundKind, sidesOnSheet, subjectKind } from "./labelkinds.js";
import { drawnName } from "./names.js";
import { isChange } from "./pattern.js";
import { boxAt, placeAll, Taken } from "./placing.js";
import { middleOf } from "./symbols.js";
import { linesOf, widthOf } from "./text.js";

const LEADING = 1.2;
const SIGN = { dot: 2.6, ring: 4 };
const BESIDE = 4; // pixels between a symbol's edge and its name
const HOLDS = 0.5; // of a name's width: ground that changed hands must be as large, to bear how much
const SAME = 80; // pixels within which the same name is said once
const ROOM = 18000; // square pixels of the frame for each name of the ground: a calm map has few
const MOST_KNOWN = 5000;
const MOST_SQUEEZED = 400; // names that are tried in two lines: of a crowd most have no place anyway
const OUT = 200; // pixels outside the frame that a name may begin in

export class Labels {
  /** @param {L.Map} map @param {import("./anchors.js").Anchors} anchors */
  constructor(map, anchors) {
    this.map = map;
    this.anchors = anchors;
    this.root = svg("svg", { class: "labels", width: 1, height: 1 });
    map.getPane("labels").append(this.root);
    /** For a sheet they are written down where they are placed: none is shown. */
    this.isForSheet = false;
    this.subject = [];
    /** @type {Object<string, string> | null} what stands behind the names of features, by their id */
    this.notes = null;
    this.ground = [];
    /** @type {{name: object, side: string}[]} what is shown in the frame as it is now */
    this.placed = [];
    /** @type {Map<string, object>} names of the ground that were measured before */
    this.known = new Map();
    /** @type {Map<string, import("./anchors.js").Anchored>} */
    this.shown = new Map();
  }

  /** @param {{mark: object, at: import("./geo.js").Point, symbol?: object}[]} names at: world units */
  setSubject(names) {
    this.subject = names
      .filter(({ mark }) => mark.label)
      .map(({ mark, at, symbol }) => {
        const name = made(`mark ${mark.id}`, mark.label, subjectKind(mark), at, mark.rank ?? 5);
        return symbol ? { ...name, mark, symbol, gap: symbol.size.map((side) => side / 2 + BESIDE) } : { ...name, mark, across: acrossOf(mark) };
      });
    if (this.notes) this.setNotes(this.notes);
  }

  /** What stands behind the names of features from now on. @param {Object<string, string>} notes by the feature's id */
  setNotes(notes) {
    this.notes = notes;
    this.subject = this.subject.map((name) => noted(name, notes[name.mark.id] ?? ""));
  }

  /** Nothing stays where it stood before. */
  forget() {
    for (const shown of this.shown.values()) this.anchors.remove(shown);
    this.shown.clear();
    this.placed = [];
  }

  /** @param {{text: string, kind: string, rank: number, at: [number, number]}[]} labels most important first */
  setGround(labels) {
    if (this.known.size > MOST_KNOWN) this.known.clear();
    this.ground = labels.map((label, index) => {
      const key = `${label.kind} ${label.text} ${label.at} ${label.rank}`;
      let name = this.known.get(key);
      if (!name) this.known.set(key, (name = { ...made(key, label.text, groundKind(label), toWorld(label.at), index), ground: label }));
      return name.importance === index ? name : { ...name, importance: index };
    });
  }

  /**
   * Places all names for the frame as it is now.
   * @param {import("./placing.js").Box[]} obstacles what they must keep clear of: symbols, cards, furniture
   * @param {import("./placing.js").Box[]} lines what names of the ground keep clear of if they can
   * @param {(name: string) => boolean} isNamed countries whose name stands on a card
   */
  layout(obstacles, lines, isNamed) {
    const { x: width, y: height } = this.map.getSize();
    const taken = new Taken(obstacles);
    const before = new Map(this.placed.map(({ name, side }) => [name.key, side]));
    const wanted = this.located(this.subject);
    const sides = placeAll(wanted, taken, { width, height }, before);
    const subject = this.isForSheet ? this.squeezed(wanted, sides, taken) : wanted;
    const stands = this.subject.filter(({ symbol }) => symbol).map((name) => this.symbolBox(name.symbol));
    const ground = this.located(this.ground.filter(({ ground: { kind, text } }) => kind !== "country" || !isNamed(text))).filter(
      (name) => !subject.some((other) => other.text === name.text && closeTo(other.at, name.at)),
    );
    const around = ground.map((name) => besideSymbol(name, stands));
    const room = { width, height, most: Math.round((width * height) / ROOM) };
    placeAll(around, taken, room, before, new Taken(lines)).forEach((side, key) => sides.set(key, side));
    const shown = [...subject, ...around].filter(({ key }) => sides.has(key));
    this.placed = shown.map((name) => ({ name, side: sides.get(name.key) }));
    if (!this.isForSheet) this.show(new Map(shown.map((name) => [name.key, name])), sides);
  }

  /** On a sheet, a name that found no place in one line tries it in two. @returns {object[]} the names as they are placed */
  squeezed(names, sides, taken) {
    const { x: width, y: height } = this.map.getSize();
    const narrow = new Map(names.filter((name) => !sides.has(name.key) && name.lines.length === 1 && name.text.includes(" ")).slice(0, MOST_SQUEEZED).map((name) => [name.key, squeezed(name)]));
    placeAll([...narrow.values()], taken, { width, height }).forEach((side, key) => sides.set(key, side));
    return names.map((name) => narrow.get(name.key) ?? name);
  }

  /** Where names are now, those near the frame alone. */
  located(names) {
    const { x: width, y: height } = this.map.getSize();
    const size = worldSize(this.map.getZoom());
    return names
      .filter(({ across = Infinity, width }) => across * size > width * HOLDS)
      .map((name) => {
        const place = inFrame(this.map, name.world);
        const at = name.symbol ? middleOf(name.symbol, place, this.map.getZoom()) : place;
        const radius = SIGN[name.kind.sign];
        return { ...name, at, shift: { x: at.x - place.x, y: at.y - place.y }, own: radius ? square(at, radius) : null };
      })
      .filter(({ at }) => at.x > -OUT && at.y > -OUT && at.x < width + OUT && at.y < height + OUT);
  }

  /** @returns {import("./placing.js").Box[]} where the subject's names are, in the frame */
  subjectBoxes() {
    return this.placed.filter(({ name }) => name.mark).map(({ name, side }) => boxAt(name, side));
  }

  symbolBox(symbol) {
    const { x, y } = middleOf(symbol, inFrame(this.map, symbol.world), this.map.getZoom());
    const [width, height] = symbol.size;
    return { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 };
  }

  show(names, sides) {
    for (const [key, shown] of this.shown) {
      const name = names.get(key);
      if (name && contentOf(name, sides.get(key)) === shown.content) continue;
      this.anchors.remove(shown);
      this.shown.delete(key);
    }
    for (const [key, name] of names) {
      if (!this.shown.has(key)) this.add(name, sides.get(key));
    }
  }

  add(name, side) {
    const element = drawnName(name, side);
    if (name.mark) standFor(element, name.mark);
    this.root.append(element);
    const seat = name.symbol?.seat;
    const [dx, dy] = name.mark?.offset ?? [0, 0];
    const shown = { element, world: name.world, dx, dy, seat, side, content: contentOf(name, side) };
    this.anchors.add(shown);
    this.shown.set(name.key, shown);
  }
}

/** How large the largest piece of ground that changed hands is: the side of such a square, in world units. */
function acrossOf(mark) {
  if (!isChange(mark)) return Infinity;
  return Math.sqrt(Math.max(...mark.polygons.map(([outer]) => areaOf(outer.map(toWorld)))));
}

function made(key, text, kind, world, importance) {
  const lines = linesOf(kind.capitals ? text.toUpperCase() : text, kind.face, kind.widest);
  const width = Math.max(...lines.map((line) => widthOf(line, kind.face)));
  const height = lines.length * kind.face.size * LEADING;
  return { key, text, kind, lines, world, width, height, importance, gap: [kind.gap, kind.gap], sides: kind.sides };
}

/** The name with a number behind its last line, a little smaller than the name. */
function noted(name, note) {
  const { face } = name.kind;
  const widths = name.lines.map((line) => widthOf(line, face));
  if (note) widths[widths.length - 1] += widthOf(` ${note}`, { size: face.size * 0.75 });
  return { ...name, note, width: Math.max(...widths), sides: name.symbol ? sidesOnSheet(name.mark) : name.sides };
}

/** The name in two lines. */
function squeezed(name) {
  const { face } = name.kind;
  const lines = linesOf(name.text, face, widthOf(name.text, face) * 0.6);
  return noted({ ...name, lines, height: lines.length * face.size * LEADING }, name.note);
}

/** What is drawn; a name whose content changes is drawn anew. */
const contentOf = ({ kind, text, note, gap, mark, world }, side) =>
  [kind.style, kind.sign, kind.face.size, gap, side, text, note, mark?.tooltip, mark?.offset, mark?.radius_m, world.x, world.y].join("|");

const square = ({ x, y }, radius) => ({ left: x - radius, top: y - radius, right: x + radius, bottom: y + radius });

/** A town under a symbol of the subject keeps its name, without a dot, beside the symbol. */
function besideSymbol(name, symbols) {
  const over = name.own && symbols.find((box) => inside(name.at, box));
  if (!over) return name;
  const gap = [
    Math.max(over.right - name.at.x, name.at.x - over.left) + BESIDE,
    Math.max(over.bottom - name.at.y, name.at.y - over.top) + BESIDE,
  ];
  return { ...name, kind: { ...name.kind, sign: "" }, own: null, gap };
}

const closeTo = (one, other) => Math.hypot(one.x - other.x, one.y - other.y) < SAME;

const inside = ({ x, y }, { left, top, right, bottom }) => x >= left && x <= right && y >= top && y <= bottom;
