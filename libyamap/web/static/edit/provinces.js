/**
 * Chooses provinces, or areas of the project's own: the pointer says their names, a click takes one in or out, the
 * chosen ones are filled.
 */

import { frameOf } from "../scene.js";
import { layerOf } from "./shapes.js";

/** What is said of each sort; outlines of `areas` come thinned for the zoom, those of provinces are always whole. */
const SORTS = {
  provinces: { tooMany: "Zoom in until provinces can be told apart", thinned: false },
  areas: { tooMany: "Zoom in until the areas can be told apart", thinned: true, none: "None of them is in the frame; move the map" },
};

export class Provinces {
  /** @param {import("./editor.js").Hand} hand @param {{mode: "provinces" | "areas", chosen: string[]}} asked a UseEditor */
  static async make(hand, asked) {
    const provinces = new Provinces(hand, asked);
    await provinces.load();
    return provinces;
  }

  constructor(hand, { mode, chosen }) {
    Object.assign(this, hand);
    this.sort = mode;
    this.chosen = new Set(chosen);
    this.renderer = L.svg({ pane: "overlayPane", padding: 0.5 }); // below symbols, names and cards
    /** @type {Map<string, L.Polygon>} */
    this.layers = new Map();
    this.over = "";
    this.turn = 0;
    this.fetch = () => this.work.during(() => this.load());
    this.map.on("moveend", this.fetch);
  }

  /** Fetches those of the frame. */
  async load() {
    const turn = ++this.turn;
    const { west, south, east, north } = frameOf(this.map, 0.1);
    const zoom = this.map.getZoom();
    const answer = await fetch(`${this.sort}?${new URLSearchParams({ w: west, s: south, e: east, n: north, z: zoom })}`);
    if (!answer.ok) throw new Error(`The ${this.sort} could not be fetched: ${answer.status}.`);
    const { [this.sort]: found, too_many: tooMany } = await answer.json();
    if (turn !== this.turn) return;
    const stale = SORTS[this.sort].thinned && zoom !== this.zoom;
    this.zoom = zoom;
    const here = new Set(stale ? [] : found.map(({ code }) => code));
    for (const [code, layer] of this.layers) {
      if (here.has(code)) continue;
      layer.remove();
      this.layers.delete(code);
    }
    found.filter(({ code }) => !this.layers.has(code)).forEach((one) => this.add(one));
    if (SORTS[this.sort].thinned) found.forEach(({ code }) => this.layers.get(code).bringToFront()); // the smallest on top
    const { tooMany: crowded, none } = SORTS[this.sort];
    this.trouble = tooMany ? crowded : found.length ? "" : none;
    this.show();
  }

  add({ code, name, geometry }) {
    const layer = layerOf(geometry, { renderer: this.renderer, className: "province", bubblingMouseEvents: false, pmIgnore: true, snapIgnore: true });
    layer.on("mouseover", () => this.point(code, name));
    layer.on("mouseout", () => this.point("", ""));
    layer.on("click", () => this.toggle(code, name));
    this.layers.set(code, layer.addTo(this.map));
  }

  point(code, name) {
    this.over = name;
    for (const [other, layer] of this.layers) layer.getElement()?.classList.toggle("hovered", other === code);
    this.show();
  }

  toggle(code, name) {
    if (!this.chosen.delete(code)) this.chosen.add(code);
    this.show();
    this.send("EditChose", { chosen: [...this.chosen], title: name });
  }

  show() {
    for (const [code, layer] of this.layers) layer.getElement()?.classList.toggle("chosen", this.chosen.has(code));
    const count = this.chosen.size ? `${this.chosen.size} chosen` : "";
    this.bar.say(this.trouble || [this.over, count].filter(Boolean).join(" · "), this.chosen.size > 0);
  }

  stop() {
    this.turn += 1;
    this.map.off("moveend", this.fetch);
    this.layers.forEach((layer) => layer.remove());
    this.renderer.remove();
  }
}
