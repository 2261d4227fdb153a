/**
 * The hand while a tool is in use: clicks and a few keys go to Python, which says what they mean, instead of picking.
 * The side buttons of a mouse lead back and forward through the views.
 */

const KEYS = new Set(["Enter", "Backspace", "Delete", "Escape"]);
const SIDE_BUTTONS = { 3: false, 4: true }; // whether forward

export class Tools {
  /**
   * @param {L.Map} map
   * @param {{point: (at: L.LatLng, last: boolean) => void, key: (key: string) => void, leaf: (forward: boolean) => void}} acts
   */
  constructor(map, acts) {
    this.map = map;
    this.acts = acts;
    this.active = false;
    map.on("dblclick", ({ latlng }) => this.active && acts.point(latlng, true));
    document.addEventListener("keydown", (event) => this.press(event), { capture: true });
    for (const kind of ["mousedown", "mouseup", "auxclick"]) {
      document.addEventListener(kind, (event) => this.side(event), { capture: true });
    }
  }

  /** @param {boolean} active */
  use(active) {
    this.active = active;
    this.map.getContainer().classList.toggle("measuring", active);
    this.map.doubleClickZoom[active ? "disable" : "enable"]();
  }

  /** Keys that mean something to the tool go no further. @param {KeyboardEvent} event */
  press(event) {
    if (!this.active || !KEYS.has(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.acts.key(event.key);
  }

  /** @param {MouseEvent} event */
  side(event) {
    if (!(event.button in SIDE_BUTTONS)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.type === "mouseup") this.acts.leaf(SIDE_BUTTONS[event.button]);
  }
}
