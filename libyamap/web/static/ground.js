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
const TILES = "tiles/basemap/{z}/{x}/{y}.mvt";

export class Ground {
  /** @param {L.Map} map @param {import("./work.js").Work} work */
  constructor(map, work) {
    this.map = map;
    this.work = work;
    this.sheets = [0, 1].map(() => new Sheet(map, document.createElement("canvas"), "tilePane"));
    for (const { element } of this.sheets) element.className += " ground";
    this.style = { theme: "light", relief: false };
    this.focus = new Set();
    /** @type {object | null} protomaps-leaflet's View: which data tiles a picture needs, and a cache of them */
    this.tiles = null;
    this.turn = 0;
    this.shown = null;
    map.on("moveend", () => this.draw());
    this.watchSharpness();
    map.on("move", () => this.shown && !this.covers() && this.draw());
  }

  /** Reads what the basemap offers and which countries the map is about. @returns {Promise<object>} ground.json */
  async load() {
    const facts = await (await fetch("ground.json")).json();
    this.focus = new Set(facts.focus);
    this.hasRelief = facts.relief;
    this.reliefZoom = facts.relief_max_zoom;
    this.tiles ??= protomapsL.sourcesToViews({ url: TILES, maxDataZoom: facts.max_data_zoom }).get("");
    return facts;
  }

  /** Paints the frame as it is now; a call that is overtaken by the next one gives way. */
  async draw() {
    if (!this.tiles || !this.map._loaded || this.drawing === this.viewKey()) return;
    const key = (this.drawing = this.viewKey());
    await this.work.during(async () => {
      const view = this.view();
      const base = baseOf(this.map);
      const [tiles, relief] = await Promise.all([
        this.tiles.getBbox(view.zoom, boxOf(view)),
        this.style.relief && this.hasRelief ? reliefFor(view, this.reliefZoom) : null,
      ]);
      if (this.drawing !== key) return;
      this.drawing = null;
      this.paint(view, base, tiles, relief);
    });
  }

  /** Paints again although the frame has not moved: the style or the tiles have changed. */
  redraw() {
    this.drawing = null;
    return this.draw();
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

  viewKey() {
    const { min, max } = this.map.getPixelBounds();
    return [this.map.getZoom(), min.x, min.y, max.x, max.y, window.devicePixelRatio].join();
  }

  /** Whether the shown canvas still fills the frame. */
  covers() {
    const { view } = this.shown;
    const scale = this.map.getZoomScale(view.zoom);
    const { min, max } = this.map.getPixelBounds();
    return (
      view.left <= min.x * scale &&
      view.top <= min.y * scale &&
      view.left + view.width >= max.x * scale &&
      view.top + view.height >= max.y * scale
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
    context.globalCompositeOperation = this.style.theme === "dark" ? "soft-light" : "multiply";
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
