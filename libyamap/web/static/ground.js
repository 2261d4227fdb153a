/**
 * The ground: land, water, borders and roads, in one canvas that is a little larger than the frame.
 *
 * A worker paints it (`groundworker.js`): the frame first, then the frame with a margin, so that a drag comes upon
 * ground. There are two canvases: the next picture is put into the hidden one, and they change places then, so that
 * neither a pan nor a zoom ever shows an empty ground.
 */

import { slides } from "./motion.js";
import { baseOf, Sheet } from "./sheet.js";

const MARGIN = 0.35; // of the frame, on each side
const LEAD = 0.6; // of the margin
const SOON = 0.9; // of the margin: when less is left, a drag asks for the next picture

/** @returns {Promise<object>} ground.json */
export const factsOfGround = async () => (await fetch("ground.json")).json();

export class Ground {
  /**
   * @param {L.Map} map @param {import("./work.js").Work} work
   * @param {Promise<object>} early what factsOfGround() has begun to fetch, for the first load
   * @param {Worker} painter who paints it: told by `postMessage`, answers by messages
   */
  constructor(map, work, early, painter = new Worker(new URL("./groundworker.js", import.meta.url), { type: "module" })) {
    this.map = map;
    this.work = work;
    this.sheets = [0, 1].map(() => new Sheet(map, document.createElement("canvas"), "tilePane"));
    for (const { element } of this.sheets) element.className += " ground";
    this.early = early;
    this.style = { theme: "light", relief: false };
    this.focus = [];
    this.known = false;
    this.worker = painter;
    this.worker.addEventListener("message", ({ data }) => this.take(data));
    this.worker.addEventListener("error", ({ message }) => {
      throw new Error(`The ground was not painted: ${message}`); // so that it is reported as any other error
    });
    this.side = 0;
    this.turn = 0;
    /** @type {{views: object[], base: object, look: string, painting: boolean} | null} what the worker
     *   has to paint; `painting`: the picture that is waited for */
    this.asked = null;
    /** @type {(() => void)[]} those who wait for the margin too */
    this.waiting = [];
    /** @type {(() => void)[]} those who wait for the frame */
    this.arrivals = [];
    /** @type {() => boolean} whether marks for the same frame are on their way: then both are shown at once */
    this.isExpected = () => false;
    /** @type {{bitmap: ImageBitmap, view: object, base: object, look: string} | null} a picture that waits for them */
    this.held = null;
    /** @type {{view: import("./paint.js").View, look: string} | null} */
    this.shown = null;
    /** @type {() => void} ends the work that was counted for the turn */
    this.done = () => {};
    map.on("moveend", () => this.draw());
    this.watchSharpness();
    this.byHand = false;
    map.on("movestart", () => (this.byHand = false));
    /** @type {L.Point | null} where a drag was when it asked last */
    this.last = null;
    map.on("dragstart", () => {
      this.byHand = true;
      this.last = map.getPixelBounds().min;
    });
    map.on("move", (event) => {
      const goesOn = slides(map, event) || event.flyTo || event.pinch; // for a jump the painter would paint twice
      if (goesOn && this.shown && !this.asked?.painting && !this.covers(MARGIN * SOON)) this.ask([this.ahead()]);
    });
  }

  /** Reads what the basemap offers and which countries the map is about. @returns {Promise<object>} ground.json */
  async load() {
    const facts = await (this.early ?? factsOfGround());
    this.early = null;
    this.focus = facts.focus;
    const { relief: hasRelief, relief_max_zoom: reliefZoom, max_data_zoom: deepest } = facts;
    if (!this.known) this.worker.postMessage({ facts: { hasRelief, reliefZoom, deepest } });
    this.known = true;
    return facts;
  }

  /** Paints the frame as it is now; where what is shown is right and fills the frame, only the margin is painted. */
  draw() {
    if (!this.known || !this.map._loaded) return;
    const [frame, wide] = [this.view(0), this.view(MARGIN)];
    const same = this.shown && this.shown.look === this.look() && this.shown.view.zoom === frame.zoom && this.covers(0);
    if (same) this.done();
    else this.count();
    this.ask(same || this.byHand ? [wide] : [frame, wide], same && !this.byHand); // a hand may go on at once
  }

