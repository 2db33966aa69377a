/**
 * Builds the sidebar's elements: from names, attributes and text nodes, never from markup.
 */

/**
 * An element with attributes, handlers (`onclick`) and children; a null attribute or child is left out.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | number | null | ((event: Event) => void)>} attributes
 * @param {(Node | string | null | undefined)[]} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function build(name, attributes, ...children) {
  const element = /** @type {HTMLElementTagNameMap[Name]} */ (document.createElementNS('http://www.w3.org/1999/xhtml', name));
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') listen(element, value);
    else if (value !== null) element.setAttribute(key, String(value));
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

/** Acts on the reader's own clicks, never on a script's. @param {HTMLElement} element @param {(event: Event) => void} act */
export function listen(element, act) {
  element.addEventListener('click', (event) => {
    if (event.isTrusted) act(event);
  });
}
