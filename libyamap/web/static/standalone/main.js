/**
 * Starts the page that stands alone: the live map's own parts, with the data in the page in place of the program.
 */

import { Anchors } from "../anchors.js";
import { Cards } from "../cards.js";
import { Cells } from "../cells.js";
import { html, listed } from "../dom.js";
import { Ground } from "../ground.js";
import { GroundPainter } from "../groundpainter.js";
import { Heat } from "../heat.js";
import { Hover } from "../hover.js";
import { Keyboard } from "../keyboard.js";
import { Labels } from "../labels.js";
import { makeMap } from "../map.js";
import { Motion } from "../motion.js";
import { Overlay } from "../overlay.js";
import { boxOfBadge } from "../print/badges.js";
import { noteRows } from "../print/cards.js";
import { ScaleBar } from "../scale.js";
import { Scene } from "../scene.js";
import { Selection } from "../selection.js";
import { Symbols } from "../symbols.js";
import { fontsLoaded, isRightToLeft } from "../text.js";
import { applyTheme } from "../theme.js";
import { Work } from "../work.js";
import { Answers, keepOnGround } from "./answers.js";
import { showKey } from "./key.js";
import { LineLetters } from "./lineletters.js";
import { Known } from "./known.js";
import { listLayers } from "./layers.js";
import { search } from "./search.js";
import { Shown } from "./shown.js";
import { Time } from "./time.js";

const NARROW = 720; // pixels
const FIXED = ["aside.furniture", ".zoom-buttons", "#panel", "#panel-switch", "#known"].map((part) => `${part}:not([hidden])`).join();
const place = (id) => document.getElementById(id);

/** The painter of the ground in the page's own thread: a file has no other script to start. */
class PainterHere extends EventTarget {
  constructor() {
    super();
    this.painter = new GroundPainter((data) => this.dispatchEvent(new MessageEvent("message", { data })));
  }

  postMessage(data) {
    this.painter.tell(data);
  }
}

/** Head above, map with all that lies on it, time below. */
function arrangePage() {
  const stage = html("div");
  stage.id = "stage";
  stage.append(...["map", "notes", "scale", "credits", "panel-switch", "panel", "known"].map(place));
  document.body.prepend(place("head"), stage);
}

function writeHead({ title, subtitle, as_of: asOf, marking, notes, footer }) {
  const head = place("head");
  head.dir = isRightToLeft(title) ? "rtl" : "ltr"; // what reads leftwards begins at the right
  head.append(html("h1", "", title), ...[subtitle, asOf].filter(Boolean).map((text) => html("p", "", text)));
  if (marking) head.append(html("p", "marked", marking));
  const notice = [notes, footer].filter(Boolean).map((text) => html("p", "", text));
  if (notice.length) place("notice").append(html("h2", "", "Notes"), ...notice);
}

function openPanel() {
  const [button, panel] = [place("panel-switch"), place("panel")];
  const show = (open) => {
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    button.setAttribute("aria-label", open ? "Hide search, layers and legend" : "Show search, layers and legend");
    button.textContent = open ? "‹" : "☰";
  };
  button.addEventListener("click", () => show(panel.hidden));
  show(window.innerWidth > NARROW);
}

