/**
 * Chooses provinces: the pointer says their names, a click takes one in or out, the chosen ones are filled.
 */

import { frameOf } from "../scene.js";
import { layerOf } from "./shapes.js";

const TOO_MANY = "Zoom in until provinces can be told apart";

export class Provinces {
  /** @param {import("./editor.js").Hand} hand @param {{chosen: string[]}} asked a UseEditor */
  static async make(hand, asked) {
    const provinces = new Provinces(hand, asked);
    await provinces.load();
    return provinces;
  }

  constructor(hand, { chosen }) {
    Object.assign(this, hand);
    this.chosen = new Set(chosen);
    this.renderer = L.svg({ pane: "overlayPane", padding: 0.5 }); // below symbols, names and cards
    /** @type {Map<string, L.Polygon>} */
    this.layers = new Map();
    this.over = "";
    this.turn = 0;
    this.fetch = () => this.work.during(() => this.load());
    this.map.on("moveend", this.fetch);
  }

  /** Fetches the provinces of the frame. */
  async load() {
    const turn = ++this.turn;
    const { west, south, east, north } = frameOf(this.map, 0.1);
    const answer = await fetch(`provinces?${new URLSearchParams({ w: west, s: south, e: east, n: north, z: this.map.getZoom() })}`);
    if (!answer.ok) throw new Error(`The provinces could not be fetched: ${answer.status}.`);
    const { provinces, too_many: tooMany } = await answer.json();
    if (turn !== this.turn) return;
    const here = new Set(provinces.map(({ code }) => code));
    for (const [code, layer] of this.layers) {
      if (here.has(code)) continue;
      layer.remove();
      this.layers.delete(code);
    }
    provinces.filter(({ code }) => !this.layers.has(code)).forEach((province) => this.add(province));
    this.crowded = tooMany;
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
    this.bar.say(this.crowded ? TOO_MANY : [this.over, count].filter(Boolean).join(" · "), this.chosen.size > 0);
  }

  stop() {
    this.turn += 1;
    this.map.off("moveend", this.fetch);
    this.layers.forEach((layer) => layer.remove());
    this.renderer.remove();
  }
}
