/**
 * The pointer: says where it is, and shows the tooltip of what lies under it.
 */

import { html } from "./dom.js";
import { featuresAt } from "./selection.js";

const APART = 1000 / 30; // milliseconds between two reports
const OFFSET = 14; // pixels from the pointer to the tooltip

export class Hover {
  /**
   * @param {L.Map} map @param {(id: string) => string} textOf @param {(at: L.LatLng, inside: boolean) => void} moved
   * @param {import("./cells.js").Cells} cells
   */
  constructor(map, textOf, moved, cells) {
    this.map = map;
    this.cells = cells;
    this.textOf = textOf;
    this.moved = moved;
    this.tooltip = html("div", "tooltip");
    this.tooltip.id = "tooltip";
    this.tooltip.setAttribute("role", "tooltip");
    this.tooltip.hidden = true;
    map.getContainer().append(this.tooltip);
    this.reported = 0;
    this.over = "";
    map.on("mousemove", (event) => this.move(event));
    map.on("mouseout", ({ latlng }) => this.leave(latlng));
    map.on("dragstart zoomstart", () => this.hide());
  }

  move({ originalEvent, latlng, containerPoint }) {
    if (originalEvent.timeStamp - this.reported >= APART) {
      this.reported = originalEvent.timeStamp;
      this.moved(latlng, true);
    }
    if (originalEvent.buttons) return;
    const cell = this.cells.under(originalEvent);
    const [top = ""] = cell ? [] : featuresAt(originalEvent.clientX, originalEvent.clientY);
    this.point(top);
    this.map.getContainer().classList.toggle("pointing", Boolean(cell || top));
    const text = cell ? cell.tooltip : top && this.textOf(top);
    if (text) this.show(text, containerPoint);
    else this.hide();
  }

  /** Lifts all parts of the feature under the pointer. @param {string} feature */
  point(feature) {
    if (feature === this.over) return;
    this.over = feature;
    document.querySelectorAll(".hovered").forEach((element) => element.classList.remove("hovered"));
    if (!feature) return;
    document.querySelectorAll(`[data-feature="${CSS.escape(feature)}"]`).forEach((element) => element.classList.add("hovered"));
  }

  /** @param {string} text @param {{x: number, y: number}} at pixels in the frame */
  show(text, at) {
    const { tooltip } = this;
    if (tooltip.textContent !== text) tooltip.textContent = text;
    tooltip.dir = "auto";
    tooltip.hidden = false;
    const size = this.map.getSize();
    const left = at.x + OFFSET + tooltip.offsetWidth > size.x ? at.x - OFFSET - tooltip.offsetWidth : at.x + OFFSET;
    const top = at.y + OFFSET + tooltip.offsetHeight > size.y ? at.y - OFFSET - tooltip.offsetHeight : at.y + OFFSET;
    tooltip.style.transform = `translate(${Math.max(4, Math.round(left))}px, ${Math.max(4, Math.round(top))}px)`;
  }

  hide() {
    this.tooltip.hidden = true;
  }

  leave(latlng) {
    this.hide();
    this.point("");
    this.map.getContainer().classList.remove("pointing");
    this.moved(latlng, false);
  }
}
