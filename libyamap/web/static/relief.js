/**
 * Shaded relief: raster tiles put together at their own size first, then scaled at once, so that no edge shows.
 */

import { boxOf } from "./paint.js";

const TILE = 256;
const TILES = new URL("../tiles/relief/", import.meta.url); // a worker's own addresses begin at its script

/**
 * @param {import("./paint.js").View} view @param {number} deepest zoom of the tiles
 * @returns {Promise<{canvas: OffscreenCanvas, left: number, top: number, scale: number}>} corner in the view's pixels
 */
export async function reliefFor(view, deepest) {
  const zoom = Math.max(0, Math.min(deepest, Math.ceil(view.zoom)));
  const scale = 2 ** (view.zoom - zoom);
  const box = boxOf(view);
  const [west, east] = [box.minX, box.maxX].map((x) => Math.floor(x / scale / TILE));
  const last = 2 ** zoom - 1;
  const [north, south] = [box.minY, box.maxY].map((y) => Math.max(0, Math.min(last, Math.floor(y / scale / TILE))));
  const canvas = new OffscreenCanvas((east - west + 1) * TILE, (south - north + 1) * TILE);
  const context = canvas.getContext("2d");
  const jobs = [];
  for (let x = west; x <= east; x++) {
    for (let y = north; y <= south; y++) {
      const wrapped = ((x % (last + 1)) + last + 1) % (last + 1);
      jobs.push(picture(`${TILES}${zoom}/${wrapped}/${y}.webp`).then((image) => {
        if (image) context.drawImage(image, (x - west) * TILE, (y - north) * TILE, TILE, TILE);
      }));
    }
  }
  await Promise.all(jobs);
  return { canvas, left: west * TILE * scale - view.left, top: north * TILE * scale - view.top, scale };
}

/** @param {string} address @returns {Promise<ImageBitmap | null>} null where there is no such tile */
async function picture(address) {
  const answer = await fetch(address).catch(() => null);
  return answer?.ok ? createImageBitmap(await answer.blob()) : null;
}
