/** Nothing leaves: a click asks the network for nothing that the page alone does not ask for. */

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { BROWSER, launch, painted, until } from './browsers.js';
import { testPages } from './pages.js';
import { serve } from './server.js';

/** @import { Page } from './browsers.js' */

const server = await serve();
const browser = await launch(BROWSER);
after(async () => {
  await browser.close();
  await server.close();
});

for (const page of await testPages()) {
  test(`${page.name}, ${page.policy}`, async () => {
    const url = server.page(page.bytes, { policy: page.policy });
    const alone = await visit(url, async () => {});
    const clicked = await visit(url, async (tab) => {
      await tab.click();
      await painted(tab);
      await tab.click();
    });
    assert.ok(alone.size > 0, 'the page itself is among the requests');
    assert.deepEqual([...clicked.difference(alone)], []);
  });
}

/**
 * Opens a page, does something, and reads it to its end, so that what it loads late is loaded.
 * @param {string} url
 * @param {(tab: Page) => Promise<void>} act
 */
async function visit(url, act) {
  const before = (await browser.requests()).length;
  const tab = await browser.open(url);
  await act(tab);
  await tab.evaluate(readOn);
  const asked = (await settled()).slice(before);
  await tab.close();
  // The browser asks for a site's icon once, in whichever visit comes first.
  return new Set(asked.filter((address) => !address.endsWith('/favicon.ico')));
}

/** All requests, once no new ones come: pages ask for pictures and fonts long after they have loaded. */
async function settled() {
  let last = 0;
  let still = 0;
  return until('the network to be still', async () => {
    const requests = await browser.requests();
    still = requests.length === last ? still + 1 : 0;
    last = requests.length;
    return still > 15 ? requests : null;
  });
}

/** Runs in the tab. */
function readOn() {
  for (let y = 0; y <= document.documentElement.scrollHeight; y += innerHeight / 2) {
    window.scrollTo({ top: y, behavior: 'instant' });
    document.documentElement.getBoundingClientRect();
  }
}
