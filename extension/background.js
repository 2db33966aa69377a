/**
 * Answers the toolbar button, and holds the wasm core: pages' security policies forbid it wasm, not us.
 *
 * In: clicks, and messages from `content.js` (`messages.d.ts`). Out: the injected script and sheets, briefs, and what the button says.
 * The browser may stop this script at any moment between two events, so it keeps no state of a tab: what is open, the page's script knows.
 * Listeners stand at the top level, where a woken worker needs them; the core starts there too, while the page's script is being injected.
 *
 * @import { Answer, Refusal, Request } from './messages.js'
 * @import { Snapshot } from './snapshot.js'
 */

import { __wbg_reset_state, brief, initSync } from './core.js';

/** What the button says beside its title. */
const BADGE = { nothing: '–', failed: '!', unsure: '?' };

/** Pauses before each try to enter a page, in milliseconds: Chromium's leave for the tab can come some frames after the click. */
const GRANT = [0, 20, 50, 100];

chrome.action.onClicked.addListener((tab) => void click(tab));
chrome.runtime.onMessage.addListener(hear);
// A port tells the page's script when this extension goes away; nothing is said on it.
chrome.runtime.onConnect.addListener(() => {});

/** The core's start; a failed one is tried again at the next snapshot. @type {Promise<void> | null} */
let started = null;
start().catch(() => {});

function start() {
  started ??= compile().catch((error) => {
    started = null;
    throw error;
  });
  return started;
}

async function compile() {
  const file = await fetch(chrome.runtime.getURL('core_bg.wasm'));
  initSync({ module: await WebAssembly.compile(await file.arrayBuffer()) });
}

/** Opens the sidebar, or closes it where one is open: the injected script knows which. @param {chrome.tabs.Tab} tab */
async function click(tab) {
  if (tab.id === undefined) return;
  for (const pause of GRANT) {
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    try {
      const [injected] = await chrome.scripting.executeScript({ target: { tabId: tab.id, frameIds: [0] }, files: ['content.js'] });
      if (injected) return;
      break; // how Firefox declines its own pages
    } catch {
      // Asked again below, or refused.
    }
  }
  await refuse(tab, 'unreadable');
}

/**
 * @param {Request} request
 * @param {chrome.runtime.MessageSender} sender
 * @param {(answer: Answer) => void} answer
 * @returns {boolean} whether the answer comes later
 */
function hear(request, { tab }, answer) {
  if (tab?.id === undefined) return false;
  switch (request.kind) {
    case 'snapshot':
      void Promise.all([answerTo(request), putIn(tab.id)]).then(([found]) => answer(found));
      return true;
    case 'again':
      void answerTo(request).then(answer);
      return true;
    case 'opened':
      void opened(tab.id, request);
      return false;
    case 'nothing':
      void say(tab.id, BADGE[request.why === 'none' ? 'nothing' : 'failed'], text(`${request.why}Title`));
      return false;
    case 'refused':
      void refuse(tab, request.why);
      return false;
    case 'closed':
      void takeOut(tab.id);
      return false;
  }
}

/** @param {{ snapshot: Snapshot, anyway?: boolean }} request @returns {Promise<Answer>} */
async function answerTo({ snapshot, anyway = false }) {
  try {
    await start();
    const found = brief(snapshot, { anyway });
    return found ? { kind: 'brief', brief: found } : { kind: 'none' };
  } catch (error) {
    // After a trap the instance's memory is in no known state: the next page gets a new one.
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) __wbg_reset_state();
    return { kind: 'failed', message: String(error) };
  }
}

/** The two sheets of an open sidebar: what hides, and what marks. @param {number} tabId @returns {chrome.scripting.CSSInjection[]} */
function sheets(tabId) {
  const target = { tabId, frameIds: [0] };
  return [
    { target, files: ['page.css'], origin: 'USER' },
    { target, files: ['mark.css'], origin: 'AUTHOR' },
  ];
}

/** What is put in twice would have to be taken out twice, and a page's script asks again when its first question was lost. @param {number} tabId */
async function putIn(tabId) {
  await Promise.all(
    sheets(tabId).map(async (sheet) => {
      await ignore(chrome.scripting.removeCSS(sheet));
      await ignore(chrome.scripting.insertCSS(sheet));
    }),
  );
}

/** @param {number} tabId */
async function takeOut(tabId) {
  const gone = sheets(tabId).map((sheet) => ignore(chrome.scripting.removeCSS(sheet)));
  await Promise.all([...gone, say(tabId, '', text('actionTitle'))]);
}

/** @param {number} tabId @param {{ facts: number, hidden: number, sure: boolean }} found */
async function opened(tabId, { facts, hidden, sure }) {
  // What is kept back in the sidebar is not counted on the button.
  const found = sure ? counted('facts', facts) : text('notSureTitle');
  await say(tabId, sure ? String(facts) : BADGE.unsure, text('actionOpen', found, counted('appealsHidden', hidden)));
}

/** @param {number} tabId @param {string} badge @param {string} title */
async function say(tabId, badge, title) {
  const { action } = chrome;
  await Promise.all(
    [
      action.setBadgeText({ tabId, text: badge }),
      action.setBadgeBackgroundColor({ tabId, color: '#3d4a57' }),
      action.setBadgeTextColor({ tabId, color: '#ffffff' }),
      action.setTitle({ tabId, title }),
    ].map(ignore),
  );
}

/** Says why nothing was drawn: on the button, and in words in a popup, or in a tab where no popup may open. @param {chrome.tabs.Tab} tab @param {Refusal} why */
async function refuse(tab, why) {
  const tabId = tab.id ?? -1;
  const page = `message.html?${why}`;
  void say(tabId, BADGE[why === 'failed' ? 'failed' : 'nothing'], text(`${why}Title`));
  try {
    await chrome.action.setPopup({ tabId, popup: page });
    await chrome.action.openPopup({ windowId: tab.windowId });
  } catch {
    await ignore(chrome.tabs.create({ url: chrome.runtime.getURL(page), index: tab.index + 1, openerTabId: tabId }));
  }
  // With a popup set, the button would no longer ask this script: the next page may be an article.
  await ignore(chrome.action.setPopup({ tabId, popup: '' }));
}

/** For a tab that may be gone by now: there is nobody left to tell. @param {Promise<unknown>} done */
function ignore(done) {
  return done.catch(() => {});
}

/** @param {string} name @param {string[]} values */
function text(name, ...values) {
  return chrome.i18n.getMessage(name, values);
}

/** @param {string} name @param {number} count */
function counted(name, count) {
  const rule = new Intl.PluralRules(text('language')).select(count);
  return text(`${name}_${rule}`, String(count)) || text(`${name}_other`, String(count));
}
