/**
 * The smooth picture of how dense events are: a small picture of tones, drawn enlarged between ground and marks.
 */

import { worldSize } from "./geo.js";
import { baseOf, Sheet } from "./sheet.js";

const STRONGEST = 225; // of 255: the ground shows through
const FAINT = 40; // tones up to here fade out

/** @typedef {{level: number, x: number, y: number, width: number, height: number, tones: string, ramp: string[]}} HeatMark */

export class Heat {
  /** @param {L.Map} map */
  constructor(map) {
    this.map = map;
    this.canvas = document.createElement("canvas");
    this.canvas.className = "heat";
    this.sheet = new Sheet(map, this.canvas, "heat");
    this.canvas.hidden = true;
  }

  /** @param {HeatMark | null} mark `tones` in base64, a byte for each square; `ramp` from few to many */
  set(mark) {
    this.canvas.hidden = !mark?.width;
    if (!mark?.width) return;
    const { canvas, map } = this;
    const square = worldSize(map.getZoom()) / 2 ** mark.level;
    canvas.width = Math.round(mark.width * square);
    canvas.height = Math.round(mark.height * square);
    const context = canvas.getContext("2d");
    context.imageSmoothingQuality = "high";
    context.drawImage(tinted(mark), 0, 0, canvas.width, canvas.height);
    canvas.style.width = `${canvas.width}px`;
    canvas.style.height = `${canvas.height}px`;
    this.sheet.drawn(baseOf(map), L.point(mark.x * square, mark.y * square).subtract(map.getPixelOrigin()));
  }
}

/** @param {HeatMark} mark @returns {OffscreenCanvas} a pixel for each square */
function tinted({ width, height, tones, ramp }) {
  const table = tableOf(ramp);
  const bytes = atob(tones);
  const picture = new ImageData(width, height);
  const pixels = new Uint32Array(picture.data.buffer);
  for (let at = 0; at < pixels.length; at++) pixels[at] = table[bytes.charCodeAt(at)];
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d").putImageData(picture, 0, 0);
  return canvas;
}

/** @param {string[]} ramp colours #RRGGBB @returns {Uint32Array} a pixel's value for each tone */
function tableOf(ramp) {
  const colours = ramp.map((colour) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)));
  return Uint32Array.from({ length: 256 }, (_, tone) => {
    if (!tone) return 0;
    const place = (tone / 255) * (colours.length - 1);
    const low = Math.min(colours.length - 2, Math.floor(place));
    const [red, green, blue] = colours[low].map((value, part) => Math.round(value + (colours[low + 1][part] - value) * (place - low)));
    const alpha = Math.round(STRONGEST * Math.min(1, tone / FAINT));
    return ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  });
}
