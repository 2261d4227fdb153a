/**
 * Counts what is still being fetched or painted, so that “everything is drawn” is a fact and not a guess.
 */

export class Work {
  constructor() {
    this.running = 0;
    /** @type {(() => void)[]} */
    this.waiting = [];
  }

  /** @template T @param {() => Promise<T>} job @returns {Promise<T>} */
  async during(job) {
    this.running += 1;
    try {
      return await job();
    } finally {
      this.running -= 1;
      if (!this.running) this.rest();
    }
  }

  /** Tells those who wait, and whoever measures: what was asked for is in the document, to be painted in this frame. */
  rest() {
    this.waiting.splice(0).forEach((settle) => settle());
    document.dispatchEvent(new Event("quiet"));
  }

  /** @returns {Promise<void>} when nothing is under way */
  idle() {
    return this.running ? new Promise((settle) => this.waiting.push(settle)) : Promise.resolve();
  }
}
