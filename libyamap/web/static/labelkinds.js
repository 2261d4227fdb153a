/**
 * How names look: the sizes, cuts and places of the ground's names by kind, and of the subject's by mark.
 */

import { isChange } from "./pattern.js";

/**
 * @typedef {Object} Kind
 * @property {string} style class of the style sheet
 * @property {import("./text.js").Face} face
 * @property {string[]} sides @property {number} gap
 * @property {"dot" | "ring" | ""} sign drawn at the place
 * @property {number} widest pixels of a line before it is broken
 * @property {boolean} [capitals] written in capitals
 */

const AROUND = ["right", "left", "above", "below"];
const POINT = { sides: AROUND, gap: 6, widest: 400 };
const MIDDLE = { sides: ["middle", "above", "below"], gap: 8, sign: "" };

/** Three sizes of places, by importance: smaller rank is more important. */
const PLACE_SIZES = [
  { until: 3, size: 14 },
  { until: 4.6, size: 12.5 },
  { until: Infinity, size: 11.5 },
];

const WATER = { ...MIDDLE, style: "water-name", face: { size: 12.5, italic: true, spacing: 0.4 }, widest: 110 };
const REGION = { ...MIDDLE, style: "region", face: { size: 11, spacing: 0.6 }, widest: 90 };

/** By the kinds of the map data's labels; capital, city, town and village are places. */
const GROUND = {
  country: { ...MIDDLE, style: "country-name", face: { size: 11.5, weight: 600, spacing: 1.4 }, widest: 130, capitals: true },
  province: REGION,
  desert: { ...REGION, style: "region landscape", face: { size: 11.5, italic: true, spacing: 1 } },
  sea: WATER,
  lake: { ...WATER, face: { size: 11.5, italic: true } },
  river: { ...WATER, face: { size: 11.5, italic: true } },
  airport: { ...POINT, style: "place airport", face: { size: 11 }, sign: "dot" },
};

/** @param {{kind: string, rank: number}} label a GroundLabel @returns {Kind} */
export function groundKind({ kind, rank }) {
  const known = GROUND[kind];
  if (known) return known;
  const { size } = PLACE_SIZES.find(({ until }) => rank < until);
  return { ...POINT, style: "place", face: { size }, sign: kind === "capital" ? "ring" : "dot" };
}

/** On a sheet, which stands still, a name of the subject is put at a corner rather than left out. */
const ANYWHERE = [...AROUND, "above-right", "above-left", "below-right", "below-left"];

/** @param {{rank?: number}} mark @returns {string[]} the most important one may also stand a little farther away */
export const sidesOnSheet = ({ rank }) => (rank === 0 ? [...ANYWHERE, "higher", "lower"] : ANYWHERE);

const SUBJECT = {
  symbol: { ...POINT, style: "subject", face: { size: 13, weight: 600 }, sign: "", widest: 150 },
  ring: { ...POINT, style: "subject", face: { size: 13, weight: 600 }, sign: "", widest: 150 },
  area: { ...MIDDLE, style: "subject area-name", face: { size: 13.5, weight: 600 }, widest: 140 },
  changed: { ...MIDDLE, sides: ["below", "above", "middle"], gap: 12, style: "subject area-name", face: { size: 12, weight: 600 }, widest: 140 },
  line: { sides: ["above", "below", "right", "left"], gap: 9, style: "subject link-name", face: { size: 11.5, weight: 400 }, sign: "", widest: 150 },
};

/** @param {{mark: string, fill?: object}} mark @returns {Kind} how much changed hands stands below the zone's name */
export const subjectKind = (mark) => SUBJECT[isChange(mark) ? "changed" : mark.mark];
