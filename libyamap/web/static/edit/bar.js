/**
 * The bar at the map's top edge while something is edited: what to do, how much is done, Done and Cancel.
 */

import { html } from "../dom.js";

export class ModeBar {
  /** @param {L.Map} map @param {(done: boolean) => void} ended */
  constructor(map, ended) {
    this.root = html("div", "mode-bar");
    this.root.setAttribute("role", "toolbar");
    this.words = html("span", "mode-words");
    this.words.setAttribute("role", "status");
    this.note = html("span", "mode-note");
    this.done = button("mode-done", () => ended(true));
    this.cancel = button("mode-cancel", () => ended(false));
    this.cancel.textContent = "Cancel";
    this.cancel.title = "Cancel (Esc)";
    this.root.append(this.words, this.note, this.done, this.cancel);
    L.DomEvent.disableClickPropagation(this.root);
    this.container = map.getContainer();
  }

  /** @param {{mode: string, words: string, done: string}} asked */
  show({ mode, words, done }) {
    if (mode) this.container.append(this.root);
    else this.root.remove();
    this.words.textContent = words;
    this.done.textContent = done;
    this.done.title = `${done} (Enter)`;
    this.done.hidden = !done;
    this.say("");
  }

  /** @param {string} note what there is so far @param {boolean} ready whether it can be taken as it is */
  say(note, ready = true) {
    this.note.textContent = note;
    this.note.hidden = !note;
    this.done.disabled = !ready;
  }
}

function button(name, act) {
  const element = html("button", name);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}
