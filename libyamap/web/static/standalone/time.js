/**
 * The time: how many features can lie in each part of it, two thumbs that choose from when to when, and a film.
 */

import { html } from "../dom.js";

const DAY = 86_400_000;
const STEPS = 120; // at most, between the first day and the last
const BEAT = 400; // milliseconds of a step of the film
const WORDS = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };

const numberOf = (day) => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);
const dayOf = (number) => new Date(number * DAY).toISOString().slice(0, 10);
const inWords = (number) => new Date(number * DAY).toLocaleDateString("en-GB", WORDS);

export class Time {
  /** @param {HTMLElement} place @param {import("./shown.js").Shown} shown */
  constructor(place, shown) {
    this.shown = shown;
    const days = [...shown.features.values()].flatMap(({ from, to }) => [from, to]).filter(Boolean).map(numberOf);
    if (!days.length || Math.max(...days) === Math.min(...days)) return;
    [this.first, this.last] = [Math.min(...days), Math.max(...days)];
    this.step = Math.max(1, Math.ceil((this.last - this.first + 1) / STEPS));
    this.count = Math.ceil((this.last - this.first + 1) / this.step);
    this.build(place);
    place.hidden = false;
  }

  build(place) {
    this.play = html("button", "play", "▶");
    this.play.type = "button";
    this.play.title = "Play";
    this.play.setAttribute("aria-label", "Play the time");
    this.play.addEventListener("click", () => this.toggle());
    const range = html("div", "range");
    this.bars = html("div", "bars");
    this.thumbs = ["From when", "Until when"].map((name, index) => {
      const thumb = html("input");
      thumb.type = "range";
      [thumb.min, thumb.max, thumb.step] = [0, this.count - 1, 1];
      thumb.value = String(index * (this.count - 1));
      thumb.setAttribute("aria-label", name);
      thumb.addEventListener("input", () => (this.stop(), this.changed(index)));
      return thumb;
    });
    range.append(this.bars, ...this.thumbs);
    this.said = html("output");
    this.all = html("button", "", "All times");
    this.all.type = "button";
    this.all.addEventListener("click", () => (this.stop(), this.set(0, this.count - 1)));
    place.append(this.play, range, this.said, this.all);
    this.draw();
    this.changed(0);
  }

  draw() {
    const counts = new Array(this.count).fill(0);
    for (const { from, to } of this.shown.features.values()) {
      if (!from && !to) continue;
      const start = from ? Math.floor((numberOf(from) - this.first) / this.step) : 0;
      const end = to ? Math.floor((numberOf(to) - this.first) / this.step) : this.count - 1;
      for (let part = Math.max(0, start); part <= Math.min(this.count - 1, end); part++) counts[part] += 1;
    }
    const most = Math.max(...counts, 1);
    this.bars.replaceChildren(...counts.map((count) => {
      const bar = html("span");
      bar.style.height = `${(100 * count) / most}%`;
      return bar;
    }));
  }

  /** @param {number} moved the thumb that pushes the other one */
  changed(moved) {
    let [from, to] = this.thumbs.map(({ value }) => Number(value));
    if (from > to) {
      if (moved === 0) to = from;
      else from = to;
    }
    this.set(from, to);
  }

  set(from, to) {
    [this.thumbs[0].value, this.thumbs[1].value] = [String(from), String(to)];
    const [first, last] = [this.first + from * this.step, Math.min(this.last, this.first + (to + 1) * this.step - 1)];
    const whole = from === 0 && to === this.count - 1;
    this.said.textContent = first === last ? inWords(first) : `${inWords(first)} – ${inWords(last)}`;
    [...this.bars.children].forEach((bar, part) => bar.classList.toggle("inside", part >= from && part <= to));
    this.all.disabled = whole;
    this.shown.setWindow(whole ? null : [dayOf(first), dayOf(last)]);
  }

  toggle() {
    if (this.film) return this.stop();
    const [from, to] = this.thumbs.map(({ value }) => Number(value));
    const wide = from === 0 && to === this.count - 1 ? Math.max(0, Math.ceil(this.count / 12) - 1) : to - from;
    if (from === 0 && to === this.count - 1) this.set(0, wide);
    this.play.textContent = "❚❚";
    this.film = setInterval(() => {
      const next = Number(this.thumbs[0].value) + 1;
      if (next + wide > this.count - 1) this.stop();
      else this.set(next, next + wide);
    }, BEAT);
    return undefined;
  }

  stop() {
    clearInterval(this.film);
    this.film = null;
    this.play.textContent = "▶";
  }
}
