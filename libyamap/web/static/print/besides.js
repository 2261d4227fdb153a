/**
 * Brings what lies beyond the antimeridian to the side of a sheet's middle, on longitudes that count on.
 */

const PLACES = ["at", "label_at"];

/**
 * @template T @param {T} answer lists of marks, cards, cells and names @param {number} middle longitude, degrees
 * @returns {T} the same with all positions at most half a turn away from the middle
 */
export function besides(answer, middle) {
  const lists = Object.entries(answer).map(([name, list]) => [name, Array.isArray(list) ? list.map((each) => moved(each, middle)) : list]);
  return Object.fromEntries(lists);
}

function moved(mark, middle) {
  const at = mark.label_at ?? mark.at ?? mark.path?.[0];
  const turn = at ? 360 * Math.round((middle - at[0]) / 360) : 0;
  if (!turn) return mark;
  const copy = { ...mark };
  const shifted = ([lon, lat]) => [lon + turn, lat];
  for (const place of PLACES) if (mark[place]) copy[place] = shifted(mark[place]);
  if (mark.path) copy.path = mark.path.map(shifted);
  if (mark.polygons) copy.polygons = mark.polygons.map((rings) => rings.map((ring) => ring.map(shifted)));
  if (mark.bounds) copy.bounds = mark.bounds.map((edge, index) => (index % 2 ? edge : edge + turn));
  return copy;
}
