/**
 * The page's own zoom reaches it later than a message: what is measured before would be measured in other pixels.
 */

const NEAR = 0.005;

/** @param {number} ratio device pixels for each CSS pixel @returns {Promise<void>} when the page has so many */
export function sharpness(ratio) {
  const isThere = () => Math.abs(window.devicePixelRatio / ratio - 1) < NEAR;
  if (isThere()) return Promise.resolve();
  return new Promise((resolve) => {
    const look = () => {
      if (!isThere()) return;
      window.removeEventListener("resize", look);
      resolve();
    };
    window.addEventListener("resize", look);
  });
}
