/**
 * Paints views of the ground one after the other, and reads ahead when nothing else is asked.
 *
 * Told `{deepest, hasRelief, reliefZoom}` once. Told `{turn, views, canWait, style, focus}` it paints the views
 * one after the other, the first a little later where it `canWait`, and answers each with `{turn, step, bitmap}`; a later
 * turn takes the place of one that is not finished. When nothing else is asked it reads the tiles that a zoom in or out
 * would need.
 */

import { detailRules, groundRules } from "./groundrules.js";
import { paint } from "./paint.js";
import { reliefFor } from "./relief.js";
import { themeOf } from "./theme.js";
import { Tiles } from "./tiles.js";

const AHEAD = 0.6; // of the frame, on each side: tiles read when there is time, so that a drag need not wait for them

const REST = 60; // milliseconds in which the page lays out what the frame shows, before its margin is painted

/** Lets messages come in. */
const pause = (milliseconds = 0) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export class GroundPainter {
  /** @param {(answer: {turn: number, step: number, bitmap: ImageBitmap}) => void} answer */
  constructor(answer) {
    this.answer = answer;
    this.facts = null;
    this.tiles = null;
    this.newest = 0;
  }

  /** @param {object} data what it is told */
  tell(data) {
    if (data.facts) {
      this.facts = data.facts;
      this.tiles = new Tiles(data.facts.deepest);
    } else {
      this.newest = data.turn;
      this.turn(data);
    }
  }

  async turn({ turn: number, views, canWait, style, focus }) {
    for (const [step, view] of views.entries()) {
      if (step || canWait) await pause(REST);
      if (number !== this.newest) return;
      const [placed, relief] = await Promise.all([
        this.tiles.in(view),
        style.relief && this.facts.hasRelief ? reliefFor(view, this.facts.reliefZoom) : null,
      ]);
      if (number !== this.newest) return;
      const bitmap = painted(view, placed, relief, themeOf(style.theme), new Set(focus));
      this.answer({ turn: number, step, bitmap });
    }
    const goesOn = () => pause().then(() => number === this.newest);
    for (const by of [0, 1, -1]) {
      if (await goesOn()) await this.tiles.ahead(zoomed(views[0], by), goesOn);
    }
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
