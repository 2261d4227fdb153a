/**
 * Answers what the map's own modules ask for, from the data in the page: it takes the place of `fetch`, and nothing is
 * ever fetched.
 */

import { besides } from "../print/besides.js";

const WORLD = 256;

export class Answers {
  /** @param {object} payload @param {import("./shown.js").Shown} shown what passes layers and time */
  constructor(payload, shown) {
    this.payload = payload;
    this.shown = shown;
    this.version = 0;
    this.tiles = unpacked(payload.tiles);
    this.rows = new Map(Object.entries(payload.symbols).map(([address, picture]) => [address, dataOf(picture)]));
  }

  /** @param {string | URL} address @returns {Promise<Response>} */
  async fetch(address) {
    const { pathname, searchParams } = new URL(address, "file:///page/");
    const name = pathname.split("/").pop();
    if (pathname.includes("/symbols/")) return new Response(this.payload.symbols[pathname.slice(pathname.indexOf("symbols/"))] ?? "");
    if (name === "pack") return new Response(await this.pack(searchParams.get("t").split(",")));
    const middle = (Number(searchParams.get("w")) + Number(searchParams.get("e"))) / 2;
    if (name === "view") return Response.json(besides(this.view(Number(searchParams.get("z"))), middle));
    if (name === "labels") return Response.json(besides({ labels: this.labels(searchParams) }, middle));
    if (name === "ground.json") return Response.json(this.ground());
    return new Response("", { status: 404 });
  }

  ground() {
    const { tiles, focus, credits } = this.payload;
    return { max_data_zoom: tiles.deepest, relief: false, relief_max_zoom: 0, focus, credits };
  }

  /** Marks and cards of what passes, symbols at one place beside each other at this zoom. */
  view(zoom) {
    const { marks, offsets, cards, card_notes: notes } = this.payload;
    const moved = offsets[Math.max(2, Math.min(14, Math.round(zoom)))] ?? {};
    const drawn = marks
      .map((mark, place) => (moved[place] ? { ...mark, offset: moved[place] } : mark))
      .filter(({ id }) => this.shown.has(id));
    const known = cards.flatMap((card) => {
      const rows = card.rows.filter(({ id }) => this.shown.has(id)).map((row) => ({ ...row, symbol: this.rows.get(row.symbol) ?? "" }));
      return rows.length ? [{ ...card, rows, note: notes[card.country][rows.length - 1] }] : [];
    });
    return { version: ++this.version, marks: drawn, cards: known, cells: null, heat: null, left_out: 0 };
  }

  labels(query) {
    const [west, south, east, north, zoom] = ["w", "s", "e", "n", "z"].map((key) => Number(query.get(key)));
    const level = Math.max(1, Math.round(zoom));
    const inFrame = ([lon, lat]) => lat >= south && lat <= north && [-360, 0, 360].some((turn) => lon + turn >= west && lon + turn <= east);
    return this.payload.labels.filter(({ from, to, label }) => level >= from && level <= to && inFrame(label.at)).map(({ label }) => label);
  }

  /** Each part is its length, in four bytes with the lowest first, and its bytes. */
  async pack(names) {
    const tiles = await this.tiles;
    const parts = names.map((name) => tiles.get(name) ?? new Uint8Array());
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + 4 + part.length, 0));
    let at = 0;
    for (const part of parts) {
      new DataView(whole.buffer).setUint32(at, part.length, true);
      whole.set(part, at + 4);
      at += 4 + part.length;
    }
    return whole;
  }
}

/** @returns {Promise<Map<string, Uint8Array>>} tiles by name */
async function unpacked({ names, lengths, gzip }) {
  const packed = Uint8Array.from(atob(gzip), (sign) => sign.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const tiles = new Map();
  let at = 0;
  names.forEach((name, index) => {
    tiles.set(name, bytes.subarray(at, at + lengths[index]));
    at += lengths[index];
  });
  return tiles;
}

/** @param {string} picture an SVG @returns {string} */
export const dataOf = (picture) => `data:image/svg+xml,${encodeURIComponent(picture)}`;

/** Keeps the map where there is ground: everywhere from afar, in the region from near. @param {L.Map} map */
export function keepOnGround(map, { region, world_zoom: worldZoom }) {
  const [west, south, east, north] = region;
  const world = [[-85, -540], [85, 540]];
  const near = [[south, west], [north, east]];
  const keep = () => {
    const room = map.getSize().x / (WORLD * 2 ** map.getZoom()) * 360;
    const isWhole = east - west >= 360; // it goes on beyond the antimeridian
    map.setMaxBounds(!isWhole && map.getZoom() > worldZoom + 0.5 && room < east - west ? near : world);
  };
  map.on("zoomend", keep);
  keep();
}
