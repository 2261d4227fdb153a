/**
 * Drags a selected symbol or ring with the mouse. Only a selected one: who drags the map by a symbol must not move what
 * somebody has placed.
 */

const THRESHOLD = 4; // pixels: a click is never quite still
const GRIPS = ".symbol[data-feature], .shape.ring .target";

export class Drag {
  /**
   * @param {L.Map} map @param {import("./mover.js").Mover} mover
   * @param {{movable: (feature: string) => boolean, held: (feature: string, held: boolean) => void,
   *          dropped: (place: {feature: string, lon: number, lat: number}) => void}} acts
   */
  constructor(map, mover, acts) {
    this.map = map;
    this.mover = mover;
    this.acts = acts;
    /** @type {{feature: string, x: number, y: number, lifted: boolean} | null} */
    this.held = null;
    this.givenUp = false;
    map.getContainer().addEventListener("mousedown", (event) => this.press(event), { capture: true });
    document.addEventListener("mousemove", (event) => this.move(event), { capture: true });
    document.addEventListener("mouseup", (event) => this.release(event), { capture: true });
  }

  press(event) {
    if (event.button || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    const feature = event.target.closest(GRIPS)?.closest("[data-feature]").dataset.feature;
    if (!feature || !this.acts.movable(feature)) return;
    event.stopPropagation(); // or the map is dragged
    event.preventDefault(); // or the browser drags the picture
    this.map.getContainer().focus({ preventScroll: true });
    this.held = { feature, x: event.clientX, y: event.clientY, lifted: false };
  }

  move(event) {
    const { held } = this;
    if (!held) return;
    if (!event.buttons) return this.cancel(); // the button was let go outside the window
    const [right, down] = [event.clientX - held.x, event.clientY - held.y];
    if (!held.lifted && !this.lift(right, down)) return;
    event.stopPropagation();
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.held === held && this.mover.by(right, down));
  }

  lift(right, down) {
    const { held } = this;
    if (Math.hypot(right, down) < THRESHOLD) return false;
    held.lifted = this.mover.lift(held.feature);
    if (!held.lifted) {
      this.held = null;
      return false;
    }
    this.map.scrollWheelZoom.disable();
    this.map.getContainer().classList.add("dragging");
    this.acts.held(held.feature, true);
    return true;
  }

  release(event) {
    const { held } = this;
    this.held = null;
    if (this.givenUp) this.noClick();
    this.givenUp = false;
    if (!held?.lifted) return;
    event.stopPropagation();
    this.noClick();
    this.mover.by(event.clientX - held.x, event.clientY - held.y);
    this.mover.drop();
    this.acts.dropped(this.mover.place); // first: what follows can wait
    this.end(held.feature);
  }

  cancel() {
    const { held } = this;
    this.held = null;
    if (!held?.lifted) return;
    this.givenUp = true; // the button is still down
    this.mover.cancel();
    this.end(held.feature);
  }

  end(feature) {
    cancelAnimationFrame(this.frame);
    this.map.scrollWheelZoom.enable();
    this.map.getContainer().classList.remove("dragging");
    this.acts.held(feature, false);
  }

  /** The click that follows the release is not meant. */
  noClick() {
    const swallow = (event) => event.stopPropagation();
    document.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => document.removeEventListener("click", swallow, { capture: true }));
  }
}
