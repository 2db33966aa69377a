/**
 * Drives Firefox over Marionette, the protocol under geckodriver; see `browsers.js` for the shape.
 *
 * The protocol is a length, a colon and JSON: `[0, id, command, parameters]` there, `[1, id, error, value]` back.
 * In the chrome context scripts are the browser's own and can press its buttons and read its prefs.
 */

import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';

import { hosts, program, until } from './browsers.js';

/** @import { Browser, Page } from './browsers.js' */

/** Nothing leaves the machine: all but the loopback goes to a proxy that is not there, and what talks on its own is off. */
const PREFS = {
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.aboutConfig.showWarning': false,
  'browser.aboutwelcome.enabled': false,
  'browser.newtabpage.enabled': false,
  'browser.region.update.enabled': false,
  'browser.safebrowsing.update.enabled': false,
  'browser.sessionstore.resume_from_crash': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'browser.topsites.contile.enabled': false,
  'browser.urlbar.suggest.quicksuggest.sponsored': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.push.connection.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.enabled': false,
  'marionette.port': 0,
  'media.gmp-manager.updateEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': 9,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': 9,
  'network.proxy.no_proxies_on': '127.0.0.1',
  'network.proxy.failover_direct': false,
  'services.settings.server': 'data:,',
  'toolkit.telemetry.enabled': false,
  'ui.prefersReducedMotion': 0,
  'xpinstall.signatures.required': false,
};

/**
 * @param {{ headless: boolean, core: boolean, extension: string, profile: string }} options
 * @returns {Promise<Browser>}
 */
