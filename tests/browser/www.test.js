/** The playground ends in the command line's brief, for what is pasted, dropped or tried, from a site's root and from a folder. */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';

import { BROWSER, launch, press, program, ROOT, until } from './browsers.js';
import { items } from './reader.js';

/** @import { Page } from './browsers.js' */

/** @type {Record<string, string>} */
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm', '.css': 'text/css', '.json': 'application/json' };
const SITE = join(ROOT, 'dist', 'www');
const FOLDER = '/some/folder/';

const browser = await launch(BROWSER, { core: false });
const server = createServer(async (request, response) => {
  const path = new URL(request.url ?? '/', 'http://site').pathname;
  const name = path.startsWith(FOLDER) ? path.slice(FOLDER.length) : path.slice(1);
  const bytes = await readFile(join(SITE, name || 'index.html')).catch(() => null);
  if (!bytes) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': TYPES[extname(name || 'index.html')] ?? 'text/plain' }).end(bytes);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
after(async () => {
  await browser.close();
  server.close();
});

for (const folder of ['/', FOLDER]) {
  test(`the sample, from ${folder}`, async () => {
    const tab = await open(folder);
    const before = (await browser.requests()).length;
    await tab.evaluate(() => document.getElementById('sample')?.click());
    await agrees(tab, join(SITE, 'sample.html'));
    assert.deepEqual((await browser.requests()).slice(before), [], 'nothing is asked of the network once the page has loaded');
    await tab.close();
  });
}

for (const name of ['appeal-before-text-german', 'appeal-before-text-spanish', 'shadow-root-article', 'newsletter-form']) {
  const file = join(ROOT, 'tests', 'pages', name, 'page.html');

  test(`pasted HTML, ${name}`, async () => {
    const tab = await open();
    await paste(tab, await readFile(file, 'utf8'));
    await agrees(tab, file);
    await tab.close();
  });

  test(`a dropped file, ${name}`, async () => {
    const tab = await open();
    const before = (await browser.requests()).length;
    await tab.evaluate(dropInTab, 'page.html', await readFile(file, 'utf8'));
    await agrees(tab, file);
    assert.deepEqual((await browser.requests()).slice(before), [], 'nothing in the page is loaded');
    await tab.close();
  });
}

test('pasted text', async () => {
  const words = [
    '2025-06-05 The harbour of Torsby will be closed for two weeks, its owner said on Wednesday.',
    '“We have found 14 cracks in the old wall, and we will not wait for the fifteenth,” said Anna Berg, the harbour master.',
    'The repair costs 3.2 million euros ($3.6 million). It was put off in 2019 and again in 2022, when the city had no money for it.',
    'Fishing boats will land at Lunde, 12 kilometres to the north, until the work is done. The ferry does not run at all.',
  ].join('\n\n');
  const file = join(tmpdir(), `factbox-www-${process.pid}.txt`);
  await writeFile(file, words);
  const tab = await open();
  await paste(tab, words);
  await agrees(tab, file);
  await tab.close();
});

test('hidden appeals are hidden, shown again with one click, and a place is marked', async () => {
  const tab = await open();
  await tab.evaluate(() => document.getElementById('sample')?.click());
  await until('the sidebar', () => tab.sidebar(() => true));
  const isHidden = () => tab.evaluate(isAppealHidden);
  assert.equal(await isHidden(), true);
  await press(tab, (root) => /** @type {Element} */ ([...root.querySelectorAll('button')].find((button) => button.textContent === 'Show all')));
  await until('the appeals to be shown', async () => !(await isHidden()));
  await press(tab, (root) => /** @type {Element} */ (root.querySelector('button[data-place]')));
  await until('the mark', () => tab.evaluate(isMarked));
  await tab.close();
});

test('what holds no article is told so, and nothing pasted is asked for', async () => {
  const tab = await open();
  await tab.evaluate(() => document.getElementById('read')?.click());
  assert.match(await until('the hint', () => tab.evaluate(status)), /Paste an article first/);
  await paste(tab, '<p>Too little.</p>');
  await until('the notice', async () => /No article was found/.test(await tab.evaluate(status)));
  await tab.close();
});

test('where it is not sure that a page is an article, the facts wait behind a button', async () => {
  const tab = await open();
  await tab.evaluate(draw, { module: sidebarModule(), sure: false, first: 1 });
  await until('the notice', () => tab.sidebar((/** @type {ShadowRoot} */ root) => root.querySelector('.doubt') !== null));
  assert.equal(await tab.sidebar(isFactSeen), false, 'no fact is seen before it is asked for');
  assert.equal(await tab.sidebar(focusOnDoubt), 'false');
  await tab.key('Enter');
  await until('the facts', () => tab.sidebar(isFactSeen));
  await tab.key('Enter');
  await until('the facts to go', async () => !(await tab.sidebar(isFactSeen)));
  await tab.close();
});

test('of a list of which nothing is sure all waits behind its button, and goes again', async () => {
  const tab = await open();
  await tab.evaluate(draw, { module: sidebarModule(), sure: true, first: 0 });
  assert.equal(await until('the list', () => tab.sidebar(buttonOf, 'numbers')), 'show_one');
  assert.deepEqual(await tab.sidebar(kinds), ['sentences', 'people', 'numbers'], 'what is seen stands first');
  assert.equal(await tab.sidebar(isNumberSeen), false);
  await tab.sidebar(focusOnButtonOf, 'numbers');
  await tab.key('Enter');
  await until('the number', () => tab.sidebar(isNumberSeen));
  assert.equal(await tab.sidebar(buttonOf, 'numbers'), 'hide');
  await tab.key('Enter');
  await until('the number to go', async () => !(await tab.sidebar(isNumberSeen)));
  assert.equal(await tab.sidebar(buttonOf, 'numbers'), 'show_one');
  await tab.close();
});

test('a key sentence that is less sure waits behind a button, in its place among the others', async () => {
  const tab = await open();
  await tab.evaluate(draw, { module: sidebarModule(), sure: true, first: 1, sentences: [false, true, false] });
  await until('the sentences', async () => (await tab.sidebar(sentencesSeen)).length > 0);
  assert.deepEqual(await tab.sidebar(sentencesSeen), [1]);
  assert.equal(await tab.sidebar(buttonOf, 'sentences'), 'more_other');
  await tab.sidebar(focusOnButtonOf, 'sentences');
  await tab.key('Enter');
  await until('the others', async () => (await tab.sidebar(sentencesSeen)).length > 1);
  assert.deepEqual(await tab.sidebar(sentencesSeen), [0, 1, 2]);
  assert.equal(await tab.sidebar(buttonOf, 'sentences'), 'fewer');
  await tab.evaluate(draw, { module: sidebarModule(), sure: true, first: 1, sentences: [false] });
  await until('the closed list', async () => (await tab.sidebar(buttonOf, 'sentences')) === 'show_one');
  assert.deepEqual(await tab.sidebar(kinds), ['numbers', 'people', 'sentences']);
  await tab.close();
});

test('where nothing is sure enough to be seen, the key sentences are', async () => {
  const tab = await open();
  await tab.evaluate(draw, { module: sidebarModule(), sure: true, first: 0, people: 0, sentences: [false, false] });
  await until('the sentences', async () => (await tab.sidebar(sentencesSeen)).length === 2);
  assert.deepEqual(await tab.sidebar(kinds), ['sentences', 'numbers', 'people']);
  assert.equal(await tab.sidebar(buttonOf, 'sentences'), 'hide');
  await tab.sidebar(focusOnButtonOf, 'sentences');
  await tab.key('Enter');
  await until('the sentences to go', async () => (await tab.sidebar(sentencesSeen)).length === 0);
  await tab.close();
});

test('a day of publication that says all stands there once', async () => {
  const tab = await open();
  for (const [published, shown] of [
    ['2019-11-18', 'published 2019-11-18'],
    ['18/11/2019', 'published 18/11/2019 Monday, November 18, 2019'],
  ]) {
    await tab.evaluate(draw, { module: sidebarModule(), sure: true, first: 1, published });
    await until(shown, async () => (await tab.sidebar(about)) === shown);
  }
  await tab.close();
});

function sidebarModule() {
  return new URL('./sidebar.js', `http://127.0.0.1:${port}/`).href;
}

async function open(folder = '/') {
  const tab = await browser.open(`http://127.0.0.1:${port}${folder}`);
  // Its buttons wait for the core, the messages, the sheets and the sample.
  await until('the playground to load', () => tab.evaluate(isLoaded));
  return tab;
}

/** @param {Page} tab @param {string} words */
function paste(tab, words) {
  return tab.evaluate((/** @type {string} */ words) => {
    /** @type {HTMLTextAreaElement} */ (document.getElementById('source')).value = words;
    document.getElementById('read')?.click();
  }, words);
}

/** The sidebar shows the facts of the command line's brief, each at the same place. @param {Page} tab @param {string} file */
async function agrees(tab, file) {
  const { stdout } = await promisify(execFile)(program('cli'), ['--json', file], { maxBuffer: 1 << 26 });
  const { brief } = JSON.parse(stdout);
  await until('the sidebar', () => tab.sidebar(hasFooter));
  const shown = new Set((await items(tab)).map(({ words, place }) => key(words, place)));
  const { sentences } = brief.summary;
  const names = [...brief.people, ...brief.organisations, ...brief.places].map((entity) => entity.name);
  const quotes = brief.quotes.flatMap((/** @type {any} */ quote) => quote.content);
  const given = sentences.flatMap((/** @type {any} */ sentence) => sentence.given.map((/** @type {any} */ one) => one.name));
  const facts = [...sentences, ...given, ...names, ...brief.numbers, ...brief.dates, ...quotes];
  assert.ok(facts.length > 0, 'the command line finds facts');
  for (const { text, place } of facts) assert.ok(shown.has(key(text, place)), `${text} is shown at ${JSON.stringify(place)}`);
}

/** @param {ShadowRoot} root */
function hasFooter(root) {
  return root.querySelector('footer') !== null;
}

/** @param {string} words @param {unknown} place */
function key(words, place) {
  return words.replace(/\s+/g, '') + JSON.stringify(place);
}

/** Runs in the tab. */
function isLoaded() {
  return document.getElementById('sample')?.matches(':enabled');
}

/** Runs in the tab. */
function status() {
  return document.getElementById('status')?.textContent;
}

/** Runs in the tab. */
function isAppealHidden() {
  const appeal = document.querySelector('iframe')?.contentDocument?.querySelector('.k4');
  return appeal && !appeal.checkVisibility();
}

/** Runs in the tab. */
function isMarked() {
  const view = /** @type {any} */ (document.querySelector('iframe')?.contentWindow);
  return (view?.CSS.highlights.get('factbox')?.size ?? 0) > 0;
}

/**
 * Runs in the tab: draws a brief with one number and one person in place of the playground's own sidebar.
 *
 * @param {{ module: string, sure: boolean, first: number, people?: number, sentences?: boolean[], published?: string | null }} how  whether the core is sure
 *   that it is an article, how many numbers and people are shown first, of each key sentence whether it is, and the day of publication as the page
 *   writes it
 */
async function draw({ module, sure, first, people = 1, sentences = [true], published = null }) {
  const { sidebar } = await import(module);
  const words = { text: '26 ladders', place: [[1, 0, 10]] };
  const stamp = published && { day: '2019-11-18', written: { text: published, place: [[1, 0, 10]] } };
  const article = { headline: null, dek: null, byline: [], published: stamp, modified: null, notes: [], site: null, words: 60, paragraphs: 2 };
  const served = { whole: null, unseen: 0, page: null, free: null, cut: [], confidence: 20, sure };
  const number = { ...words, kind: 'count', value: '26', to: null, unit: null, qualifier: null, per: null, converted: null, what: null, other: null };
  const persons = [{ name: { text: 'Ines Marl', place: [[1, 12, 21]] }, role: null, mentions: [[[1, 12, 21]]] }];
  const none = { organisations: [], places: [], dates: [], quotes: [], hidden: [], first: { numbers: first, people, organisations: 0, places: 0, dates: 0, quotes: 0 } };
  const summary = { words: 2, sentences: sentences.map((isFirst) => ({ ...words, isCut: false, isFirst, given: [] })) };
  const brief = { format: 1, url: '', language: 'en', direction: 'ltr', article: { ...article, ...served }, summary, numbers: [number], people: persons, ...none };
  const message = (/** @type {string} */ name) => (name === 'language' ? 'en' : name);
  const drawn = sidebar(brief, { message, count: { held: 2, total: 2 }, base: '', overlay: false, onShow() {}, onHide() {} });
  /** @type {HTMLElement} */ (document.getElementById('result')).hidden = false;
  document.getElementById('facts')?.replaceChildren(drawn.host);
}

/** @param {ShadowRoot} root */
function isFactSeen(root) {
  return [...root.querySelectorAll('[data-place]')].some((fact) => fact.checkVisibility());
}

/** @param {ShadowRoot} root */
function kinds(root) {
  return [...root.querySelectorAll('section')].map((section) => section.className).filter((kind) => kind !== 'hidden');
}

/** @param {ShadowRoot} root */
function sentencesSeen(root) {
  return [...root.querySelectorAll('.sentences .list > li')].flatMap((item, index) => (item.checkVisibility() ? [index] : []));
}

/** @param {ShadowRoot} root */
function about(root) {
  return root.querySelector('.about')?.textContent;
}

/** @param {ShadowRoot} root @param {string} kind */
function buttonOf(root, kind) {
  return root.querySelector(`.${kind} .more`)?.textContent;
}

/** @param {ShadowRoot} root @param {string} kind */
function focusOnButtonOf(root, kind) {
  /** @type {HTMLElement} */ (root.querySelector(`.${kind} .more`)).focus();
}

/** @param {ShadowRoot} root */
function isNumberSeen(root) {
  return root.querySelector('.numbers [data-place]')?.checkVisibility();
}

/** @param {ShadowRoot} root */
function focusOnDoubt(root) {
  const button = /** @type {HTMLElement} */ (root.querySelector('.doubt button'));
  button.focus();
  return button.getAttribute('aria-expanded');
}

/** Runs in the tab. @param {string} name @param {string} words */
function dropInTab(name, words) {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([words], name, { type: 'text/html' }));
  dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
}
