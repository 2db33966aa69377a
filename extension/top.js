/**
 * Keeps the sidebar on top of the page and in reach: into the page's modal dialog while one is open, because all else is inert then,
 * and back when it closes.
 *
 * @import { Sidebar } from './sidebar.js'
 */

import { allModals, elementAt, isModal, parentAcross } from './shadow.js';

/**
 * Puts the host where the reader can reach it, with the focus and the scrolling it had.
 *
 * @param {Sidebar} view
 * @param {Element | null} [focused]  what had the focus in it
 */
export function putUp({ host, panel }, focused = focusIn(panel)) {
  const { scrollTop } = panel;
  const place = topmost(host);
  raise(host, place);
  // A modal dialog in a shadow root is not looked for before it is in the way: that asks every element of the page.
  const deeper = isReached(host, panel) ? place : topmost(host, allModals());
  if (deeper !== place) raise(host, deeper);
  if (scrollTop > 0) panel.scrollTop = scrollTop;
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
}

/** @param {HTMLElement} host @param {Element} place */
function raise(host, place) {
  place.append(host);
  try {
    host.showPopover();
  } catch {
    // The page refuses popovers: the host's own style puts it over the page without the top layer.
  }
}

/** What has the focus in the sidebar. @param {HTMLElement} panel */
export function focusIn(panel) {
  return /** @type {ShadowRoot} */ (panel.getRootNode()).activeElement;
}

/** Whether the host stands where it belongs. @param {Sidebar} view */
export function isStanding({ host, panel }) {
  return host.isConnected && (isReached(host, panel) || host.parentNode === topmost(host, allModals()));
}

/** Whether the page leaves the sidebar a box, and the reader a way to click in it. @param {Sidebar} view */
export function isUsable({ host, panel }) {
  const isInert = document.documentElement.inert && host.parentElement === document.documentElement;
  return !isInert && panel.getBoundingClientRect().width > 0;
}

/** Whether a click on the panel's middle meets it. @param {HTMLElement} host @param {HTMLElement} panel */
function isReached(host, panel) {
  const { left, top, width, height } = panel.getBoundingClientRect();
  if (width === 0 || height === 0) return false;
  const root = /** @type {Document | ShadowRoot} */ (host.getRootNode());
  return root.elementFromPoint(left + width / 2, top + height / 2) === host;
}

/** The modal dialog on top, else the root. @param {HTMLElement} host @param {Iterable<Element>} [modals] @returns {Element} */
function topmost(host, modals = document.querySelectorAll('dialog:modal')) {
  for (let at = elementAt(window.innerWidth / 2, window.innerHeight / 2); at; at = parentAcross(at)) if (isModal(at)) return at;
  return [...modals].filter((dialog) => dialog.checkVisibility()).at(-1) ?? document.documentElement;
}
