/**
 * Ways through shadow roots, closed ones included, and past names that stand in a node's way (DOM clobbering).
 */

const parentNodeOf = /** @type {{ get: () => Node | null }} */ (Object.getOwnPropertyDescriptor(Node.prototype, 'parentNode')).get;

/** The shadow root of an element, closed ones included: Chromium has a function for it, Firefox a property. @param {Element} element */
export function openShadow(element) {
  const { dom } = chrome;
  if (dom) return element instanceof HTMLElement ? dom.openOrClosedShadowRoot(element) : null;
  return /** @type {{ openOrClosedShadowRoot?: ShadowRoot | null }} */ (/** @type {unknown} */ (element)).openOrClosedShadowRoot ?? null;
}

/** The parent element; of what stands at the top of a shadow root, its host. @param {Element} element @returns {Element | null} */
export function parentAcross(element) {
  const parent = parentNodeOf.call(element);
  if (parent instanceof ShadowRoot) return parent.host;
  return parent instanceof Element ? parent : null;
}

/** Whether an element holds a node, in a shadow root too. @param {Element} element @param {Node} node */
export function holdsAcross(element, node) {
  for (let at = /** @type {Node | null} */ (node); at; at = parentNodeOf.call(at) ?? (at instanceof ShadowRoot ? at.host : null)) {
    if (at === element) return true;
  }
  return false;
}

/** The innermost element at a point of the window. @param {number} x @param {number} y @returns {Element | null} */
export function elementAt(x, y) {
  let found = document.elementFromPoint(x, y);
  for (let root = found && openShadow(found); root; ) {
    const inner = root.elementFromPoint(x, y);
    if (!inner || inner === found) break;
    found = inner;
    root = openShadow(inner);
  }
  return found;
}

/** Whether an element is a modal dialog just now. @param {Element} element @returns {element is HTMLDialogElement} */
export function isModal(element) {
  return element instanceof HTMLDialogElement && Element.prototype.matches.call(element, ':modal');
}

/** All open modal dialogs, those in shadow roots behind the others; asks every element of the page. */
export function allModals() {
  return [document, ...shadowsIn(document)].flatMap((root) => [...root.querySelectorAll('dialog:modal')]);
}

/** The shadow roots of an element and of all inside, those in others behind them. @param {Document | Element} top */
export function shadowsIn(top) {
  /** @type {ShadowRoot[]} */
  const found = [];
  /** @param {Iterable<Element>} elements */
  const gather = (elements) => {
    for (const element of elements) {
      const root = openShadow(element);
      if (root) found.push(root);
    }
  };
  if (top instanceof Element) gather([top]);
  gather(top.querySelectorAll('*'));
  for (const root of found) gather(root.querySelectorAll('*'));
  return found;
}
