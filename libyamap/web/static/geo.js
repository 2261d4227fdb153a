/**
 * The few sums of geodesy that drawing needs: Web Mercator, distances on the sphere, rings and great circles.
 *
 * World units: Web Mercator with the whole world as 0 to 1, x to the east and y to the south, so that a place is
 * projected once and drawn at any zoom by one multiplication.
 */

/** @typedef {[number, number]} Position longitude and latitude in degrees */
/** @typedef {{x: number, y: number}} Point */

const RADIUS = 6371008.8; // mean radius, metres (IUGG): a drawn ring needs no ellipsoid
const EQUATOR = 40075016.686; // circumference of Web Mercator's sphere, metres
const TILE = 256;
const EDGE = 85.0511287798;
const DEGREE = Math.PI / 180;

/** @param {number} zoom @returns {number} width of the world in CSS pixels */
export const worldSize = (zoom) => TILE * 2 ** zoom;

/** @param {Position} position @returns {Point} world units */
export function toWorld([lon, lat]) {
  const sine = Math.sin(Math.max(-EDGE, Math.min(EDGE, lat)) * DEGREE);
  return { x: lon / 360 + 0.5, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}

/** @param {Point} point world units @returns {Position} */
export function toPosition({ x, y }) {
  return [(x - 0.5) * 360, Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) / DEGREE];
}

/** @param {Point[]} ring closed @returns {number} its area, in the square of the points' units */
export const areaOf = (ring) =>
  Math.abs(ring.reduce((sum, { x, y }, index) => sum + x * (ring[index + 1] ?? ring[0]).y - y * (ring[index + 1] ?? ring[0]).x, 0)) / 2;

/** @param {number} lat @param {number} zoom @returns {number} metres on the ground for one CSS pixel */
export const metresPerPixel = (lat, zoom) => (EQUATOR * Math.cos(lat * DEGREE)) / worldSize(zoom);

/** @param {Position} from @param {Position} to @returns {number} metres */
export function distance(from, to) {
  const [lon1, lat1, lon2, lat2] = [...from, ...to].map((degrees) => degrees * DEGREE);
  const half = Math.sin((lat2 - lat1) / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin((lon2 - lon1) / 2) ** 2;
  return 2 * RADIUS * Math.asin(Math.sqrt(half));
}

/**
 * The place at a distance and bearing; longitudes stay beside the centre's, beyond 180 degrees where they must.
 * @param {Position} centre @param {number} metres @param {number} bearing degrees, clockwise from north
 * @returns {Position}
 */
export function destination([lon, lat], metres, bearing) {
  const arc = metres / RADIUS;
  const [south, turn] = [lat * DEGREE, bearing * DEGREE];
  const sine = Math.sin(south) * Math.cos(arc) + Math.cos(south) * Math.sin(arc) * Math.cos(turn);
  const east = Math.atan2(Math.sin(turn) * Math.sin(arc) * Math.cos(south), Math.cos(arc) - Math.sin(south) * sine);
  return [lon + east / DEGREE, Math.asin(sine) / DEGREE];
}

/** @param {Position} centre @param {number} metres @returns {Position[]} a closed ring at that distance */
export function ring(centre, metres, steps = 96) {
  return Array.from({ length: steps + 1 }, (_, step) => destination(centre, metres, (step * 360) / steps));
}

/** @param {Position} from @param {Position} to @returns {Position[]} the shortest way, unwrapped at 180 degrees */
export function greatCircle(from, to, steps = 64) {
  const arc = distance(from, to) / RADIUS;
  const [a, b] = [vector(from), vector(to)];
  const path = [from];
  for (let step = 1; step <= steps; step++) {
    const [weightA, weightB] = [Math.sin(arc * (1 - step / steps)), Math.sin((arc * step) / steps)];
    const [x, y, z] = a.map((value, axis) => value * weightA + b[axis] * weightB);
    path.push(near(path[step - 1], [Math.atan2(y, x) / DEGREE, Math.atan2(z, Math.hypot(x, y)) / DEGREE]));
  }
  return path;
}

/** @param {Position} before @param {Position} position @returns {Position} the copy of the world beside `before` */
function near(before, [lon, lat]) {
  return [lon + 360 * Math.round((before[0] - lon) / 360), lat];
}

/** @param {Position} position @returns {number[]} unit vector */
function vector([lon, lat]) {
  const flat = Math.cos(lat * DEGREE);
  return [flat * Math.cos(lon * DEGREE), flat * Math.sin(lon * DEGREE), Math.sin(lat * DEGREE)];
}
