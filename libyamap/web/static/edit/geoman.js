/**
 * Leaflet-Geoman, loaded when something is drawn for the first time, in our looks: its own style sheet stays away.
 */

const ADDRESS = "vendor/leaflet-geoman/leaflet-geoman.min.js";
const PANE = "edit";
const SNAP = 12; // pixels

/** @type {Promise<void> | null} */
let loading = null;

/** @param {L.Map} map @returns {Promise<L.SVG>} the renderer of what is drawn, once all is there */
export async function readyToDraw(map) {
  loading ??= loadScript(ADDRESS);
  await loading;
  if (!map.pm) {
    L.PM.reInitLayer(map);
    map.pm.setGlobalOptions({ panes: { layerPane: PANE, vertexPane: PANE, markerPane: PANE } });
  }
  map.editRenderer ??= L.svg({ pane: PANE, padding: 0.5 });
  return map.editRenderer;
}

/** What drawing and reshaping share. A shape that crosses itself may be drawn: Python says so and offers to mend it. */
export const MANNERS = { snappable: true, snapDistance: SNAP, allowSelfIntersection: true, tooltips: false };

/** @param {L.SVG} renderer @param {string} name of the class @returns {L.PolylineOptions} all looks are the style sheet's */
export const looks = (renderer, name) => ({ renderer, className: `edit-shape ${name}`, interactive: false, fill: name === "edit-area" });

/** @param {string} address @returns {Promise<void>} */
function loadScript(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => reject(new Error(`The map's drawing tools could not be loaded: ${address}`)));
    document.head.append(script);
  });
}
