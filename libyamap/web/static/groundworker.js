/**
 * Paints the ground beside the page's own thread, so that names and marks are laid out meanwhile: a painter that is told
 * and answers by messages.
 */

import { GroundPainter } from "./groundpainter.js";

const painter = new GroundPainter((answer) => self.postMessage(answer, [answer.bitmap]));

self.addEventListener("message", ({ data }) => painter.tell(data));
