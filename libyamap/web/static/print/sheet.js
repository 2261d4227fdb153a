/**
 * Shows a finished sheet instead of the map, to be printed or to have its picture taken. The page's policy takes no style
 * attributes: how a picture blends with what is below it stands in its data.
 */

import { html } from "../dom.js";
import { sharpness } from "./sharpness.js";

/**
 * @param {{address: string, width: number, height: number, ratio: number}} sheet the address of its SVG, its size in
 *   pixels, and how many device pixels each of them has
 * @param {import("../furniture.js").Furniture} furniture
 * @returns {Promise<void>} when it is in the document with its pictures
 */
export async function showSheet({ address, width, height, ratio }, furniture) {
  await sharpness(ratio);
  furniture.posing = true;
  const { documentElement: drawing } = new DOMParser().parseFromString(await (await fetch(address)).text(), "image/svg+xml");
  if (drawing.localName !== "svg") throw new Error("The sheet is no SVG.");
  const place = document.getElementById("sheet") ?? html("div");
  place.id = "sheet";
  place.replaceChildren(document.adoptNode(drawing));
  for (const element of drawing.querySelectorAll("[data-blend]")) element.style.mixBlendMode = element.dataset.blend;
  // the last pixels are not filled by the sheet where it has no whole number of them
  document.documentElement.style.setProperty("--paper", drawing.querySelector("rect")?.getAttribute("fill") ?? "");
  place.style.width = `${width}px`;
  place.style.height = `${height}px`;
  document.documentElement.classList.add("sheet");
  document.body.append(place);
  const pictures = [...drawing.querySelectorAll("image")].map(async (element) => {
    const picture = new Image();
    picture.src = element.getAttribute("href");
    await picture.decode().catch(() => {});
  });
  await Promise.all([document.fonts.ready, ...pictures]);
}
