/**
 * Paints data tiles into one canvas without seams.
 *
 * Each tile is clipped to edges rounded to device pixels, which its neighbours share: nothing is painted twice, and
 * nothing is left half covered, at any scale. All shapes of a rule are one path, so that neighbours meet without a gap.
 */

/**
 * @typedef {Object} View what a canvas shows
 * @property {number} zoom
 * @property {number} left world pixels of the canvas's corner @property {number} top
 * @property {number} width CSS pixels @property {number} height
 * @property {number} ratio device pixels for one CSS pixel
 */
/**
 * @typedef {Object} Placed a tile and where it lies
 * @property {import("./tiles.js").Tile} tile
 * @property {{x: number, y: number}} origin world pixels of its corner @property {number} dim of its side
 * @property {number} scale world pixels for one of the tile's
 */

/** @typedef {import("./groundrules.js").Rule} Rule */

/** @param {View} view @returns {{minX: number, minY: number, maxX: number, maxY: number}} in world pixels */
export const boxOf = (view) => ({
  minX: view.left,
  minY: view.top,
  maxX: view.left + view.width,
  maxY: view.top + view.height,
});

/**
 * @param {OffscreenCanvasRenderingContext2D} context @param {View} view @param {Placed[]} tiles @param {Rule[]} rules
 */
export function paint(context, view, tiles, rules) {
  for (const placed of tiles) {
    context.save();
    clip(context, view, placed);
    const scale = placed.scale * view.ratio;
    context.setTransform(scale, 0, 0, scale, (placed.origin.x - view.left) * view.ratio, (placed.origin.y - view.top) * view.ratio);
    for (const rule of rules) {
      const path = joined(placed.tile, rule, view.zoom);
      if (path) draw(context, path, rule, placed.scale);
    }
    context.restore();
  }
}

/** Clips to the tile's square, its edges on device pixels. */
function clip(context, view, { origin, dim }) {
  const edge = (value) => Math.round(value * view.ratio);
  const [west, north] = [edge(origin.x - view.left), edge(origin.y - view.top)];
  const [east, south] = [edge(origin.x + dim - view.left), edge(origin.y + dim - view.top)];
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.beginPath();
  context.rect(west, north, east - west, south - north);
  context.clip();
}

/** All shapes of the tile that the rule shows, as one path; made once for each set of them. @returns {Path2D | null} */
function joined({ paths, joined: made }, rule, zoom) {
  const names = [...paths.keys()].filter((name) => rule.shows(name, zoom));
  if (names.length < 2) return names.length ? paths.get(names[0]) : null;
  const key = names.join();
  if (!made.has(key)) {
    const path = new Path2D();
    for (const name of names) path.addPath(paths.get(name));
    made.set(key, path);
  }
  return made.get(key);
}

function draw(context, path, rule, scale) {
  if (rule.fill) {
    context.fillStyle = rule.fill;
    context.fill(path);
    return;
  }
  context.strokeStyle = rule.stroke;
  context.lineWidth = rule.width / scale;
  context.lineJoin = "bevel"; // nobody sees a join of a pixel, and a round one costs half of the picture
  context.setLineDash((rule.dash ?? []).map((length) => length / scale));
  context.stroke(path);
}
