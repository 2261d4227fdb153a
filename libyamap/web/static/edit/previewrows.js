/**
 * What is unfinished and known for a country alone: a row on the country's card, or a card of its own where there is none.
 */

import { rowsOf } from "../cards.js";
import { html } from "../dom.js";
import { toWorld } from "../geo.js";

export class PreviewRows {
  /** @param {L.Map} map @param {import("../anchors.js").Anchors} anchors */
  constructor(map, anchors) {
    this.pane = map.getPane("cards");
    this.anchors = anchors;
    this.cards = [];
    this.rows = [];
    /** @type {import("../anchors.js").Anchored[]} */
    this.own = [];
  }

  /** @param {object[]} cards CountryCards, those and no others */
  show(cards) {
    this.cards = cards;
    this.put();
  }

  /** After every redraw, because cards are made anew with it. */
  put() {
    this.rows.forEach((row) => row.remove());
    this.own.forEach((card) => this.anchors.remove(card));
    [this.rows, this.own] = [[], []];
    for (const card of this.cards) this.add(card);
  }

  add(card) {
    const rows = [...rowsOf(card).children];
    rows.forEach((row) => row.classList.add("unfinished"));
    this.rows.push(...rows);
    const list = this.pane.querySelector(`.card[data-country="${CSS.escape(card.country)}"] .rows`);
    if (list) list.append(...rows);
    else this.stand(card, rows);
  }

  stand(card, rows) {
    const element = html("section", "card unfinished");
    const list = html("ul", "rows");
    list.append(...rows);
    element.append(html("span", "card-name", card.name), list);
    this.pane.append(element);
    const own = { element, world: toWorld(card.at), dx: -element.offsetWidth / 2, dy: -element.offsetHeight / 2 };
    this.own.push(own);
    this.anchors.add(own);
  }
}
