/**
 * Overlays: what of them to hide with an appeal, and the lock they put on the page's scrolling.
 *
 * In: an element that the core calls an appeal. Out: the boxes to hide for it, of which only the browser knows that they are
 * one overlay, and the modal dialog to close: while that is open, all outside it is inert, hidden or not.
 * The lock is undone by marks on the root and the body, and only while nothing else lies over the page: a gate or a consent
 * dialog keeps the lock it came with.
 * Not here: what the page itself makes inert beside its overlay (`inert.js`).
 */

import { markElement, unmarkElement } from './hide.js';
import { elementAt, holdsAcross, isModal, openShadow, parentAcross } from './shadow.js';

/**
 * @typedef {object} Box  what is hidden for one appeal at one place
 * @property {Element} appeal  what the core named
 * @property {Element[]} elements  what is hidden: the appeal or the overlay that holds nothing else, and empty layers beside it
 * @property {boolean} isOver  whether it lay over the page
 * @property {HTMLDialogElement | null} dialog  the modal dialog to close
 * @property {boolean} isClosed  whether we closed it
 */

/** How many words beside the appeal an overlay may hold, all of them on its buttons: "Close", "No thanks, maybe later". */
const SPARE = 8;
const BUTTONS = 'button, a, label, summary, [role="button" i]';
/** An overlay with more elements is not looked through. */
const LARGE = 400;
/** What is in an overlay for its own sake, besides words. */
const OWN = 'input:not([type="hidden" i]), select, textarea, iframe, video, audio, object, embed';

/**
 * The boxes of an appeal. `mayHide` is asked before anything larger than the appeal is taken.
 *
 * @param {Element} appeal
 * @param {(element: Element) => boolean} mayHide
 * @returns {Box}
 */
export function boxOf(appeal, mayHide) {
  let whole = appeal;
  let isOver = false;
  /** @type {HTMLDialogElement | null} */
  let dialog = null;
  for (let at = /** @type {Element | null} */ (appeal); at && isInner(at); at = parentAcross(at)) {
    if (!isLaidOver(at)) continue;
    if (at !== appeal && (hasMore(at, appeal) || !mayHide(at))) break;
    whole = at;
    isOver = true;
    if (isModal(at)) dialog = at;
  }
  // A wrapper without a box of its own around what lies over the page.
  const inner = [...Element.prototype.querySelectorAll.call(appeal, '*')].slice(0, 200);
  isOver ||= inner.some((element) => isLaidOver(element));
  dialog ??= inner.find(isModal) ?? null;
  const beside = isOver ? [whole.previousElementSibling, whole.nextElementSibling].filter((element) => element !== null) : [];
  return { appeal, elements: [whole, ...beside.filter(isEmptyLayer)], isOver, dialog, isClosed: false };
}

/** Empty layers over the window, such as the shade behind an overlay that is gone. @returns {Element[]} */
export function emptyLayers() {
  const layers = [[0.5, 0.5], [0.2, 0.2], [0.2, 0.8]].map(([x, y]) => elementAt(window.innerWidth * x, window.innerHeight * y));
  return [...new Set(layers)].filter((element) => element !== null).filter(isEmptyLayer);
}

/** @param {Box} box */
export function hideBox(box) {
  for (const element of box.elements) markElement(element, 'hidden');
  const { dialog } = box;
  if (!dialog || !isModal(dialog)) return;
  // The page did not close it, and is not told.
  dialog.addEventListener('close', (event) => event.stopImmediatePropagation(), { capture: true, once: true });
  HTMLDialogElement.prototype.close.call(dialog);
  box.isClosed = true;
}

/** @param {Box} box */
export function showBox(box) {
  for (const element of box.elements) unmarkElement(element, 'hidden');
  const { dialog, isClosed } = box;
  box.isClosed = false;
  if (!dialog || !isClosed || !dialog.isConnected || Element.prototype.hasAttribute.call(dialog, 'open')) return;
  HTMLDialogElement.prototype.showModal.call(dialog);
}

/** Whether a hidden overlay would lie over the page again if it were shown. @param {Box} box */
export function isStillOver({ appeal, elements: [whole] }) {
  if (!appeal.isConnected || !Element.prototype.checkVisibility.call(appeal, { visibilityProperty: true })) return false;
  return isLaidOver(whole) || isModal(whole) || [...Element.prototype.querySelectorAll.call(whole, '*')].slice(0, 200).some(isLaidOver);
}

