/** The least that shows the same basemap: plain Leaflet, plain protomaps-leaflet, a title that changes when painted. */

const fill = (colour) => new protomapsL.PolygonSymbolizer({ fill: colour });
const line = (color, width) => new protomapsL.LineSymbolizer({ color, width });

const map = L.map("map", { fadeAnimation: false, zoomSnap: 0, zoomControl: false, attributionControl: false });
const [west, south, east, north] = new URLSearchParams(location.search).get("bounds").split(",").map(Number);
map.fitBounds([
  [south, west],
  [north, east],
]);

const ground = protomapsL.leafletLayer({
  url: "tiles/{z}/{x}/{y}.mvt",
  maxDataZoom: 6,
  backgroundColor: "#D5E3EA",
  paintRules: [
    { dataLayer: "earth", symbolizer: fill("#F6F3EC") },
    { dataLayer: "rivers", symbolizer: line("#BBD1DC", 0.9) },
    { dataLayer: "water", symbolizer: fill("#D5E3EA") },
    { dataLayer: "boundaries", symbolizer: line("#8C867A", 1) },
  ],
  labelRules: [],
});
ground.on("load", () =>
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      document.title = "painted";
    }),
  ),
);
ground.addTo(map);
