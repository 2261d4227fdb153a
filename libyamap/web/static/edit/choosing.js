/**
 * Chooses features by clicking them: the two ends of a link, or zones to merge. Python shows which are chosen.
 */

export class Choosing {
  /** @param {import("./editor.js").Hand} hand @param {{chosen: string[]}} asked a UseEditor */
  constructor({ send, bar, textOf }, { chosen }) {
    Object.assign(this, { send, bar, textOf });
    this.chosen = new Set(chosen);
    this.show();
  }

  /** @param {string[]} features under the pointer, top first */
  click([feature]) {
    if (!feature) return;
    if (!this.chosen.delete(feature)) this.chosen.add(feature);
    this.show();
    this.send("EditChose", { chosen: [...this.chosen], title: this.textOf(feature) });
  }

  show() {
    this.bar.say(this.chosen.size ? `${this.chosen.size} chosen` : "", this.chosen.size > 0);
  }

  stop() {}
}
