/**
 * The names of all messages between Python and the page, the same as in web/protocol.py (a test compares the lists).
 * A message is a flat object; `message` holds its name.
 */

/** @typedef {{message: string, [field: string]: unknown}} Message */

/** Python to page. */
export const TO_PAGE = Object.freeze([
  "ShowFrame",
  "ShowPlace",
  "Redraw",
  "UpdateMarks",
  "SelectMarks",
  "SetStyle",
  "ShowFurniture",
  "PrintMap",
  "ShowSheet",
  "FocusMap",
  "BareMap",
  "ShowMarker",
  "UseTool",
  "ShowSketch",
  "ShowSearched",
  "UseEditor",
  "EditorKey",
  "ShowPreview",
  "ShowChange",
]);

/** Page to Python. */
export const FROM_PAGE = Object.freeze([
  "PageReady",
  "FrameMoved",
  "PointerMoved",
  "MarksPicked",
  "CountryPicked",
  "CellPicked",
  "ContextAsked",
  "ToolPointed",
  "ToolKeyed",
  "HistoryAsked",
  "EditPointed",
  "EditDrawn",
  "EditSketched",
  "EditChose",
  "DragHeld",
  "FeatureDropped",
  "EditEnded",
  "Drawn",
  "MapBared",
  "MapPrinted",
  "PageFailed",
]);

/**
 * A message to Python; a name that Python does not know is a bug of ours and is thrown.
 * @param {string} name
 * @param {Object<string, unknown>} [fields]
 * @returns {string} JSON text
 */
export function encode(name, fields = {}) {
  if (!FROM_PAGE.includes(name)) throw new Error(`No such message to Python: ${name}`);
  return JSON.stringify({ message: name, ...fields });
}

/**
 * @param {string} text JSON text from Python
 * @returns {Message}
 */
export function decode(text) {
  const message = JSON.parse(text);
  if (!TO_PAGE.includes(message.message)) throw new Error(`No such message to the page: ${message.message}`);
  return message;
}
