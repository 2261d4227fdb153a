/**
 * A path as text for an SVG, with the methods of Path2D that `mvt.js` uses.
 */

export class PathText {
  constructor() {
    /** @type {number[]} two for each point; NaN and a 0 or 1 begin a new part or close one */
    this.steps = [];
  }

  moveTo(x, y) {
    this.steps.push(NaN, 0, x, y);
  }

  lineTo(x, y) {
    this.steps.push(x, y);
  }

  closePath() {
    this.steps.push(NaN, 1);
  }

  /**
   * The `d` attribute, moved to a place at a scale, in hundredths of a pixel: finer than any printer's dots.
   * @param {number} scale @param {number} left @param {number} top @returns {string}
   */
  text(scale, left, top) {
    const hundredths = (value) => Math.round(value * 100) / 100;
    const parts = [];
    const { steps } = this;
    for (let at = 0; at < steps.length; at += 2) {
      if (!Number.isNaN(steps[at])) parts.push(`L${hundredths(steps[at] * scale + left)} ${hundredths(steps[at + 1] * scale + top)}`);
      else if (steps[at + 1]) parts.push("Z");
      else {
        at += 2;
        parts.push(`M${hundredths(steps[at] * scale + left)} ${hundredths(steps[at + 1] * scale + top)}`);
      }
    }
    return parts.join("");
  }
}
