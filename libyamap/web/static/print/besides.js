/**
 * Brings what lies beyond the antimeridian to the side of a map's middle, on longitudes that count on.
 */

const PLACES = ["at", "label_at"];

/**
 * @template T @param {T} answer lists of marks, cards and names, and cells @param {number} middle longitude, degrees
 * @returns {T} the same with all positions at most half a turn away from the middle
 */
export function besides(answer, middle) {
  const lists = Object.entries(answer).map(([name, list]) => [name, Array.isArray(list) ? list.map((each) => moved(each, middle)) : list]);
  const found = Object.fromEntries(lists);
  return found.cells ? { ...found, cells: { ...found.cells, marks: found.cells.marks.map((mark) => carried(mark, found.cells.level, middle)) } } : found;
}

/** @param {import("../circles.js").CellMark} mark @param {number} level of its square @param {number} middle */
function carried([x, y, at, ...rest], level, middle) {
  const turns = Math.round((middle - at[0]) / 360);
  return [x + turns * 2 ** level, y, [at[0] + turns * 360, at[1]], ...rest];
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
  return copy;
}
