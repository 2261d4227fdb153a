/**
 * Numbered markers of call-outs: each beside what it is about, tied to it by a line, clear of marks and of each other.
 */

import { svg } from "../dom.js";
import { Taken } from "../placing.js";
import { faceOf } from "./names.js";

const RADIUS = 9;
const APART = 3; // pixels between two markers
const EDGE = 6;
const WAYS = [20, 28, 38, 50, 66, 86, 110, 140, 180]; // pixels from the place, the nearest first
const ANGLES = [45, -45, 135, -135, 0, 90, -90, 180, 22, -22, 68, -68, 112, -112, 158, -158]; // from the right, upwards

/**
 * @typedef {{number: number, at: {x: number, y: number}, seat: {x: number, y: number}}} Seated
 * @param {{number: number, at: {x: number, y: number}}[]} callouts in the frame
 * @param {import("../placing.js").Box[]} obstacles @param {{width: number, height: number}} frame
 * @returns {Seated[]}
 */
export function seated(callouts, obstacles, frame) {
  const taken = new Taken(obstacles);
  const markers = new Taken();
  return callouts.map((callout) => {
    const seats = WAYS.flatMap((way) => ANGLES.map((angle) => seatAt(callout.at, way, angle))).filter((seat) => isIn(seat, frame));
    const clear = seats.filter((seat) => !markers.meets(boxOf(seat)));
    const seat = clear.find((each) => !taken.meets(boxOf(each))) ?? clear[0] ?? seats[0] ?? within(callout.at, frame);
    markers.add(boxOf(seat, APART));
    return { ...callout, seat };
  });
}

/** @param {Seated} callout @returns {import("../placing.js").Box} */
export const boxOfSeated = ({ seat }) => boxOf(seat, 1);

/** @param {Seated[]} callouts @param {{ink: string, halo: string, panel: string}} page @returns {SVGElement[]} */
export function printedCallouts(callouts, { ink, halo }) {
  const ties = callouts.flatMap(({ at, seat }) => {
    const d = `M${fine(at.x)} ${fine(at.y)}L${fine(seat.x)} ${fine(seat.y)}`;
    const dot = { cx: fine(at.x), cy: fine(at.y), r: 2.2, fill: ink, stroke: halo, "stroke-width": 1 };
    return [
      svg("path", { d, fill: "none", stroke: halo, "stroke-width": 3.2 }),
      svg("path", { d, fill: "none", stroke: ink, "stroke-width": 1.1 }),
      svg("circle", dot),
    ];
  });
  const markers = callouts.map(({ number, seat }) => {
    const group = svg("g", { transform: `translate(${fine(seat.x)} ${fine(seat.y)})` });
    const text = svg("text", { y: 3.9, ...faceOf({ size: 11, weight: 600 }), "text-anchor": "middle", fill: halo });
    text.textContent = String(number);
    group.append(svg("circle", { r: RADIUS, fill: ink, stroke: halo, "stroke-width": 1.5 }), text);
    return group;
  });
  return [...ties, ...markers];
}

const fine = (value) => Math.round(value * 100) / 100;

function seatAt({ x, y }, way, angle) {
  const turn = (angle * Math.PI) / 180;
  return { x: x + way * Math.cos(turn), y: y - way * Math.sin(turn) };
}

const boxOf = ({ x, y }, more = 0) => ({ left: x - RADIUS - more, top: y - RADIUS - more, right: x + RADIUS + more, bottom: y + RADIUS + more });

const isIn = ({ x, y }, { width, height }) => {
  const edge = RADIUS + EDGE;
  return x >= edge && y >= edge && x <= width - edge && y <= height - edge;
};

const within = ({ x, y }, { width, height }) => ({
  x: Math.max(RADIUS + EDGE, Math.min(width - RADIUS - EDGE, x)),
  y: Math.max(RADIUS + EDGE, Math.min(height - RADIUS - EDGE, y)),
});
