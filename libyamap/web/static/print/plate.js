/**
 * The map as layers of SVG for a sheet: the page draws a frame of any size as it would on the screen, and writes down
 * what stands there as lines and text.
 */

import { inFrame } from "../anchors.js";
import { svg } from "../dom.js";
import { toWorld, worldSize } from "../geo.js";
import { middleOf as middleOfLine } from "../links.js";
import { middleOf } from "../symbols.js";
import { themeOf } from "../theme.js";
import { boxOfBadge, printedBadges, seatedBadges } from "./badges.js";
import { boxOfSeated, printedCallouts, seated } from "./callouts.js";
import { noteRows, printedCards } from "./cards.js";
import { printedCells, printedHeat } from "./cells.js";
import { printedNames } from "./names.js";
import { printedShapes } from "./shapes.js";
import { sharpness } from "./sharpness.js";
import { Looks, printedSymbols } from "./signs.js";

const COARSE = 2.5; // pixels: steps that a small map needs not

export class Plate {
  /**
   * @param {L.Map} map @param {import("../scene.js").Scene} scene @param {import("./vectorground.js").VectorGround} vectors
   * @param {() => Promise<object>} factsOfGround
   */
  constructor(map, scene, vectors, factsOfGround) {
    Object.assign(this, { map, scene, vectors, factsOfGround });
    this.looks = new Looks();
    /** @type {{number: number, lon: number, lat: number, feature: string}[]} what the sheet has call-outs for */
    this.asked = [];
    /** @type {import("./callouts.js").Seated[]} */
    this.callouts = [];
    /** @type {Object<string, string>} of parties, by the colour of their lines */
    this.letters = {};
    this.badges = [];
    this.isDrawn = false;
  }

  /**
   * @param {object} order a PrintMap @param {() => void} layout places all names anew
   * @returns {Promise<object>} the fields of a MapPrinted
   */
  async of(order, layout) {
    await sharpness(order.ratio);
    this.frame = { width: order.width, height: order.height };
    this.pose(order);
    this.facts = await this.factsOfGround();
    const ground = this.groundParts(order); // while the marks are fetched
    Object.assign(this, { callouts: [], badges: [] });
    this.scene.parts.labels.setNotes(order.notes);
    await this.scene.redraw(order.version);
    this.scene.parts.labels.forget();
    this.isDrawn = true;
    this.asked = order.callouts;
    this.letters = order.letters;
    noteRows(this.scene.parts.cards, order.notes);
    layout();
    this.isDrawn = false;
    const written = await this.written(await ground);
    this.scene.rest(); // a page that shows the sheet or is given another size draws no map
    return { ...written, version: order.version };
  }

  /** The frame, at its size and place. */
  pose({ lon, lat, zoom }) {
    const { map, scene, frame } = this;
    document.documentElement.classList.remove("sheet");
    document.documentElement.classList.add("printing");
    Object.assign(scene, { isForSheet: true, view: "", names: "" });
    for (const part of [scene.parts.symbols, scene.parts.labels]) part.isForSheet = true;
    scene.version = 0; // it is fetched when all is in its place
    const container = map.getContainer();
    container.style.width = `${frame.width}px`;
    container.style.height = `${frame.height}px`;
    map.isForSheet = true;
    map.options.zoomSnap = 0; // the zoom is the one asked for, or the scale would lie
    map.setMinZoom(0);
    map.setMaxBounds(null);
    map.invalidateSize({ animate: false, pan: false });
    map.setView([lat, lon], zoom, { animate: false, reset: true });
  }

  async groundParts({ locator }) {
    const focus = new Set(this.facts.focus);
    const view = (size, { lon, lat, zoom }) => {
      const middle = toWorld([lon, lat]);
      const left = middle.x * worldSize(zoom) - size.width / 2;
      return { zoom, left, top: middle.y * worldSize(zoom) - size.height / 2, ...size, ratio: 1 };
    };
    const { min } = this.map.getPixelBounds();
    const own = { zoom: this.map.getZoom(), left: min.x, top: min.y, ...this.frame, ratio: 1 };
    const main = this.vectors.parts(this.facts, own, focus);
    const small = locator ? this.vectors.parts(this.facts, view({ width: locator.width, height: locator.height }, locator), focus, "inset", COARSE) : [];
    return Promise.all([main, small]);
  }

