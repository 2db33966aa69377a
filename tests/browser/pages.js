/**
 * Real pages for tests and measurements, from the data folder beside the checkout. None of them is in the repository.
 *
 * The choice is a rule, so that nobody picks: the pages of a set ordered by the hash of their name, the first ones.
 */

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { ROOT } from './browsers.js';

/** @typedef {{ name: string, bytes: Uint8Array, file: string }} RealPage  `file` is as stored, compressed */

/** Sets with whole news pages as publishers served them. */
const SETS = ['zyte', 'wcxb-article', 'mozilla', 'postlight'];

/**
 * The first `count` pages, taken from the sets in turn. Empty when the data is not there.
 * @param {number} count
 * @returns {Promise<RealPage[]>}
 */
export async function realPages(count) {
  const folders = SETS.map((set) => join(ROOT, '..', 'shared', 'corpora', 'extraction', set, 'html'));
  const lists = await Promise.all(folders.map(ordered));
  /** @type {RealPage[]} */
  const pages = [];
  for (let i = 0; pages.length < count && lists.some((list) => list.length > i); i++) {
    for (const list of lists) {
      const file = list[i];
      if (!file || pages.length === count) continue;
      pages.push({ name: file.split('/').slice(-3).join('/').replace('/html/', '/'), bytes: gunzipSync(await readFile(file)), file });
    }
  }
  return pages;
}

/** @param {string} folder */
async function ordered(folder) {
  const names = await readdir(folder).catch(() => []);
  const hash = (/** @type {string} */ name) => createHash('sha256').update(name).digest('hex');
  const keyed = names.map((name) => ({ name, key: hash(name) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : 1));
  return keyed.map(({ name }) => join(folder, name));
}
