/** Making elements without markup in strings, so that no text from outside is ever read as markup. */

const SVG = 'http://www.w3.org/2000/svg';

/** The element with this id; the page's own markup promises that it is there. */
export const byId = (id) => document.getElementById(id);

/** An HTML element with attributes and content (elements or text); what is undefined or false is left out. */
export function html(name, attributes = {}, ...content) {
  return fill(document.createElement(name), attributes, content);
}

/** An SVG element with attributes and content. */
export function svg(name, attributes = {}, ...content) {
  return fill(document.createElementNS(SVG, name), attributes, content);
}

function fill(element, attributes, content) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...content.flat().filter((part) => part !== undefined && part !== null && part !== false));
  return element;
}

/** A time element: machine-readable instant, human words. */
export const timeElement = (instant, shown, attributes = {}) => html('time', { datetime: instant, ...attributes }, shown);
