/**
 * One way to drive both browsers: what tests and tasks may ask of them, and what the two drivers share.
 *
 * The toolbar button is really pressed, keys and mouse are the browser's own, and nothing is stubbed.
 * `chromium.js` and `firefox.js` hold the same shape, which `Browser` and `Page` below describe.
 */

import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The checkout. */
export const ROOT = join(import.meta.dirname, '..', '..');

/**
 * @typedef {object} Options
 * @property {boolean} [headless] true when left out
 * @property {string} [extension] folder of the unpacked extension; dist/extension when left out
 * @property {boolean} [core] whether to wait until the core answers the probe; true when left out
 *
 * @typedef {object} Size in CSS pixels
 * @property {number} width
 * @property {number} height
 *
 * @typedef {object} Browser
 * @property {'chromium' | 'firefox'} name
 * @property {(url: string) => Promise<Page>} open  opens a tab and waits until the page has loaded
 * @property {(method: string, ...args: any[]) => Promise<any>} probe  calls the extension's own core
 * @property {(fn: Function, ...args: any[]) => Promise<any>} extension  runs a function in a page of the extension
 * @property {() => Promise<string[]>} urls  of all open tabs but the probe's, and of popups
 * @property {() => Promise<string[]>} requests  all addresses asked of the network since the start
 * @property {() => number} retries  how often the button had to be pressed again; see chromium.js
 * @property {() => Promise<void>} stopBackground  ends the extension's background, as the browser does when idle
 * @property {Promise<void>} closed  settles when the reader has closed the browser
 * @property {() => Promise<void>} close
 *
 * @typedef {object} Page
 * @property {(fn: Function, ...args: any[]) => Promise<any>} evaluate  in the page's own world, whatever its policy
 * @property {() => Promise<void>} click  presses the toolbar button
 * @property {(key: string) => Promise<void>} key  presses a key: 'Escape', 'Tab', 'Enter'
 * @property {(x: number, y: number) => Promise<void>} mouse  clicks at a point of the viewport
 * @property {(path?: string) => Promise<Uint8Array>} screenshot  PNG of the viewport; also to a file
 * @property {(fn: Function | string, ...args: any[]) => Promise<any>} sidebar  fn(root, ...args), or such a function's
 *   source, on the sidebar's shadow root, the extension's or the playground's; null when there is no sidebar
 * @property {() => Promise<string[]>} names  of all that the page's accessibility tree holds
 * @property {(size: Size) => Promise<void>} resize
 * @property {(dark: boolean) => Promise<void>} dark  what the reader prefers
 * @property {() => Promise<string>} badge
 * @property {() => Promise<string>} actionTitle
 * @property {(url: string) => Promise<void>} go  loads another page in this tab
 * @property {() => Promise<void>} close
 */

/**
 * @param {string} name chromium or firefox
 * @param {Options} [options]
 * @returns {Promise<Browser>}
 */
export async function launch(name, options = {}) {
  const { headless = true, core = true, extension = join(ROOT, 'dist', 'extension') } = options;
  if (name !== 'chromium' && name !== 'firefox') throw new Error(`${name}: choose chromium or firefox`);
  const folder = await mkdtemp(join(tmpdir(), 'factbox-'));
  // The extension as shipped, with one page beside it through which tests reach the core. Nothing links to it.
  const unpacked = join(folder, 'extension');
  await cp(extension, unpacked, { recursive: true });
  await cp(join(import.meta.dirname, 'probe'), unpacked, { recursive: true });
  const driver = await import(`./${name}.js`);
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const browser = await driver.launch({ headless, core, extension: unpacked, profile: join(folder, 'profile') });
    return { ...browser, close: () => browser.close().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The browser this run of the tests is about; both take turns in `cargo xtask test`. */
export const BROWSER = process.env.FACTBOX_BROWSER ?? 'chromium';

/** @param {string} name */
export function program(name) {
  const path = process.env[`FACTBOX_${name.toUpperCase()}`];
  if (!path) throw new Error(`set FACTBOX_${name.toUpperCase()} to the program, or use cargo xtask`);
  return path;
}

/**
 * Waits for a condition, never for a time: asks until the answer is truthy, and gives it.
 * @template T
 * @param {string} what it waits for, for the error
 * @param {() => T | Promise<T>} ask
 * @param {number} [seconds] after which it gives up
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(what, ask, seconds = 20) {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > end) throw new Error(`waited ${seconds} s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Where a host of the sidebar may stand; runs in the tab. @returns {Element[]} */
export function hosts() {
  const found = [...document.querySelectorAll(':root > div, dialog:modal > div, #facts > div')];
  for (const { shadowRoot } of document.querySelectorAll('body *')) if (shadowRoot) found.push(...shadowRoot.querySelectorAll('dialog:modal > div'));
  return found;
}

/** The markup without what the sidebar may add to it; runs in the tab. @returns {string} */
export function unmarked() {
  const copy = /** @type {Element} */ (document.documentElement.cloneNode(true));
  copy.querySelector(':scope > div[popover]')?.remove();
  for (const marked of [copy, ...copy.querySelectorAll('[data-factbox]')]) marked.removeAttribute('data-factbox');
  return copy.outerHTML;
}

/**
 * Waits until the sidebar is there and drawn.
 * @param {Page} page
 */
export async function painted(page) {
  await until('the sidebar', () => page.sidebar(isPainted));
}

/**
 * Clicks with the mouse on an element of the sidebar, which is scrolled to when need be.
 * @param {Page} page
 * @param {(root: ShadowRoot, ...args: any[]) => Element} find
 * @param {...any} args
 */
export async function press(page, find, ...args) {
  const point = await page.sidebar(`(root, ...args) => (${pointOf})((${find})(root, ...args))`, ...args);
  if (!point) throw new Error('the sidebar has no such element');
  await page.mouse(point.x, point.y);
}

/** @param {ShadowRoot} root */
function isPainted(root) {
  // Two frames: the first runs before the paint, the second after it.
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(root.childElementCount > 0)));
  });
}

/** @param {Element | null} element */
function pointOf(element) {
  element?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  const box = element?.getClientRects()[0];
  return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
}

