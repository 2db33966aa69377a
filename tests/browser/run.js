/**
 * Factbox on one page, for `cargo xtask run`: opens a browser, presses the button, and leaves the rest to the reader.
 *
 * Without a window it prints what the sidebar says and saves a picture of it.
 * Arguments: chromium or firefox, `--headless`, and a file or an http address; without one, the sample article.
 */

import { access, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { launch, painted, ROOT } from './browsers.js';
import { fixtures } from './pages.js';
import { serve } from './server.js';

const flags = process.argv.slice(2);
const headless = flags.includes('--headless');
const [name, page] = flags.filter((flag) => flag !== '--headless');

const server = await serve();
const browser = await launch(name, { headless });
try {
  const tab = await browser.open(await address(page));
  await tab.click();
  await painted(tab);
  if (headless) {
    const picture = join(tmpdir(), `factbox-${name}.png`);
    await tab.screenshot(picture);
    console.log(await tab.sidebar(words));
    console.log(`\nA picture of it: ${picture}`);
  } else {
    console.log('Close the browser to end.');
    await browser.closed;
  }
} finally {
  await browser.close().catch(() => {});
  await server.close();
}

/** @param {string | undefined} page */
async function address(page) {
  if (page && /^https?:/.test(page)) return page;
  const [first] = await fixtures();
  const sample = join(ROOT, 'www', 'sample.html');
  const file = page ?? (await access(sample).then(() => sample, () => first));
  if (!file) throw new Error('there is no sample article: name a page');
  // A compressed page is kept that way, and read by the command line as it is.
  return file.endsWith('.gz') ? server.page(gunzipSync(await readFile(file))) : server.file(file);
}

/** What a reader sees, line by line. @param {ShadowRoot} root */
function words(root) {
  return /** @type {HTMLElement} */ (root.firstElementChild).innerText.replace(/\n{3,}/g, '\n\n');
}
