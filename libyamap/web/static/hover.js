/**
 * The pointer: says where it is, and shows the tooltip of what lies under it.
 */

import { html } from "./dom.js";
import { featuresAt } from "./selection.js";

const APART = 1000 / 30; // milliseconds between two reports
const OFFSET = 14; // pixels from the pointer to the tooltip
const EDGE = 4; // pixels from the frame's edge
const GAP = 8; // pixels beside a card

/**
 * Where a tooltip stands: beside the pointer, never below it, and over as little of the cards as can be.
 * @param {{x: number, y: number}} at of the pointer @param {{x: number, y: number}} own size of the tooltip
 * @param {{x: number, y: number}} room size of the frame @param {import("./placing.js").Box[]} cards
 * @returns {import("./placing.js").Box}
 */
function seatFor(at, own, room, cards) {
  const within = (value, length, whole) => Math.max(EDGE, Math.min(value, whole - length - EDGE));
  const boxOf = (x, y) => {
    const [left, top] = [within(x, own.x, room.x), within(y, own.y, room.y)];
    return { left, top, right: left + own.x, bottom: top + own.y };
  };
  const [rights, lefts] = [[at.x + OFFSET], [at.x - OFFSET - own.x]];
  for (const card of cards) {
    if (card.top > at.y + OFFSET + own.y || card.bottom < at.y - OFFSET - own.y) continue; // stands elsewhere
    rights.push(card.right + GAP);
    lefts.push(card.left - GAP - own.x);
  }
  const heights = [at.y + OFFSET, at.y - OFFSET - own.y];
  const seats = [...rights, ...lefts].flatMap((x) => heights.map((y) => boxOf(x, y)));
  const pointer = { left: at.x - 2, top: at.y - 2, right: at.x + 2, bottom: at.y + 2 };
  const far = ({ left, right }) => Math.max(left - at.x, at.x - right, 0);
  const cost = (box) =>
    cards.reduce((sum, card) => sum + shared(box, card), 0) + far(box) + (shared(box, pointer) && Infinity);
  return seats.reduce((best, box) => (cost(box) < cost(best) ? box : best));
}

/** Square pixels that two boxes have in common. @param {import("./placing.js").Box} one @param {import("./placing.js").Box} other */
function shared(one, other) {
  const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return Math.max(0, across) * Math.max(0, down);
}

export class Hover {
  /**
   * @param {L.Map} map @param {(id: string) => string} textOf @param {(at: L.LatLng, inside: boolean) => void} moved
   * @param {import("./cells.js").Cells} cells @param {import("./cards.js").Cards} cards
   */
  constructor(map, textOf, moved, cells, cards) {
    this.map = map;
    this.cells = cells;
    this.cards = cards;
    this.textOf = textOf;
    this.moved = moved;
    this.tooltip = html("div", "tooltip");
    this.tooltip.id = "tooltip";
    this.tooltip.setAttribute("role", "tooltip");
    this.tooltip.hidden = true;
    map.getContainer().append(this.tooltip);
    this.reported = 0;
    this.over = "";
    /** @type {{originalEvent: MouseEvent, containerPoint: {x: number, y: number}} | null} none for the keyboard's tooltip */
    this.last = null;
    map.on("mousemove", (event) => this.move(event));
    map.on("mouseout", ({ latlng }) => this.leave(latlng));
    map.on("dragstart zoomstart", () => this.hide());
  }

  move({ originalEvent, latlng, containerPoint }) {
    if (originalEvent.timeStamp - this.reported >= APART) {
      this.reported = originalEvent.timeStamp;
      this.moved(latlng, true);
    }
    if (!originalEvent.buttons) this.look({ originalEvent, containerPoint });
  }

  /** What lies under a pointer that has not moved may be another by now. */
  again() {
    if (this.last && !this.tooltip.hidden) this.look(this.last);
  }

  look(event) {
    const { originalEvent, containerPoint } = event;
    const cell = this.cells.under(originalEvent);
    const [top = ""] = cell ? [] : featuresAt(originalEvent.clientX, originalEvent.clientY);
    this.point(top);
    this.map.getContainer().classList.toggle("pointing", Boolean(cell || top));
    const text = cell ? cell.tooltip : top && this.textOf(top);
    if (text) this.show(text, containerPoint);
    else this.hide();
    this.last = event;
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
    this.last = null;
    if (tooltip.textContent !== text) tooltip.textContent = text;
    tooltip.dir = "auto";
    tooltip.hidden = false;
    const own = { x: tooltip.offsetWidth, y: tooltip.offsetHeight };
    const { left, top } = seatFor(at, own, this.map.getSize(), this.cards.boxes());
    tooltip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
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
