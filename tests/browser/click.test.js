/** A click draws a sidebar that can be seen and used, and every item in it leads to its words in the page. */

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { BROWSER, launch, painted, press, until } from './browsers.js';
import { testPages } from './pages.js';
import { homeless, items, misplaced, takeSnapshot } from './reader.js';
import { serve } from './server.js';

/** How many items of a page are really clicked on. */
const PRESSED = 4;

const server = await serve();
const browser = await launch(BROWSER);
after(async () => {
  if (browser.retries() > 0) console.log(`the button was pressed again ${browser.retries()} times`);
  await browser.close();
  await server.close();
});

for (const page of await testPages()) {
  test(`${page.name}, ${page.policy}`, async () => {
    const tab = await browser.open(server.page(page.bytes, { policy: page.policy }));
    await takeSnapshot(tab);
    await tab.click();
    await painted(tab);

    const box = await tab.sidebar(boxOf);
    assert.ok(box.width > 200 && box.height > 300, `the sidebar has a box: ${JSON.stringify(box)}`);
    assert.ok(await tab.evaluate(isOnTop, box), 'nothing of the page lies over the sidebar');

    const shown = await items(tab);
    assert.deepEqual(await misplaced(tab, shown), [], 'every item holds exactly the words at its place');
    assert.deepEqual(await tab.sidebar(homeless), [], 'every word of the article has a place or says it is from the head');

    const count = await tab.sidebar(countOf);
    for (let i = 0; i < Math.min(PRESSED, count); i++) {
      // Spread over the sidebar, the first and the last among them.
      const index = Math.round((i * (count - 1)) / Math.max(1, Math.min(PRESSED, count) - 1));
      await press(tab, itemAt, index);
      const item = await until('the item to be current', () => tab.sidebar(current));
      const mark = await until('the mark', () => tab.evaluate(marked));
      assert.equal(mark.text, item.text, 'the words of the item are marked');
      assert.ok(mark.isInView || item.status, `in view, or the reader is told why not: ${JSON.stringify(mark)}`);
    }
    await tab.close();
  });
}

/** @param {ShadowRoot} root */
function boxOf(root) {
  const { x, y, width, height } = /** @type {Element} */ (root.querySelector('.panel')).getBoundingClientRect();
  return { x, y, width, height };
}

/** Runs in the tab. @param {DOMRect} box */
function isOnTop({ x, y, width, height }) {
  const points = [0.1, 0.5, 0.9].map((part) => document.elementFromPoint(x + width / 2, y + height * part));
  return points.every((element) => element?.parentElement === document.documentElement && element !== document.body);
}

/** @param {ShadowRoot} root */
function countOf(root) {
  return [...root.querySelectorAll('button[data-place]')].filter((button) => button.checkVisibility()).length;
}

/** @param {ShadowRoot} root @param {number} index */
function itemAt(root, index) {
  return [...root.querySelectorAll('button[data-place]')].filter((button) => button.checkVisibility())[index];
}

/** The words of the item that was pressed last, and what the reader is told. @param {ShadowRoot} root */
function current(root) {
  const item = root.querySelector('[aria-current="true"]');
  const words = item?.querySelector('[data-words]')?.textContent;
  return words && { text: words.replace(/\s+/g, ''), status: root.querySelector('[role=status]')?.textContent };
}

/** Runs in the tab: what is marked, and whether most of it is in the window. */
function marked() {
  const highlight = CSS.highlights.get('factbox');
  if (!highlight) return null;
  const ranges = /** @type {Range[]} */ ([...highlight]);
  const { top, bottom, left, right, height } = ranges[0].getBoundingClientRect();
  const seen = Math.min(bottom, innerHeight) - Math.max(top, 0);
  const isInView = height > 0 && seen > 0.8 * Math.min(height, innerHeight) && left < innerWidth && right > 0;
  return { text: ranges.join('').replace(/\s+/g, ''), isInView, box: { top, bottom, left, right } };
}
