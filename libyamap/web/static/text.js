/**
 * Measures names and breaks long ones into lines.
 */

const FAMILY = '"Noto Sans", sans-serif';
const ARABIC = /[\u0590-\u08ff\ufb1d-\ufefc]/;
const context = document.createElement("canvas").getContext("2d");
const widths = new Map();

/** @typedef {{size: number, weight?: number, italic?: boolean, spacing?: number}} Face size and spacing in CSS pixels */

/** @param {Face} face @returns {string} as in CSS's font */
export const fontOf = (face) => `${face.italic ? "italic " : ""}${face.weight ?? 400} ${face.size}px ${FAMILY}`;

/** Whether the first strong letter reads from right to left. @param {string} text */
export function isRightToLeft(text) {
  const strong = text.match(/\p{L}/u);
  return strong !== null && ARABIC.test(strong[0]);
}

/** @param {string} text @param {Face} face @returns {number} CSS pixels */
export function widthOf(text, face) {
  const key = `${fontOf(face)} ${face.spacing ?? 0} ${text}`;
  if (!widths.has(key)) {
    if (widths.size > 5000) widths.clear();
    context.font = fontOf(face);
    widths.set(key, context.measureText(text).width + (face.spacing ?? 0) * Math.max(0, [...text].length - 1));
  }
  return widths.get(key);
}

/**
 * Lines of about equal length, broken between words.
 * @param {string} text @param {Face} face @param {number} widest CSS pixels @returns {string[]}
 */
export function linesOf(text, face, widest) {
  const total = widthOf(text, face);
  const count = Math.min(3, Math.ceil(total / widest));
  if (count < 2) return [text];
  const lines = [""];
  for (const word of text.split(/\s+(?!\/ )/)) { // a stroke between two names ends a line, and begins none
    const longer = `${lines.at(-1)} ${word}`.trim();
    const full = widthOf(longer, face) > (total / count) * 1.15 && lines.at(-1) && lines.length < count;
    if (full) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** The fonts must be there before anything is measured: both scripts, all cuts. @returns {Promise<void>} */
export async function fontsLoaded() {
  const cuts = ["400", "600", "italic 400"].map((cut) => `${cut} 12px "Noto Sans"`);
  await Promise.all([...cuts.map((cut) => document.fonts.load(cut, "Aéā")), ...cuts.slice(0, 2).map((cut) => document.fonts.load(cut, "ليبيا"))]);
  widths.clear();
}