  /** Seats call-outs and letters, before names are placed. @param {import("../placing.js").Box[]} obstacles */
  seat(obstacles) {
    const places = this.asked.map((callout) => ({ number: callout.number, at: this.placeOf(callout) })).filter(({ at }) => at);
    this.callouts = seated(places, obstacles, this.frame);
    const taken = [...obstacles, ...this.callouts.map(boxOfSeated)];
    const corner = this.map.getPixelBounds().min.subtract(this.map.getPixelOrigin());
    this.badges = seatedBadges(this.scene.parts.overlay, this.letters, corner, this.frame, taken);
  }

  /** @returns {import("../placing.js").Box[]} what names keep clear of */
  boxes() {
    return [...this.callouts.map(boxOfSeated), ...this.badges.map(boxOfBadge)];
  }

  /** Where a call-out points, in the frame; null where that is not on the map. */
  placeOf({ lon, lat, feature }) {
    const { map, frame, scene } = this;
    const turn = 360 * Math.round((map.getCenter().lng - lon) / 360);
    const at = feature ? this.featurePlace(feature, scene) : inFrame(map, toWorld([lon + turn, lat]));
    return at && at.x >= 0 && at.y >= 0 && at.x <= frame.width && at.y <= frame.height ? at : null;
  }

  featurePlace(feature, { parts, drawn }) {
    const { map } = this;
    const symbol = parts.symbols.shown.find(({ mark }) => mark.id === feature);
    if (symbol) return middleOf(symbol, inFrame(map, symbol.world), map.getZoom());
    const card = parts.cards.cards.find(({ box, card: { rows } }) => box && rows.some(({ id }) => id === feature));
    if (card) {
      const row = card.card.rows.findIndex(({ id }) => id === feature);
      const [outer, inner] = [card.element, card.element.querySelectorAll(".row")[row]].map((part) => part.getBoundingClientRect());
      return { x: card.box.left, y: card.box.top + inner.top - outer.top + inner.height / 2 };
    }
    const mark = drawn.find(({ id }) => id === feature);
    return mark ? inFrame(map, mark.mark === "line" ? middleOfLine(mark) : toWorld(mark.label_at ?? mark.at)) : null;
  }

  async written([ground, small]) {
    const { map, frame, looks } = this;
    const { overlay, symbols, cards, cells, heat, labels } = this.scene.parts;
    const { page } = themeOf(document.documentElement.dataset.theme);
    const corner = map.getPixelBounds().min.subtract(map.getPixelOrigin());
    looks.begin();
    const shapes = printedShapes(overlay, frame, corner, page);
    const stands = printedSymbols(symbols, map, looks, frame);
    const known = printedCards(cards, looks, page);
    const circles = printedCells(cells, page, frame);
    const shown = labels.placed.filter(({ name }) => !name.mark || shapes.drawn.has(name.mark.id) || stands.drawn.has(name.mark.id));
    const defs = await looks.defined();
    const away = cards.cards.filter(({ box }) => !box).map(({ card }) => card);
    return {
      ground: textOf(ground),
      marks: textOf([...defs, ...printedHeat(heat, corner), ...shapes.elements, ...printedBadges(this.badges, page), ...circles, ...stands.elements]),
      names: textOf([...printedNames(shown, page), ...known.elements, ...printedCallouts(this.callouts, page)]),
      locator: textOf(small),
      drawn: [...new Set([...shapes.drawn, ...stands.drawn, ...known.drawn])],
      called: this.callouts.map(({ number }) => number),
      away: away.map(({ note }) => note),
    };
  }
}

/** @param {SVGElement[]} elements @returns {string} the inside of an SVG */
function textOf(elements) {
  const group = svg("g");
  group.append(...elements);
  return new XMLSerializer().serializeToString(group);
}
