/**
 * Paints circles with their rings into a picture, pixel by pixel: a canvas takes ten times as long for as many arcs, and
 * it does so when nothing else can be shown.
 *
 * A circle of one size has the same pixels everywhere, once its middle lies on a corner of pixels. They are worked out
 * once: those of the ring in the order of their angles, so that the shares of a ring are one walk around it.
 */

const TURN = 2 * Math.PI;
const LEVELS = 16; // steps from one colour to another at a soft edge, the last of them all of the ring's colour
const INWARD = LEVELS + 1; // from here on what is mixed in is the colour inside
const HALO = 1.2; // CSS pixels around the ring
const TRIAL = [["#000000", 3], ["#808080", 1]];

/** @typedef {{dx: Int16Array, dy: Int16Array, code: Uint8Array, angle: Float32Array, half: Float32Array}} Pixels
 *   offsets from the middle; `code`: an index into a tint's palette, or the halo's opacity; of the ring's pixels, by
 *   angle (radians from the top, clockwise) also that, and half a pixel's angle */
/** @typedef {{ring: Pixels, inner: Pixels, halo: Pixels, reach: number}} Stamp */

/** A picture that circles are painted into: one number a pixel, as in ImageData. */
export class Stamps {
  /** @param {number} ratio device pixels for one CSS pixel @param {{halo: string, panel: string}} page colours #RRGGBB */
  constructor(ratio, page) {
    this.ratio = ratio;
    this.page = page;
    this.around = channelsOf(page.halo);
    this.inside = channelsOf(page.panel);
    this.panel = pixelOf(...this.inside);
    /** @type {Map<number, Stamp>} */
    this.known = new Map();
    /** @type {Map<string, Uint32Array>} */
    this.palettes = new Map();
    this.picture = new ImageData(1, 1);
  }

  /** An empty picture. @param {number} width device pixels @param {number} height */
  begin(width, height) {
    if (this.picture.width !== width || this.picture.height !== height) this.picture = new ImageData(width, height);
    this.pixels = new Uint32Array(this.picture.data.buffer);
    this.pixels.fill(0);
  }

  /**
   * @param {number} x of the middle, CSS pixels @param {number} y @param {number} radius of the ring
   * @param {number} thick the ring's thickness; 0: all of it is of one colour
   * @param {[string, number][]} shares colours of the ring, from the top clockwise, and how many of `count` each has
   */
  circle(x, y, radius, thick, shares, count) {
    const [left, top] = [Math.round(x * this.ratio), Math.round(y * this.ratio)];
    const stamp = this.stamp(radius, thick);
    const { width, height } = this.picture;
    const { reach } = stamp;
    if (left < -reach || top < -reach || left > width + reach || top > height + reach) return;
    const isWhole = left >= reach && top >= reach && left + reach <= width && top + reach <= height;
    const clip = isWhole ? null : (dx, dy) => left + dx < 0 || top + dy < 0 || left + dx >= width || top + dy >= height;
    const corner = top * width + left;
    this.surround(stamp.halo, corner, clip);
    this.fill(stamp.inner, corner, clip);
    this.turn(stamp.ring, corner, clip, shares, count);
  }

  surround({ dx, dy, code }, corner, clip) {
    const { pixels, around } = this;
    const { width } = this.picture;
    const [red, green, blue] = around;
    for (let index = 0; index < code.length; index++) {
      if (clip?.(dx[index], dy[index])) continue;
      const place = corner + dy[index] * width + dx[index];
      const below = pixels[place];
      const opacity = code[index];
      if (opacity === 255 || below === 0) pixels[place] = pixelOf(red, green, blue, opacity);
      else if (below >>> 24 === 255) pixels[place] = mixed(below, pixelOf(red, green, blue), opacity / 255);
      else if (opacity > below >>> 24) pixels[place] = pixelOf(red, green, blue, opacity);
    }
  }

  fill({ dx, dy }, corner, clip) {
    const { pixels, panel } = this;
    const { width } = this.picture;
    for (let index = 0; index < dx.length; index++) {
      if (!clip?.(dx[index], dy[index])) pixels[corner + dy[index] * width + dx[index]] = panel;
    }
  }

  turn({ dx, dy, code, angle, half }, corner, clip, shares, count) {
    const { pixels } = this;
    const { width } = this.picture;
    let share = 0;
    let palette = this.paletteOf(shares[0][0]);
    let next = shares.length > 1 ? this.paletteOf(shares[1][0]) : null;
    let end = next ? (TURN * shares[0][1]) / count : Infinity;
    for (let index = 0; index < code.length; index++) {
      while (angle[index] - end > half[index]) {
        share += 1;
        palette = next;
        next = share + 1 < shares.length ? this.paletteOf(shares[share + 1][0]) : null;
        end = next ? end + (TURN * shares[share][1]) / count : Infinity;
      }
      if (clip?.(dx[index], dy[index])) continue;
      const past = angle[index] - end + half[index]; // of this pixel, beyond the end of the share
      const colour = past > 0 ? mixed(palette[code[index]], next[code[index]], past / (2 * half[index])) : palette[code[index]];
      pixels[corner + dy[index] * width + dx[index]] = colour;
    }
  }

