/**
 * The Leaflet map, with the options and the place that folium wrote into the document, and a pane for each floor.
 */

import { Hold } from "./hold.js";

/** Panes from the bottom up, in Leaflet's units; areas, rings and lines lie in Leaflet's overlayPane (400). */
const PANES = { heat: 350, cells: 604, change: 450, symbols: 610, labels: 620, cards: 640, fan: 645, preview: 650, sketch: 660, edit: 670 };
const POLE = 85.0511287798;
const NARROWEST = 1.5; // zoom: one world fills the frame from here on

/** @param {HTMLElement} container @returns {L.Map} */
export function makeMap(container) {
  const map = L.map(container, {
    ...JSON.parse(container.dataset.options),
    crs: L.CRS[container.dataset.crs],
    trackResize: false, // Leaflet's waits 200 ms; the observer below does not
    keyboard: false, // ours walks through the marks as well
    zoomAnimationThreshold: 6,
    maxBoundsViscosity: 1,
    maxBounds: [[-POLE, -540], [POLE, 540]],
    inertiaMaxSpeed: 3000,
  });
  map.hold = new Hold(map);
  for (const [name, floor] of Object.entries(PANES)) map.createPane(name).style.zIndex = String(floor);
  container.setAttribute("role", "application");
  map.isForSheet = false; // a sheet has the zoom that it asks for
  const fit = () => map.setMinZoom(map.isForSheet ? 0 : Math.max(NARROWEST, Math.ceil(4 * Math.log2(map.getSize().x / 256)) / 4));
  map.whenReady(fit);
  map.on("resize", fit);
  new ResizeObserver(() => {
    if (container.clientWidth && container.clientHeight) map.invalidateSize({ pan: true }); // hidden, as behind a sheet, it stays
  }).observe(container);
  addButtons(map);
  return map;
}

/** @param {L.Map} map */
function addButtons(map) {
  const box = document.createElement("div");
  box.className = "zoom-buttons";
  for (const [sign, name, act] of [["+", "Zoom in", "zoomIn"], ["\u2212", "Zoom out", "zoomOut"]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.title = `${name} (${sign})`;
    button.setAttribute("aria-label", name);
    button.tabIndex = -1; // the keys do the same
    button.addEventListener("click", () => map[act](1));
    box.append(button);
  }
  L.DomEvent.disableClickPropagation(box);
  map.getContainer().append(box);
}
