/**
 * The script of the page, injected by a click on the button: reads the page, asks for its Brief, draws it, and puts everything back.
 *
 * Injected once more while the sidebar is open, it closes it. All that enters the page leaves by one call, `stop`.
 *
 * This module and all it imports reach the page as one classic script, joined by `cargo xtask dist`, because a page's script cannot be a
 * module without showing files to the page. So that joining is only cutting and pasting, these modules have: imports of the form
 * `import { a, b } from './x.js';` on one line, exports of the form `export function`, `export const`, `export class`, no default exports, no
 * renaming, no top-level await, and top-level names that no two of them share. The whole is wrapped in one function.
 *
 * @import { Brief, Excerpt, Place } from './brief.js'
 * @import { Answer, Request } from './messages.js'
 * @import { Sidebar } from './sidebar.js'
 */

import { snapshot } from './snapshot.js';
import { checked, rangesOf } from './places.js';
import { keepLine, markElement, unmarkAll, unmarkElement, unmarkOrphans } from './hide.js';
import { giveRoom } from './room.js';
import { showRanges, unmarkRanges } from './highlight.js';
import { emptySidebar, isSidebar, sidebar } from './sidebar.js';

/** Where the running instance is kept: a symbol's property of this isolated world, which no element's name can answer for. */
const RUNNING = Symbol.for('factbox');
/** How long an answer may take before it is asked for again, in milliseconds. */
const PATIENCE = 10_000;
/** How often the page is looked at while the sidebar is open, in milliseconds. */
const WATCH = 400;
/** How often in a row the sidebar is put back into a page that takes it out. */
const FIGHTS = 3;

const world = /** @type {Record<symbol, { stop: () => void } | undefined>} */ (/** @type {unknown} */ (globalThis));
const running = world[RUNNING];
if (running) running.stop();
else void start();

