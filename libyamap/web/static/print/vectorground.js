/**
 * The ground as an SVG, for what is printed: the same tiles, rules and colours as on the screen, but lines instead of
 * pixels.
 *
 * What a rule fills is one path over all tiles. They reach a little over their edges, so that they meet without a seam.
 * Lines are cut at the edge of their tile, a hair beyond it: an edge of land is no coast where the tile ends.
 */

import { svg } from "../dom.js";
import { detailRules, groundRules } from "../groundrules.js";
import { reliefFor } from "../relief.js";
import { themeOf } from "../theme.js";
import { Tiles } from "../tiles.js";
import { PathText } from "./pathtext.js";

const THIN = 0.6; // of a line's width, on a map so small that it has coarse lines
const OVER = 0.05; // pixels beyond a tile's edge that its lines go on

export class VectorGround {
  /** @param {import("../ground.js").Ground} ground whose style it has */
  constructor(ground) {
    this.ground = ground;
    /** @type {Map<number | undefined, Tiles>} by how fine they are */
    this.tiles = new Map();
  }

  /**
   * @param {object} facts ground.json @param {object} view @param {Set<string>} focus
   * @param {string} name of its cuts @param {number} [finest] pixels: steps below this are left out
   * @returns {Promise<SVGElement[]>}
   */
  async parts(facts, view, focus, name = "tile", finest = undefined) {
    const tiles = this.tilesFor(facts, finest);
    const { theme: look, relief } = this.ground.style;
    const theme = themeOf(look);
    const [placed, shading] = await Promise.all([
      tiles.in(view),
      relief && facts.relief ? reliefFor(view, facts.relief_max_zoom) : null,
    ]);
    const { width, height } = view;
    const parts = [svg("rect", { width, height, fill: theme.water }), clipsOf(placed, view, name)];
    const thin = finest === undefined ? 1 : THIN;
    parts.push(...painted(view, placed, groundRules(theme, focus), name, thin));
    if (shading) parts.push(await shade(shading, theme));
    parts.push(...painted(view, placed, detailRules(theme, focus), name, thin));
    return parts;
  }

  tilesFor({ max_data_zoom: deepest }, finest) {
    if (!this.tiles.has(finest)) this.tiles.set(finest, new Tiles(deepest, PathText, finest));
    return this.tiles.get(finest);
  }
}

/** A cut for each tile. */
function clipsOf(placed, view, name) {
  const defs = svg("defs");
  placed.forEach(({ origin, dim }, index) => {
    const clip = svg("clipPath", { id: `${name}-${index}` });
    const [x, y] = [origin.x - view.left - OVER, origin.y - view.top - OVER];
    clip.append(svg("rect", { x, y, width: dim + 2 * OVER, height: dim + 2 * OVER }));
    defs.append(clip);
  });
  return defs;
}

function* painted(view, placed, rules, name, thin) {
  for (const rule of rules) {
    const texts = placed.map(({ tile, scale, origin }) =>
      [...tile.paths]
        .filter(([kind]) => rule.shows(kind, view.zoom))
        .map(([, path]) => path.text(scale, origin.x - view.left, origin.y - view.top, view))
        .join(""),
    );
    if (rule.fill) {
      const d = texts.join("");
      if (d) yield svg("path", { d, fill: rule.fill });
      continue;
    }
    for (const [index, d] of texts.entries()) {
      if (d) yield svg("path", { d, fill: "none", ...strokeOf(rule, thin), "clip-path": `url(#${name}-${index})` });
    }
  }
}

const strokeOf = ({ stroke, width, dash }, thin) => ({
  stroke,
  "stroke-width": Math.round(width * thin * 100) / 100,
  "stroke-linejoin": "round",
  ...(dash ? { "stroke-dasharray": dash.join(" ") } : {}),
});

async function shade({ canvas, left, top, scale }, theme) {
  const blob = await canvas.convertToBlob({ type: "image/png" });
  const href = await new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result));
    reader.readAsDataURL(blob);
  });
  const picture = svg("image", { x: left, y: top, width: canvas.width * scale, height: canvas.height * scale, href, opacity: theme.relief });
  picture.style.mixBlendMode = "hard-light";
  return picture;
}
