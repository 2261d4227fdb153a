/**
 * A path as text for an SVG, with the methods of Path2D that `mvt.js` uses.
 */

export class PathText {
  constructor() {
    /** @type {{steps: number[], closed: boolean, box: number[]}[]} parts: x and y for each point; least x, y, most x, y */
    this.parts = [];
  }

  moveTo(x, y) {
    this.parts.push({ steps: [x, y], closed: false, box: [x, y, x, y] });
  }

  lineTo(x, y) {
    const { steps, box } = this.parts.at(-1);
    steps.push(x, y);
    if (x < box[0]) box[0] = x;
    else if (x > box[2]) box[2] = x;
    if (y < box[1]) box[1] = y;
    else if (y > box[3]) box[3] = y;
  }

  closePath() {
    this.parts.at(-1).closed = true;
  }

  /**
   * The `d` attribute, moved to a place at a scale, in hundredths of a pixel: finer than any printer's dots. Parts that
   * do not reach into the frame are left out.
   * @param {number} scale @param {number} left @param {number} top @param {{width: number, height: number}} frame
   * @returns {string}
   */
  text(scale, left, top, { width, height }) {
    const texts = [];
    for (const { steps, closed, box } of this.parts) {
      const seen = box[2] * scale + left > -EDGE && box[0] * scale + left < width + EDGE && box[3] * scale + top > -EDGE && box[1] * scale + top < height + EDGE;
      if (!seen) continue;
      const numbers = steps.map((step, at) => Math.round((step * scale + (at % 2 ? top : left)) * 100) / 100);
      let text = `M${numbers[0]} ${numbers[1]}`;
      for (let at = 2; at < numbers.length; at += 2) text += `L${numbers[at]} ${numbers[at + 1]}`;
      texts.push(closed ? `${text}Z` : text);
    }
    return texts.join("");
  }
}

const EDGE = 2; // pixels around the frame, for the width of lines
