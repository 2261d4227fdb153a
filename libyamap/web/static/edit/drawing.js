/**
 * Draws a line or an area, corner by corner. A double click or Enter ends it, Backspace takes back the last corner.
 */

import { looks, MANNERS, readyToDraw } from "./geoman.js";
import { Guides } from "./guides.js";
import { areaOf, cornersOf, lineOf } from "./shapes.js";

const FEWEST = { line: 2, area: 3 };
const SHAPES = { line: "Line", area: "Polygon" };

export class Drawing {
  /** @param {import("./editor.js").Hand} hand @param {{mode: "line" | "area", geometry: object | null}} asked a UseEditor */
  static async make(hand, asked) {
    const renderer = await readyToDraw(hand.map);
    const guides = new Guides(hand, renderer);
    await guides.load();
    return new Drawing(hand, asked, renderer, guides);
  }

  constructor(hand, { mode, geometry }, renderer, guides) {
    Object.assign(this, hand);
    this.mode = mode;
    this.renderer = renderer;
    this.guides = guides;
    this.drawer = this.map.pm.Draw[SHAPES[mode]];
    this.created = ({ layer }) => this.take(layer);
    this.started = ({ workingLayer }) => workingLayer.on("pm:vertexadded", () => this.tell());
    this.map.on("pm:create", this.created);
    this.map.on("pm:drawstart", this.started);
    this.begin(cornersOf(geometry));
  }

  /** @param {[number, number][]} corners drawn before */
  begin(corners) {
    const look = (name) => looks(this.renderer, name);
    this.map.pm.enableDraw(SHAPES[this.mode], {
      ...MANNERS,
      cursorMarker: true,
      finishOn: "dblclick",
      templineStyle: look("edit-line"),
      hintlineStyle: look("edit-hint"),
      pathOptions: look(this.mode === "area" ? "edit-area" : "edit-line"),
    });
    for (const [lng, lat] of corners) this.add(L.latLng(lat, lng));
    this.tell();
  }

  add(latlng) {
    this.drawer._hintMarker.setLatLng(latlng);
    this.drawer._createVertex({ latlng });
  }

  /** @returns {L.LatLng[]} the corners so far */
  get corners() {
    return this.drawer.enabled() ? this.drawer._layer.getLatLngs() : [];
  }

  tell() {
    const corners = this.corners;
    const count = corners.length;
    this.bar.say(count ? `${count} ${count === 1 ? "corner" : "corners"}` : "", count >= FEWEST[this.mode]);
    this.send("EditSketched", { geometry: this.mode === "area" ? areaOf(corners) : lineOf(corners), corners: count });
  }

  /** What has been drawn stays in sight until Python takes the tool away. */
  take(layer) {
    this.layer = layer;
    const corners = layer.getLatLngs();
    this.send("EditDrawn", { geometry: this.mode === "area" ? areaOf(corners[0]) : lineOf(corners) });
  }

  /** @returns {boolean} always: an unfinished figure is not the end */
  finish() {
    if (this.corners.length >= FEWEST[this.mode]) this.drawer._finishShape();
    return true;
  }

  key(key) {
    if (key !== "Backspace" && key !== "Delete") return false;
    const { corners } = this;
    if (corners.length > 1) {
      this.drawer._removeLastVertex();
      this.tell();
    } else if (corners.length) {
      this.drawer.disable();
      this.begin([]);
    }
    return true;
  }

  stop() {
    this.map.off("pm:create", this.created);
    this.map.off("pm:drawstart", this.started);
    if (this.drawer.enabled()) this.drawer.disable();
    this.layer?.remove();
    this.guides.stop();
  }
}
