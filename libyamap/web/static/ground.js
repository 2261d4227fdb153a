/**
 * The ground: land, water, borders and roads, painted into one canvas that is a little larger than the frame.
 *
 * There are two canvases: the next picture is painted on the hidden one, and they change places only when it is
 * complete, so that neither a pan nor a zoom ever shows an empty ground.
 */

import { detailRules, groundRules } from "./groundrules.js";
import { boxOf, paint } from "./paint.js";
import { reliefFor } from "./relief.js";
import { baseOf, Sheet } from "./sheet.js";
import { themeOf } from "./theme.js";

const MARGIN = 0.2; // of the frame, on each side
const AHEAD = 0.6; // of the frame, on each side: tiles fetched when there is time, so that a drag need not wait for them
const LEVEL = 1; // a data tile is drawn over 2 by 2 of Leaflet's tiles
const TILE_SIZE = 256 << LEVEL;
const TILES = "tiles/basemap/{z}/{x}/{y}.mvt";

/**
 * A tile that is missing is empty ground: it must not keep the others from being drawn. Requests are never called off
 * for another zoom, because what was called off would be kept as empty.
 * @returns {object} protomaps-leaflet's TileCache
 */
function patientTiles() {
  const source = new protomapsL.ZxySource(TILES, false);
  const patient = { get: (tile, size) => source.get(tile, size).catch(() => new Map()) };
  return new protomapsL.TileCache(patient, TILE_SIZE);
}

/** @param {import("./paint.js").View} view @returns {import("./paint.js").View} the view with what a drag may bring */
function widened(view) {
  const more = { x: view.width * (AHEAD - MARGIN), y: view.height * (AHEAD - MARGIN) };
  const size = { width: view.width + 2 * more.x, height: view.height + 2 * more.y };
  return { ...view, left: view.left - more.x, top: view.top - more.y, ...size };
}

/** @returns {Promise<object>} ground.json */
export const factsOfGround = async () => (await fetch("ground.json")).json();

export class Ground {
  /**
   * @param {L.Map} map @param {import("./work.js").Work} work
   * @param {Promise<object>} early what factsOfGround() has begun to fetch, for the first load
   */
  constructor(map, work, early) {
    this.map = map;
    this.work = work;
    this.sheets = [0, 1].map(() => new Sheet(map, document.createElement("canvas"), "tilePane"));
    for (const { element } of this.sheets) element.className += " ground";
    this.early = early;
    this.style = { theme: "light", relief: false };
    this.focus = new Set();
    this.tiles = patientTiles();
    /** @type {number | null} the deepest zoom of the data, once known */
    this.deepest = null;
    this.turn = 0;
    this.shown = null;
    this.asked = false;
    this.busy = false;
    map.on("moveend", () => this.draw());
    this.watchSharpness();
    map.on("move", () => this.shown && !this.busy && !this.covers(MARGIN * 0.75) && this.draw());
  }

  /** Reads what the basemap offers and which countries the map is about. @returns {Promise<object>} ground.json */
  async load() {
    const facts = await (this.early ?? factsOfGround());
    this.early = null;
    this.focus = new Set(facts.focus);
    this.hasRelief = facts.relief;
    this.reliefZoom = facts.relief_max_zoom;
    this.deepest = facts.max_data_zoom;
    return facts;
  }

  /** Paints the frame as it is now. One picture at a time: what is asked for meanwhile is painted after it. */
  async draw() {
    if (this.deepest === null || !this.map._loaded) return;
    this.asked = true;
    if (this.busy) return;
    this.busy = true;
    await this.work.during(async () => {
      while (this.asked) {
        this.asked = false;
        await this.drawOnce();
      }
    }).finally(() => (this.busy = false));
  }

  async drawOnce() {
    const view = this.view();
    const base = baseOf(this.map);
    const [tiles, relief] = await Promise.all([
      this.tilesIn(view),
      this.style.relief && this.hasRelief ? reliefFor(view, this.reliefZoom) : null,
    ]);
    this.paint(view, base, tiles, relief);
    requestIdleCallback(() => this.tilesIn(widened(view)), { timeout: 250 });
  }

