/**
 * Fetches what the frame can show - marks, cards, names of the ground - and hands it to those who draw it.
 *
 * The old picture stays until the new one is ready as a whole; an answer that equals the last one changes nothing.
 */

import { toWorld } from "./geo.js";
import { middleOf } from "./links.js";
import { besides } from "./print/besides.js";

const MARGIN = 0.3; // of the frame, on each side, so that a pan does not come upon nothing
const NEAR = 48; // pixels around the frame: circles there may reach into it; farther ones are asked for when it slides

export class Scene {
  /**
   * @param {L.Map} map @param {import("./work.js").Work} work
   * @param {Promise<void>} fonts names are measured only when they are there
   * @param {{overlay: object, symbols: object, cards: object, labels: object,
   *   cells: object, heat: object}} parts
   */
  constructor(map, work, fonts, parts, ground) {
    this.map = map;
    this.work = work;
    this.fonts = fonts;
    this.parts = parts;
    this.ground = ground;
    ground.isExpected = () => this.loading > 0;
    map.hold.isAwaited = () => this.ready;
    parts.cells.widened = () => this.widen();
    this.version = 0;
    this.language = "en";
    this.placeLabels = true;
    /** @type {Map<string, object>} id -> mark or row of a card */
    this.marks = new Map();
    /** @type {object[]} marks, bottom first */
    this.drawn = [];
    /** @type {Map<string, object>} id -> row of a card */
    this.rows = new Map();
    this.loading = 0; // the turn of what is being fetched
    this.count = 0;
    this.ready = false;
    this.turn = 0;
    /** A sheet is laid out once, with all that it says. */
    this.isForSheet = false;
    /** @type {() => void} */
    this.changed = () => {};
  }

  /** Asks for everything that the frame shows now. */
  async load() {
    const turn = ++this.turn;
    this.loading = turn;
    await this.work.during(async () => {
      const named = Promise.all([this.askForLabels(), this.fonts]).then(([labels]) => turn === this.turn && this.name(labels));
      const [view] = await Promise.all([this.ask("view", { v: this.version, ...this.near() }), named]);
      if (turn === this.turn) await this.take(view, turn);
    }).finally(() => {
      if (this.loading !== turn) return;
      this.loading = 0;
      this.map.hold.release();
      this.ground.reveal();
    });
  }

  /** Where circles are asked for. */
  near() {
    const { x, y } = this.map.getSize();
    const { west, south, east, north } = frameOf(this.map, NEAR / Math.max(1, Math.min(x, y)));
    return { cw: west, cs: south, ce: east, cn: north };
  }

  /** Asks for the circles farther around the frame too. */
  async widen() {
    const { turn } = this;
    if (this.loading || !this.crowded) return;
    await this.work.during(async () => {
      const { cells } = JSON.parse(await this.ask("view", { v: this.version }));
      if (turn === this.turn && cells) this.parts.cells.widen(this.beside({ cells }).cells);
    });
  }

  /** The ground's names stay the same where only marks have changed. */
  async askForLabels() {
    if (!this.placeLabels) return '{"labels":[]}';
    const frame = `${this.language} ${this.map.getZoom()} ${this.map.getBounds().toBBoxString()}`;
    if (frame !== this.labelled?.frame) {
      const labels = await this.ask("labels", { lang: this.language });
      this.labelled = { frame, labels };
    }
    return this.labelled.labels;
  }

  /**
   * Draws some features anew, and nothing else; all that the frame shows where that is not enough.
   * @param {number} version @param {string[]} features what was drawn of these goes @param {object[]} marks what comes
   */
  async update(version, features, marks) {
    this.version = version;
    if (!this.ready || this.loading || features.some((feature) => this.standsWithOthers(feature))) return this.load();
    const turn = ++this.turn;
    const touched = new Set(features);
    const drawn = [...this.drawn.filter(({ id }) => !touched.has(id)), ...this.beside({ marks }).marks].sort(inOrder);
    await this.work.during(async () => {
      const symbols = await this.parts.symbols.prepare(drawn);
      if (turn !== this.turn) return;
      this.view = ""; // whatever is answered next is compared mark by mark
      this.draw(drawn, null, symbols, this.parts.cards.cards);
      this.changed();
    });
  }

  async ask(address, more) {
    const { west, south, east, north } = frameOf(this.map, MARGIN);
    const query = new URLSearchParams({ w: west, s: south, e: east, n: north, z: this.map.getZoom(), ...more });
    const answer = await fetch(`${address}?${query}`);
    if (!answer.ok) throw new Error(`The map could not be drawn: ${address} was answered with ${answer.status}.`);
    return answer.text();
  }

  /** Names of the ground are measured while marks are on their way. @param {string} labels JSON */
  name(labels) {
    if (this.keyed(labels) === this.names) return;
    this.names = this.keyed(labels);
    const { labels: names } = JSON.parse(labels);
    this.parts.labels.setGround(this.beside({ names }).names);
  }

  /** Whether the frame shows more than the globe's one turn from the antimeridian to the antimeridian. */
  get crosses() {
    const { west, east } = frameOf(this.map);
    return west < -180 || east > 180;
  }

