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
import { keepLine, unmarkAll, unmarkOrphans } from './hide.js';
import { Appeals } from './appeals.js';
import { watchArrivals } from './arrivals.js';
import { giveRoom } from './room.js';
import { showRanges, unmarkRanges } from './highlight.js';
import { holdsAcross, openShadow } from './shadow.js';
import { emptySidebar, isSidebar, sidebar } from './sidebar.js';
import { focusIn, isStanding, isUsable, putUp } from './top.js';

/** Where the running instance is kept: a symbol's property of this isolated world, which no element's name can answer for. */
const RUNNING = Symbol.for('factbox');
/** How long an answer may take before it is asked for again, in milliseconds. */
const PATIENCE = 10_000;
/** How often the page is looked at while the sidebar is open, in milliseconds. */
const WATCH = 400;
/** How long after a click in the page what comes up is taken for its answer, in milliseconds. */
const ASKED = 1_500;
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
  /** When the reader last clicked in the page. */
  let asked = -Infinity;
  /** Whether the article has left the page under the sidebar. */
  let hasLeft = false;
  /** Holds what is hidden against the page; nothing without a Brief. */
  let hold = () => {};
  /** Brings the ledger and the button in step with what is hidden; nothing without a Brief. */
  let relist = () => {};
  const appeals = new Appeals((element) => isHidable(element, story));

  function stop() {
    if (ending.signal.aborted) return;
    ending.abort();
    delete world[RUNNING];
    unmarkRanges();
    const hadFocus = focusInSidebar();
    view?.host.remove();
    let isReopened = false;
    const restore = () => {
      isReopened = appeals.restore();
      unmarkAll();
    };
    if (isStill()) {
      restore();
      scrollBack(scrollX, scrollY);
    } else {
      keepLine(restore, (node) => story.has(node));
    }
    if ((hadFocus || isReopened) && focused instanceof HTMLElement && focused.isConnected && focused !== document.body) {
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
  /** @type {Element[]} */
  let unseen = [];
  /** @type {ShadowRoot[]} */
  let roots = [];
  /** Whether the reader has said that this is an article. */
  let anyway = false;
  const answer = await answerFor('snapshot');
  if (ending.signal.aborted) return;

  if (answer.kind === 'brief') {
    open(answer.brief);
  } else {
    if (answer.kind === 'failed') console.error('Factbox:', answer.message);
    const words = { title: message(`${answer.kind}Title`), text: message(`${answer.kind}Text`) };
    view = emptySidebar({ ...words, onAnyway: answer.kind === 'none' ? readAnyway : undefined }, { message, overlay: true, onClose: stop });
    putUp(view);
    tell({ kind: 'nothing', why: answer.kind });
  }
  view?.focus();
  live();

  /** Reads the page as it is now. @param {'snapshot' | 'again'} kind @returns {Promise<Answer>} */
  async function answerFor(kind) {
    try {
      roots = [];
      const taken = read((root) => roots.push(root));
      nodes = taken.nodes;
      const { shown } = taken.snapshot;
      unseen = nodes.filter((node, i) => shown[i] === 2).filter((node) => node instanceof Element);
      return await ask({ kind, snapshot: taken.snapshot, anyway });
    } catch (error) {
      return { kind: 'failed', message: String(error) };
    }
  }

  /** The reader knows better than the core. */
  async function readAnyway() {
    const empty = view;
    anyway = true;
    const found = await answerFor('again');
    if (ending.signal.aborted || view !== empty) return;
    if (found.kind !== 'brief') {
      empty?.say(message(found.kind === 'none' ? 'nothingToRead' : 'failedText'));
      return;
    }
    empty?.host.remove();
    open(found.brief);
    view?.focus();
  }

  /** @param {Brief} answered */
  function open(answered) {
    const { brief, held, total } = checked(answered, nodes);
    story = new Set(shownPlaces(brief).flatMap((place) => place.map(([index]) => nodes[index])));
    body = brief.summary.sentences.flatMap(({ place }) => place.map(([index]) => nodes[index]));
    change(() => {
      appeals.add(brief.hidden.map((item) => [item, nodes[item.node]]));
      brief.hidden = appeals.list.map(({ item }) => item);
      appeals.isGated = brief.article.cut.includes('gate');
      appeals.settle(null, story);
      const drawn = sidebar(brief, {
        message,
        count: { held, total },
        base: document.baseURI,
        overlay: true,
        onShow: show,
        onHide: (index, isHidden) => {
          const focus = focusIn(drawn.panel);
          change(() => {
            appeals.set(index, isHidden);
            appeals.settle(drawn.host, story);
          });
          // A modal dialog that is shown again leaves everything else inert.
          if (!isStanding(drawn)) putUp(drawn, focus);
          list();
        },
        onClose: stop,
      });
      view = drawn;
      putUp(drawn);
      const headline = brief.article.headline?.place.map(([index]) => nodes[index]) ?? [];
      const texts = [...headline, ...body].map((node) => node.parentElement).filter((element) => element !== null);
      giveRoom(brief.direction === 'rtl' ? 'left' : 'right', drawn.panel.getBoundingClientRect(), texts);
    });
    relist = list;
    list();
    watchArrivals({ unseen, roots, isOurs: (element) => element === view?.host, isAsked, onArrival: readAgain, signal: ending.signal });

    function list() {
      const ledger = view?.ledger;
      appeals.list.forEach(({ item, boxes, isHidden, isLeft }, index) => {
        if (ledger && index >= ledger.lines.length) ledger.add(item);
        ledger?.update(index, { isHidden, isLeft, times: boxes.filter((box) => box.appeal.isConnected).length });
      });
      tell({ kind: 'opened', facts: held, hidden: appeals.count, sure: brief.article.sure });
    }

    /** Hides the appeals among the new parts of the page; whether there were any. @param {Element[]} parts */
    async function readAgain(parts) {
      const taken = read();
      const found = await ask({ kind: 'again', snapshot: taken.snapshot, anyway }).catch(() => null);
      if (found === null || ending.signal.aborted || hasLeft || found.kind !== 'brief') return false;
      const isNew = (/** @type {Node} */ node) => parts.some((part) => holdsAcross(part, node) || (node instanceof Element && holdsAcross(node, part)));
      const { hidden } = found.brief;
      const fresh = hidden.map((item) => /** @type {[typeof item, Node]} */ ([item, taken.nodes[item.node]])).filter(([, node]) => isNew(node));
      if (fresh.length === 0) return false;
      let isFound = false;
      change(() => {
        isFound = appeals.add(fresh);
        appeals.settle(view?.host ?? null, story);
      });
      list();
      return isFound;
    }

    /** Holds what is hidden against the page. */
    hold = () => {
      const isBack = appeals.isBack();
      if (isBack) change(() => appeals.hold(isAsked()));
      move(() => appeals.settle(view?.host ?? null, story));
      if (isBack) list();
    };
  }

  /** Whether the reader has just clicked in the page: what that brings up is no appeal, but what they want. */
  function isAsked() {
    return performance.now() - asked < ASKED;
  }

  function focusInSidebar() {
    return view !== null && focusIn(view.panel) !== null;
  }

  /** Packs the page without the sidebar. @param {(root: ShadowRoot) => void} [note]  hears of each shadow root */
  function read(note) {
    return snapshot(document, {
      openShadow: (element) => {
        const root = element === view?.host ? null : openShadow(element);
        if (root) note?.(root);
        return root;
      },
    });
  }

  /** @param {() => void} act */
  function change(act) {
    move(() => keepLine(act, (node) => story.has(node)));
  }

  /** Does what may scroll the page, which is not the reader's scrolling. @param {() => void} act */
  function move(act) {
    const wasStill = isStill();
    act();
    if (wasStill) scrolled = { x: window.scrollX, y: window.scrollY };
  }

  function isStill() {
    return Math.abs(window.scrollX - scrolled.x) < 1 && Math.abs(window.scrollY - scrolled.y) < 1;
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
        if (focusInSidebar()) event.stopImmediatePropagation(); // else the page may close something of its own with it
        else if (focus !== document.body && focus !== document.documentElement && focus !== null) return;
        event.preventDefault();
        stop();
      },
      { capture: true, signal },
    );
    const note = (/** @type {Event} */ event) => {
      if (event.isTrusted && !focusInSidebar()) asked = performance.now();
    };
    window.addEventListener('click', note, { capture: true, signal });
    // What the reader does in the sidebar by keyboard is none of the page's business: boxes that keep the focus would take it back.
    for (const kind of ['keydown', 'keypress', 'keyup', 'focusin']) {
      window.addEventListener(kind, (event) => focusInSidebar() && event.stopImmediatePropagation(), { capture: true, signal });
    }
    const port = chrome.runtime.connect();
    port.onDisconnect.addListener(() => {
      if (!isOurs()) stop();
    });
    signal.addEventListener('abort', () => port.disconnect());
    let fights = 0;
    let quiet = 0;
    const look = () => {
      if (!isOurs()) return stop();
      if (!view || hasLeft) return;
      const isGone = body.length > 0 && !body.some((node) => node.isConnected);
      if (view.host.isConnected) {
        if (isGone) return leave(view);
        // A modal dialog of the page has opened or closed.
        if (!isStanding(view)) {
          putUp(view);
          // A dialog in a shadow root closes unheard outside of it.
          view.host.parentElement?.addEventListener('close', soon, { once: true, signal });
        }
        if (!isUsable(view)) return refuse('blocked');
        hold();
        return;
      }
      // The page took the sidebar out, or became another page.
      if (isGone) return stop();
      fights += 1;
      if (fights > FIGHTS) return refuse('blocked');
      putUp(view);
    };
    // Not before the page's own handlers have run.
    const soon = () => setTimeout(() => signal.aborted || look());
    const tick = () => {
      quiet = view?.host.isConnected ? quiet + 1 : 0;
      if (quiet * WATCH >= 2_000) fights = 0;
      look();
    };
    const watch = setInterval(tick, WATCH);
    for (const kind of ['toggle', 'close']) document.addEventListener(kind, soon, { capture: true, signal });
    signal.addEventListener('abort', () => clearInterval(watch));

    /** The story has left the page under the sidebar. @param {Sidebar} drawn */
    function leave(drawn) {
      clearInterval(watch);
      hasLeft = true;
      unmarkRanges();
      appeals.restore();
      unmarkAll();
      relist();
      drawn.ledger?.end();
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
 * @returns {node is Element}
 */
function isHidable(node, story) {
  if (!(node instanceof Element) || !node.isConnected || node === document.documentElement || node === document.body) return false;
  return ![...story].some((words) => holdsAcross(node, words));
}

/** @param {Brief} brief */
function shownPlaces(brief) {
  const facts = [...brief.summary.sentences, ...brief.numbers, ...brief.dates, ...brief.quotes.flatMap(({ content }) => content)];
  return [...facts, ...[...brief.people, ...brief.organisations, ...brief.places].map(({ name }) => name)].map(({ place }) => place);
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