export async function launch({ headless, core, extension, profile }) {
  await mkdir(profile, { recursive: true });
  const prefs = Object.entries(PREFS).map((pref) => `user_pref(${pref.map((part) => JSON.stringify(part))});\n`);
  await writeFile(join(profile, 'user.js'), prefs.join(''));
  const flags = ['--marionette', '--remote-allow-system-access', '--no-remote', '--profile', profile];
  const child = spawn(program('firefox'), headless ? ['--headless', ...flags] : flags, {
    stdio: 'ignore',
    env: { ...process.env, MOZ_HEADLESS_WIDTH: '1280', MOZ_HEADLESS_HEIGHT: '900' },
  });
  const stop = () => child.kill('SIGKILL');
  process.once('exit', stop);
  /** @type {Promise<void>} */
  const closed = new Promise((resolve) => child.once('exit', () => resolve()));

  try {
    const marionette = await session(child, profile);
    const browser = await drive(marionette, extension, core);
    return {
      ...browser,
      closed,
      close: async () => {
        await Promise.race([marionette.send('Marionette:Quit', { flags: ['eForceQuit'] }), closed]).catch(stop);
        await closed;
        process.off('exit', stop);
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
}

/** @typedef {{ send: (command: string, parameters?: object) => Promise<any> }} Marionette */

/**
 * Connects to the port that the browser writes into its profile.
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} profile
 * @returns {Promise<Marionette>}
 */
async function session(child, profile) {
  const port = await until(
    'Firefox to start',
    () => {
      if (child.exitCode !== null) throw new Error(`Firefox ended at once with code ${child.exitCode}`);
      return readFile(join(profile, 'MarionetteActivePort'), 'utf8').then(Number, () => 0);
    },
    60,
  );
  const socket = connect(port, '127.0.0.1');
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: Error) => void }>} */
  const waiting = new Map();
  let received = Buffer.alloc(0);
  socket.on('data', (data) => {
    received = Buffer.concat([received, data]);
    for (;;) {
      const colon = received.indexOf(':');
      const end = colon + 1 + Number(received.subarray(0, Math.max(colon, 0)));
      if (colon < 0 || received.length < end) return;
      const message = JSON.parse(received.subarray(colon + 1, end).toString());
      received = received.subarray(end);
      // The first message is a greeting, not an answer.
      if (!Array.isArray(message)) continue;
      const [, id, error, value] = message;
      const call = waiting.get(id);
      waiting.delete(id);
      if (error) call?.reject(new Error(`${error.error}: ${error.message}`));
      else call?.resolve(value && 'value' in value ? value.value : value);
    }
  });
  const fail = () => waiting.forEach(({ reject }) => reject(new Error('Firefox has gone')));
  socket.on('error', fail).on('close', fail);

  let last = 0;
  /** @type {Marionette['send']} */
  const send = (command, parameters = {}) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      const text = JSON.stringify([0, id, command, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  await send('WebDriver:NewSession', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
  await send('WebDriver:SetTimeouts', { script: 30_000, pageLoad: 30_000, implicit: 0 });
  return { send };
}

/**
 * @param {Marionette} marionette
 * @param {string} extension
 * @param {boolean} core
 * @returns {Promise<Omit<Browser, 'closed' | 'close'>>}
 */
async function drive({ send }, extension, core) {
  // Commands speak to the current tab and context, so those that belong together go one after another.
  /** @type {Promise<any>} */
  let queue = Promise.resolve();
  /** @type {<T>(work: () => Promise<T>) => Promise<T>} */
  const alone = (work) => {
    const result = queue.then(work);
    queue = result.catch(() => {});
    return result;
  };
  /** @param {Function | string} fn @param {any[]} args @param {'system' | null} sandbox */
  const execute = (fn, args, sandbox = null) =>
    send('WebDriver:ExecuteScript', { script: `return (${fn})(...arguments)`, args, sandbox });
  /** @param {Function} fn @param {...any} args */
  const inChrome = async (fn, ...args) => {
    await send('Marionette:SetContext', { value: 'chrome' });
    try {
      return await execute(fn, args);
    } finally {
      await send('Marionette:SetContext', { value: 'content' });
    }
  };

  const id = await send('Addon:Install', { path: extension, temporary: true });
  const button = `${id.toLowerCase().replace(/[^a-z0-9_-]/g, '_')}-browser-action`;
  const host = await inChrome(prepare, id, button);
  const probeTab = await send('WebDriver:GetWindowHandle');
  const probeUrl = `moz-extension://${host}/probe.html`;
  await send('WebDriver:Navigate', { url: probeUrl });
  if (core) await until('the probe', () => execute(() => /** @type {any} */ (globalThis).probeIsReady, []));

  /** @param {string} tab @param {() => Promise<any>} work */
  const inTab = (tab, work) =>
    alone(async () => {
      await send('WebDriver:SwitchToWindow', { handle: tab, focus: tab !== probeTab });
      return work();
    });

  /**
   * @param {string} url
   * @returns {Promise<Page>}
   */
  async function open(url) {
    const { handle: tab } = await alone(() => send('WebDriver:NewWindow', { type: 'tab', focus: true }));
    /** @param {() => Promise<any>} work */
    const here = (work) => inTab(tab, work);
    /** @param {object[]} actions */
    const perform = (actions) =>
      here(async () => {
        await send('WebDriver:PerformActions', { actions });
        await send('WebDriver:ReleaseActions');
      });
    /** @type {Page} */
    const page = {
      evaluate: (fn, ...args) => here(() => execute(fn, args)),
      click: () =>
        here(async () => {
          await send('Marionette:SetContext', { value: 'chrome' });
          try {
            const selector = `#${button} .unified-extensions-item-action-button`;
            const element = await send('WebDriver:FindElement', { using: 'css selector', value: selector });
            await send('WebDriver:ElementClick', { id: Object.values(element)[0] });
          } finally {
            await send('Marionette:SetContext', { value: 'content' });
          }
        }),
      key: (key) => {
        const value = KEYS[key] ?? key;
        const actions = ['keyDown', 'keyUp'].map((type) => ({ type, value }));
        return perform([{ type: 'key', id: 'keyboard', actions }]);
      },
      mouse: (x, y) =>
        perform([
          {
            type: 'pointer',
            id: 'mouse',
            parameters: { pointerType: 'mouse' },
            actions: [
              { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
              { type: 'pointerDown', button: 0 },
              { type: 'pointerUp', button: 0 },
            ],
          },
        ]),
      screenshot: async (path) => {
        const png = Buffer.from(await here(() => send('WebDriver:TakeScreenshot', { full: false })), 'base64');
        if (path) await writeFile(path, png);
        return png;
      },
      // Only the browser's own scripts see a closed root.
      sidebar: (fn, ...args) => here(() => execute(`(...args) => (${inSidebar})(${hosts}, ${fn}, args)`, args, 'system')),
      names: () => until('the accessibility tree', () => here(() => execute(accessibleNames, [], 'system'))),
      resize: ({ width, height }) =>
        here(async () => {
          const [x, y] = await execute(() => [outerWidth - innerWidth, outerHeight - innerHeight], []);
          await send('WebDriver:SetWindowRect', { width: width + x, height: height + y });
        }),
      dark: (dark) => here(() => inChrome(prefer, dark)),
      badge: () => here(() => inChrome(action, id, 'badgeText')),
      actionTitle: () => here(() => inChrome(action, id, 'title')),
      go: (url) => here(() => send('WebDriver:Navigate', { url })),
      close: () =>
        here(async () => {
          await inChrome(closePopups);
          await send('WebDriver:CloseWindow');
          await send('WebDriver:SwitchToWindow', { handle: probeTab, focus: true });
        }),
    };
    await page.go(url);
    return page;
  }

  return {
    name: 'firefox',
    open,
    probe: (method, ...args) =>
      inTab(probeTab, () =>
        execute(callProbe, [method, args]),
      ),
    extension: (fn, ...args) => inTab(probeTab, () => execute(fn, args)),
    urls: async () => {
      const urls = await alone(() => inChrome(tabs));
      return urls.filter((/** @type {string} */ url) => url !== probeUrl);
    },
    requests: () => alone(() => inChrome(() => /** @type {any} */ (window).factboxRequests)),
    retries: () => 0,
    stopBackground: () => alone(() => inChrome(terminate, id)),
  };
}

/** @type {Record<string, string>} */
const KEYS = { Tab: '\uE004', Enter: '\uE007', Escape: '\uE00C' };

// What follows runs inside Firefox, where the names of `firefox.d.ts` are known.

/**
 * Puts the button where a reader would pin it and notes all that goes to the network but the browser's own errands.
 * @param {string} id
 * @param {string} button
 */
function prepare(id, button) {
  CustomizableUI.addWidgetToArea(button, 'nav-bar');
  /** @type {string[]} */
  const requests = [];
  const observer = {
    /** @param {any} subject */
    observe(subject) {
      const channel = subject.QueryInterface(Ci.nsIHttpChannel);
      const { triggeringPrincipal, externalContentPolicyType } = channel.loadInfo;
      const isDocument = externalContentPolicyType === Ci.nsIContentPolicy.TYPE_DOCUMENT;
      if (isDocument || !triggeringPrincipal.isSystemPrincipal) requests.push(channel.URI.spec);
    },
  };
  Services.obs.addObserver(observer, 'http-on-modify-request');
  Object.assign(window, { factboxRequests: requests, factboxObserver: observer });
  return WebExtensionPolicy.getByID(id).mozExtensionHostname;
}

/** @param {string} id @param {string} property */
function action(id, property) {
  const { extension } = WebExtensionPolicy.getByID(id);
  const { action } = extension.apiManager.global.browserActionFor(extension);
  return action.getProperty(gBrowser.selectedTab, property);
}

/** @param {boolean} dark */
function prefer(dark) {
  Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', dark ? 0 : 1);
}

/** Addresses of all tabs, and of the popup when one is open. */
function tabs() {
  const inTabs = gBrowser.tabs.map((/** @type {any} */ tab) => tab.linkedBrowser);
  const inPopups = document.querySelectorAll('.webextension-popup-browser');
  return [...inTabs, ...inPopups].map((browser) => browser.currentURI.spec);
}

/** A popup that stays open would take the next press of the button for a press beside it. */
function closePopups() {
  for (const popup of document.querySelectorAll('.webextension-popup-browser')) {
    /** @type {any} */ (popup.closest('panel'))?.hidePopup();
  }
}

/** @param {string} id */
function terminate(id) {
  return WebExtensionPolicy.getByID(id).extension.terminateBackground();
}

/** @param {string} method @param {any[]} args */
function callProbe(method, args) {
  return /** @type {any} */ (globalThis).probe[method](...args);
}

/** Names in the accessibility tree of the page; null until that is built. */
function accessibleNames() {
  const service = Cc['@mozilla.org/accessibilityService;1'].getService(Ci.nsIAccessibilityService);
  const open = [service.getAccessibleFor(document)];
  /** @type {string[]} */
  const names = [];
  for (let one = open.pop(); one; one = open.pop()) {
    names.push(one.name ?? '');
    for (let child = one.firstChild; child; child = child.nextSibling) open.push(child);
  }
  return names.length > 1 ? names : null;
}

/** @param {() => Element[]} hosts @param {Function} fn @param {any[]} args */
function inSidebar(hosts, fn, args) {
  for (const host of hosts()) {
    const root = /** @type {any} */ (host).openOrClosedShadowRoot;
    if (root) return fn(root, ...args);
  }
  return null;
}
