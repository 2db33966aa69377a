/**
 * What the article costs in a browser, beside other extractors, for `cargo xtask bench extract`.
 *
 * Each page is opened once in Chromium, without its scripts, and everything runs in its tab and on its document, in turn:
 * ours as the extension does it (`snapshot.js` packs the document, the core reads the arrays up to the article), the
 * others on a clone, which they change; the clone is made outside the clock. Two turns warm up, the median of the
 * following ones counts. So early the browser still runs code of both sides that it compiled in a hurry; "late" is the same
 * after more turns of the core and of Readability.js alone. Then the core's stages are timed one by one. "First" is the very
 * first brief of the tab, for which the core reads its tables, and the first turn of Readability.js. The tab is isolated from
 * other origins, so that its clock has steps of 5 microseconds.
 * Pages: real ones, chosen by the rule in `pages.js`; where there are none, our own.
 */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { launch, ROOT } from './browsers.js';
import { realPages, testPages } from './pages.js';
import { serve } from './server.js';

const WARM_UP = 2;
/** Turns before the late ones. */
const LATE = 25;
const EXTRACTORS = join(import.meta.dirname, 'extractors', 'node_modules');
const HEADERS = {
  // Neither the page's scripts nor those it asks for; ours come from the same origin.
  'content-security-policy': "script-src 'self' 'wasm-unsafe-eval'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/** Pages whose article has so many words stand for one of a thousand. */
const THOUSAND = [800, 1_250];

/**
 * @typedef {{ snapshot: number, core: number, whole: number, first: number, readability: number, defuddle: number, clone: number }} Early
 * @typedef {Early & { firstReadability: number, lateCore: number, lateReadability: number }} Times
 * @typedef {{ times: Times, stages: Map<string, number>, words: number }} Measured  stages in order; words of the article, 0 without one
 */

const count = Number(process.argv[2] ?? 60);
const runs = Number(process.argv[3] ?? 5);
const real = await realPages(count);
const pages = real.length > 0 ? real : await testPages();
const server = await serve();
const browser = await launch('chromium');
/** @type {Measured[]} */
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
    const measured = await tab.evaluate(measure, scripts, runs, WARM_UP, LATE).catch((/** @type {Error} */ error) => {
      console.log(`${page.name} is left out: ${error.message.split('\n')[0]}`);
      return null;
    });
    if (measured) all.push({ ...measured, stages: new Map(measured.stages) });
    await tab.close();
  }
} finally {
  await browser.close();
  await server.close();
}
if (all.length === 0) throw new Error('no page could be measured');
print();
printStages();

/**
 * Runs in the tab. Gives the median times of this page, in milliseconds.
 * @param {Record<'snapshot' | 'core' | 'readability' | 'defuddle', string>} scripts  addresses
 * @param {number} runs
 * @param {number} warmUp
 * @param {number} late
 */
async function measure(scripts, runs, warmUp, late) {
  const { snapshot } = await import(scripts.snapshot);
  const core = await import(scripts.core);
  await core.default({ module_or_path: fetch(new URL('core_bg.wasm', scripts.core)) });
  const { Readability } = await import(scripts.readability);
  await import(scripts.defuddle);
  const { Defuddle } = /** @type {any} */ (globalThis);
  if (!Readability || !Defuddle) throw new Error('an extractor did not load');
  const { snapshot: taken } = snapshot(document);
  const start = performance.now();
  const brief = core.brief(taken, {});
  const first = performance.now() - start;
  /** @type {{ [name: string]: number[] }} */
  const times = { snapshot: [], core: [], whole: [], readability: [], defuddle: [], clone: [], lateCore: [], lateReadability: [] };
  let firstReadability = 0;
  for (let run = -warmUp; run < runs; run++) {
    /** @param {string} name @param {() => any} work */
    const time = (name, work) => {
      const start = performance.now();
      const result = work();
      const end = performance.now();
      if (run >= 0) times[name].push(end - start);
      if (run === -warmUp && name === 'readability') firstReadability = end - start;
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
  for (let run = -late; run < runs; run++) {
    const clone = document.cloneNode(true);
    const start = performance.now();
    core.hasArticle(taken);
    const middle = performance.now();
    new Readability(clone).parse();
    const end = performance.now();
    if (run < 0) continue;
    times.lateCore.push(middle - start);
    times.lateReadability.push(end - middle);
  }
  /** @type {Map<string, number[]>} */
  const stages = new Map();
  for (let run = 0; run < runs; run++) {
    for (const [name, time] of core.stages(taken, {})) stages.set(name, [...(stages.get(name) ?? []), time]);
  }
  const median = (/** @type {number[]} */ list) => list.sort((a, b) => a - b)[list.length >> 1];
  const medians = Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]));
  return {
    times: { ...medians, first, firstReadability },
    stages: [...stages].map(([name, list]) => [name, median(list)]),
    words: brief?.article.words ?? 0,
  };
}

/** @param {number[]} list */
function mean(list) {
  return list.reduce((sum, one) => sum + one, 0) / list.length;
}

/** @param {number[]} list */
function median(list) {
  return [...list].sort((a, b) => a - b)[list.length >> 1] ?? NaN;
}

/** @param {string} name @param {string[]} cells */
function printRow(name, cells) {
  console.log(`${name.padEnd(26)} ${cells.map((cell) => cell.padStart(14)).join('')}`);
}

function print() {
  /** Of a row with a second function its ratio is to that. @type {[string, (times: Times) => number, ((times: Times) => number)?][]} */
  const rows = [
    ['snapshot.js', (times) => times.snapshot],
    ['core, to the article', (times) => times.core],
    ['both', (times) => times.snapshot + times.core],
    ['core, all of it', (times) => times.whole],
    ['core, the first time', (times) => times.first],
    ['Readability.js 0.6.0', (times) => times.readability],
    ['defuddle 0.19.4', (times) => times.defuddle],
    ['a clone of the document', (times) => times.clone],
    ['first: Readability.js', (times) => times.firstReadability],
    ['late: core, to the article', (times) => times.lateCore, (times) => times.lateReadability],
    ['late: Readability.js', (times) => times.lateReadability, (times) => times.lateReadability],
  ];
  console.log(`${all.length} pages in Chromium; ms a page, median of ${runs} runs; ratios to Readability.js`);
  printRow('', ['median', 'mean', 'ratio, median', 'ratio of means']);
  const times = all.map((measured) => measured.times);
  for (const [name, of, base = (/** @type {Times} */ times) => times.readability] of rows) {
    const list = times.map(of);
    const ratio = median(times.map((times) => of(times) / base(times)));
    const ratioOfMeans = mean(list) / mean(times.map(base));
    printRow(name, [median(list), mean(list), ratio, ratioOfMeans].map((cell) => cell.toFixed(2)));
  }
}

/** The core's stages: on all pages that have an article, and on those of about a thousand words. */
function printStages() {
  const [least, most] = THOUSAND;
  const articles = all.filter(({ words }) => words > 0);
  const thousand = articles.filter(({ words }) => words >= least && words <= most);
  console.log(`\nthe core's stages in ms, on ${articles.length} pages with an article and the ${thousand.length} whose article has ${least} to ${most} words`);
  printRow('', ['median', 'mean', 'median, 1,000', 'mean, 1,000']);
  for (const name of articles[0]?.stages.keys() ?? []) {
    const of = (/** @type {Measured[]} */ list) => list.map(({ stages }) => stages.get(name) ?? 0);
    printRow(name, [median(of(articles)), mean(of(articles)), median(of(thousand)), mean(of(thousand))].map((cell) => cell.toFixed(3)));
  }
}
