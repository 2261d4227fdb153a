/**
 * Says “drawn” once everything that was asked for is painted, and not before.
 */

const FRAMES = 6; // a frame is drawn up to three frames after it was laid out: by then it is in the window

/** @returns {Promise<void>} when the browser has painted what is in the document now */
async function painted() {
  for (let frame = 0; frame < FRAMES && !document.hidden; frame++) await new Promise(requestAnimationFrame);
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