  /** All that the picture depends on besides the frame. */
  look() {
    return JSON.stringify([this.style.theme, this.style.relief, this.focus, window.devicePixelRatio]);
  }

  /** Counts the painting as work until the frame is shown. */
  count() {
    this.done();
    this.work.during(() => new Promise((resolve) => (this.done = resolve)));
  }

  /** @param {object[]} views @param {boolean} [canWait] what is shown is right: the rest of the page comes first */
  ask(views, canWait = false) {
    this.turn += 1;
    this.held?.bitmap.close();
    this.held = null;
    this.asked = { views, base: baseOf(this.map), look: this.look(), painting: !canWait };
    const { theme, relief } = this.style;
    this.worker.postMessage({ turn: this.turn, views, canWait, style: { theme, relief }, focus: this.focus });
  }

  /** A picture is there. */
  take({ turn, step, bitmap }) {
    if (turn !== this.turn) return bitmap.close();
    const { views, base, look } = this.asked;
    this.held?.bitmap.close();
    this.held = { bitmap, view: views[step], base, look };
    this.asked.painting = false; // the margin comes when the page has laid out the rest, unless a drag needs it now
    if (this.byHand || !this.isExpected()) this.reveal();
    if (step === views.length - 1) this.rest();
    this.arrivals.splice(0).forEach((settle) => settle());
    return undefined;
  }

  /** Shows the picture that waits. */
  reveal() {
    if (!this.held) return;
    const { bitmap, view, base, look } = this.held;
    this.held = null;
    this.show(bitmap, view, base);
    this.shown = { view, look };
    this.done();
  }

  /** @returns {Promise<void>} when the frame's picture is there, shown or waiting */
  arrived() {
    return this.asked?.painting ? new Promise((settle) => this.arrivals.push(settle)) : Promise.resolve();
  }

  rest() {
    this.asked = null;
    this.waiting.splice(0).forEach((settle) => settle());
  }

  /** @returns {Promise<void>} when the margin is painted too */
  rested() {
    return this.asked ? new Promise((settle) => this.waiting.push(settle)) : Promise.resolve();
  }

  /** The frame with its margin, moved on in the direction of a drag. @returns {import("./paint.js").View} */
  ahead() {
    const view = this.view(MARGIN);
    if (!this.byHand) return view;
    const most = this.map.getSize().multiplyBy(MARGIN * LEAD).floor();
    const { x, y } = this.map.getPixelBounds().min.subtract(this.last ?? this.map.getPixelBounds().min);
    const led = (way, room) => Math.sign(way) * Math.min(room, Math.abs(way) * 2);
    this.last = this.map.getPixelBounds().min;
    return { ...view, left: view.left + led(x, most.x), top: view.top + led(y, most.y) };
  }

  /** @param {number} margin of the frame @returns {import("./paint.js").View} its edges on device pixels */
  view(margin) {
    const ratio = window.devicePixelRatio;
    const size = this.map.getSize();
    const whole = (value) => Math.ceil(value * ratio) / ratio;
    const [x, y] = [whole(size.x * margin), whole(size.y * margin)];
    const corner = this.map.getPixelBounds().min;
    return {
      zoom: this.map.getZoom(),
      left: corner.x - x,
      top: corner.y - y,
      width: whole(size.x) + 2 * x,
      height: whole(size.y) + 2 * y,
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

  show(bitmap, view, base) {
    const sheet = this.sheets[(this.side = 1 - this.side)];
    const canvas = sheet.element;
    if (canvas.width !== bitmap.width) canvas.width = bitmap.width;
    if (canvas.height !== bitmap.height) canvas.height = bitmap.height;
    canvas.style.width = `${view.width}px`;
    canvas.style.height = `${view.height}px`;
    // Not by a bitmaprenderer: there each picture costs the page a millisecond more than the one before.
    canvas.getContext("2d", { alpha: false }).drawImage(bitmap, 0, 0);
    bitmap.close();
    sheet.drawn(base, L.point(view.left, view.top).subtract(base.origin));
    canvas.classList.add("shown");
    this.sheets[1 - this.side].element.classList.remove("shown");
  }
}
