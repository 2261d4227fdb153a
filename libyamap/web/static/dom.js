/**
 * Makes elements; text from data goes in as text, never as HTML.
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} name @param {string} [className] @param {string} [text] @returns {HTMLElement}
 */
export function html(name, className = "", text = "") {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) {
    element.textContent = text;
    element.dir = "auto";
  }
  return element;
}

/**
 * Texts in one line, each in an element of its own: one that reads leftwards does not draw the dots to its other side.
 * @param {string[]} texts @param {string} className @returns {(HTMLElement | string)[]}
 */
export const listed = (texts, className) => texts.flatMap((text, index) => [...(index ? [" · "] : []), html("span", className, text)]);

/**
 * @param {string} name @param {Object<string, string | number>} [attributes] @returns {SVGElement}
 */
export function svg(name, attributes = {}) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/** An image of the symbol, without one yet where there is no address. The page's security policy checks the address. */
export function image(address, [width, height]) {
  const element = document.createElement("img");
  if (address) element.src = address;
  element.width = width;
  element.height = height;
  element.alt = "";
  element.draggable = false;
  return element;
}

/**
 * Makes an element stand for a feature: it can be picked, focused, and says its tooltip to a screen reader.
 * @param {HTMLElement | SVGElement} element @param {{id: string, tooltip?: string, label?: string}} mark
 */
export function standFor(element, mark) {
  element.dataset.feature = mark.id;
  element.setAttribute("tabindex", "-1");
  element.setAttribute("role", "button");
  element.setAttribute("aria-label", mark.tooltip || mark.label || "");
}
