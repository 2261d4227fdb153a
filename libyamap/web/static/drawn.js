/**
 * Says “drawn” once everything that was asked for is painted, and not before.
 */

const FRAMES = 2; // in the second the browser has painted what was laid out before the first
const FRAMES_TO_WINDOW = 6; // and up to three frames later it is in the window, where a picture is taken from

/** @param {number} frames to wait for */
async function painted(frames) {
  for (let frame = 0; frame < frames && !document.hidden; frame++) await new Promise(requestAnimationFrame);
}

export class DrawnReport {
  /**
   * @param {import("./work.js").Work} work @param {() => boolean} posing whether a picture will be taken of the window
   * @param {(version: number) => void} tell
   */
  constructor(work, posing, tell) {
    this.work = work;
    this.posing = posing;
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
      await painted(this.posing() ? FRAMES_TO_WINDOW : FRAMES);
      if (this.asked !== version) return;
    } while (this.work.running);
    this.tell(version);
  }
}
