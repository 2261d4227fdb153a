/**
 * Starts the page: makes the Leaflet map from what folium wrote into the document, wires the parts to each other and
 * to Python.
 */

import { Anchors } from "./anchors.js";
import { Bridge } from "./bridge.js";
import { Cards } from "./cards.js";
import { CellHand } from "./cellhand.js";
import { Cells } from "./cells.js";
import { DrawnReport, painted } from "./drawn.js";
import { selectByBox } from "./edit/boxselect.js";
import { Drag } from "./edit/drag.js";
import { Editor } from "./edit/editor.js";
import { Mover } from "./edit/mover.js";
import { Preview } from "./edit/preview.js";
import { PreviewRows } from "./edit/previewrows.js";
import { Veil } from "./edit/veil.js";
import { Furniture } from "./furniture.js";
import { metresPerPixel } from "./geo.js";
import { factsOfGround, Ground } from "./ground.js";
import { Heat } from "./heat.js";
import { Hover } from "./hover.js";
import { Keyboard } from "./keyboard.js";
import { Labels } from "./labels.js";
import { makeMap } from "./map.js";
import { Motion } from "./motion.js";
import { Overlay } from "./overlay.js";
import { Plate } from "./print/plate.js";
import { showSheet } from "./print/sheet.js";
import { VectorGround } from "./print/vectorground.js";
import { ScaleBar } from "./scale.js";
import { frameOf, Scene } from "./scene.js";
import { Searched } from "./searched.js";
import { featuresAt, Selection } from "./selection.js";
import { Spots } from "./spots.js";
import { Sketch } from "./sketch.js";
import { Symbols } from "./symbols.js";
import { fontsLoaded } from "./text.js";
import { applyTheme } from "./theme.js";
import { Tools } from "./tools.js";
import { Work } from "./work.js";

const place = (id) => document.getElementById(id);

