/**
 * The tool for editing that is in the hand, if any: it takes clicks and keys before everything else, and its bar says
 * what to do. What a tool needs is loaded when it is used first.
 */

import { ModeBar } from "./bar.js";
import { Picking } from "./picking.js";

const KEYS = new Set(["Enter", "Backspace", "Delete", "Escape"]);
const ARROWS = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]);

/**
 * @typedef {Object} Hand what a tool is given
 * @property {L.Map} map @property {import("../work.js").Work} work @property {ModeBar} bar
 * @property {(name: string, fields?: object) => void} send @property {(feature: string) => string} textOf
 * @property {import("./veil.js").Veil} veil @property {import("./mover.js").Mover} mover
 */
/**
 * @typedef {Object} Tool
 * @property {(features: string[], at: L.LatLng) => void} [click]
 * @property {(key: string, shift: boolean) => boolean} [key] whether the key meant something
 * @property {() => boolean} [finish] sends what there is, or says in the bar what is missing; false: it has nothing
 * @property {() => void} stop takes away all that it has put into the page
 */

const drawing = async (hand, asked) => (await import("./drawing.js")).Drawing.make(hand, asked);

const provinces = async (hand, asked) => (await import("./provinces.js")).Provinces.make(hand, asked);

/** How each tool is made; the larger ones are loaded when they are needed. */
const MAKERS = {
  pick: async (hand) => new Picking(hand),
  line: drawing,
  area: drawing,
  reshape: async (hand, asked) => (await import("./reshaping.js")).Reshaping.make(hand, asked),
  provinces,
  areas: provinces,
  features: async (hand, asked) => new (await import("./choosing.js")).Choosing(hand, asked),
  move: async (hand, asked) => new (await import("./nudging.js")).Nudging(hand, asked),
};

export class Editor {
  /** @param {Omit<Hand, "bar">} hand */
  constructor(hand) {
    this.map = hand.map;
    this.send = hand.send;
    this.hand = { ...hand, bar: new ModeBar(hand.map, (done) => this.end(done)) };
    /** @type {Tool | null} */
    this.tool = null;
    this.mode = "";
    /** @type {object | null} the last UseEditor */
    this.asked = null;
    document.addEventListener("keydown", (event) => this.press(event), { capture: true });
  }

  get active() {
    return Boolean(this.mode);
  }

  /** @param {{mode: string, words: string, done: string}} asked a UseEditor */
  async use(asked) {
    this.stop();
    this.asked = asked;
    this.mode = asked.mode;
    const container = this.map.getContainer();
    container.classList.toggle("editing", this.active);
    container.dataset.mode = asked.mode;
    this.map.doubleClickZoom[this.active ? "disable" : "enable"]();
    this.hand.bar.show(asked);
    if (!this.active) return;
    await this.hand.work.during(async () => {
      const tool = await MAKERS[asked.mode](this.hand, asked);
      if (this.asked === asked) this.tool = tool;
      else tool.stop();
    });
  }

  stop() {
    this.tool?.stop();
    this.tool = null;
    this.mode = "";
  }

  click(features, at) {
    this.tool?.click?.(features, at);
  }

  /** @param {string} key @param {boolean} [shift] @returns {boolean} whether it meant something */
  key(key, shift = false) {
    if (this.tool?.key?.(key, shift)) return true;
    if (key === "Enter") this.end(true);
    else if (key === "Escape") this.end(false);
    else return KEYS.has(key);
    return true;
  }

  /** @param {boolean} done */
  end(done) {
    if (done && this.tool?.finish?.()) return;
    this.send("EditEnded", { done });
  }

  /** Keys that mean something to the tool go no further. @param {KeyboardEvent} event */
  press(event) {
    if (!this.active || !(KEYS.has(event.key) || ARROWS.has(event.key)) || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" && event.target.closest("button")) return; // the bar's own
    if (!this.key(event.key, event.shiftKey)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}
