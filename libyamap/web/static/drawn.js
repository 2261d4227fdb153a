/**
 * Says “drawn” once everything that was asked for is painted, and not before.
 */

/** @returns {Promise<void>} when the browser has painted what is in the document now */
function painted() {
  if (document.hidden) return Promise.resolve();
  return new Promise((settle) => requestAnimationFrame(() => requestAnimationFrame(() => settle())));
}

export class DrawnReport {
  /** @param {import("./work.js").Work} work @param {(version: number) => void} tell */
  constructor(work, tell) {
    this.work = work;
    this.tell = tell;
    this.asked = 0;
  }

  /**
   * Reports this version when all is quiet; a later one takes its place.
   * @param {number} version @param {Promise<unknown>} asked what was started for it
   */
  async after(version, asked) {
    this.asked = version;
    await asked;
    do {
      await this.work.idle();
      await painted();
      if (this.asked !== version) return;
    } while (this.work.running);
    this.tell(version);
  }
}
