/**
 * The symbols' pictures, each asked for once. What is drawn anew must not wait for the window, which answers requests
 * and may just then be busy with its panels.
 */

/** @type {Map<string, Promise<string>>} */
const known = new Map();

/** @param {string} address of an SVG @returns {Promise<string>} the same as a data: address; itself where it is not there */
export function pictureOf(address) {
  if (!known.has(address)) known.set(address, load(address));
  return known.get(address);
}

async function load(address) {
  try {
    const answer = await fetch(address);
    if (answer.ok) return `data:image/svg+xml,${encodeURIComponent(await answer.text())}`;
  } catch {
    // an image that cannot be loaded says so itself
  }
  known.delete(address);
  return address;
}

/** @param {HTMLImageElement} picture @param {string} address @returns {Promise<void>} once it can be painted */
export async function showPicture(picture, address) {
  picture.src = await pictureOf(address);
  await picture.decode().catch(() => {});
}
