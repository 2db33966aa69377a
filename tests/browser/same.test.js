/** The same everywhere: the browser's own core and reader give the brief that the command line gives, byte for byte. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, test } from 'node:test';

import { BROWSER, launch } from './browsers.js';
import { testPages } from './pages.js';
import { takeSnapshot } from './reader.js';
import { serve } from './server.js';

const CLI = process.env.FACTBOX_CLI ?? '';

const server = await serve();
const browser = await launch(BROWSER);
after(async () => {
  await browser.close();
  await server.close();
});

for (const page of await testPages()) {
  test(`${page.name}, ${page.policy}`, async (context) => {
    const url = server.page(page.bytes, { policy: page.policy });
    const tab = await browser.open(url);
    const snapshot = await takeSnapshot(tab);
    await tab.close();
    const seen = await browser.probe('briefJson', snapshot, {});
    const unseen = snapshot.shown.flatMap((/** @type {number} */ shown, /** @type {number} */ i) => (shown === 2 ? [i] : []));
    // A file cannot know what a browser shows, so for the comparison the browser forgets it.
    snapshot.shown.fill(0);
    const outline = await browser.probe('outline', snapshot);
    const json = await browser.probe('briefJson', snapshot, {});
    assert.deepEqual(differences(outline, cli('--outline', url, page.file)), []);
    assert.equal(json, brief(cli('--json', url, page.file)));
    if (seen !== json) context.diagnostic(`another brief in the browser, which does not show the nodes ${unseen}`);
  });
}

/**
 * @param {'--json' | '--outline'} what
 * @param {string} url
 * @param {string} file
 */
function cli(what, url, file) {
  try {
    return execFileSync(CLI, [what, '--url', url, file], { encoding: 'utf8', maxBuffer: 1e9, stdio: 'pipe' });
  } catch (error) {
    const { status, stdout } = /** @type {any} */ (error);
    // A page without an article is an answer too.
    if (status === 1) return String(stdout);
    throw error;
  }
}

/** The brief in `{"file":...,"brief":...}`, its bytes untouched. @param {string} line */
function brief(line) {
  const start = line.indexOf('"brief":') + '"brief":'.length;
  return line.slice(start, line.lastIndexOf('}'));
}

/**
 * The first lines in which two outlines differ: a node each.
 * @param {string} browser
 * @param {string} file
 */
function differences(browser, file) {
  const [left, right] = [browser.trimEnd().split('\n'), file.trimEnd().split('\n')];
  const at = left.findIndex((line, i) => line !== right[i]);
  if (at < 0 && left.length === right.length) return [];
  const first = at < 0 ? left.length : at;
  return [`line ${first + 1}`, { browser: left.slice(first, first + 4), file: right.slice(first, first + 4) }];
}