  /** The answer with what lies beyond the antimeridian on the side of the map's middle that is nearer. */
  beside(answer) {
    return this.crosses ? besides(answer, this.map.getCenter().lng) : answer;
  }

  /** An answer that is to be drawn anew where another turn of the globe is nearer. @param {string} answer JSON */
  keyed(answer) {
    return this.crosses ? `${Math.round(this.map.getCenter().lng)} ${content(answer)}` : content(answer);
  }

  async take(view, turn) {
    const isNew = this.keyed(view) !== this.view;
    const found = isNew ? JSON.parse(view) : { marks: [], cards: [], cells: null, heat: null };
    const { marks, cards, cells, heat } = this.beside(found);
    const { symbols: stands, cards: known } = this.parts;
    const [symbols, made] = await Promise.all([isNew && stands.prepare(marks), isNew && known.prepare(cards), this.ground.arrived()]);
    if (turn !== this.turn) return;
    this.map.hold.release();
    this.ground.reveal(); // in the same frame as what stands upon it
    if (isNew) {
      this.view = this.keyed(view);
      this.draw(marks, cards, symbols, made);
      this.parts.cells.set(cells);
      this.parts.heat.set(heat);
      this.crowded = cells !== null;
      this.map.getContainer().parentElement.classList.toggle("crowded", this.crowded);
      this.count += cells?.marks.length ?? 0;
    } else this.parts.cells.cover();
    this.ready = true;
    this.changed();
  }

  /** Fetches anew what Python says has changed. @param {number} version */
  redraw(version) {
    this.version = version;
    return this.load();
  }

  /** Fetches and lays out nothing more until it is asked to draw. */
  rest() {
    this.turn++;
    Object.assign(this, { version: 0, ready: false });
  }

  /** @param {string} language en or ar @param {boolean} shown whether the ground's places are named */
  setNames(language, shown) {
    if (language === this.language && shown === this.placeLabels) return;
    this.language = language;
    this.placeLabels = shown;
    if (this.ready) this.load();
  }

  /** @param {string} id @returns {string} what to say of this feature */
  textOf(id) {
    const mark = this.marks.get(id);
    return mark ? mark.tooltip || mark.label || "" : "";
  }

  /** Whether a feature is, or could be, a row of a card or counted in a circle. @param {string} id */
  standsWithOthers(id) {
    return this.rows.has(id) || (this.crowded && !this.drawn.some((mark) => mark.id === id));
  }

  /** @param {string} id @returns {object[]} all that is drawn of a feature, cards aside */
  marksOf(id) {
    return this.drawn.filter((mark) => mark.id === id);
  }

  /** @param {object[]} marks @param {object[] | null} cards null: as before */
  draw(marks, cards, symbols, made) {
    const { overlay, symbols: stands, cards: known, labels } = this.parts;
    const refocus = heldFocus(this.map);
    if (cards) this.rows = new Map(cards.flatMap((card) => card.rows.map((row) => [row.id, row])));
    this.marks = new Map([...this.rows, ...marks.map((mark) => [mark.id, mark])]);
    this.drawn = marks;
    this.count = marks.length + this.rows.size;
    overlay.set(marks);
    stands.set(symbols);
    known.set(made);
    const stand = new Map(symbols.map((symbol) => [symbol.mark, symbol]));
    refocus();
    labels.setSubject(marks.map((mark) => ({ mark, at: placeOf(mark), symbol: stand.get(mark) })));
  }
}

/** The answer without its version, which counts up without anything having changed. @param {string} answer JSON */
const content = (answer) => answer.replace(/^\{"version":\d+,/, "{");

/** The painting order, as Python has it. */
const inOrder = (one, other) => (one.order ?? 0) - (other.order ?? 0) || (one.id < other.id ? -1 : Number(one.id > other.id));

/** The focus stays on its feature when the element is made anew. @param {L.Map} map @returns {() => void} */
function heldFocus(map) {
  const held = document.activeElement?.closest("[data-feature]");
  if (!held) return () => {};
  const [kind] = held.classList;
  const same = `[data-feature="${CSS.escape(held.dataset.feature)}"]`;
  return () => {
    const anew = document.querySelector(`.${kind}${same}`) ?? document.querySelector(same) ?? map.getContainer();
    anew.focus({ preventScroll: true });
  };
}

/** Where a mark's name belongs, in world units. */
function placeOf(mark) {
  return mark.mark === "line" ? middleOf(mark) : toWorld(mark.label_at ?? mark.at);
}

/**
 * @param {L.Map} map @param {number} margin of the frame, on each side
 * @returns {{west: number, south: number, east: number, north: number}} degrees; longitudes count on beyond 180
 */
export function frameOf(map, margin = 0) {
  const bounds = map.getBounds().pad(margin);
  const [south, north] = [Math.max(-90, bounds.getSouth()), Math.min(90, bounds.getNorth())];
  return { west: bounds.getWest(), south, east: bounds.getEast(), north };
}
