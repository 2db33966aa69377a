/**
 * What comes into the page after the click, or into sight: appeals are inserted late, or stand in the page unseen until a script shows them.
 *
 * In: the elements that were not shown when the page was read. Out: parts of the page that now show words they did not show then.
 * Bounded on every side: for a time, for a number of readings, and with longer pauses the less comes of them, so that a page that
 * never rests costs next to nothing.
 * Not here: what the parts are. The core reads the page again.
 */

import { unmarkOrphans } from './hide.js';
import { isModal, openShadow, shadowsIn } from './shadow.js';

/** How long the page is watched, in milliseconds. */
const WATCHED = 300_000;
/** How often it may be read again. */
const READINGS = 24;
/** The pause before a look, in milliseconds; it grows with each that finds nothing, until the page has been quiet for the last. */
const PAUSE = { first: 100, last: 5_000 };
/** How many elements are remembered between two readings. */
const MANY = 500;

/** Changes that bring something into sight. */
const CHANGES = { subtree: true, childList: true, attributes: true, attributeFilter: ['class', 'style', 'hidden', 'open'] };

/**
 * @param {object} options
 * @param {Element[]} options.unseen  elements that were not shown when the page was read
 * @param {ShadowRoot[]} options.roots  the shadow roots in the page
 * @param {(element: Element) => boolean} options.isOurs  what we put into the page
 * @param {() => boolean} options.isAsked  whether the reader has just clicked in the page: what that brings up is theirs
 * @param {(parts: Element[]) => Promise<boolean>} options.onArrival  reads the page again; whether something was found
 * @param {AbortSignal} options.signal
 */
export function watchArrivals({ unseen, roots, isOurs, isAsked, onArrival, signal }) {
  const end = performance.now() + WATCHED;
  /** @type {Set<Element>} */
  const waiting = new Set(unseen.slice(0, MANY));
  /** @type {Set<Element>} */
  const added = new Set();
  let readings = 0;
  let pause = PAUSE.first;
  let isDue = false;
  let looked = 0;
  const observer = new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      if (type !== 'childList' || added.size >= MANY) continue;
      for (const node of addedNodes) {
        if (node instanceof Element && !isOurs(node)) added.add(node);
        else if (node instanceof Text) added.add(target instanceof ShadowRoot ? target.host : /** @type {Element} */ (target));
      }
    }
    plan();
  });
  for (const root of [document, ...roots]) observer.observe(root, CHANGES);
  // What fades in is in sight some time after the change that began it.
  for (const kind of ['transitionend', 'animationend']) document.addEventListener(kind, plan, { capture: true, signal });
  signal.addEventListener('abort', () => observer.disconnect());

  function plan() {
    if (isDue || isOver()) return;
    isDue = true;
    if (performance.now() - looked > PAUSE.last) pause = PAUSE.first;
    setTimeout(() => void look(), pause);
  }

  async function look() {
    if (signal.aborted) return;
    const found = inSight();
    const parts = isAsked() ? [] : found;
    if (parts.length > 0) readings += 1;
    const isFound = parts.length > 0 && (await onArrival(parts));
    pause = isFound ? PAUSE.first : Math.min(pause * (parts.length > 0 ? 2 : 1.2), PAUSE.last);
    looked = performance.now();
    isDue = false;
    if (isOver()) observer.disconnect();
    else if (added.size > 0) plan();
  }

  function isOver() {
    return readings >= READINGS || performance.now() > end;
  }

  /** The parts that came into sight since the last look; what is not shown yet waits. */
  function inSight() {
    const parts = [];
    for (const element of added) {
      unmarkOrphans(element); // a copy of what we hid has our mark, too
      for (const root of shadowsIn(element)) observer.observe(root, CHANGES);
      if (waiting.size < MANY) waiting.add(element);
    }
    added.clear();
    for (const element of waiting) {
      if (!element.isConnected) waiting.delete(element);
      else if (isModal(element) || Element.prototype.checkVisibility.call(element, { visibilityProperty: true })) {
        waiting.delete(element);
        if (hasWords(element)) parts.push(element);
      }
    }
    return parts;
  }
}

/** Whether there may be something to read: an appeal has at least two words. @param {Element} element */
function hasWords(element) {
  if (/\S\s+\S/.test(element.textContent ?? '')) return true;
  const inner = Element.prototype.querySelectorAll.call(element, '*');
  return [element, ...[...inner].slice(0, 50)].some((one) => openShadow(one) !== null);
}
