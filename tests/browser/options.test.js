/** The options page: how Factbox is used, and the link to whom it owes what. */

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { BROWSER, launch, until } from './browsers.js';

const browser = await launch(BROWSER);
after(() => browser.close());

test('the options page says the key and leads to the notice', async () => {
  await browser.extension(() => chrome.runtime.openOptionsPage());
  await until('the page', async () => (await browser.urls()).some((url) => url.endsWith('/options.html')));
  const words = () =>
    browser.extension(() => {
      const views = chrome.extension.getViews({ type: 'tab' });
      return views.find(({ location }) => location.pathname === '/options.html')?.document.body?.innerText ?? '';
    });
  await until('the key', async () => /The key for it is Alt\+Shift\+F\./.test(await words()));
  assert.match(await words(), /Factbox: key facts of this article/);
  assert.match(await words(), /Version \d/);
  const size = await browser.extension(() => {
    const views = chrome.extension.getViews({ type: 'tab' });
    const page = views.find(({ location }) => location.pathname === '/options.html');
    return page?.getComputedStyle(page.document.body).fontSize;
  });
  assert.equal(size, '16px');
  const notice = await browser.extension(async () => {
    const views = chrome.extension.getViews({ type: 'tab' });
    const link = views.find(({ location }) => location.pathname === '/options.html')?.document.querySelector('a');
    return link ? (await fetch(link.href)).text() : '';
  });
  assert.match(notice, /GeoNames/);
  assert.match(notice, /Wikinews/);
});