/** @param {Bridge} bridge */
async function start(bridge) {
  bridge.reportErrors();
  bridge.send("PageReady"); // what Python says from now on is kept until it can be shown
  const fonts = fontsLoaded();
  const early = factsOfGround();
  await sized(place("map"));
  const map = makeMap(place("map"));
  const work = new Work();
  const motion = new Motion(map);
  const ground = new Ground(map, work, early);
  const anchors = new Anchors(map);
  const parts = {
    overlay: new Overlay(map),
    symbols: new Symbols(map, anchors),
    labels: new Labels(map, anchors),
    cards: new Cards(map, anchors, place("notes"), (country) => bridge.send("CountryPicked", { country })),
    cells: new Cells(map, anchors),
    heat: new Heat(map),
  };
  const scene = new Scene(map, work, fonts, parts, ground);
  const places = { title: place("title"), legend: place("legend"), credits: place("credits") };
  const furniture = new Furniture(places, map, work, fonts);
  new ScaleBar(map, place("scale"));

  const pick = (features, { lng, lat }, add) => bridge.send("MarksPicked", { features, lon: lng, lat, add });
  const sketch = new Sketch(map);
  const searched = new Searched(map);
  const point = ({ lng, lat }, last) => bridge.send("ToolPointed", { lon: lng, lat, last });
  const tools = new Tools(map, {
    point,
    key: (key) => bridge.send("ToolKeyed", { key }),
    leaf: (forward) => bridge.send("HistoryAsked", { forward }),
  });
  const send = (name, fields) => bridge.send(name, fields);
  const preview = new Preview(map, anchors);
  const changed = new Overlay(map, "change");
  const rows = new PreviewRows(map, anchors);
  const veil = new Veil();
  const mover = new Mover(map, new Preview(map, anchors), veil, (feature) => scene.marksOf(feature));
  const editor = new Editor({ map, work, send, veil, mover, textOf: (feature) => scene.textOf(feature) });
  const cellHand = new CellHand(map, anchors, work, motion, parts.cells, (cell) => bridge.send("CellPicked", cell));
  const spots = new Spots(map, anchors);
  const click = (features, at, add, event) => {
    if (editor.active) editor.click(features, at);
    else if (tools.active) point(at, false);
    else if (!cellHand.click(event, add)) pick(features, at, add);
  };
  const selection = new Selection(map, click, (drawn) => spots.show(parts.cells.shown.length > 0 || !parts.heat.canvas.hidden, drawn));
  const drag = new Drag(map, mover, {
    movable: (feature) => selection.movable.has(feature) && !editor.active && !tools.active,
    held: (feature, held) => bridge.send("DragHeld", { feature, held }),
    dropped: (place) => bridge.send("FeatureDropped", place),
  });
  selectByBox(map, (features, at) => {
    const more = features.filter((feature) => !selection.features.has(feature));
    if (more.length && !editor.active && !tools.active) pick(more, at, true);
  });
  const textOf = (id) => scene.textOf(id);
  const moved = ({ lng, lat }, inside) => bridge.send("PointerMoved", { lon: lng, lat, inside });
  const hover = new Hover(map, textOf, moved, parts.cells, parts.cards);
  const ask = ({ x, y }, features) => {
    const { lng, lat } = map.containerPointToLatLng([x, y]);
    bridge.send("ContextAsked", { lon: lng, lat, x: Math.round(x), y: Math.round(y), features });
  };
  map.on("contextmenu", ({ originalEvent, containerPoint }) => {
    originalEvent.preventDefault();
    hover.hide(); // or its words stand over the menu
    if (!editor.active) ask(containerPoint, featuresAt(originalEvent.clientX, originalEvent.clientY));
  });
  new Keyboard(map, motion, {
    pick: (feature, add) => pick([feature], map.getCenter(), add),
    clear: () => cellHand.close() || pick([], map.getCenter(), false),
    reach: () => parts.cells.reach(),
    cell: (key) => cellHand.pick(key, false),
    menu: (feature, at) => ask(at, feature ? [feature] : []),
    focus: (feature, at) => {
      const text = feature ? textOf(feature) : (parts.cells.get(document.activeElement?.dataset.cell)?.tooltip ?? "");
      return text ? hover.show(text, at) : hover.hide();
    },
  });

  const plate = new Plate(map, scene, new VectorGround(ground), factsOfGround);
  const layout = () => {
    if (!scene.ready || (scene.isForSheet && !plate.isDrawn)) return; // a sheet is laid out once, with all that it says
    const [symbols, fixed] = [parts.symbols.boxes(), furniture.boxes()];
    rows.put();
    parts.cards.layout([...symbols, ...fixed.map(({ left, top, right, bottom }) => ({ left, top, right, bottom, isFixed: true })), ...parts.overlay.areaBoxes(), ...parts.overlay.changedBoxes()]);
    const signs = [...symbols, ...fixed, ...parts.cards.boxes(), ...parts.cells.boxes()];
    const name = (obstacles) => parts.labels.layout(obstacles, parts.overlay.lineBoxes(), (country) => parts.cards.names(country));
    if (plate.isDrawn) {
      name(signs); // what a sheet calls out makes room for the names of its subject
      plate.seat([...signs, ...parts.overlay.areaBoxes(), ...parts.labels.subjectBoxes()]);
    }
    const seated = plate.boxes();
    if (!plate.isDrawn || seated.length) name([...signs, ...seated]); // where nothing was seated all stand right already
    mover.settle();
    selection.show();
    veil.show();
  };
  scene.changed = () => {
    layout();
    hover.again();
  };
  furniture.changed = layout;
  motion.eachStep(layout);
  map.on("moveend", () => {
    if (scene.version) scene.load(); // before the first redraw Python has more to say, and asks for it then
    bridge.send("FrameMoved", frameMoved(map));
  });

  const report = new DrawnReport(work, () => furniture.posing, (version) => bridge.send("Drawn", { version, marks: scene.count }));
  bridge.listen({
    ShowFrame: ({ bounds, animate }) => motion.showFrame(bounds, animate),
    ShowPlace: ({ lon, lat, zoom, animate }) => motion.showPlace([lat, lon], zoom, animate),
    Redraw: ({ version, marks, ground: again }) => {
      const asked = [fonts];
      if (marks) asked.push(scene.redraw(version)); // first: Python needs longest for it
      if (again) {
        asked.push(furniture.load());
        asked.push(
          work.during(async () => {
            const facts = await ground.load();
            furniture.credit(facts.credits);
          }).then(() => (ground.draw(), ground.rested())),
        );
      }
      report.after(version, Promise.all(asked));
    },
    UpdateMarks: ({ version, features, marks }) => report.after(version, scene.update(version, features, marks)),
    SelectMarks: (chosen) => {
      spots.set(chosen.spots);
      selection.set(chosen.features, chosen.movable);
    },
    SetStyle: (style) => {
      applyTheme(style.theme);
      parts.cells.setTheme(style.theme);
      motion.reduce(style.reduced_motion);
      ground.style = style;
      scene.setNames(style.language, style.place_labels);
      ground.draw();
    },
    ShowFurniture: (order) => furniture.show(order),
    PrintMap: (order) => work.during(async () => {
      await fonts;
      applyTheme(ground.style.theme);
      bridge.send("MapPrinted", await plate.of(order, layout));
    }),
    ShowSheet: (sheet) => report.after(sheet.version, showSheet(sheet, furniture)),
    ShowMarker: (marker) => sketch.mark(marker),
    UseTool: ({ active }) => tools.use(active),
    ShowSketch: (drawn) => sketch.show(drawn),
    ShowSearched: ({ rings }) => searched.show(rings),
    UseEditor: (tool) => {
      drag.cancel();
      if (!tool.mode && !(tool.feature && mover.dropped)) mover.cancel();
      editor.use(tool);
    },
    EditorKey: ({ key }) => editor.key(key),
    ShowPreview: ({ marks, cards }) => work.during(async () => {
      await preview.show(marks);
      rows.show(cards);
      veil.hide([...marks, ...cards.flatMap((card) => card.rows)].map(({ id }) => id), "preview");
      layout();
    }),
    ShowChange: ({ marks }) => work.during(() => changed.set(marks)),
    BareMap: async ({ bare, turn }) => {
      document.documentElement.classList.toggle("bare", bare);
      await painted();
      bridge.send("MapBared", { turn });
    },
    FocusMap: () => map.getContainer().focus({ preventScroll: true }),
  });
}

/** A page that is loaded before its window is shown has no room yet. @param {HTMLElement} element @returns {Promise<void>} */
function sized(element) {
  return new Promise((resolve) => {
    const observer = new ResizeObserver(() => {
      if (!element.clientWidth || !element.clientHeight) return;
      observer.disconnect();
      setTimeout(resolve); // what follows lays the page out anew, which an observer may not
    });
    observer.observe(element);
  });
}

/** @param {L.Map} map the message's fields */
function frameMoved(map) {
  const { west, south, east, north } = frameOf(map);
  const { lng, lat } = map.getCenter().wrap();
  const { x: width, y: height } = map.getSize();
  const turned = (lon) => ((((lon + 180) % 360) + 360) % 360) - 180;
  const bounds = east - west >= 360 ? [-180, south, 180, north] : [turned(west), south, turned(east), north];
  return { bounds, zoom: map.getZoom(), lon: lng, lat, width, height, metres_per_pixel: metresPerPixel(lat, map.getZoom()) };
}

start(await Bridge.connect());
