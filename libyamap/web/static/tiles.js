/**
 * The data tiles of the ground, as paths: fetched many at a time, and kept, the last used ones, up to a size.
 */

import { pathsOf, TILE_SIZE } from "./mvt.js";
import { boxOf } from "./paint.js";

const LEVEL = 1; // a data tile is drawn over 2 by 2 of Leaflet's
const MOST = 2_000_000; // points kept
const FINEST = 0.75; // pixels; the deepest tiles are drawn enlarged and keep every point
const AT_ONCE = 48; // tiles in one answer
const PACK = new URL("../tiles/basemap/pack", import.meta.url); // a worker's own addresses begin at its script

/** @typedef {{paths: Map<string, Path2D>, joined: Map<string, Path2D>, size: number}} Tile */

export class Tiles {
  /**
   * @param {number} deepest zoom of the data @param {typeof Path2D} [Path] what their paths are made of
   * @param {number} [finest] pixels of a tile: steps below this are left out, unless it is a deepest one
   */
  constructor(deepest, Path, finest = FINEST) {
    this.finest = finest;
    this.deepest = deepest;
    this.Path = Path;
    /** @type {Map<string, {bytes: Promise<Uint8Array>, tile: Tile | null}>} the last used at the end */
    this.kept = new Map();
    this.size = 0;
  }

  /**
   * The tiles of a view, of the zoom nearest to it, so that they are drawn 0.7 to 1.4 times as large as made.
   * @param {import("./paint.js").View} view
   * @returns {Promise<import("./paint.js").Placed[]>}
   */
  async in(view) {
    const places = this.placesIn(view);
    this.want(places);
    return Promise.all(places.map(async (place) => ({ ...place, tile: await this.tile(place.key) })));
  }

  /**
   * Reads tiles that may be needed soon, one at a time. @param {import("./paint.js").View} view
   * @param {() => Promise<boolean>} goesOn whether there is still time for it
   */
  async ahead(view, goesOn) {
    const places = this.placesIn(view).slice(0, AT_ONCE);
    this.want(places);
    for (const { key } of places) {
      if (!(await goesOn())) return;
      await this.tile(key);
    }
  }

  placesIn(view) {
    const z = Math.max(0, Math.min(this.deepest, Math.round(view.zoom) - LEVEL));
    const dim = 256 * 2 ** (view.zoom - z);
    const box = boxOf(view);
    const [west, north, east, south] = [box.minX, box.minY, box.maxX, box.maxY].map((edge) => edge / dim);
    const count = 2 ** z;
    const places = [];
    for (let x = Math.floor(west); x < east; x++) {
      for (let y = Math.max(0, Math.floor(north)); y < Math.min(count, south); y++) {
        const key = `${z}-${((x % count) + count) % count}-${y}`;
        places.push({ key, origin: { x: x * dim, y: y * dim }, dim, scale: dim / TILE_SIZE });
      }
    }
    return places;
  }

  /** Fetches those that are not there. @param {{key: string}[]} places */
  want(places) {
    const missing = new Set();
    for (const { key } of places) {
      const known = this.kept.get(key);
      this.kept.delete(key);
      if (known) this.kept.set(key, known);
      else missing.add(key);
    }
    const keys = [...missing];
    for (let start = 0; start < keys.length; start += AT_ONCE) this.fetch(keys.slice(start, start + AT_ONCE));
  }

  /** A tile that is missing or damaged is empty ground: it must not keep the others from being drawn. */
  fetch(keys) {
    const answer = fetch(`${PACK}?t=${keys.join()}`).then((found) => (found.ok ? found.arrayBuffer() : null));
    const parts = answer.then(partsOf, () => []);
    keys.forEach((key, index) => {
      this.kept.set(key, { bytes: parts.then((found) => found[index] ?? new Uint8Array()), tile: null });
    });
  }

  /** @returns {Promise<Tile>} of a key that is kept */
  async tile(key) {
    const known = this.kept.get(key);
    if (!known) return { paths: new Map(), joined: new Map(), size: 0 }; // forgotten meanwhile
    const bytes = await known.bytes;
    if (!known.tile) {
      const finest = Number(key.split("-")[0]) < this.deepest ? this.finest : 0;
      known.tile = { ...pathsOf(bytes, finest, this.Path), joined: new Map() };
      known.bytes = Promise.resolve(null);
      this.size += known.tile.size;
      this.forget();
    }
    return known.tile;
  }

  forget() {
    for (const [key, { tile }] of this.kept) {
      if (this.size <= MOST || this.kept.size < 2 * AT_ONCE) return;
      this.kept.delete(key);
      this.size -= tile?.size ?? 0;
    }
  }
}

/** Each part is its length, in four bytes with the lowest first, and its bytes. @returns {Uint8Array[]} */
function partsOf(buffer) {
  const parts = [];
  const lengths = new DataView(buffer ?? new ArrayBuffer());
  for (let at = 0; at + 4 <= lengths.byteLength; ) {
    const length = lengths.getUint32(at, true);
    parts.push(new Uint8Array(buffer, at + 4, length));
    at += 4 + length;
  }
  return parts;
}