async function start() {
  const { scrollX, scrollY } = window;
  const focused = document.activeElement;
  const ending = new AbortController();
  /** @type {Sidebar | null} */
  let view = null;
  /** Where hiding left the page, when the reader has not scrolled since. */
  let scrolled = { x: scrollX, y: scrollY };
  /** The text nodes of what the Brief shows: the story, so far as it is known here. @type {Set<Node>} */
  let story = new Set();
  /** Those of the key sentences: with the last of them the article has left the page. @type {Node[]} */
  let body = [];

  function stop() {
    if (ending.signal.aborted) return;
    ending.abort();
    delete world[RUNNING];
    unmarkRanges();
    const isStill = Math.abs(window.scrollX - scrolled.x) < 1 && Math.abs(window.scrollY - scrolled.y) < 1;
    const hadFocus = view !== null && document.activeElement === view.host;
    if (isStill) {
      unmarkAll();
      scrollBack(scrollX, scrollY);
    } else {
      keepLine(unmarkAll, (node) => story.has(node));
    }
    view?.host.remove();
    if (hadFocus && focused instanceof HTMLElement && focused.isConnected && focused !== document.body) {
      HTMLElement.prototype.focus.call(focused, { preventScroll: true });
    }
    tell({ kind: 'closed' });
  }

  /** @param {'blocked' | 'failed' | 'unreadable'} why */
  function refuse(why) {
    stop();
    tell({ kind: 'refused', why });
  }

  world[RUNNING] = { stop };
  sweep();
  if (!isReadable()) return refuse('unreadable');

  /** @type {Node[]} */
  let nodes = [];
  /** @type {Answer} */
  let answer;
  try {
    const taken = snapshot(document, { openShadow });
    nodes = taken.nodes;
    answer = await ask({ kind: 'snapshot', snapshot: taken.snapshot });
  } catch (error) {
    answer = { kind: 'failed', message: String(error) };
  }
  if (ending.signal.aborted) return;

  if (answer.kind === 'brief') {
    open(answer.brief);
  } else {
    if (answer.kind === 'failed') console.error('Factbox:', answer.message);
    const words = { title: message(`${answer.kind}Title`), text: message(`${answer.kind}Text`) };
    view = emptySidebar(words, { message, overlay: true, onClose: stop });
    putUp(view.host);
    tell({ kind: 'nothing', why: answer.kind });
  }
  view?.focus();
  live();

  /** @param {Brief} answered */
  function open(answered) {
    const { brief, held, total } = checked(answered, nodes);
    story = new Set(shownPlaces(brief).flatMap((place) => place.map(([index]) => nodes[index])));
    body = brief.summary.sentences.flatMap(({ place }) => place.map(([index]) => nodes[index]));
    brief.hidden = brief.hidden.filter(({ node }) => isHidable(nodes[node], story));
    const drawn = sidebar(brief, {
      message,
      count: { held, total },
      base: document.baseURI,
      overlay: true,
      onShow: show,
      onHide: (index, isHidden) => {
        const element = /** @type {Element} */ (nodes[brief.hidden[index].node]);
        change(() => (isHidden ? markElement(element, 'hidden') : unmarkElement(element)));
      },
      onClose: stop,
    });
    view = drawn;
    putUp(drawn.host);
    change(() => {
      for (const { node } of brief.hidden) markElement(/** @type {Element} */ (nodes[node]), 'hidden');
      const headline = brief.article.headline?.place.map(([index]) => nodes[index]) ?? [];
      const texts = [...headline, ...body].map((node) => node.parentElement).filter((element) => element !== null);
      giveRoom(brief.direction === 'rtl' ? 'left' : 'right', drawn.panel.getBoundingClientRect(), texts);
    });
    tell({ kind: 'opened', facts: held, hidden: brief.hidden.length, sure: brief.article.sure });
  }

  /** @param {() => void} act */
  function change(act) {
    keepLine(act, (node) => story.has(node));
    scrolled = { x: window.scrollX, y: window.scrollY };
  }

  /** @param {Excerpt} target @param {Place[]} also */
  function show(target, also) {
    if (!view) return;
    const ranges = rangesOf(target.place, target.text || null, nodes);
    if (!ranges) {
      unmarkRanges();
      view.say(message('placeGone'));
      return;
    }
    const others = also.flatMap((place) => rangesOf(place, null, nodes) ?? []);
    if (!showRanges(ranges, others, view.panel.getBoundingClientRect())) view.say(message('placeFolded'));
  }

  /** Follows what happens to the page while the sidebar is open. */
  function live() {
    const { signal } = ending;
    window.addEventListener('pagehide', stop, { signal });
    window.addEventListener(
      'keydown',
      (event) => {
        if (!event.isTrusted || event.key !== 'Escape' || event.isComposing) return;
        const focus = document.activeElement;
        if (focus === view?.host) event.stopPropagation(); // else the page may close something of its own with it
        else if (focus !== document.body && focus !== document.documentElement && focus !== null) return;
        event.preventDefault();
        stop();
      },
      { capture: true, signal },
    );
    const port = chrome.runtime.connect();
    port.onDisconnect.addListener(() => {
      if (!isOurs()) stop();
    });
    signal.addEventListener('abort', () => port.disconnect());
    let fights = 0;
    let quiet = 0;
    const look = () => {
      if (!isOurs()) return stop();
      if (!view) return;
      const isGone = body.length > 0 && !body.some((node) => node.isConnected);
      if (isStanding(view.host)) {
        if (!isUsable(view)) return refuse('blocked');
        if (isGone) return leave(view);
        quiet += 1;
        if (quiet * WATCH >= 2_000) fights = 0;
        return;
      }
      // The page took the sidebar out, covered it with a dialog of its own, or became another page.
      if (isGone) return stop();
      quiet = 0;
      fights += 1;
      if (fights > FIGHTS) return refuse('blocked');
      putUp(view.host);
    };
    const watch = setInterval(look, WATCH);
    signal.addEventListener('abort', () => clearInterval(watch));

    /** The story has left the page under the sidebar. @param {Sidebar} drawn */
    function leave(drawn) {
      clearInterval(watch);
      unmarkRanges();
      unmarkAll();
      drawn.say(message('pageChanged'));
    }
  }
}

