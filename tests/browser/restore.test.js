/** An open sidebar leaves the article's DOM alone, and closing it, in any way, gives back the page as it was. */

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { BROWSER, launch, painted, press, unmarked, until } from './browsers.js';
import { testPages } from './pages.js';
import { serve } from './server.js';

/** @import { Page } from './browsers.js' */

const server = await serve();
const browser = await launch(BROWSER);
after(async () => {
  await browser.close();
  await server.close();
});

/** How a reader closes the sidebar; the pages take turns. @type {[string, (tab: Page) => Promise<void>][]} */
const WAYS = [
  ['its button', (tab) => press(tab, (root) => /** @type {Element} */ (root.querySelector('button.close')))],
  ['Escape', (tab) => tab.key('Escape')],
  ['the toolbar button', (tab) => tab.click()],
];

const pages = await testPages();
for (const [i, page] of pages.entries()) {
  const [way, close] = WAYS[i % WAYS.length];
  test(`${page.name}, ${page.policy}, closed by ${way}`, async () => {
    const tab = await browser.open(server.page(page.bytes, { policy: page.policy }));
    await tab.evaluate(prepare);
    const before = await tab.evaluate(state);
    await tab.click();
    await painted(tab);
    assert.ok((await tab.evaluate(unmarked)) === before.html, 'one element is added, and marks');
    // Where the policy forbids a page all scripts, it cannot observe anything either.
    if (page.policy !== 'sandbox') assert.deepEqual(await tab.evaluate(changes), ['+ div[popover]']);
    await close(tab);
    await gone(tab);
    const now = await tab.evaluate(state);
    assert.ok(now.html === before.html, 'the markup is the same');
    assert.deepEqual({ ...now, html: '' }, { ...before, html: '' }, 'scroll position, focus and marks are the same');
    await tab.close();
  });
}

test('two clicks at once leave one sidebar or none', async () => {
  const tab = await browser.open(server.page(pages[0].bytes));
  const before = await tab.evaluate(state);
  for (let i = 0; i < 5; i++) {
    await Promise.all([tab.click(), tab.click()]);
    const count = await until('the sidebar to settle', async () => {
      const counts = [await tab.evaluate(hosts), await tab.evaluate(hosts), await tab.evaluate(hosts)];
      return counts.every((count) => count === counts[0]) ? String(counts[0]) : null;
    });
    assert.match(count, /^[01]$/);
    if (count === '1') await tab.click();
    await gone(tab);
  }
  assert.deepEqual(await tab.evaluate(state), before);
  await tab.close();
});

/** @param {Page} tab */
async function gone(tab) {
  await until('the sidebar to go', async () => (await tab.evaluate(hosts)) === 0);
}

// What follows runs in the tab.

function hosts() {
  return document.querySelectorAll(':root > div[popover]').length;
}

/** A reader in the middle of the page, with the focus on a link, and an observer of all that changes. */
function prepare() {
  window.scrollTo({ top: 200, behavior: 'instant' });
  for (const link of document.querySelectorAll('a[href]')) {
    /** @type {HTMLElement} */ (link).focus({ preventScroll: true });
    if (document.activeElement === link) break;
  }
  /** @type {MutationRecord[]} */
  const records = [];
  const observer = new MutationObserver((more) => records.push(...more));
  const what = { attributes: true, characterData: true, childList: true, subtree: true };
  observer.observe(document, what);
  /** @param {Element} element */
  const watchShadows = (element) => {
    for (const host of element.querySelectorAll('*')) if (host.shadowRoot) observer.observe(host.shadowRoot, what);
  };
  watchShadows(document.documentElement);
  Object.assign(window, { changesSeen: () => [...records, ...observer.takeRecords()] });
}

/** All changes but the marker attribute's, as "+ div[popover]". */
function changes() {
  /** @type {MutationRecord[]} */
  const records = /** @type {any} */ (window).changesSeen();
  const name = (/** @type {Node} */ node) =>
    node instanceof Element ? `${node.localName}${node.getAttributeNames().map((name) => `[${name}]`).join('')}` : node.nodeName;
  return records
    .filter(({ attributeName }) => attributeName !== 'data-factbox')
    .flatMap(({ type, target, attributeName, addedNodes, removedNodes }) => {
      if (type === 'attributes') return [`${name(target)}@${attributeName}`];
      if (type === 'characterData') return [`${name(target)} text`];
      return [...[...addedNodes].map((node) => `+ ${name(node)}`), ...[...removedNodes].map((node) => `- ${name(node)}`)];
    });
}

function state() {
  const all = [...document.querySelectorAll('*')];
  return {
    html: document.documentElement.outerHTML,
    x: scrollX,
    y: scrollY,
    focus: document.activeElement ? all.indexOf(document.activeElement) : -1,
    highlights: CSS.highlights.size,
    sheets: document.adoptedStyleSheets.length + document.styleSheets.length,
  };
}