/**
 * Undoes the lock on scrolling, when there is one.
 */
export function unlockScroll() {
  const root = document.documentElement;
  const { body } = document;
  const of = (/** @type {Element} */ element) => window.getComputedStyle(element);
  const isStopped = (/** @type {Element} */ element) => ['hidden', 'clip'].includes(of(element).overflowY);
  // The window scrolls as the root says or, where it says nothing, as the body does.
  const scroller = of(root).overflowY === 'visible' ? body : root;
  const isFixed = of(body).position === 'fixed';
  const isLocked = isFixed || (isStopped(scroller) && root.scrollHeight > window.innerHeight + 1);
  if (!isLocked) return;
  const { top } = body.getBoundingClientRect();
  for (const element of [root, body]) if (isStopped(element)) markElement(element, 'unlocked');
  if (!isFixed) return;
  // A fixed body was drawn up by as much as the page was scrolled.
  markElement(body, 'unfixed');
  window.scrollBy({ top: body.getBoundingClientRect().top - top, behavior: 'instant' });
}

export function lockScroll() {
  for (const element of [document.documentElement, document.body]) {
    unmarkElement(element, 'unlocked');
    unmarkElement(element, 'unfixed');
  }
}

/** Whether something large lies over the middle of the page. @param {Element | null} sidebar  which lies over the page, too */
export function isCovered(sidebar) {
  return [0.25, 0.5, 0.75].some((down) => {
    const hit = elementAt(window.innerWidth * 0.35, window.innerHeight * down);
    if (hit && sidebar && holdsAcross(sidebar, hit)) return false;
    for (let at = hit; at && isInner(at); at = parentAcross(at)) {
      const { width, height } = at.getBoundingClientRect();
      if (isLaidOver(at) && width > window.innerWidth * 0.3 && height > window.innerHeight * 0.2) return true;
    }
    return false;
  });
}

/** @param {Element} element */
function isInner(element) {
  return element !== document.body && element !== document.documentElement;
}

/** Whether an element lies over the page by its own style or in the top layer. A dialog that is not modal is laid over the page, too. @param {Element} element */
function isLaidOver(element) {
  const { position } = window.getComputedStyle(element);
  return isModal(element) || position === 'fixed' || (position === 'absolute' && element instanceof HTMLDialogElement && element.open);
}

/**
 * Whether an overlay holds more than the appeal and buttons to close it: words of its own may be a gate's.
 *
 * @param {Element} overlay
 * @param {Element} appeal
 */
function hasMore(overlay, appeal) {
  const elements = [...Element.prototype.querySelectorAll.call(overlay, '*')].filter((element) => !holdsAcross(appeal, element) && !holdsAcross(element, appeal));
  if (elements.length > LARGE || elements.some((element) => Element.prototype.matches.call(element, OWN) || openShadow(element))) return true;
  const texts = document.createTreeWalker(overlay, NodeFilter.SHOW_TEXT);
  let words = 0;
  for (let text = texts.nextNode(); text && words <= SPARE; text = texts.nextNode()) {
    const found = /** @type {Text} */ (text).data.match(/\S+/g)?.length ?? 0;
    const element = text.parentElement;
    if (found === 0 || !element || holdsAcross(appeal, text) || !Element.prototype.checkVisibility.call(element)) continue;
    if (!Element.prototype.closest.call(element, BUTTONS)) return true;
    words += found;
  }
  return words > SPARE;
}

/** Whether an element covers the window and shows nothing. @param {Element} element */
function isEmptyLayer(element) {
  if (!(element instanceof HTMLElement) || !['div', 'span', 'section', 'aside'].includes(element.localName)) return false;
  if (!isInner(element) || openShadow(element)) return false;
  const { position, backgroundImage } = window.getComputedStyle(element);
  if (position !== 'fixed' || backgroundImage !== 'none') return false;
  const { width, height } = element.getBoundingClientRect();
  if (width < window.innerWidth * 0.9 || height < window.innerHeight * 0.9) return false;
  return element.querySelectorAll('*').length === 0 && !/\S/.test(element.textContent ?? '');
}
