/**
 * How long a reader waits: from the press of the button to the frame that shows the sidebar, for `cargo xtask bench click`.
 *
 * Measured by the tab's own clock, which starts before the driver is told to press: its message and the browser's way to
 * the extension are in the figure, which so is an upper bound. The page looks for the sidebar's host in every frame.
 * Pages: five real ones, chosen by the rule in `pages.js`.
 */

import { launch } from './browsers.js';
import { realPages } from './pages.js';
import { serve } from './server.js';

const clicks = Number(process.argv[2] ?? 9);
const pages = await realPages(5);
console.log(`click to painted sidebar in ms, median (min) of ${clicks} clicks`);
for (const name of ['chromium', 'firefox']) {
  const server = await serve();
  const browser = await launch(name);
  try {
    for (const page of pages) {
      const tab = await browser.open(server.page(page.bytes, { policy: 'script' }));
      const nodes = await tab.evaluate(() => document.querySelectorAll('*').length);
      /** @type {number[]} */
      const times = [];
      for (let i = 0; i < clicks; i++) {
        const painted = await startClock(tab);
        await tab.click();
        times.push(await painted());
        await tab.click();
        await tab.evaluate(gone);
      }
      times.sort((a, b) => a - b);
      const [median, min] = [times[clicks >> 1], times[0]].map(Math.round);
      console.log(`${name.padEnd(9)} ${`${median} (${min})`.padStart(12)}  ${page.name}, ${nodes} elements`);
      await tab.close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

/**
 * Starts to look for the sidebar in the tab. Returns how to ask when it came, in milliseconds.
 * @param {import('./browsers.js').Page} tab
 */
async function startClock(tab) {
  await tab.evaluate(() => {
    const before = document.documentElement.children.length;
    const start = performance.now();
    const clock = new Promise((resolve) => {
      const look = () => {
        // The frame after the one in which the host is there has drawn it.
        if (document.documentElement.children.length > before) requestAnimationFrame(() => resolve(performance.now() - start));
        else requestAnimationFrame(look);
      };
      look();
    });
    Object.assign(window, { factboxClock: clock });
  });
  return () => tab.evaluate(() => /** @type {any} */ (window).factboxClock);
}

function gone() {
  return new Promise((resolve) => {
    const look = () => (document.querySelector(':root > div[popover]') ? requestAnimationFrame(look) : resolve(null));
    look();
  });
}
