/**
 * Drives Chromium or Chrome over its debugging pipe; see `browsers.js` for the shape.
 *
 * The toolbar button is pressed by `Extensions.triggerAction`, which grants activeTab as a reader's click does.
 */

import puppeteer from 'puppeteer-core';
import { writeFile } from 'node:fs/promises';

import { hosts, program, until } from './browsers.js';

/** @import { CDPSession, Page as Tab, Target, Extension } from 'puppeteer-core' */
/** @import { Browser, Page } from './browsers.js' */

/** Nothing leaves the machine: no name but the loopback's is resolved, and what talks on its own is off. */
const QUIET = [
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication,CertificateTransparencyComponentUpdater',
  '--disable-quic',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
];

/**
 * @param {{ headless: boolean, core: boolean, extension: string, profile: string }} options
 * @returns {Promise<Browser>}
 */
export async function launch({ headless, core, extension, profile }) {
  const browser = await puppeteer.launch({
    executablePath: program('chromium'),
    headless,
    pipe: true,
    enableExtensions: true,
    userDataDir: profile,
    defaultViewport: headless ? { width: 1280, height: 800 } : null,
    // The sandbox cannot start as root.
    args: process.getuid?.() === 0 ? [...QUIET, '--no-sandbox'] : QUIET,
    handleSIGINT: true,
  });
  let retries = 0;
  /** @type {string[]} */
  const requests = [];
  browser.on('targetcreated', (target) => void watch(target, requests));

  const id = await browser.installExtension(extension);
  const probe = await browser.newPage();
  await probe.goto(`chrome-extension://${id}/probe.html`);
  if (core) await probe.waitForFunction('globalThis.probeIsReady');
  const tabs = () => probe.evaluate(async () => (await chrome.tabs.query({})).map((tab) => Number(tab.id)));

  /** @returns {Promise<Extension>} */
  async function installed() {
    const found = (await browser.extensions()).get(id);
    if (!found) throw new Error('the browser has dropped the extension');
    return found;
  }

  /**
   * @param {string} url
   * @returns {Promise<Page>}
   */
  async function open(url) {
    const before = new Set(await tabs());
    const tab = await browser.newPage();
    const tabId = (await tabs()).find((one) => !before.has(one)) ?? -1;
    const session = await tab.createCDPSession();
    await session.send('Network.enable');
    session.on('Network.requestWillBeSent', ({ request }) => requests.push(request.url));
    await tab.goto(url);

    async function click() {
      await tab.bringToFront();
      const isScriptable = /^(https?|file):/.test(tab.url());
      for (let attempt = 0; ; attempt++) {
        await tab.triggerExtensionAction(await installed());
        // On a fresh tab the leave to script it comes some frames after the press, and the extension waits for it;
        // a second press in that time would close what the first one opens. Now and then it does not come at all.
        const granted = () => until('leave to script the tab', () => hasAccess(probe, tabId), 1).then(() => true, () => false);
        if (!isScriptable || attempt === 3 || (await granted())) return;
        retries++;
      }
    }

    return {
      evaluate: (fn, ...args) => tab.evaluate(/** @type {any} */ (fn), ...args),
      click,
      key: (key) => tab.keyboard.press(/** @type {any} */ (key)),
      mouse: (x, y) => tab.mouse.click(x, y),
      async screenshot(path) {
        const png = await tab.screenshot({ captureBeyondViewport: false });
        if (path) await writeFile(path, png);
        return png;
      },
      sidebar: (fn, ...args) => inSidebar(session, fn, args),
      names: async () => {
        const { nodes } = await session.send('Accessibility.getFullAXTree');
        return nodes.filter(({ ignored }) => !ignored).map(({ name }) => String(name?.value ?? ''));
      },
      resize: (size) => tab.setViewport(size),
      dark: (dark) =>
        tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }]),
      badge: () => probe.evaluate((tabId) => chrome.action.getBadgeText({ tabId }), tabId),
      actionTitle: () => probe.evaluate((tabId) => chrome.action.getTitle({ tabId }), tabId),
      go: async (url) => void (await tab.goto(url)),
      close: () => tab.close(),
    };
  }

  return {
    name: 'chromium',
    open,
    probe: (method, ...args) =>
      probe.evaluate(async (method, args) => /** @type {any} */ (globalThis).probe[method](...args), method, args),
    extension: (fn, ...args) => probe.evaluate(/** @type {any} */ (fn), ...args),
    urls: async () => {
      const pages = browser.targets().filter((target) => target.type() === 'page');
      return pages.map((target) => target.url()).filter((url) => url !== probe.url());
    },
    requests: async () => requests.filter((url) => /^(https?|wss?):/.test(url)),
    retries: () => retries,
    stopBackground: async () => {
      const isWorker = (/** @type {Target} */ target) => target.type() === 'service_worker';
      const worker = browser.targets().find(isWorker);
      await (await worker?.worker())?.close();
      await until('the worker to stop', () => !browser.targets().some(isWorker));
    },
    closed: new Promise((resolve) => browser.on('disconnected', () => resolve())),
    close: () => browser.close(),
  };
}

/**
 * Notes what a worker of the extension asks of the network.
 * @param {Target} target
 * @param {string[]} requests
 */
async function watch(target, requests) {
  if (target.type() !== 'service_worker') return;
  // The worker's own session: a second one would keep it from stopping.
  const client = (await target.worker().catch(() => null))?.client;
  client?.on('Network.requestWillBeSent', ({ request }) => requests.push(request.url));
  await client?.send('Network.enable').catch(() => {});
}

/**
 * Whether the extension may script a tab.
 * @param {Tab} probe
 * @param {number} tabId
 */
function hasAccess(probe, tabId) {
  return probe.evaluate(async (tabId) => {
    try {
      await chrome.scripting.executeScript({ target: { tabId }, func: () => {} });
      return true;
    } catch {
      return false;
    }
  }, tabId);
}

/**
 * Calls a function on the sidebar's closed root, in a world of its own, so that neither the page's policy nor its
 * patched prototypes matter. The debugger opens what is closed to scripts.
 * @param {CDPSession} session
 * @param {Function | string} fn
 * @param {any[]} args
 */
async function inSidebar(session, fn, args) {
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
  const { result: list } = await session.send('Runtime.evaluate', {
    contextId: executionContextId,
    expression: `(${hosts})()`,
  });
  const { result: found } = await session.send('Runtime.getProperties', {
    objectId: /** @type {string} */ (list.objectId),
    ownProperties: true,
  });
  for (const { name, value } of found) {
    if (!/^\d+$/.test(name)) continue;
    const { node } = await session.send('DOM.describeNode', { objectId: value?.objectId, pierce: true });
    const root = node.shadowRoots?.find((one) => one.shadowRootType === 'closed');
    if (!root) continue;
    const { object } = await session.send('DOM.resolveNode', {
      backendNodeId: root.backendNodeId,
      executionContextId,
    });
    const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
      objectId: object.objectId,
      functionDeclaration: `function (...args) { return (${fn})(this, ...args); }`,
      arguments: args.map((value) => ({ value })),
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }
  return null;
}
