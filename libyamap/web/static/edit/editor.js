/**
 * The tool for editing that is in the hand, if any: it takes clicks and keys before everything else, and its bar says
 * what to do. What a tool needs is loaded when it is used first.
 */

import { ModeBar } from "./bar.js";
import { Picking } from "./picking.js";

const KEYS = new Set(["Enter", "Backspace", "Delete", "Escape"]);

/**
 * @typedef {Object} Hand what a tool is given
 * @property {L.Map} map @property {import("../work.js").Work} work @property {ModeBar} bar
 * @property {(name: string, fields?: object) => void} send
 */
/**
 * @typedef {Object} Tool
 * @property {(features: string[], at: L.LatLng) => void} [click]
 * @property {(key: string) => boolean} [key] whether the key meant something; Enter and Escape end the tool otherwise
 * @property {() => void} [finish] sends what there is, before the tool is taken away
 * @property {() => void} stop takes away all that it has put into the page
 */

/** How each tool is made; the larger ones come in modules of their own. */
const MAKERS = {
  pick: async (hand) => new Picking(hand),
};

export class Editor {
  /** @param {L.Map} map @param {import("../work.js").Work} work @param {(name: string, fields?: object) => void} send */
  constructor(map, work, send) {
    this.map = map;
    this.send = send;
    this.hand = { map, work, send, bar: new ModeBar(map, (done) => this.end(done)) };
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

  /** @param {string} key */
  key(key) {
    if (this.tool?.key?.(key)) return;
    if (key === "Enter") this.end(true);
    if (key === "Escape") this.end(false);
  }

  /** @param {boolean} done */
  end(done) {
    if (done) this.tool?.finish?.();
    this.send("EditEnded", { done });
  }

  /** Keys that mean something to the tool go no further. @param {KeyboardEvent} event */
  press(event) {
    if (!this.active || !KEYS.has(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" && event.target.closest("button")) return; // the bar's own
    event.preventDefault();
    event.stopImmediatePropagation();
    this.key(event.key);
  }
}
