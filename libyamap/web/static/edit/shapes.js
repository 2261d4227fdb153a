/**
 * Between Leaflet's layers and the geometries of messages (GeoJSON's nesting; a ring is closed).
 */

/** @typedef {{type: string, coordinates: any}} Geometry */

const pair = ({ lng, lat }) => [lng, lat];
const isFlat = (latlngs) => !Array.isArray(latlngs[0]);
const closed = (ring) => (ring.length ? [...ring, ring[0]] : []);

/** @param {L.LatLng[]} latlngs @returns {Geometry} */
export const lineOf = (latlngs) => ({ type: "LineString", coordinates: latlngs.map(pair) });

/** @param {L.LatLng[]} latlngs corners @returns {Geometry} */
export const areaOf = (latlngs) => ({ type: "Polygon", coordinates: [closed(latlngs.map(pair))] });

/** @param {L.Polyline | L.Polygon} layer @returns {Geometry} */
export function geometryOf(layer) {
  const latlngs = layer.getLatLngs();
  if (!(layer instanceof L.Polygon)) {
    return isFlat(latlngs) ? lineOf(latlngs) : { type: "MultiLineString", coordinates: latlngs.map((part) => part.map(pair)) };
  }
  const polygons = isFlat(latlngs[0] ?? []) ? [latlngs] : latlngs;
  return { type: "MultiPolygon", coordinates: polygons.map((rings) => rings.map((ring) => closed(ring.map(pair)))) };
}

/** @param {Geometry} geometry @param {L.PolylineOptions} options @returns {L.Polyline | L.Polygon} */
export function layerOf({ type, coordinates }, options) {
  const turn = (part) => (typeof part[0] === "number" ? [part[1], part[0]] : part.map(turn));
  const latlngs = turn(coordinates);
  return type.endsWith("Polygon") ? L.polygon(latlngs, options) : L.polyline(latlngs, options);
}

/** @param {Geometry | null} geometry @returns {[number, number][]} corners of a sketch, a ring's without the last */
export function cornersOf(geometry) {
  if (!geometry) return [];
  return geometry.type === "Polygon" ? (geometry.coordinates[0] ?? []).slice(0, -1) : geometry.coordinates;
}
