/**
 * What a picture carries besides the map: marking, title, legend and credits, inside the frame.
 */

import { html, listed } from "./dom.js";
import { frameOf } from "./scene.js";

/** Ways to set the legend, the one that hides least of the map first. */
const SETTINGS = [{ columns: 1, dense: false }, ...[1, 2, 3, 4].map((columns) => ({ columns, dense: true }))];
const APART = 12; // pixels between the title and the legend

export class Furniture {
  /**
   * @param {{title: HTMLElement, legend: HTMLElement, credits: HTMLElement}} places
   * @param {L.Map} map @param {import("./work.js").Work} work @param {Promise<void>} fonts
   */
  constructor(places, map, work, fonts) {
    this.places = places;
    this.map = map;
    this.fonts = fonts;
    /** @type {() => void} names have to make room */
    this.changed = () => {};
    this.work = work;
    this.shown = false;
    this.posing = false; // whether a picture will be taken; windows never ask for furniture, shown or not
    this.marking = html("div", "marking");
    document.body.append(this.marking);
    this.marking.hidden = true;
  }

  /** The ground's own credits; they are always shown. @param {string[]} credits */
  credit(credits) {
    this.places.credits.replaceChildren(...listed(credits, "credit"));
    this.places.credits.hidden = !credits.length;
  }

  /** @param {{shown: boolean, width: number, height: number}} order a ShowFurniture */
  async show({ shown, width, height }) {
    this.posing = true;
    if (width && height) this.frame(width, height);
    this.shown = shown;
    document.documentElement.classList.toggle("picture", shown);
    await this.load();
  }

  /** The map and what lies on it take so much of the window. @param {number} width CSS pixels @param {number} height */
  frame(width, height) {
    Object.assign(document.body.style, { position: "relative", width: `${width}px`, height: `${height}px` });
    this.map.invalidateSize({ animate: false, pan: false });
  }

  /** Fetches it anew; it always matches what is drawn. */
  async load() {
    if (!this.shown) return this.hide();
    await this.work.during(async () => {
      await this.fonts;
      const facts = await (await fetch(`furniture?${this.query()}`)).json();
      if (!this.shown) return;
      this.dress(facts);
      const swatches = [...this.places.legend.querySelectorAll("img")];
      await Promise.all(swatches.map((swatch) => swatch.decode().catch(() => {})));
      this.fit();
      this.changed();
    });
  }

  query() {
    const { west, south, east, north } = frameOf(this.map);
    return new URLSearchParams({ w: west, s: south, e: east, n: north, z: this.map.getZoom() });
  }

  hide() {
    for (const place of [this.places.title, this.places.legend, this.marking]) place.hidden = true;
    this.changed();
  }

  dress({ title, subtitle, marking, legend, credits }) {
    const { title: head, legend: list } = this.places;
    head.replaceChildren(html("h1", "", title), html("p", "", subtitle));
    head.hidden = !title;
    this.marking.replaceChildren(html("span", "", marking));
    this.marking.hidden = !marking;
    list.replaceChildren(...groupsOf(legend).flatMap(groupPart));
    list.hidden = !legend.length;
    if (credits.length) this.credit(credits);
  }

  /** Sets the legend so that it ends under the title: smaller, then in columns. What still has no room is cut off. */
  fit() {
    const { title, legend } = this.places;
    const top = title.hidden ? APART : title.getBoundingClientRect().bottom + APART;
    const room = legend.getBoundingClientRect().bottom - top;
    const across = window.innerWidth - 2 * legend.offsetLeft;
    legend.style.maxHeight = "";
    const fits = ({ columns, dense }) => {
      legend.dataset.columns = String(columns);
      legend.classList.toggle("dense", dense);
      return legend.offsetHeight <= room && legend.offsetWidth <= across;
    };
    if (!SETTINGS.some(fits)) legend.style.maxHeight = `${room}px`;
  }

  /** @returns {DOMRect[]} what names must keep clear of */
  boxes() {
    const parts = document.querySelectorAll("aside.furniture:not([hidden]), .marking:not([hidden]) > *, .zoom-buttons");
    return [...parts].map((part) => part.getBoundingClientRect()).filter(({ width }) => width > 0);
  }
}

function groupsOf(legend) {
  const groups = new Map();
  for (const entry of legend) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
  return [...groups];
}

function groupPart([group, entries]) {
  const list = html("ul", "legend-group");
  list.append(...entries.map(entryPart));
  return group ? [html("h2", "", group), list] : [list];
}

/** The swatch is shown as an image, in which no script runs. */
function entryPart({ text, swatch }) {
  const entry = html("li", "legend-entry");
  const picture = html("img", "swatch");
  picture.alt = "";
  picture.src = `data:image/svg+xml,${encodeURIComponent(swatch)}`;
  entry.append(picture, html("span", "", text));
  return entry;
}
