/**
 * Events at one place fan out: their symbols stand around it, each tied to it by a line, until something else is done.
 */

import { html, svg } from "./dom.js";
import { toWorld } from "./geo.js";
import { showPicture } from "./pictures.js";
import { symbolOf } from "./symbols.js";

const MOST = 60; // more would be a cloud
const ROOM = 36; // pixels along the circle for each symbol
const FIRST = 40; // pixels from the place to the innermost

export class Fan {
  /** @param {L.Map} map @param {import("./anchors.js").Anchors} anchors @param {import("./work.js").Work} work */
  constructor(map, anchors, work) {
    this.map = map;
    this.anchors = anchors;
    this.work = work;
    this.stands = [];
    this.turn = 0;
    map.on("zoomstart", () => this.close());
  }

  /** Whether so many can be fanned out. @param {number} count */
  holds(count) {
    return count <= MOST;
  }

  get isOpen() {
    return this.stands.length > 0;
  }

  /** @param {string} key of the cell @param {[number, number]} at longitude and latitude of the circle */
  async open(key, at) {
    this.close();
    const turn = ++this.turn;
    await this.work.during(async () => {
      const answer = await fetch(`members?${new URLSearchParams({ cell: key })}`);
      if (!answer.ok) return;
      const { marks } = await answer.json();
      const symbols = marks.filter(({ symbol }) => symbol).map((mark) => symbolOf({ ...mark, offset: undefined }));
      await Promise.all(symbols.map(({ picture, mark }) => showPicture(picture, mark.symbol)));
      if (turn === this.turn) this.show(symbols, toWorld(at));
    });
  }

  show(symbols, world) {
    const seats = seatsFor(symbols.length);
    const legs = svg("svg", { class: "fan legs", width: 1, height: 1 });
    seats.forEach(({ x, y }) => legs.append(svg("path", { d: `M0 0L${x} ${y}` })));
    const hub = html("div", "fan hub");
    this.stands = [
      { element: legs, world, dx: 0, dy: 0 },
      { element: hub, world, dx: -4, dy: -4 },
      ...symbols.map((symbol, index) => {
        symbol.element.classList.add("fan");
        return { ...symbol, world, dx: symbol.dx + seats[index].x, dy: symbol.dy + seats[index].y };
      }),
    ];
    this.map.getPane("fan").replaceChildren(...this.stands.map(({ element }) => element));
    this.stands.forEach((stand) => this.anchors.add(stand));
    this.stands[2]?.element.focus({ preventScroll: true });
  }

  close() {
    this.turn += 1;
    this.stands.splice(0).forEach((stand) => this.anchors.remove(stand));
  }
}

/** Places around the middle, in rings that hold more the larger they are. @returns {{x: number, y: number}[]} */
function seatsFor(count) {
  const seats = [];
  for (let radius = FIRST; seats.length < count; radius += ROOM) {
    const here = Math.min(count - seats.length, Math.floor((2 * Math.PI * radius) / ROOM));
    for (let seat = 0; seat < here; seat++) {
      const angle = (2 * Math.PI * seat) / here - Math.PI / 2;
      seats.push({ x: Math.round(Math.cos(angle) * radius), y: Math.round(Math.sin(angle) * radius) });
    }
  }
  return seats;
}
