/**
 * What the article costs in a browser, beside other extractors, for `cargo xtask bench extract`.
 *
 * Each page is opened once in Chromium, without its scripts, and everything runs in its tab and on its document, in turn:
 * ours as the extension does it (`snapshot.js` packs the document, the core reads the arrays up to the article), the
 * others on a clone, which they change; the clone is made outside the clock. Two turns warm up, the median of the
 * following ones counts. The tab is isolated from other origins, so that its clock has steps of 5 microseconds.
 * Pages: real ones, chosen by the rule in `pages.js`; where there are none, our own.
 */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { launch, ROOT } from './browsers.js';
import { realPages, testPages } from './pages.js';
import { serve } from './server.js';

const WARM_UP = 2;
const EXTRACTORS = join(import.meta.dirname, 'extractors', 'node_modules');
const HEADERS = {
  // Neither the page's scripts nor those it asks for; ours come from the same origin.
  'content-security-policy': "script-src 'self' 'wasm-unsafe-eval'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/** @typedef {{ snapshot: number, core: number, whole: number, readability: number, defuddle: number, clone: number }} Times */

const count = Number(process.argv[2] ?? 60);
const runs = Number(process.argv[3] ?? 5);
const real = await realPages(count);
const pages = real.length > 0 ? real : await testPages();
const server = await serve();
const browser = await launch('chromium');
/** @type {Times[]} */
const all = [];
try {
  const readability = await readFile(join(EXTRACTORS, '@mozilla/readability/Readability.js'), 'utf8');
  const scripts = {
    snapshot: await server.file(join(ROOT, 'extension', 'snapshot.js')),
    core: await server.file(join(ROOT, 'dist', 'timed', 'core.js')),
    readability: server.page(`${readability}\nexport { Readability };`, { name: 'readability.js' }),
    defuddle: await server.file(join(EXTRACTORS, 'defuddle/dist/index.js')),
  };
  for (const page of pages) {
    const tab = await browser.open(server.page(page.bytes, { headers: HEADERS }));
    const times = await tab.evaluate(measure, scripts, runs, WARM_UP).catch((/** @type {Error} */ error) => {
      console.log(`${page.name} is left out: ${error.message.split('\n')[0]}`);
      return null;
    });
    if (times) all.push(times);
    await tab.close();
  }
} finally {
  await browser.close();
  await server.close();
}
if (all.length === 0) throw new Error('no page could be measured');
print();

/**
 * Runs in the tab. Gives the median times of this page, in milliseconds.
 * @param {Record<'snapshot' | 'core' | 'readability' | 'defuddle', string>} scripts  addresses
 * @param {number} runs
 * @param {number} warmUp
 */
async function measure(scripts, runs, warmUp) {
  const { snapshot } = await import(scripts.snapshot);
  const core = await import(scripts.core);
  await core.default({ module_or_path: fetch(new URL('core_bg.wasm', scripts.core)) });
  const { Readability } = await import(scripts.readability);
  await import(scripts.defuddle);
  const { Defuddle } = /** @type {any} */ (globalThis);
  if (!Readability || !Defuddle) throw new Error('an extractor did not load');
  /** @type {{ [name: string]: number[] }} */
  const times = { snapshot: [], core: [], whole: [], readability: [], defuddle: [], clone: [] };
  for (let run = -warmUp; run < runs; run++) {
    /** @param {string} name @param {() => any} work */
    const time = (name, work) => {
      const start = performance.now();
      const result = work();
      const end = performance.now();
      if (run >= 0) times[name].push(end - start);
      return result;
    };
    const ours = () => {
      const packed = time('snapshot', () => snapshot(document).snapshot);
      time('core', () => core.hasArticle(packed));
      time('whole', () => core.brief(packed, {}));
    };
    const others = () => {
      const clone = time('clone', () => document.cloneNode(true));
      time('readability', () => new Readability(clone).parse());
      const another = document.cloneNode(true);
      time('defuddle', () => new Defuddle(another, { url: document.URL }).parse());
    };
    for (const work of run % 2 ? [ours, others] : [others, ours]) work();
  }
  const median = (/** @type {number[]} */ list) => list.sort((a, b) => a - b)[list.length >> 1];
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]));
}

function print() {
  /** @type {[string, (times: Times) => number][]} */
  const rows = [
    ['snapshot.js', (times) => times.snapshot],
    ['core, to the article', (times) => times.core],
    ['both', (times) => times.snapshot + times.core],
    ['core, all of it', (times) => times.whole],
    ['Readability.js 0.6.0', (times) => times.readability],
    ['defuddle 0.19.4', (times) => times.defuddle],
    ['a clone of the document', (times) => times.clone],
  ];
  console.log(`${all.length} pages in Chromium; ms a page, median of ${runs} runs; ratios to Readability.js`);
  console.log(`${''.padEnd(26)} ${['median', 'mean', 'ratio, median', 'ratio of means'].map((head) => head.padStart(14)).join('')}`);
  const mean = (/** @type {number[]} */ list) => list.reduce((sum, one) => sum + one, 0) / list.length;
  const median = (/** @type {number[]} */ list) => [...list].sort((a, b) => a - b)[list.length >> 1];
  const base = mean(all.map((times) => times.readability));
  for (const [name, of] of rows) {
    const list = all.map(of);
    const ratio = median(all.map((times) => of(times) / times.readability));
    const cells = [median(list), mean(list), ratio, mean(list) / base].map((cell) => cell.toFixed(2).padStart(14));
    console.log(`${name.padEnd(26)} ${cells.join('')}`);
  }
}
