/**
 * Picks a place: each click is one.
 */

export class Picking {
  /** @param {import("./editor.js").Hand} hand */
  constructor({ send }) {
    this.send = send;
  }

  /** @param {string[]} _features @param {L.LatLng} at */
  click(_features, { lng, lat }) {
    this.send("EditPointed", { lon: lng, lat });
  }

  stop() {}
}
