/**
 * Says “drawn” once everything that was asked for is painted, and not before.
 */

const FRAMES_TO_WINDOW = 6; // up to so many later a frame is in the window, where a picture is taken from

/** @param {number} frames to wait for @returns {Promise<void>} once the last of them has been painted */
export async function painted(frames = FRAMES_TO_WINDOW) {
  for (let frame = 0; frame < frames && !document.hidden; frame++) await new Promise(requestAnimationFrame);
  await afterThisTask();
}

/** What is posted while a frame begins is delivered when it has been laid out and painted. */
function afterThisTask() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (port1.close(), resolve());
    port2.postMessage("");
  });
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
      await painted(this.posing() ? FRAMES_TO_WINDOW : 1);
      if (this.asked !== version) return;
    } while (this.work.running);
    this.tell(version);
  }
}
