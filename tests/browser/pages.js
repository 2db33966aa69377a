/**
 * The pages that the browser tests run on: the project's own, and real ones from the data folder beside the checkout.
 *
 * No real page is in the repository, and none is picked by hand: those of each set are ordered by the hash of their
 * name, and the sets take turns.
 */

import { createHash } from 'node:crypto';
import { access, readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { ROOT } from './browsers.js';
import { POLICIES } from './server.js';

/** @import { Policy } from './server.js' */

/**
 * @typedef {object} TestPage
 * @property {string} name
 * @property {string} file  as stored, possibly compressed; the command line reads it too
 * @property {Uint8Array} bytes
 * @property {Policy} policy  the content security policy it is served with
 */

/** Sets with whole pages as publishers served them. */
const SETS = ['zyte', 'wcxb-article', 'mozilla', 'postlight'];
const CORPORA = join(ROOT, '..', 'shared', 'corpora', 'extraction');

/** How many real pages a run has beside all of the project's own; more in a full run. */
const REAL = process.env.FACTBOX_ALL ? 64 : 15;

/**
 * All pages of a run. The project's own are spread over the policies; real ones, whose scripts would change them from
 * one run to the next, come without their scripts.
 */
export async function testPages() {
  const policies = /** @type {Policy[]} */ (Object.keys(POLICIES));
  const own = (await fixtures()).map(async (file, i) => {
    const bytes = new Uint8Array(await readFile(file));
    const turn = policies[i % policies.length];
    // Where styles are forbidden, Firefox drops those of elements: the page is another one than the file, and shows what it hid.
    const policy = turn === 'default' && /\sstyle=/.test(new TextDecoder().decode(bytes)) ? 'script' : turn;
    return { name: basename(dirname(file)), file, bytes, policy };
  });
  const real = await realPages(REAL);
  if (real.length === 0) console.log(`real pages are left out: there is no ${CORPORA}`);
  const pages = [...(await Promise.all(own)), ...real];
  if (pages.length === 0) throw new Error('there are no pages in tests/pages');
  return pages;
}

/**
 * The first `count` real pages. Empty when the data is not there.
 * @param {number} count
 * @returns {Promise<TestPage[]>}
 */
export async function realPages(count) {
  const lists = await Promise.all(SETS.map(ordered));
  /** @type {TestPage[]} */
  const pages = [];
  for (let i = 0; lists.some((list) => list.length > i); i++) {
    for (const [set, list] of lists.entries()) {
      const file = list[i];
      if (!file) continue;
      if (pages.length >= count) return pages;
      const name = `${SETS[set]}/${basename(file, '.html.gz').slice(0, 40)}`;
      pages.push({ name, file, bytes: gunzipSync(await readFile(file)), policy: 'script' });
    }
  }
  return pages;
}

/** The project's own pages. @returns {Promise<string[]>} */
export async function fixtures() {
  const folder = join(ROOT, 'tests', 'pages');
  const names = await readdir(folder).catch(() => []);
  const files = names.sort().map((name) => join(folder, name, 'page.html'));
  const exists = await Promise.all(files.map((file) => access(file).then(() => true, () => false)));
  return files.filter((_, i) => exists[i]);
}

/** @param {string} set */
async function ordered(set) {
  const folder = join(CORPORA, set, 'html');
  const names = await readdir(folder).catch(() => []);
  const hash = (/** @type {string} */ name) => createHash('sha256').update(name).digest('hex');
  const keyed = names.map((name) => ({ name, key: hash(name) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : 1));
  return keyed.map(({ name }) => join(folder, name));
}
