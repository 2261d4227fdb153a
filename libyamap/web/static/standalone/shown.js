/**
 * What is shown: the layers that are on, and the days that are chosen. A feature whose days are not known is always in.
 */

export class Shown {
  /** @param {{features: object[], layers: object[]}} payload */
  constructor({ features, layers }) {
    this.features = new Map(features.map((feature) => [feature.id, feature]));
    this.layers = new Set(layers.filter(({ visible }) => visible).map(({ id }) => id));
    /** @type {[string, string] | null} first and last day, both in */
    this.window = null;
    /** @type {(() => void)[]} */
    this.listeners = [];
  }

  /** @param {string} id @returns {boolean} */
  has(id) {
    const feature = this.features.get(id);
    return Boolean(feature) && this.layers.has(feature.layer) && this.inTime(feature);
  }

  /** Whether it can lie in the chosen days. */
  inTime({ from, to }) {
    if (!this.window) return true;
    const [first, last] = this.window;
    return (!from || from <= last) && (!to || to >= first);
  }

  /** @param {string} layer @param {boolean} on */
  setLayer(layer, on) {
    if (on) this.layers.add(layer);
    else this.layers.delete(layer);
    this.tell();
  }

  /** @param {[string, string] | null} window */
  setWindow(window) {
    this.window = window;
    this.tell();
  }

  tell() {
    this.listeners.forEach((listener) => listener());
  }
}