  /** @returns {Uint32Array} the tint mixed with the colour around, then itself, then mixed with the colour inside */
  paletteOf(tint) {
    let palette = this.palettes.get(tint);
    if (palette) return palette;
    palette = new Uint32Array(2 * LEVELS + 1);
    const own = pixelOf(...channelsOf(tint));
    const around = pixelOf(...this.around);
    for (let level = 0; level <= LEVELS; level++) palette[level] = mixed(around, own, level / LEVELS);
    for (let level = 1; level < LEVELS; level++) palette[LEVELS + level] = mixed(own, this.panel, level / LEVELS);
    this.palettes.set(tint, palette);
    return palette;
  }

  /**
   * Makes the stamps of all sizes, one whenever the page has nothing else to do: the first zoom would wait for them.
   * @param {number} smallest radius, CSS pixels @param {number} largest @param {(radius: number) => number} ringOf
   */
  async makeAhead(smallest, largest, ringOf) {
    const trial = new Stamps(this.ratio, this.page); // which is not seen
    trial.known = this.known;
    const side = Math.ceil(2 * (largest + HALO + 2) * this.ratio);
    trial.begin(side, side);
    for (let radius = smallest; radius <= largest; radius += 0.5 / this.ratio) {
      await new Promise((resolve) => requestIdleCallback(resolve));
      trial.circle(side / this.ratio / 2, side / this.ratio / 2, radius, ringOf(radius), TRIAL, 4);
    }
  }

  /** @returns {Stamp} of this size, to half a pixel */
  stamp(radius, thick) {
    const outer = Math.round(radius * this.ratio * 2) / 2;
    const inner = thick ? Math.max(0, outer - thick * this.ratio) : -1;
    const key = thick ? outer : -outer;
    if (!this.known.has(key)) this.known.set(key, stampOf(outer, inner, HALO * this.ratio));
    return this.known.get(key);
  }
}

/** Pixels of one part of a circle, as they are found. */
class Found {
  constructor() {
    this.dx = [];
    this.dy = [];
    this.code = [];
  }

  add(dx, dy, code) {
    this.dx.push(dx);
    this.dy.push(dy);
    this.code.push(code);
  }

  /** @returns {Pixels} without angles */
  packed() {
    return { dx: Int16Array.from(this.dx), dy: Int16Array.from(this.dy), code: Uint8Array.from(this.code) };
  }

  /** @returns {Pixels} in the order of their angles */
  turned() {
    const angle = this.dx.map((dx, index) => (Math.atan2(dx + 0.5, -this.dy[index] - 0.5) + TURN) % TURN);
    const order = Uint32Array.from(angle, (_, index) => index).sort((one, other) => angle[one] - angle[other]);
    const picked = (values, Kind) => Kind.from(order, (index) => values[index]);
    const half = this.dx.map((dx, index) => 0.5 / Math.hypot(dx + 0.5, this.dy[index] + 0.5));
    return {
      dx: picked(this.dx, Int16Array),
      dy: picked(this.dy, Int16Array),
      code: picked(this.code, Uint8Array),
      angle: picked(angle, Float32Array),
      half: picked(half, Float32Array),
    };
  }
}

/** @param {number} outer the ring's radii in device pixels @param {number} inner @param {number} halo around it @returns {Stamp} */
function stampOf(outer, inner, halo) {
  const reach = Math.ceil(outer + halo) + 1;
  const [ring, within, around] = [new Found(), new Found(), new Found()];
  for (let dy = -reach; dy < reach; dy++) {
    for (let dx = -reach; dx < reach; dx++) {
      const far = Math.sqrt((dx + 0.5) ** 2 + (dy + 0.5) ** 2); // of the pixel's middle
      const isInner = Math.round(part(inner, far) * LEVELS);
      if (isInner === LEVELS) {
        within.add(dx, dy, 0);
        continue;
      }
      const isRing = Math.round(part(outer, far) * LEVELS);
      if (isRing) ring.add(dx, dy, isInner ? INWARD - 1 + isInner : isRing);
      else if (part(outer + halo, far)) around.add(dx, dy, Math.round(part(outer + halo, far) * 255));
    }
  }
  return { ring: ring.turned(), inner: within.packed(), halo: around.packed(), reach };
}

/** How much of a pixel is within a circle, 0 to 1. @param {number} radius @param {number} far of the pixel's middle */
const part = (radius, far) => Math.max(0, Math.min(1, radius - far + 0.5));

/** @param {string} colour #RRGGBB @returns {[number, number, number]} */
const channelsOf = (colour) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

const pixelOf = (red, green, blue, opacity = 255) => ((opacity << 24) | (blue << 16) | (green << 8) | red) >>> 0;

/** @param {number} one a pixel @param {number} other @param {number} share of the other, 0 to 1 @returns {number} opaque */
function mixed(one, other, share) {
  const part = (shift) => {
    const from = (one >>> shift) & 255;
    return Math.round(from + (((other >>> shift) & 255) - from) * share) << shift;
  };
  return (0xff000000 | part(16) | part(8) | part(0)) >>> 0;
}