/** Exactly: Firefox does not move for less than half a pixel, so there the way leads over the page's start. @param {number} left @param {number} top */
function scrollBack(left, top) {
  window.scrollTo({ left, top, behavior: 'instant' });
  if (window.scrollY === top) return;
  window.scrollTo({ left, top: 0, behavior: 'instant' });
  window.scrollTo({ left, top, behavior: 'instant' });
}

/** Whether a page is one that Factbox can read: not a viewer of documents, images or data. */
function isReadable() {
  return ['text/html', 'application/xhtml+xml', 'text/plain'].includes(document.contentType) && document.body instanceof HTMLElement;
}

/** Takes away what an instance left whose extension was updated under it: its world is gone, and its `stop` with it. */
function sweep() {
  for (const host of document.querySelectorAll('div[popover="manual"]')) {
    const root = openShadow(host);
    if (!root || !isSidebar(root)) continue;
    host.remove();
    unmarkOrphans();
  }
}

/** Whether the extension that injected this script still runs. */
function isOurs() {
  return chrome.runtime?.id !== undefined;
}

/**
 * Never the whole page, and nothing with words of the story in it, whatever the answer says.
 *
 * @param {Node | undefined} node
 * @param {Set<Node>} story
 */
function isHidable(node, story) {
  if (!(node instanceof Element) || !node.isConnected || node === document.documentElement || node === document.body) return false;
  return ![...story].some((words) => Node.prototype.contains.call(node, words));
}

/** @param {Brief} brief */
function shownPlaces(brief) {
  const facts = [...brief.summary.sentences, ...brief.numbers, ...brief.dates, ...brief.quotes.flatMap(({ content }) => content)];
  return [...facts, ...[...brief.people, ...brief.organisations, ...brief.places].map(({ name }) => name)].map(({ place }) => place);
}

/** Puts the host on top of the page: into its modal dialog, when one is open, because all else is inert then. @param {HTMLElement} host */
function putUp(host) {
  topmost().append(host);
  try {
    host.showPopover();
  } catch {
    // The page refuses popovers: the host's own style puts it over the page without the top layer.
  }
}

/** @param {HTMLElement} host */
function isStanding(host) {
  return host.isConnected && host.parentElement === topmost();
}

/** Whether the page leaves the sidebar a box, and the reader a way to click in it. @param {Sidebar} view */
function isUsable({ host, panel }) {
  const isInert = document.documentElement.inert && host.parentElement === document.documentElement;
  return !isInert && panel.getBoundingClientRect().width > 0;
}

/** @returns {Element} */
function topmost() {
  const middle = document.elementFromPoint(window.innerWidth / 2, window.innerHeight / 2);
  const dialogs = document.querySelectorAll('dialog:modal');
  return middle?.closest('dialog:modal') ?? dialogs[dialogs.length - 1] ?? document.documentElement;
}

/** The shadow root of an element, closed ones included: Chromium has a function for it, Firefox a property. @param {Element} element */
function openShadow(element) {
  const { dom } = chrome;
  if (dom) return element instanceof HTMLElement ? dom.openOrClosedShadowRoot(element) : null;
  return /** @type {{ openOrClosedShadowRoot?: ShadowRoot | null }} */ (/** @type {unknown} */ (element)).openOrClosedShadowRoot ?? null;
}

/**
 * Asks the background, once more when it was stopped before it could answer.
 *
 * @param {Request} request
 * @returns {Promise<Answer>}
 */
async function ask(request) {
  try {
    return await answered(request);
  } catch {
    return await answered(request);
  }
}

/** @param {Request} request @returns {Promise<Answer>} */
function answered(request) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('no answer')), PATIENCE);
    chrome.runtime
      .sendMessage(request)
      .then((answer) => (answer ? resolve(answer) : reject(new Error('an empty answer'))))
      .catch(reject)
      .finally(() => clearTimeout(late));
  });
}

/** For requests without an answer. @param {Request} request */
function tell(request) {
  try {
    chrome.runtime.sendMessage(request).catch(() => {});
  } catch {
    // The extension is gone: nobody is left to be told.
  }
}

/** @param {string} name @param {string[]} values */
function message(name, ...values) {
  return chrome.i18n.getMessage(name, values);
}
