/**
 * The map by keyboard: arrows pan, + and - zoom, Tab walks through the marks, Enter picks, Escape clears, the menu key
 * asks for the menu. Tab beyond the last mark leaves the map.
 */

/** @typedef {import("./geo.js").Point} Point */

const STEP = 90; // pixels
const PAN = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
/** Which part of a feature takes the focus, and in which order they are walked through. */
const WALKED = [".fan.symbol", ".card .row", ".symbol", ".cell", ".notes .row", ".shape.ring", ".shape.area", ".shape.line"];

export class Keyboard {
  /**
   * @param {L.Map} map @param {import("./motion.js").Motion} motion
   * @param {{pick: (feature: string, add: boolean) => void, clear: () => void,
   *          menu: (feature: string, at: Point) => void, focus: (feature: string, at: Point) => void,
   *          reach: () => void, cell: (key: string) => void}} acts
   *   `reach`: somebody walks by keyboard; `cell`: a circle of many events was chosen.
   *   `at`: the middle of the feature, or of the frame, in pixels
   */
  constructor(map, motion, acts) {
    this.map = map;
    this.motion = motion;
    this.acts = acts;
    document.addEventListener("keydown", (event) => this.press(event));
    document.addEventListener("focusin", () => (this.focused() || this.cell()) && acts.focus(this.focused(), this.middle()));
    document.addEventListener("focusout", () => acts.focus("", this.middle()));
  }

  press(event) {
    if (event.key === "Tab") this.walk(event);
    else if (this.act(event)) event.preventDefault();
  }

  /** @returns {boolean} whether the key means something here */
  act(event) {
    const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
    const feature = this.focused();
    if (key === "ContextMenu" || (key === "F10" && shiftKey)) this.acts.menu(feature, this.middle());
    else if (altKey || metaKey) return false;
    else if ((key === "Enter" || key === " ") && feature) this.acts.pick(feature, ctrlKey || shiftKey);
    else if ((key === "Enter" || key === " ") && this.cell()) this.acts.cell(this.cell());
    else if (ctrlKey) return false;
    else if (key === "Escape") this.escape();
    else if (PAN[key]) this.map.panBy(shiftKey ? PAN[key].map((by) => by * 3) : PAN[key], { animate: this.motion.allowed });
    else if (key === "+" || key === "=") this.map.zoomIn(shiftKey ? 3 : 1, { animate: this.motion.allowed });
    else if (key === "-" || key === "_") this.map.zoomOut(shiftKey ? 3 : 1, { animate: this.motion.allowed });
    else return false;
    return true;
  }

  escape() {
    this.map.getContainer().focus({ preventScroll: true });
    this.acts.clear();
  }

  /** @returns {string} the feature with the focus, or nothing */
  focused() {
    return document.activeElement?.closest("[data-feature]")?.dataset.feature ?? "";
  }

  /** @returns {string} key of the circle with the focus, or nothing */
  cell() {
    return document.activeElement?.dataset.cell ?? "";
  }

  /** @returns {Point} of what has the focus, else of the frame */
  middle() {
    const frame = this.map.getContainer().getBoundingClientRect();
    const { left, top, right, bottom } = (this.focused() || this.cell() ? document.activeElement : this.map.getContainer()).getBoundingClientRect();
    const between = (low, high, room) => (Math.max(0, low) + Math.min(room, high)) / 2;
    return { x: between(left - frame.left, right - frame.left, frame.width), y: between(top - frame.top, bottom - frame.top, frame.height) };
  }

  /** At the ends the key is left to the browser, which then leaves the map. */
  walk(event) {
    this.acts.reach();
    const stops = this.stops();
    const here = stops.indexOf(document.activeElement);
    const back = event.shiftKey;
    const next = here < 0 ? (back ? -1 : 0) : here + (back ? -1 : 1);
    if (next < 0 && here === 0) this.map.getContainer().focus({ preventScroll: true });
    else if (stops[next]) stops[next].focus({ preventScroll: true });
    else return;
    event.preventDefault();
  }

  /** What is in the frame: cards, then symbols from the north-west, then rings, areas and lines. */
  stops() {
    const frame = this.map.getContainer().getBoundingClientRect();
    const stops = new Map();
    for (const selector of WALKED) {
      const found = [...document.querySelectorAll(selector)]
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.right > frame.left && box.left < frame.right && box.bottom > frame.top && box.top < frame.bottom && box.width + box.height > 0)
        .sort((one, other) => one.box.top - other.box.top || one.box.left - other.box.left);
      for (const { element } of found) {
        const name = element.dataset.feature ?? `cell ${element.dataset.cell}`;
        if (!stops.has(name)) stops.set(name, element);
      }
    }
    return [...stops.values()];
  }
}
