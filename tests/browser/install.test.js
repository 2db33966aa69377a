/** Installing Factbox warns of nothing, and before the click no page can tell that it is there. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { BROWSER, launch, ROOT } from './browsers.js';
import { serve } from './server.js';

const manifest = await readFile(join(ROOT, 'dist', 'extension', 'manifest.json'), 'utf8');
const server = await serve();
const browser = await launch(BROWSER);
after(async () => {
  await browser.close();
  await server.close();
});

test('it asks for the clicked tab and no more', () => {
  const { permissions, host_permissions, optional_host_permissions, content_scripts, web_accessible_resources } = JSON.parse(manifest);
  assert.deepEqual(permissions.sort(), ['activeTab', 'scripting']);
  assert.deepEqual([host_permissions, optional_host_permissions, content_scripts, web_accessible_resources], [undefined, undefined, undefined, undefined]);
});

test('the browser lists no warning', { skip: BROWSER !== 'chromium' && 'only Chromium can be asked' }, async () => {
  const warnings = await browser.extension(
    (/** @type {string} */ text) => chrome.management.getPermissionWarningsByManifest(text),
    manifest,
  );
  assert.deepEqual(warnings, []);
});

test('a page cannot load a file of the extension', async () => {
  const file = await browser.extension(() => chrome.runtime.getURL('icons/16.png'));
  const tab = await browser.open(server.page('<!doctype html><title>t</title><p>Nothing.'));
  const loads = await tab.evaluate(
    (/** @type {string} */ url) => fetch(url).then(() => 'loaded', () => 'refused'),
    file,
  );
  assert.equal(loads, 'refused');
  await tab.close();
});
