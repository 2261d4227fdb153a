/**
 * Shift and drag: all that lies in the box is added to the selection; with Ctrl as well, the box fills the frame.
 */

const PICKED = ".symbol[data-feature], .shape[data-feature], .card .row[data-feature]";

/** @param {L.Map} map @param {(features: string[], at: L.LatLng) => void} picked */
export function selectByBox(map, picked) {
  const Box = L.Map.BoxZoom.extend({
    /** What Leaflet calls when the button is let go; the box itself is its. */
    _onMouseUp(event) {
      if (event.which !== 1 && event.button !== 1) return;
      this._finish();
      if (!this._moved) return;
      this._clearDeferredResetState();
      this._resetStateTimeout = setTimeout(() => this._resetState(), 0);
      const bounds = L.bounds(this._startPoint, this._point);
      if (event.ctrlKey || event.metaKey) map.fitBounds(L.latLngBounds([bounds.min, bounds.max].map((at) => map.containerPointToLatLng(at))));
      else picked(featuresIn(map, bounds), map.containerPointToLatLng(bounds.getCenter()));
    },
  });
  map.boxZoom.disable();
  map.boxZoom = new Box(map);
  map.boxZoom.enable();
}

/** @param {L.Map} map @param {L.Bounds} bounds pixels @returns {string[]} */
function featuresIn(map, bounds) {
  const frame = map.getContainer().getBoundingClientRect();
  const found = new Set();
  for (const element of document.querySelectorAll(PICKED)) {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const corner = (x, y) => L.point(x - frame.left, y - frame.top);
    const whole = L.bounds(corner(left, top), corner(right, bottom));
    const inside = element.classList.contains("shape") ? bounds.contains(whole) : bounds.contains(whole.getCenter());
    if (inside && right > left && bottom > top) found.add(element.dataset.feature);
  }
  return [...found];
}
