/**
 * Keeps an element that was drawn for one zoom in its place while the map moves and zooms, until it is drawn again.
 *
 * A pan needs nothing: the element lies in a pane that Leaflet moves. A zoom scales it; in Leaflet's zoom animation the
 * browser does that by transition.
 */

/** @typedef {{zoom: number, origin: L.Point}} Base the zoom and pixel origin that something was drawn for */

/** @param {L.Map} map @returns {Base} */
export const baseOf = (map) => ({ zoom: map.getZoom(), origin: map.getPixelOrigin() });

/** A drawn element: an SVG or a canvas whose corner lies at a layer point. */
export class Sheet {
  /** @param {L.Map} map @param {HTMLElement | SVGElement} element @param {string} pane */
  constructor(map, element, pane) {
    this.map = map;
    this.element = element;
    element.classList.add("leaflet-zoom-animated");
    map.getPane(pane).append(element);
    /** @type {Base | null} */
    this.base = null;
    this.corner = L.point(0, 0);
    const follow = () => this.follow(map.getZoom(), map.getPixelOrigin());
    const later = () => map.hold.follow(this, follow);
    this.followed = { zoom: later, viewreset: later, zoomanim: (event) => this.animate(event) };
    map.on(this.followed);
  }

  /** The element is drawn for this base now; its corner is a layer point. @param {Base} base */
  drawn(base, corner = L.point(0, 0)) {
    this.base = base;
    this.corner = corner;
    this.follow(this.map.getZoom(), this.map.getPixelOrigin());
  }

  /** @param {number} zoom @param {L.Point} origin */
  follow(zoom, origin) {
    if (!this.base) return;
    const scale = this.map.getZoomScale(zoom, this.base.zoom);
    const corner = this.corner.add(this.base.origin).multiplyBy(scale).subtract(origin);
    L.DomUtil.setTransform(this.element, corner, scale);
  }

  /** @param {{zoom: number, center: L.LatLng}} event */
  animate({ zoom, center }) {
    this.follow(zoom, originAfter(this.map, zoom, center));
  }

  remove() {
    this.map.off(this.followed);
    this.element.remove();
  }
}

/**
 * The pixel origin that the map will have when its zoom animation ends.
 * @param {L.Map} map @param {number} zoom @param {L.LatLng} center
 */
export function originAfter(map, zoom, center) {
  const moved = L.DomUtil.getPosition(map.getPane("mapPane")) ?? L.point(0, 0);
  return map.project(center, zoom).subtract(map.getSize().divideBy(2)).add(moved).round();
}
