/**
 * The colours of the ground, of its names and of the page, for each theme. Colours of the subject come with the marks.
 *
 * Text keeps 4.5:1 and marks 3:1 against the land in each theme; in print nothing needs colour to be read.
 */

/**
 * @typedef {Object} Theme
 * @property {string} land @property {string} neighbour @property {string} water @property {string} coast
 * @property {string} river @property {string} province @property {string} country @property {string} road
 * @property {number} relief strength of the shading, 0 to 1
 * @property {Object<string, string>} page values of the style sheet's variables
 */

/** @type {Object<string, Theme>} */
const THEMES = {
  light: {
    land: "#F6F3EC",
    neighbour: "#ECE7DC",
    water: "#D5E3EA",
    coast: "#A9C0CB",
    river: "#BBD1DC",
    province: "#CFC9BD",
    country: "#8C867A",
    road: "#E3DCCD",
    relief: 0.6,
    page: {
      ground: "#D5E3EA",
      halo: "#F6F3EC",
      "halo-water": "#D5E3EA",
      ink: "#1F2326",
      place: "#33383C",
      region: "#6C675D",
      "country-name": "#57534A",
      "water-name": "#43667A",
      panel: "#FFFFFF",
      line: "#D4CFC4",
      muted: "#5C6166",
      accent: "#0B5CAD",
      casing: "#FFFFFF",
    },
  },
  dark: {
    land: "#23272B",
    neighbour: "#1F2327",
    water: "#1A1E22",
    coast: "#414A52",
    river: "#2C3740",
    province: "#3A4046",
    country: "#5B636B",
    road: "#2E3338",
    relief: 0.35,
    page: {
      ground: "#1A1E22",
      halo: "#1B1F22",
      "halo-water": "#1A1E22",
      ink: "#F1F3F4",
      place: "#CDD2D6",
      region: "#8F979E",
      "country-name": "#A3ABB2",
      "water-name": "#7A97A8",
      panel: "#2B3035",
      line: "#454C53",
      muted: "#A9B0B6",
      accent: "#6CB6FF",
      casing: "#14171A",
    },
  },
  print: {
    land: "#FFFFFF",
    neighbour: "#F4F4F4",
    water: "#E1E1E1",
    coast: "#9A9A9A",
    river: "#BDBDBD",
    province: "#C4C4C4",
    country: "#6E6E6E",
    road: "#DEDEDE",
    relief: 0.55,
    page: {
      ground: "#E1E1E1",
      halo: "#FFFFFF",
      "halo-water": "#E1E1E1",
      ink: "#000000",
      place: "#1E1E1E",
      region: "#5A5A5A",
      "country-name": "#404040",
      "water-name": "#4D4D4D",
      panel: "#FFFFFF",
      line: "#9A9A9A",
      muted: "#444444",
      accent: "#000000",
      casing: "#FFFFFF",
    },
  },
};

/** @param {string} name @returns {Theme} the light one where the name is unknown */
export const themeOf = (name) => THEMES[name] ?? THEMES.light;

/** Hands the theme to the style sheet. @param {string} name */
export function applyTheme(name) {
  const root = document.documentElement;
  root.dataset.theme = name;
  for (const [key, value] of Object.entries(themeOf(name).page)) root.style.setProperty(`--${key}`, value);
}
