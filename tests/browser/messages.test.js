/** Where there is nothing to draw, the reader is told: on the button, and in words. */

import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { BROWSER, launch, painted, press, ROOT, until } from './browsers.js';
import { serve } from './server.js';

const EMPTY = '<!doctype html><html lang="en"><title>Not found</title><h1>Not found</h1><p>There is no such page.</p>';

const server = await serve();
const browser = await launch(BROWSER);
after(async () => {
  await browser.close();
  await server.close();
});

/** @param {ShadowRoot} root */
const anyway = (root) => /** @type {Element} */ (root.querySelector('.empty .anyway'));

test('a page without an article', async () => {
  const tab = await browser.open(server.page(EMPTY));
  await tab.click();
  await painted(tab);
  assert.match(await tab.sidebar((/** @type {ShadowRoot} */ root) => root.textContent), /No article here/);
  await until('the badge', async () => (await tab.badge()) === '–');
  assert.equal(await tab.actionTitle(), 'No article here');
  await tab.click();
  await until('the badge to go', async () => (await tab.badge()) === '');
  await tab.close();
});

test('a page that is called no article is read when the reader says so', async () => {
  const index = await readFile(join(ROOT, 'tests/pages/index-page/page.html'), 'utf8');
  const last = 'Surveyors will arrive next week.';
  assert.ok(index.includes(last));
  // A front page's own lines hold no fact that is sure enough to be shown.
  const page = index.replace(last, `${last} “We will measure the whole border anew,” said Ada Byrne, the mayor of Port Avel.`);
  const tab = await browser.open(server.page(page));
  const words = () => tab.sidebar((/** @type {ShadowRoot} */ root) => root.textContent);
  await tab.click();
  await painted(tab);
  assert.match(await words(), /No article here/);
  await press(tab, anyway);
  await until('the facts', async () => /Ada Byrne/.test(await words()));
  assert.doesNotMatch(await words(), /No article here|Not sure/);
  await until('the badge', async () => /^\d+$/.test(await tab.badge()));
  await tab.click();
  await until('the badge to go', async () => (await tab.badge()) === '');
  await tab.close();
});

test('a page without a word to read says so', async () => {
  const tab = await browser.open(server.page('<!doctype html><title>Nothing</title><nav><a href="/">Home</a></nav>'));
  await tab.click();
  await painted(tab);
  await press(tab, anyway);
  await until('the answer', async () => /no running text/.test(await tab.sidebar((/** @type {ShadowRoot} */ root) => root.textContent)));
  await tab.close();
});

test('a page that is an image', async () => {
  const tab = await browser.open(server.page('<svg xmlns="http://www.w3.org/2000/svg"/>', { name: 'image.svg' }));
  await tab.click();
  await until('the badge', async () => (await tab.badge()) === '–');
  assert.equal(await tab.sidebar(() => true), null);
  await tab.close();
});

test('a core that does not start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'factbox-broken-'));
  await cp(join(ROOT, 'dist', 'extension'), folder, { recursive: true });
  await writeFile(join(folder, 'core_bg.wasm'), 'not a module');
  const broken = await launch(BROWSER, { extension: folder, core: false });
  try {
    const tab = await broken.open(server.page(EMPTY));
    await tab.click();
    await painted(tab);
    await until('the badge', async () => (await tab.badge()) === '!');
    await tab.click();
    await until('the badge to go', async () => (await tab.badge()) === '');
  } finally {
    await broken.close();
    await rm(folder, { recursive: true, force: true });
  }
});

// In a browser of its own, for the message opens a tab that stays.
test('a page that no extension may read', async () => {
  const own = await launch(BROWSER);
  try {
    const tab = await own.open(BROWSER === 'chromium' ? 'chrome://version' : 'about:config');
    await tab.click();
    await until('the badge', async () => (await tab.badge()) === '–');
    await until('the message', async () => (await own.urls()).some((url) => url.endsWith('/message.html?unreadable')));
  } finally {
    await own.close();
  }
});
