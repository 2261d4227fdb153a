/**
 * Paints the ground beside the page's own thread, so that names and marks are laid out meanwhile.
 *
 * Told `{deepest, hasRelief, reliefZoom}` once. Told `{turn, views, style, focus}` it paints the views one after the
 * other and answers each with `{turn, step, bitmap}`; a later turn takes the place of one that is not finished. When
 * nothing else is asked it reads the tiles that a zoom in or out would need.
 */

import { detailRules, groundRules } from "./groundrules.js";
import { paint } from "./paint.js";
import { reliefFor } from "./relief.js";
import { themeOf } from "./theme.js";
import { Tiles } from "./tiles.js";

const AHEAD = 0.6; // of the frame, on each side: tiles read when there is time, so that a drag need not wait for them

const REST = 60; // milliseconds in which the page lays out what the frame shows, before its margin is painted

let facts = null;
let tiles = null;
let newest = 0;

/** Lets messages come in. */
const pause = (milliseconds = 0) => new Promise((resolve) => setTimeout(resolve, milliseconds));

self.addEventListener("message", ({ data }) => {
  if (data.facts) {
    facts = data.facts;
    tiles = new Tiles(facts.deepest);
  } else {
    newest = data.turn;
    turn(data);
  }
});

async function turn({ turn: number, views, style, focus }) {
  for (const [step, view] of views.entries()) {
    if (step) await pause(REST);
    if (number !== newest) return;
    const [placed, relief] = await Promise.all([
      tiles.in(view),
      style.relief && facts.hasRelief ? reliefFor(view, facts.reliefZoom) : null,
    ]);
    if (number !== newest) return;
    const bitmap = painted(view, placed, relief, themeOf(style.theme), new Set(focus));
    self.postMessage({ turn: number, step, bitmap }, [bitmap]);
  }
  const goesOn = () => pause().then(() => number === newest);
  for (const by of [0, 1, -1]) {
    if (await goesOn()) await tiles.ahead(zoomed(views[0], by), goesOn);
  }
}

/** @returns {ImageBitmap} */
function painted(view, placed, relief, theme, focus) {
  const canvas = new OffscreenCanvas(Math.round(view.width * view.ratio), Math.round(view.height * view.ratio));
  const context = canvas.getContext("2d", { alpha: false });
  context.fillStyle = theme.water;
  context.fillRect(0, 0, canvas.width, canvas.height);
  paint(context, view, placed, groundRules(theme, focus));
  if (relief) shade(context, view.ratio, relief, theme);
  paint(context, view, placed, detailRules(theme, focus));
  return canvas.transferToImageBitmap();
}

function shade(context, ratio, { canvas, left, top, scale }, theme) {
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.globalAlpha = theme.relief;
  context.globalCompositeOperation = "hard-light"; // the tiles' middle grey leaves the colour below as it is
  context.imageSmoothingQuality = "high";
  context.drawImage(canvas, left, top, canvas.width * scale, canvas.height * scale);
  context.restore();
}

/** What may be shown next: at the same zoom with a drag's room, all of the frame a zoom deeper, what is around it. */
function zoomed(view, by) {
  const scale = 2 ** by;
  const more = by === 0 ? 2 * AHEAD : 0;
  const size = { width: view.width * (by > 0 ? scale : 1 + more), height: view.height * (by > 0 ? scale : 1 + more) };
  const [x, y] = [(view.left + view.width / 2) * scale, (view.top + view.height / 2) * scale];
  return { ...view, zoom: view.zoom + by, left: x - size.width / 2, top: y - size.height / 2, ...size };
}
