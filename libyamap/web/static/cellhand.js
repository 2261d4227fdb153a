/**
 * What a hand does with circles of many events: a click lists them, a double click goes nearer so that they part, and at
 * the nearest zooms they fan out.
 */

import { Fan } from "./fan.js";

const FANS_FROM = 15; // zoom from which events that are still together are at one place for the eye
const NEARER = 2; // zooms

export class CellHand {
  /**
   * @param {L.Map} map @param {import("./anchors.js").Anchors} anchors @param {import("./work.js").Work} work
   * @param {import("./motion.js").Motion} motion @param {import("./cells.js").Cells} cells
   * @param {(cell: {key: string, count: number, bounds: number[], add: boolean}) => void} picked
   */
  constructor(map, anchors, work, motion, cells, picked) {
    this.map = map;
    this.motion = motion;
    this.cells = cells;
    this.picked = picked;
    this.fan = new Fan(map, anchors, work);
    map.getContainer().addEventListener("dblclick", (event) => this.goNearer(event), { capture: true });
  }

  /** @param {MouseEvent} event @param {boolean} add @returns {boolean} whether it was for a circle */
  click(event, add) {
    const isInFan = event.target.closest?.(".fan");
    if (!isInFan) this.close();
    const cell = isInFan ? null : this.cells.under(event);
    if (cell) this.pick(cell.key, add);
    return Boolean(cell);
  }

  /** @param {string} key @param {boolean} add to what is selected */
  pick(key, add) {
    const cell = this.cells.get(key);
    if (!cell) return;
    const { count, bounds } = cell;
    if (this.map.getZoom() >= FANS_FROM && this.fan.holds(count)) this.fan.open(key, cell.at);
    this.picked({ key, count, bounds, add });
  }

  /** Takes a fan away. @returns {boolean} whether there was one */
  close() {
    const isOpen = this.fan.isOpen;
    this.fan.close();
    return isOpen;
  }

  goNearer(event) {
    const cell = this.map.doubleClickZoom.enabled() && this.cells.under(event);
    if (!cell) return;
    event.preventDefault();
    event.stopPropagation(); // Leaflet's own double click goes to where the pointer is
    const [lon, lat] = cell.at;
    this.motion.showPlace([lat, lon], Math.min(this.map.getMaxZoom(), this.map.getZoom() + NEARER), true);
  }
}
