/**
 * Moves the frame: at once, or in a flight of 250 ms that explains where things went; never against the system's wish
 * for less motion.
 */

const FLIGHT = 0.25; // seconds
const STEP = 120; // milliseconds between two layouts of names while the map moves

/**
 * Whether the map is being moved by a hand, or slides on by itself; a jump is drawn once, when it has ended.
 * @param {L.Map} map @param {object} event
 */
export const slides = (map, event) => Boolean(event.originalEvent || map._panAnim?._inProgress);

export class Motion {
  /** @param {L.Map} map */
  constructor(map) {
    this.map = map;
    this.asked = false;
    this.wished = window.matchMedia("(prefers-reduced-motion: reduce)");
    this.wished.addEventListener("change", () => this.heed());
    this.heed();
    /** @type {L.LatLngBoundsExpression | null} what was asked into the frame, until it is moved elsewhere */
    this.framed = null;
    this.own = false;
    map.on("movestart", () => !this.own && (this.framed = null));
    map.on("resize", () => this.framed && this.by(() => map.fitBounds(this.framed, { animate: false })));
  }

  /** A move that was asked for, not made by hand. @param {() => void} move */
  by(move) {
    this.own = true;
    move();
    this.own = false;
  }

  /** Whether anything may move by itself. */
  get allowed() {
    return !this.asked && !this.wished.matches;
  }

  /** @param {boolean} asked whether Python asks for less motion */
  reduce(asked) {
    this.asked = asked;
    this.heed();
  }

  /** Wheel, buttons and drags go through Leaflet, which has no public switch for this once the map is made. */
  heed() {
    this.map.options.inertia = this.allowed;
    this.map._zoomAnimated = this.allowed && L.Browser.any3d;
  }

  /** @param {[number, number, number, number]} bounds west, south, east, north @param {boolean} animate */
  showFrame([west, south, east, north], animate) {
    const bounds = [[south, west], [north, east < west ? east + 360 : east]];
    const flies = animate && this.allowed && this.map._loaded;
    this.by(() => (flies ? this.map.flyToBounds(bounds, { duration: FLIGHT }) : this.map.hold.jump((options) => this.map.fitBounds(bounds, options))));
    this.framed = bounds;
  }

  /** @param {[number, number]} at latitude, longitude @param {number} zoom @param {boolean} animate */
  showPlace(at, zoom, animate) {
    if (animate && this.allowed && this.map._loaded) this.map.flyTo(at, zoom, { duration: FLIGHT });
    else this.map.hold.jump((options) => this.map.setView(at, zoom, options));
  }

  /** Calls `act` now and then while the map is being moved by hand. @param {() => void} act */
  eachStep(act) {
    let last = 0;
    this.map.on("move", (event) => {
      const now = performance.now();
      if (!slides(this.map, event) || event.flyTo || this.map._animatingZoom || now - last < STEP) return;
      last = now;
      act();
    });
  }
}
