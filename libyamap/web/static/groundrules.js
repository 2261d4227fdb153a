/**
 * What of the ground is painted, how, and in which order, in a theme's colours.
 *
 * The sea is the background. Lines of one pixel are drawn ten times as fast as wider ones. Paths have the names that `mvt.js` gives them: `earth/LBY`, `province/LBY`, `rivers/2`
 * (Natural Earth's scale rank: the great rivers first), `water`, `roads`, `country`, `disputed`.
 */

/**
 * @typedef {Object} Rule one of `fill` and `stroke` is a colour
 * @property {string} [fill] @property {string} [stroke] @property {number} [width] CSS pixels
 * @property {number[]} [dash]
 * @property {(name: string, zoom: number) => boolean} shows whether a path is drawn at this zoom
 */

const ROADS_FROM = 5;
const ROADS_UNTIL = 7; // they are straight chords: nearer than this they would lie
const PROVINCES_FROM = 4.5;
const OTHER_PROVINCES_FROM = 6.5;

/** @param {import("./theme.js").Theme} theme @param {Set<string>} focus codes of the countries the map is about */
export function groundRules(theme, focus) {
  const isEarth = (name) => name.startsWith("earth/");
  return [
    { fill: focus.size ? theme.neighbour : theme.land, shows: isEarth },
    { fill: theme.land, shows: (name) => isEarth(name) && focus.has(detail(name)) },
    { stroke: theme.coast, width: 1, shows: isEarth }, // between countries their border lies upon it
  ];
}

/** What lies upon the land's shading. @param {import("./theme.js").Theme} theme @param {Set<string>} focus */
export function detailRules(theme, focus) {
  const isWater = (name) => name === "water";
  return [
    { stroke: theme.river, width: 0.9, shows: showsRiver },
    { stroke: theme.coast, width: 1, shows: isWater },
    { fill: theme.water, shows: isWater },
    { stroke: theme.road, width: 1, shows: (name, zoom) => name === "roads" && zoom >= ROADS_FROM && zoom <= ROADS_UNTIL },
    { stroke: theme.province, width: 0.7, shows: showsProvince(focus) },
    { stroke: theme.country, width: 1, shows: (name) => name === "country" },
    { stroke: theme.country, width: 1, dash: [5, 3], shows: (name) => name === "disputed" },
  ];
}

const detail = (name) => name.slice(name.indexOf("/") + 1);

const showsRiver = (name, zoom) => name.startsWith("rivers/") && zoom >= 3 + Number(detail(name)) * 0.45;

const showsProvince = (focus) => (name, zoom) =>
  name.startsWith("province/") && zoom >= (focus.has(detail(name)) || !focus.size ? PROVINCES_FROM : OTHER_PROVINCES_FROM);
