/**
 * The page's end of QWebChannel: text out by one slot, text in by one signal, so that nothing else crosses.
 */

import { decode, encode } from "./protocol.js";

/** @typedef {import("./protocol.js").Message} Message */

export class Bridge {
  /** @param {{receive: (text: string) => void, sent: {connect: (listener: (text: string) => void) => void}}} object */
  constructor(object) {
    this.object = object;
    this.handlers = null;
    /** @type {Message[]} what came before anybody listened */
    this.early = [];
    object.sent.connect((text) => this.take(decode(text)));
  }

  /**
   * Connects to Python; without a channel (the page opened by itself) the promise never settles.
   * @returns {Promise<Bridge>}
   */
  static connect() {
    return new Promise((resolve) => {
      if (!window.qt?.webChannelTransport) return;
      new window.QWebChannel(window.qt.webChannelTransport, (channel) => resolve(new Bridge(channel.objects.bridge)));
    });
  }

  /**
   * @param {string} name
   * @param {Object<string, unknown>} [fields]
   */
  send(name, fields) {
    this.object.receive(encode(name, fields));
  }

  /** @param {Object<string, (message: Message) => void>} handlers one for each name of TO_PAGE */
  listen(handlers) {
    this.handlers = handlers;
    for (const message of this.early.splice(0)) this.take(message);
  }

  /** @param {Message} message */
  take(message) {
    if (this.handlers) this.handlers[message.message](message);
    else this.early.push(message);
  }

  /** Errors of our own code reach Python's log, where they fail tests. */
  reportErrors() {
    const report = (error, text) => this.send("PageFailed", { text, stack: String(error?.stack ?? "") });
    window.addEventListener("error", (event) => report(event.error, event.message));
    window.addEventListener("unhandledrejection", (event) => report(event.reason, String(event.reason)));
  }
}
