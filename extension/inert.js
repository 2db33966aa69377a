/**
 * The `inert` that an overlay's script puts on the page beside the overlay, so that nothing but the overlay answers.
 *
 * With the overlay hidden the reader would face a page that is dead. No sheet can undo the attribute, so it is taken away from
 * what holds the story and from what was made inert with it, and put back when the overlay is shown again. Where the overlay is gone by
 * then, the page has closed it and would have taken the attribute away itself: it stays away.
 * Not here: when an overlay counts as hidden (`appeals.js`); inert elements elsewhere, such as a folded menu.
 */

import { parentAcross } from './shadow.js';

/** How often an element is freed that the page makes inert again. */
const TIMES = 3;

/** What is inert no longer, and the attribute's value. @type {Map<Element, string>} */
const freed = new Map();
/** @type {WeakMap<Element, number>} */
const rounds = new WeakMap();

/**
 * Lets the story, and what was made inert beside it, answer again.
 *
 * @param {Iterable<Node>} story
 */
export function freeStory(story) {
  if (!document.querySelector('[inert]')) return;
  const seen = new Set();
  for (const node of story) {
    let at = /** @type {Element | null} */ (node.parentElement);
    for (; at && at !== document.documentElement && !seen.has(at); at = parentAcross(at)) {
      seen.add(at);
      if (!Element.prototype.hasAttribute.call(at, 'inert')) continue;
      const beside = at.parentElement ? [...Element.prototype.querySelectorAll.call(at.parentElement, ':scope > [inert]')] : [];
      const isSeen = (/** @type {Element} */ one) => Element.prototype.checkVisibility.call(one, { visibilityProperty: true });
      for (const element of [at, ...beside.filter(isSeen)]) free(element);
    }
  }
}

/** @param {Element} element */
function free(element) {
  const value = Element.prototype.getAttribute.call(element, 'inert');
  const round = (rounds.get(element) ?? 0) + 1;
  if (value === null || round > TIMES) return;
  rounds.set(element, round);
  freed.set(element, value);
  Element.prototype.removeAttribute.call(element, 'inert');
}

/** Puts back what was taken away. @param {() => boolean} isOver  whether the overlay lies over the page again */
export function bindStory(isOver) {
  if (freed.size === 0) return;
  const isBack = isOver();
  for (const [element, value] of freed) {
    if (isBack && !Element.prototype.hasAttribute.call(element, 'inert')) Element.prototype.setAttribute.call(element, 'inert', value);
  }
  freed.clear();
}
