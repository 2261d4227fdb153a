/**
 * What is known for a country alone: a card at the country's label with a row for each, or, when that is out of the
 * frame, a note at the map's edge that lists the rows on a click.
 */

import { inFrame } from "./anchors.js";
import { html, image, standFor } from "./dom.js";
import { toWorld } from "./geo.js";
import { grown, overlaps } from "./placing.js";

const FIXED = 20; // marks that weigh as much as the scale or the credits, which would be written over the card
const SHIFTS = [0, 0.3, -0.3, 0.6, -0.6, 1, -1, 1.5, -1.5]; // of its own size, to get out of the way

export class Cards {
  /**
   * @param {L.Map} map @param {import("./anchors.js").Anchors} anchors
   * @param {HTMLElement} notes @param {(country: string) => void} picked
   */
  constructor(map, anchors, notes, picked) {
    this.map = map;
    this.anchors = anchors;
    this.notes = notes;
    this.picked = picked;
    this.cards = [];
    this.opened = "";
  }

  /** @param {object[]} cards CountryCards @returns {Promise<object[]>} ready to be set; the same as before if they are */
  async prepare(cards) {
    if (JSON.stringify(cards) === JSON.stringify(this.cards.map(({ card }) => card))) return this.cards;
    const made = cards.map((card) => ({ card, element: this.cardOf(card), world: toWorld(card.at), dx: 0, dy: 0 }));
    const pictures = made.flatMap(({ element }) => [...element.querySelectorAll("img")]);
    await Promise.all(pictures.map((picture) => picture.decode().catch(() => {})));
    return made;
  }

  set(made) {
    if (made === this.cards) return;
    this.cards.forEach((card) => this.anchors.remove(card));
    this.cards = made;
    for (const card of made) {
      this.map.getPane("cards").append(card.element);
      this.anchors.add(card);
    }
  }

  /**
   * Puts each card where it hides least, or its note at the edge.
   * @param {import("./placing.js").Box[]} others what it should not hide
   */
  layout(others) {
    const size = this.map.getSize();
    const away = [];
    for (const card of this.cards) {
      const at = inFrame(this.map, card.world);
      const [width, height] = [card.element.offsetWidth, card.element.offsetHeight];
      const inside = at.x > 0 && at.y > 0 && at.x < size.x && at.y < size.y;
      card.element.classList.toggle("away", !inside);
      card.box = null;
      if (!inside) away.push(card.card);
      else this.seat(card, at, { width, height, size }, others);
    }
    this.note(away);
  }

  seat(card, at, { width, height, size }, others) {
    const within = (value, length, room) => Math.max(8, Math.min(value, room - length - 8));
    const seats = SHIFTS.flatMap((down) => SHIFTS.map((right) => ({ right, down })))
      .sort((one, other) => Math.hypot(one.right, one.down) - Math.hypot(other.right, other.down))
      .map(({ right, down }) => {
        const left = within(at.x + (right - 0.5) * width, width, size.x);
        const top = within(at.y + (down - 0.5) * height, height, size.y);
        return { left, top, right: left + width, bottom: top + height };
      });
    const hidden = (box) =>
      others.reduce((sum, other) => sum + (overlaps(grown(box, 4), other) ? (other.isFixed ? FIXED : 1) : 0), 0);
    card.box = seats.reduce((best, box) => (hidden(box) < hidden(best) ? box : best));
    card.dx = card.box.left - at.x;
    card.dy = card.box.top - at.y;
    this.anchors.move(card, this.map.getZoom(), this.map.getPixelOrigin());
  }

  /** @returns {import("./placing.js").Box[]} where cards are, in the frame */
  boxes() {
    return this.cards.map(({ box }) => box).filter(Boolean);
  }

  /** @param {string} name @returns {boolean} whether a card in the frame bears this country's name */
  names(name) {
    return this.cards.some(({ card, box }) => box && card.name === name);
  }

  note(away) {
    this.notes.hidden = !away.length;
    const key = JSON.stringify([away, this.opened]);
    if (key === this.noted) return;
    this.noted = key;
    this.notes.replaceChildren(...away.flatMap((card) => this.noteOf(card)));
  }

  noteOf(card) {
    const isOpen = this.opened === card.country;
    const button = html("button", "note", card.note);
    button.type = "button";
    button.setAttribute("aria-expanded", String(isOpen));
    button.addEventListener("click", () => {
      this.opened = isOpen ? "" : card.country;
      this.note(this.cards.filter(({ box }) => !box).map((each) => each.card));
      this.picked(card.country);
    });
    return isOpen ? [button, rowsOf(card)] : [button];
  }

  cardOf(card) {
    const element = html("section", "card");
    const name = html("button", "card-name", card.name);
    name.type = "button";
    name.tabIndex = -1;
    if (!card.gathered.startsWith("province")) name.addEventListener("click", () => this.picked(card.country));
    element.append(name, card.count ? html("p", "card-count", card.note) : rowsOf(card)); // too many for rows
    element.dataset.country = card.country;
    return element;
  }
}

/** A row for each feature, with its actor's colour and symbol. @param {object} card a CountryCard */
export function rowsOf(card) {
  const list = html("ul", "rows");
  for (const row of card.rows) {
    const item = html("li", "row");
    const symbol = html("span", "row-symbol");
    if (row.symbol) symbol.append(image(row.symbol, [20, 16]));
    symbol.style.borderInlineStartColor = row.colour;
    item.append(symbol, html("span", "row-title", row.title));
    standFor(item, row);
    list.append(item);
  }
  return list;
}
