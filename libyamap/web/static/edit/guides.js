/**
 * What a drawn corner snaps to: the edges and corners of the zones and provinces in the frame.
 *
 * Geoman measures its distance to every layer at each step of the mouse. So it gets one layer that holds nothing but
 * the few edges around the pointer, found in a grid.
 */

import { toWorld, worldSize } from "../geo.js";
import { frameOf } from "../scene.js";

const CELL = 32; // pixels of the zoom that the edges were fetched at
const AWAY = [[-84, -540], [-84, -539.9]]; // never near: Geoman passes over a layer that is empty when it looks first

export class Guides {
  /** @param {import("./editor.js").Hand} hand @param {L.SVG} renderer @param {string} [not] the feature that is reshaped */
  constructor({ map, work }, renderer, not = "") {
    this.map = map;
    this.work = work;
    this.not = not;
    this.cells = new Map();
    this.size = 1;
    this.layer = L.polyline([AWAY], { renderer, snapIgnore: false, pmIgnore: true, interactive: false, className: "edit-guide" });
    this.layer.addTo(map);
    this.follow = ({ latlng }) => this.layer.setLatLngs([AWAY, ...this.near(latlng)]);
    this.fetch = () => this.work.during(() => this.load());
    map.on("mousemove", this.follow);
    map.on("moveend", this.fetch);
  }

  /** Fetches the edges of the frame. */
  async load() {
    const { west, south, east, north } = frameOf(this.map, 0.1);
    const zoom = this.map.getZoom();
    const answer = await fetch(`guides?${new URLSearchParams({ w: west, s: south, e: east, n: north, z: zoom, not: this.not })}`);
    if (!answer.ok) return; // then there is nothing to snap to
    const { rings } = await answer.json();
    this.size = worldSize(zoom) / CELL;
    this.cells = new Map();
    rings.forEach((ring) => this.add(ring.map((position) => ({ position, ...toWorld(position) }))));
  }

  add(ring) {
    for (let index = 1; index < ring.length; index++) {
      const [from, to] = [ring[index - 1], ring[index]];
      const steps = Math.ceil(Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y)) * this.size) || 1;
      const keys = new Set();
      for (let step = 0; step <= steps; step++) {
        keys.add(this.key(from.x + ((to.x - from.x) * step) / steps, from.y + ((to.y - from.y) * step) / steps));
      }
      for (const key of keys) {
        if (!this.cells.has(key)) this.cells.set(key, []);
        this.cells.get(key).push([from.position, to.position]);
      }
    }
  }

  /** @returns {[number, number][][]} edges around a place, as Leaflet has them */
  near({ lat, lng }) {
    const { x, y } = toWorld([lng, lat]);
    const found = new Set();
    for (const right of [-1, 0, 1]) {
      for (const down of [-1, 0, 1]) {
        for (const edge of this.cells.get(this.key(x + right / this.size, y + down / this.size)) ?? []) found.add(edge);
      }
    }
    return [...found].map((edge) => edge.map(([lon, latitude]) => [latitude, lon]));
  }

  key(x, y) {
    return `${Math.floor(x * this.size)}:${Math.floor(y * this.size)}`;
  }

  stop() {
    this.map.off("mousemove", this.follow);
    this.map.off("moveend", this.fetch);
    this.layer.remove();
  }
}
