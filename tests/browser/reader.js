/**
 * What a reader of the page can see and do, for the tests: the snapshot's nodes and the sidebar's items.
 *
 * The functions named `...InTab` run in the tab, in the page's own world, and so may use nothing from this module.
 */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ROOT } from './browsers.js';

/** @import { Page } from './browsers.js' */

/** @typedef {[node: number, start: number, end: number][]} Place */
/** @typedef {{ words: string, place: Place }} Item */

const source = await readFile(join(ROOT, 'extension', 'snapshot.js'), 'utf8');

/**
 * Reads a tab as the extension does and keeps the nodes in it, so that places in a brief can be looked up later.
 * @param {Page} tab
 * @returns {Promise<any>} the snapshot; its arrays are plain ones
 */
export function takeSnapshot(tab) {
  return tab.evaluate(
    // Firefox runs the drivers' functions in a sandbox, whose global object is not the window.
    new Function(`return ((globalThis) => {
      ${source.replaceAll(/^export /gm, '')}
      const { snapshot: taken, nodes } = snapshot(document);
      window[Symbol.for('nodes')] = nodes;
      const plain = (value) => (ArrayBuffer.isView(value) ? Array.from(value) : value);
      return Object.fromEntries(Object.entries(taken).map(([name, value]) => [name, plain(value)]));
    })(window)`),
  );
}

/**
 * The items for which the page does not hold the very words, white space aside; the nodes are those of `takeSnapshot`.
 * @param {Page} tab
 * @param {Item[]} items
 * @returns {Promise<Item[]>}
 */
export function misplaced(tab, items) {
  return tab.evaluate(misplacedInTab, items);
}

/** All words of the article in the sidebar, with their place. @param {Page} tab @returns {Promise<Item[]>} */
export function items(tab) {
  return tab.sidebar(itemsOf);
}

/** @param {ShadowRoot} root */
function itemsOf(root) {
  return [...root.querySelectorAll('[data-place]')].map((item) => {
    const words = item.matches('[data-words]') ? item : item.querySelector('[data-words]');
    return { words: words?.textContent ?? '', place: JSON.parse(item.getAttribute('data-place') ?? '[]') };
  });
}

/** @param {Item[]} items */
function misplacedInTab(items) {
  const nodes = /** @type {any} */ (window)[Symbol.for('nodes')];
  const bare = (/** @type {string} */ text) => text.replace(/[\s\u0085]+/g, '');
  return items.filter(({ words, place }) => {
    const found = place.map(([node, start, end]) => nodes[node].data.slice(start, end)).join('');
    return bare(found) === '' || bare(found) !== bare(words);
  });
}

/** How many items there are, and whether every word of the article in the sidebar belongs to one. @param {ShadowRoot} root */
export function homeless(root) {
  const words = [...root.querySelectorAll('[data-words]')];
  return words.filter((one) => !one.closest('[data-place], .head')).map((one) => one.textContent);
}