  /**
   * The data tiles of a view, of the zoom nearest to it, so that they are drawn 0.7 to 1.4 times as large as made.
   * @param {import("./paint.js").View} view @returns {Promise<import("./paint.js").Tile[]>}
   */
  tilesIn(view) {
    const z = Math.max(0, Math.min(this.deepest, Math.round(view.zoom) - LEVEL));
    const dim = 256 * 2 ** (view.zoom - z);
    const box = boxOf(view);
    const [west, north, east, south] = [box.minX, box.minY, box.maxX, box.maxY].map((edge) => Math.floor(edge / dim));
    const count = 2 ** z;
    const jobs = [];
    for (let x = west; x <= east; x++) {
      for (let y = Math.max(0, north); y <= Math.min(count - 1, south); y++) {
        const tile = { origin: L.point(x * dim, y * dim), dim, scale: dim / TILE_SIZE };
        jobs.push(this.tiles.get({ z, x: ((x % count) + count) % count, y }).then((data) => ({ ...tile, data })));
      }
    }
    return Promise.all(jobs);
  }

  /** @returns {import("./paint.js").View} the frame with its margin, its edges on device pixels */
  view() {
    const ratio = window.devicePixelRatio;
    const size = this.map.getSize();
    const whole = (value) => Math.ceil(value * ratio) / ratio;
    const margin = { x: whole(size.x * MARGIN), y: whole(size.y * MARGIN) };
    const corner = this.map.getPixelBounds().min;
    return {
      zoom: this.map.getZoom(),
      left: corner.x - margin.x,
      top: corner.y - margin.y,
      width: whole(size.x) + 2 * margin.x,
      height: whole(size.y) + 2 * margin.y,
      ratio,
    };
  }

  /** Another screen, or the page's own zoom, has other pixels. */
  watchSharpness() {
    const same = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    same.addEventListener("change", () => (this.draw(), this.watchSharpness()), { once: true });
  }

  /** Whether the shown canvas still fills the frame. @param {number} more part of the frame around it */
  covers(more) {
    const { view } = this.shown;
    const scale = this.map.getZoomScale(view.zoom, this.map.getZoom());
    const { x, y } = this.map.getSize().multiplyBy(more);
    const { min, max } = this.map.getPixelBounds();
    return (
      view.left <= (min.x - x) * scale &&
      view.top <= (min.y - y) * scale &&
      view.left + view.width >= (max.x + x) * scale &&
      view.top + view.height >= (max.y + y) * scale
    );
  }

  paint(view, base, tiles, relief) {
    const theme = themeOf(this.style.theme);
    const sheet = this.sheets[(this.turn = 1 - this.turn)];
    const canvas = sheet.element;
    canvas.width = Math.round(view.width * view.ratio);
    canvas.height = Math.round(view.height * view.ratio);
    canvas.style.width = `${view.width}px`;
    canvas.style.height = `${view.height}px`;
    const context = canvas.getContext("2d", { alpha: false });
    context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
    context.fillStyle = theme.water;
    context.fillRect(0, 0, view.width, view.height);
    paint(context, view, tiles, groundRules(theme, this.focus));
    if (relief) this.shade(context, relief, theme);
    paint(context, view, tiles, detailRules(theme, this.focus));
    this.swap(sheet, view, base);
  }

  shade(context, { canvas, left, top, scale }, theme) {
    context.save();
    context.globalAlpha = theme.relief;
    context.globalCompositeOperation = "hard-light"; // the tiles' middle grey leaves the colour below as it is
    context.imageSmoothingQuality = "high";
    context.drawImage(canvas, left, top, canvas.width * scale, canvas.height * scale);
    context.restore();
  }

  swap(sheet, view, base) {
    sheet.drawn(base, L.point(view.left, view.top).subtract(base.origin));
    sheet.element.classList.add("shown");
    this.sheets[1 - this.turn].element.classList.remove("shown");
    this.shown = { view };
  }
}
