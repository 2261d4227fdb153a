/**
 * Hides features while something else stands for them: the figure that is reshaped, the mark that is dragged.
 */

export class Veil {
  constructor() {
    /** @type {Set<string>} */
    this.features = new Set();
  }

  /** @param {string[]} features these, and no others */
  hide(features) {
    this.features = new Set(features);
    this.show();
  }

  /** Marks the elements anew; after every redraw. */
  show() {
    for (const element of document.querySelectorAll(".veiled")) {
      if (!this.features.has(element.dataset.feature)) element.classList.remove("veiled");
    }
    for (const feature of this.features) {
      const same = `[data-feature="${CSS.escape(feature)}"]`;
      for (const element of document.querySelectorAll(same)) {
        if (!element.closest(".unfinished")) element.classList.add("veiled");
      }
    }
  }
}