async function start() {
  const payload = JSON.parse(place("payload").textContent);
  arrangePage();
  applyTheme(payload.theme);
  document.documentElement.style.colorScheme = payload.theme === "dark" ? "dark" : "light"; // of what the browser draws
  document.documentElement.classList.toggle("grey", payload.grey);
  document.documentElement.lang = "en";
  writeHead(payload);
  openPanel();
  const shown = new Shown(payload);
  const answers = new Answers(payload, shown);
  window.fetch = (address) => answers.fetch(address);
  const fonts = fontsLoaded();
  const map = makeMap(place("map"));
  const work = new Work();
  const motion = new Motion(map);
  const ground = new Ground(map, work, Promise.resolve(answers.ground()), new PainterHere());
  const anchors = new Anchors(map);
  const parts = {
    overlay: new Overlay(map),
    symbols: new Symbols(map, anchors),
    labels: new Labels(map, anchors),
    cards: new Cards(map, anchors, place("notes"), () => {}),
    cells: new Cells(map, anchors),
    heat: new Heat(map),
  };
  const scene = new Scene(map, work, fonts, parts, ground);
  scene.language = payload.language;
  parts.labels.setNotes(payload.behind);
  const lineLetters = new LineLetters(map, anchors, payload.letters, payload.theme);
  new ScaleBar(map, place("scale"));
  place("credits").append(...listed(payload.credits, "credit"));
  place("credits").hidden = !payload.credits.length;

  const selection = new Selection(map, ([id]) => choose(id));
  const known = new Known(place("known"), shown.features, () => selection.set([]));
  function choose(id) {
    selection.set(id ? [id] : []);
    if (id) known.open(id);
    else known.close();
  }
  const inSight = () => [...scene.marks.keys()].filter((id) => isInFrame(map, id)).map((id) => shown.features.get(id));
  const key = showKey(place("key"), payload.legend, () => inSight().filter(Boolean));
  const layout = () => {
    if (!scene.ready) return;
    const symbols = parts.symbols.boxes();
    parts.cards.layout([...symbols, ...fixed(map), ...parts.overlay.areaBoxes()]);
    key();
    const taken = [...symbols, ...fixed(map), ...parts.cards.boxes()]; // of a note of the cards and a longer legend too
    const badges = lineLetters.layout(parts.overlay, [...taken, ...parts.overlay.areaBoxes()]);
    parts.labels.layout([...taken, ...badges.map(boxOfBadge)], parts.overlay.lineBoxes(), (country) => parts.cards.names(country));
    selection.show();
  };
  place("panel-switch").addEventListener("click", layout);
  scene.changed = () => {
    noteRows(parts.cards, payload.behind);
    layout();
    hover.again();
  };
  motion.eachStep(layout);
  map.on("moveend", () => scene.load());
  const hover = new Hover(map, (id) => scene.textOf(id), () => {}, parts.cells, parts.cards);
  new Keyboard(map, motion, {
    pick: (feature) => choose(feature),
    clear: () => choose(""),
    reach: () => {},
    cell: () => {},
    menu: () => {},
    focus: (feature, at) => (feature && scene.textOf(feature) ? hover.show(scene.textOf(feature), at) : hover.hide()),
  });
  listLayers(place("layers"), payload.layers, shown);
  search(place("search"), payload.features, (feature) => {
    if (feature.at) motion.showPlace([feature.at[1], feature.at[0]], Math.max(6, map.getZoom()), true);
    choose(feature.id);
  });
  new Time(place("time"), shown);
  showOpening(map, payload.bounds);
  keepOnGround(map, payload.tiles);
  ground.style = { theme: payload.theme, relief: false };
  await ground.load();
  ground.draw();
  scene.version = 1;
  await scene.load();
  shown.listeners.push(() => scene.load());
  await work.idle();
  document.documentElement.dataset.ready = "true";
}

/** The opening frame, beside the panel where that is open. */
function showOpening(map, [west, south, east, north]) {
  const panel = place("panel");
  const beside = panel.hidden || map.getSize().x < 3 * panel.offsetWidth ? 0 : panel.offsetWidth + 2 * 12;
  map.fitBounds([[south, west], [north, east < west ? east + 360 : east]], { paddingTopLeft: [beside, 0], animate: false });
}

/** Whether a mark, or the card that a feature is a row of, is in the frame. */
function isInFrame(map, id) {
  const element = document.querySelector(`[data-feature="${CSS.escape(id)}"]`);
  if (!element) return false;
  const [box, frame] = [element.getBoundingClientRect(), map.getContainer().getBoundingClientRect()];
  return box.right > frame.left && box.left < frame.right && box.bottom > frame.top && box.top < frame.bottom;
}

/** What lies upon the map, in its frame. @returns {import("../placing.js").Box[]} */
const fixed = (map) => [...document.querySelectorAll(FIXED)].map((part) => boxIn(map, part));

/** Where an element is in the map's frame. */
function boxIn(map, element) {
  const [box, frame] = [element.getBoundingClientRect(), map.getContainer().getBoundingClientRect()];
  return { left: box.left - frame.left, top: box.top - frame.top, right: box.right - frame.left, bottom: box.bottom - frame.top };
}

start();
