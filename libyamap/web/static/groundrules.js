/**
 * What of the ground is painted, how, and in which order: protomaps-leaflet's symbolizers, filled with a theme's colours.
 *
 * The sea is the background. Layers and their fields are those of the basemap's metadata: earth (iso3), water, rivers
 * (rank), roads, boundaries (kind: country, province, disputed; left and right: the countries' codes).
 */

/**
 * @typedef {Object} Rule
 * @property {string} layer
 * @property {{before?: Function, draw: Function}} symbolizer
 * @property {(zoom: number, fields: Object<string, string | number>) => boolean} [shows]
 */

const ROADS_UNTIL = 7; // they are straight chords: nearer than this they would lie
const PROVINCES_FROM = 4.5;
const OTHER_PROVINCES_FROM = 6.5;

/** @param {import("./theme.js").Theme} theme @param {Set<string>} focus codes of the countries the map is about */
export function groundRules(theme, focus) {
  return [
    // The fill covers the inner half of the coast's line and all of it between countries.
    { layer: "earth", symbolizer: line(theme.coast, 1.6) },
    { layer: "earth", symbolizer: fill(focus.size ? theme.neighbour : theme.land) },
    { layer: "earth", symbolizer: fill(theme.land), shows: (_zoom, { iso3 }) => focus.has(iso3) },
  ];
}

/** What lies upon the land's shading. @param {import("./theme.js").Theme} theme @param {Set<string>} focus */
export function detailRules(theme, focus) {
  return [
    { layer: "rivers", symbolizer: line(theme.river, 0.9), shows: showsRiver },
    { layer: "water", symbolizer: line(theme.coast, 1) },
    { layer: "water", symbolizer: fill(theme.water) },
    { layer: "roads", symbolizer: line(theme.road, 1.1), shows: (zoom) => zoom >= 5 && zoom <= ROADS_UNTIL },
    { layer: "boundaries", symbolizer: line(theme.province, 0.7), shows: showsProvince(focus) },
    { layer: "boundaries", symbolizer: line(theme.country, 1.1), shows: (_zoom, { kind }) => kind === "country" },
    { layer: "boundaries", symbolizer: line(theme.country, 1.1, [5, 3]), shows: (_zoom, { kind }) => kind === "disputed" },
  ];
}

/** Rank is Natural Earth's scale rank: the great rivers first. */
const showsRiver = (zoom, { rank }) => zoom >= 3 + Number(rank ?? 9) * 0.45;

const showsProvince = (focus) => (zoom, { kind, left }) =>
  kind === "province" && zoom >= (focus.has(left) || !focus.size ? PROVINCES_FROM : OTHER_PROVINCES_FROM);

const fill = (colour) => new protomapsL.PolygonSymbolizer({ fill: colour });

const line = (color, width, dash) =>
  dash
    ? new protomapsL.LineSymbolizer({ color, width, dash, lineJoin: "round" })
    : new protomapsL.LineSymbolizer({ color, width, lineJoin: "round", lineCap: "round" });
