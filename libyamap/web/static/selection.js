/**
 * Picking with the mouse, and showing what is selected. A second click on the same place picks the next mark below.
 */

const SAME = 4; // pixels: the hand is never quite still

/** @param {number} x @param {number} y client pixels @returns {string[]} features there, top first */
export function featuresAt(x, y) {
  const stack = document.elementsFromPoint(x, y).map((element) => element.closest("[data-feature]")?.dataset.feature);
  return [...new Set(stack.filter(Boolean))];
}

export class Selection {
  /**
   * @param {L.Map} map @param {(features: string[], at: L.LatLng, add: boolean, event: MouseEvent) => void} picked
   * @param {(drawn: Set<string>) => void} [shown] of the selected features these are drawn
   */
  constructor(map, picked, shown = () => {}) {
    this.shown = shown;
    this.map = map;
    this.picked = picked;
    this.features = new Set();
    this.movable = new Set();
    this.last = null;
    map.on("click", (event) => this.click(event));
    map.on("movestart", () => (this.last = null));
  }

  click({ originalEvent, latlng, containerPoint }) {
    if (originalEvent.detail > 1 || originalEvent.target.closest("button")) return;
    const stack = featuresAt(originalEvent.clientX, originalEvent.clientY);
    const same = this.last && this.last.at.distanceTo(containerPoint) <= SAME && this.last.stack === stack.join();
    const depth = same ? (this.last.depth + 1) % stack.length : 0;
    this.last = stack.length ? { at: containerPoint, stack: stack.join(), depth } : null;
    const add = originalEvent.shiftKey || originalEvent.ctrlKey || originalEvent.metaKey;
    this.picked(stack.slice(depth, depth + 1), latlng, add, originalEvent);
  }

  /** @param {string[]} features shown as selected, the others not @param {string[]} movable those that can be dragged */
  set(features, movable = []) {
    this.features = new Set(features);
    this.movable = new Set(movable);
    this.show();
  }

  /** Marks the elements anew; after every redraw. */
  show() {
    const drawn = new Set();
    for (const element of document.querySelectorAll("[data-feature]")) {
      element.classList.toggle("movable", this.movable.has(element.dataset.feature));
      const isSelected = this.features.has(element.dataset.feature);
      if (isSelected) drawn.add(element.dataset.feature);
      if (element.classList.contains("selected") === isSelected) continue;
      element.classList.toggle("selected", isSelected);
      element.setAttribute("aria-pressed", String(isSelected));
    }
    this.shown(drawn);
  }
}
