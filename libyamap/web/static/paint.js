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

/** @typedef {import("./groundrules.js").Rule} Rule */

/** @param {View} view @returns {{minX: number, minY: number, maxX: number, maxY: number}} in world pixels */
export const boxOf = (view) => ({
  minX: view.left,
  minY: view.top,
  maxX: view.left + view.width,
  maxY: view.top + view.height,
});

/**
 * @param {CanvasRenderingContext2D} context @param {View} view
 * @param {object[]} tiles protomaps-leaflet's PreparedTile @param {Rule[]} rules
 */
export function paint(context, view, tiles, rules) {
  for (const rule of rules) {
    for (const tile of tiles) {
      const shapes = shapesOf(tile, rule, view);
      if (!shapes.length) continue;
      context.save();
      clip(context, view, tile.origin, tile.dim);
      context.translate(tile.origin.x - view.left, tile.origin.y - view.top);
      rule.symbolizer.before?.(context, view.zoom);
      rule.symbolizer.draw(context, shapes, view.zoom, null);
      context.restore();
    }
  }
}

/**
 * Clips to a square, its edges on device pixels.
 * @param {CanvasRenderingContext2D} context @param {View} view @param {{x: number, y: number}} origin @param {number} dim
 */
export function clip(context, view, origin, dim) {
  const whole = (value) => Math.round(value * view.ratio) / view.ratio;
  const [west, north] = [whole(origin.x - view.left), whole(origin.y - view.top)];
  const [east, south] = [whole(origin.x + dim - view.left), whole(origin.y + dim - view.top)];
  context.beginPath();
  context.rect(west, north, east - west, south - north);
  context.clip();
}

/** @returns {{x: number, y: number}[][]} the rule's shapes in the view, in CSS pixels from the tile's corner */
function shapesOf(tile, rule, view) {
  const { scale, origin } = tile;
  const box = boxOf(view);
  const shapes = [];
  for (const { bbox, props, geom } of tile.data.get(rule.layer) ?? []) {
    const outside =
      bbox.maxX * scale + origin.x < box.minX ||
      bbox.minX * scale + origin.x > box.maxX ||
      bbox.maxY * scale + origin.y < box.minY ||
      bbox.minY * scale + origin.y > box.maxY;
    if (outside || (rule.shows && !rule.shows(view.zoom, props))) continue;
    for (const part of geom) shapes.push(scale === 1 ? part : part.map(({ x, y }) => ({ x: x * scale, y: y * scale })));
  }
  return shapes;
}
