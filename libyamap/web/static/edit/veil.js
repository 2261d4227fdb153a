/**
 * Hides features while something else stands for them: the figure that is reshaped, the mark that is dragged.
 */

export class Veil {
  constructor() {
    /** @type {Map<string, string[]>} who hides -> what */
    this.hidden = new Map();
  }

  /** @param {string[]} features these, and no others @param {string} [owner] each hides its own */
  hide(features, owner = "tool") {
    this.hidden.set(owner, features);
    this.show();
  }

  /** Marks the elements anew; after every redraw. */
  show() {
    const features = new Set([...this.hidden.values()].flat());
    for (const element of document.querySelectorAll(".veiled")) {
      if (!features.has(element.dataset.feature)) element.classList.remove("veiled");
    }
    for (const feature of features) {
      const same = `[data-feature="${CSS.escape(feature)}"]`;
      for (const element of document.querySelectorAll(same)) {
        if (!element.closest(".unfinished")) element.classList.add("veiled");
      }
    }
  }
}
