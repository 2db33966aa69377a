/** Appeals of every shape are hidden, listed, shown again and given back to the last byte, and the sidebar stays in reach meanwhile. */

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { BROWSER, launch, painted, press, unmarked, until } from './browsers.js';
import { serve } from './server.js';

/** @import { Page } from './browsers.js' */

const server = await serve();
const browser = await launch(BROWSER);
after(async () => {
  await browser.close();
  await server.close();
});

const DONATION = `<h2>The Gull needs your support</h2>
  <p>Our newsroom is funded by readers. Please make a donation and help us keep our reporters in the harbour.</p>
  <p><a href="/donate">Donate now</a></p>`;
const NEWSLETTER = `<h2>Harbour Post</h2><p>Sign up for our free newsletter and get the harbour's news in your inbox.</p>
  <form action="/newsletter"><input type="email" name="email" placeholder="Your email address"><button>Sign up</button></form>`;

/**
 * An appeal in a page: what stands inside the story or behind it, what it is, and what must be so while it is hidden.
 *
 * @typedef {object} Case
 * @property {string} [head]
 * @property {string} [inside]
 * @property {string} [end]
 * @property {'donation' | 'newsletter'} kind
 * @property {boolean} [isLocked]  whether the page cannot be scrolled until the appeal is gone
 * @property {boolean} [isInert]  whether the page does not answer until the appeal is gone
 */

/** @type {Record<string, Case>} */
const CASES = {
  'a block': { kind: 'donation', inside: `<div id="appeal" class="donation-box">${DONATION}</div>` },
  'a paragraph': {
    kind: 'donation',
    inside: `<p id="appeal" class="donate-line"><em>If you value our reporting, please consider making a donation.
      <a href="/donate">Support The Gull</a></em></p>`,
  },
  'a form': { kind: 'newsletter', inside: `<section id="appeal" class="newsletter-signup">${NEWSLETTER}</section>` },
  'a sticky bar': {
    kind: 'donation',
    head: '<style>.bar { position: fixed !important; inset: auto 0 0 0; display: flex !important; background: gold }</style>',
    end: `<div id="appeal" class="bar donate-bar">${DONATION}<button aria-label="Close">×</button></div>`,
  },
  'an overlay with its shade, and scrolling locked by a class': {
    kind: 'newsletter',
    head: `<style>.modal { position: fixed; inset: 20% 30% auto; background: white; z-index: 10 }
      .shade { position: fixed; inset: 0; background: #0008; z-index: 9 }
      .modal-open { overflow: hidden !important; height: 100% }</style>`,
    end: `<div class="shade"></div><div class="modal" role="dialog"><button>Close</button>
      <div id="appeal" class="newsletter-popup">${NEWSLETTER}</div><button>No thanks</button></div>
      <script>document.documentElement.classList.add('modal-open'); document.body.classList.add('modal-open')</script>`,
    isLocked: true,
  },
  'an overlay, and scrolling locked by the body being fixed': {
    kind: 'donation',
    head: '<style>.modal { position: fixed; inset: 20% 30% auto; background: white }</style>',
    end: `<div class="modal"><div id="appeal" class="donate-popup">${DONATION}</div></div>
      <script>window.scrollTo(0, 300); Object.assign(document.body.style, { position: 'fixed', top: '-300px', width: '100%' })</script>`,
    isLocked: true,
  },
  'a modal dialog': {
    kind: 'newsletter',
    head: '<style>:root:has(dialog[open]) { overflow: hidden }</style>',
    end: `<dialog class="popup"><form method="dialog"><button>Close</button></form>
      <div id="appeal" class="newsletter-popup">${NEWSLETTER}</div></dialog>
      <script>const dialog = document.querySelector('dialog');
      dialog.showModal(); dialog.addEventListener('close', () => dialog.remove())</script>`,
    isLocked: true,
  },
  'a dialog that is not modal, and scrolling locked while it is open': {
    kind: 'newsletter',
    head: '<style>:root:has(dialog[open]) { overflow: hidden } dialog { top: 8em; z-index: 10 }</style>',
    end: `<dialog class="popup"><button>Close</button><div id="appeal" class="newsletter-popup">${NEWSLETTER}</div></dialog>
      <script>document.querySelector('dialog').show(); document.getElementById('first').focus(); document.activeElement.blur()</script>`,
    isLocked: true,
  },
  'an overlay that made the page beside it inert': {
    kind: 'newsletter',
    head: `<style>.modal { position: fixed; inset: 20% 30% auto; background: white; z-index: 10 } body { overflow: hidden }
      .menu { position: absolute; visibility: hidden }</style>`,
    end: `<footer>The Gull</footer><nav class="menu" inert>Menu</nav>
      <div class="modal" role="dialog"><div id="appeal" class="newsletter-popup">${NEWSLETTER}</div></div>
      <script>for (const beside of document.querySelectorAll('main, footer')) beside.inert = true</script>`,
    isLocked: true,
    isInert: true,
  },
  'a shadow root': {
    kind: 'donation',
    inside: `<gull-appeal id="host"><template shadowrootmode="open"><style>div { display: block !important }</style>
      <div id="appeal" class="donation-box">${DONATION}</div></template></gull-appeal>`,
  },
};

for (const [name, { head, inside, end, kind, isLocked, isInert }] of Object.entries(CASES)) {
  test(`${name} is hidden, listed, shown again and restored`, async () => {
    const tab = await browser.open(server.page(article({ head, inside, end })));
    const before = await tab.evaluate(state);
    assert.equal(before.isShown, true);
    await opened(tab);
    assert.equal(await tab.evaluate(isShown), false);
    const unopened = name === 'a modal dialog' ? before.html.replace(' open=""', '') : before.html;
    const free = isInert ? unopened.replaceAll(/ inert=""(?=>The Gull|><article)/g, '') : unopened;
    assert.equal(await tab.evaluate(unmarked), free, 'one element is added, and marks');
    assert.equal(await tab.sidebar(heading), '1 appeal hidden');
    const [line, ...others] = await tab.sidebar(lines);
    assert.deepEqual([line.kind, others], [kind === 'donation' ? 'Donation appeal' : 'Newsletter sign-up', []]);
    assert.match(line.words, kind === 'donation' ? /reporting|newsroom/ : /newsletter/);
    assert.match(line.why, kind === 'donation' ? /^It asks for a donation, .*links to a page for giving/ : /^It asks you to sign up for a newsletter, .*field/);
    if (isLocked) assert.equal(await tab.evaluate(scrolls), true, 'the page scrolls');
    if (isInert) assert.deepEqual(await tab.evaluate(inert), ['nav'], 'the page answers');

    await press(tab, button, 'Show');
    await until('the appeal to be shown', () => tab.evaluate(isShown));
    assert.equal(await tab.sidebar(heading), 'No appeal hidden');
    if (isInert) assert.deepEqual(await tab.evaluate(inert), ['main', 'footer', 'nav'], 'the page answers no more');
    await press(tab, button, 'Hide');
    await until('the appeal to be hidden', async () => !(await tab.evaluate(isShown)));
    assert.equal(await tab.sidebar(heading), '1 appeal hidden');
    if (isInert) assert.deepEqual(await tab.evaluate(inert), ['nav'], 'the page answers again');
    if (isLocked) assert.equal(await tab.evaluate(scrolls), true, 'the page scrolls again');

    await closed(tab);
    assert.deepEqual(await tab.evaluate(state), before);
    await tab.close();
  });
}

test('a gate keeps its lock on scrolling, and a newsletter beside it is hidden', async () => {
  const head = '<style>.wall { position: fixed; inset: 40% 0 0 0; background: white } body { overflow: hidden }</style>';
  const inside = `<section id="appeal" class="newsletter-signup">${NEWSLETTER}</section>`;
  const end = '<div class="wall paywall"><h2>Subscribe to continue reading</h2><p>This article is for subscribers. Subscribe now or log in to read on.</p></div>';
  const tab = await browser.open(server.page(article({ head, inside, end })));
  await opened(tab);
  assert.equal(await tab.evaluate(() => document.querySelector('.wall')?.checkVisibility()), true);
  assert.equal(await tab.evaluate(() => getComputedStyle(document.body).overflowY), 'hidden');
  await tab.close();
});

test('an overlay that is a gate, too, stays', async () => {
  const head = '<style>.over { position: fixed; inset: 30% 20% auto; background: white }</style>';
  const end = `<div class="over"><h2>Subscribe to continue</h2><p><a href="/login">Log in</a></p><div class="newsletter-popup">${NEWSLETTER}</div></div>`;
  const tab = await browser.open(server.page(article({ head, end })));
  await opened(tab);
  assert.equal(await tab.evaluate(() => document.querySelector('.over h2')?.checkVisibility()), true);
  await tab.close();
});

/** Where a late appeal is put behind: an element. @type {Record<string, string>} */
const LATE = {
  'in the page': "document.getElementById('host')",
  'in a shadow root': "document.getElementById('host').shadowRoot.firstChild",
  'in a shadow root that came inside something else': "document.getElementById('late').shadowRoot.firstChild",
};

for (const [where, place] of Object.entries(LATE)) {
  test(`an appeal that comes after two seconds, ${where}`, async () => {
    const inside = '<gull-slot id="host"><template shadowrootmode="open"><div></div></template></gull-slot>';
    const end = `<script>setTimeout(() => {
      const late = document.createElement('div');
      late.innerHTML = '<section><gull-late id="late"></gull-late></section>';
      late.querySelector('#late').attachShadow({ mode: 'open' }).append(document.createElement('div'));
      document.getElementById('host').after(late);
    }, 1000);
    setTimeout(() => {
      const box = document.createElement('div');
      box.id = 'appeal';
      box.className = 'donation-box';
      box.innerHTML = ${JSON.stringify(DONATION)};
      ${place}.after(box);
    }, 2000)</script>`;
    const tab = await browser.open(server.page(article({ inside, end })));
    await opened(tab);
    await until('the appeal', () => tab.sidebar(heading).then((words) => words === '1 appeal hidden'));
    assert.equal(await tab.evaluate(isShown), false);
    assert.equal((await tab.sidebar(lines)).length, 1);
    await until("the button's title", async () => /1 appeal hidden/.test(await tab.actionTitle()));
    const before = await tab.evaluate(unmarked);
    await press(tab, button, 'Show');
    await until('the appeal to be shown', () => tab.evaluate(isShown));
    await press(tab, button, 'Hide');
    await until('the appeal to be hidden', async () => !(await tab.evaluate(isShown)));
    await closed(tab);
    const { html, inner, isShown: isBack } = await tab.evaluate(state);
    assert.deepEqual([html === before, inner?.includes('data-factbox'), isBack], [true, false, true]);
    await tab.close();
  });
}

/** How an overlay that stands in the page is kept out of sight. @type {Record<string, string>} */
const UNSEEN = {
  'by display': '.modal { display: none } .modal.is-open { display: block }',
  'by visibility, and fades in': `.modal { visibility: hidden; opacity: 0; transition: visibility 0s 0.4s, opacity 0.4s }
    .modal.is-open { visibility: visible; opacity: 1; transition-delay: 0.4s }`,
};

for (const [how, style] of Object.entries(UNSEEN)) test(`an overlay that is out of sight ${how} until a script opens it`, async () => {
  const head = `<style>.modal { position: fixed; inset: 20% 30% auto; background: white } ${style} .stop { overflow: hidden }</style>`;
  const end = `<div class="modal"><div id="appeal" class="newsletter-popup">${NEWSLETTER}</div></div>`;
  const tab = await browser.open(server.page(article({ head, end })));
  await opened(tab);
  assert.equal(await tab.sidebar(heading), null);
  await tab.evaluate(() => {
    document.querySelector('.modal')?.classList.add('is-open');
    document.body.classList.add('stop');
  });
  await until('the appeal', () => tab.sidebar(heading).then((words) => words === '1 appeal hidden'));
  assert.equal(await tab.evaluate(isShown), false);
  assert.equal(await tab.evaluate(scrolls), true);
  await tab.close();
});

test("what the reader's own click in the page opens is left to them", async () => {
  const inside = `<div class="donation-box">${DONATION}</div>`;
  const end = `<button id="open" style="position: fixed; top: 0; left: 0" onclick="document.querySelector('dialog').showModal()">Newsletter</button>
    <dialog><div id="appeal" class="newsletter-popup">${NEWSLETTER}</div></dialog>`;
  const tab = await browser.open(server.page(article({ inside, end })));
  await opened(tab);
  await tab.mouse(10, 10);
  await until('the dialog', () => tab.evaluate(isShown));
  await usable(tab);
  assert.deepEqual([await tab.evaluate(isShown), (await tab.sidebar(lines)).length], [true, 1]);
  await closed(tab);
  assert.equal(await tab.evaluate(isShown), true);
  await tab.close();
});

test('an appeal repeated on each scroll is one line', async () => {
  const end = `<script>let count = 0; addEventListener('scroll', () => {
    const box = document.createElement('div');
    box.className = 'donation-box';
    box.innerHTML = ${JSON.stringify(DONATION)};
    if (count < 5) document.querySelectorAll('article > p')[2 + 2 * count++].after(box);
  })</script>`;
  const tab = await browser.open(server.page(article({ end })));
  await opened(tab);
  for (let i = 1; i <= 5; i++) {
    await tab.evaluate(() => window.scrollBy({ top: 40, behavior: 'instant' }));
    await until(`${i} copies`, () => tab.evaluate(hiddenCopies).then((copies) => copies >= i));
  }
  const [line, ...others] = await tab.sidebar(lines);
  assert.deepEqual([line.kind, others], ['Donation appeal 5 times', []]);
  await press(tab, button, 'Show');
  await until('all copies', () => tab.evaluate(hiddenCopies).then((copies) => copies === 0));
  await closed(tab);
  assert.deepEqual(await tab.evaluate(() => [document.querySelectorAll('[data-factbox]').length, scrollY > 100]), [0, true], 'the reader stays where they are');
  await tab.close();
});

test('an overlay that the page closes while it is hidden leaves no dead page behind', async () => {
  const head = '<style>.modal { position: fixed; inset: 20% 30% auto; background: white }</style>';
  const end = `<div class="modal"><div id="appeal" class="newsletter-popup">${NEWSLETTER}</div></div>
    <script>document.querySelector('main').inert = true</script>`;
  const tab = await browser.open(server.page(article({ head, end })));
  await opened(tab);
  assert.deepEqual(await tab.evaluate(inert), []);
  await tab.evaluate(() => {
    const [main, modal] = ['main', '.modal'].map((one) => /** @type {HTMLElement} */ (document.querySelector(one)));
    modal.style.display = 'none';
    main.inert = false;
  });
  await closed(tab);
  assert.deepEqual(await tab.evaluate(inert), []);
  await tab.close();
});

test('when the article leaves the page, the ledger says that nothing is hidden', async () => {
  const inside = `<div id="appeal" class="donation-box">${DONATION}</div>`;
  const end = `<section class="newsletter-signup">${NEWSLETTER}</section>`;
  const tab = await browser.open(server.page(article({ inside, end })));
  await opened(tab);
  assert.equal(await tab.sidebar(heading), '2 appeals hidden');
  await tab.evaluate(() => document.querySelectorAll('article p').forEach((paragraph) => paragraph.remove()));
  await until('the heading', () => tab.sidebar(heading).then((words) => words === 'No appeal hidden'));
  assert.equal(await tab.sidebar((/** @type {ShadowRoot} */ root) => root.querySelectorAll('.hidden button').length), 0);
  assert.equal(await tab.evaluate(() => document.querySelector('.newsletter-signup')?.checkVisibility()), true);
  await closed(tab);
  await tab.close();
});

/** How a page can fight for its appeal. @type {Record<string, string>} */
const FIGHTS = {
  'takes our mark away': `new MutationObserver(() => document.getElementById('appeal').removeAttribute('data-factbox'))
    .observe(document.getElementById('appeal'), { attributes: true })`,
  'puts its appeal in anew': `setInterval(() => {
    const appeal = document.getElementById('appeal');
    if (!appeal.checkVisibility()) appeal.replaceWith(appeal.cloneNode(true));
  }, 50)`,
  'opens its dialog again': `const dialog = document.querySelector('dialog'); dialog.showModal();
    new MutationObserver(() => { if (!dialog.open) dialog.showModal() }).observe(dialog, { attributes: true })`,
};

for (const [name, script] of Object.entries(FIGHTS)) {
  test(`a page that ${name} is left alone, with a note`, async () => {
    const box = `<div id="appeal" class="donation-box">${DONATION}</div>`;
    const end = `${name.includes('dialog') ? `<dialog>${box}</dialog>` : box}<script>${script}</script>`;
    const tab = await browser.open(server.page(article({ end })));
    await opened(tab);
    await until('the note', () => tab.sidebar(lines).then(([line]) => line?.note));
    assert.match((await tab.sidebar(lines))[0].note, /left alone/);
    assert.equal((await tab.sidebar(lines)).length, 1);
    assert.equal(await tab.sidebar(heading), 'No appeal hidden');
    assert.equal(await tab.evaluate(isShown), true);
    await usable(tab);
    await closed(tab);
    assert.equal(await tab.evaluate(() => document.querySelectorAll('[data-factbox]').length), 0);
    await tab.close();
  });
}

test('a page that never stops asking is let go', async () => {
  const end = `<script>let count = 0; setInterval(() => {
    const box = document.createElement('div');
    box.className = 'donation-box';
    box.innerHTML = ${JSON.stringify(DONATION)} + 'Appeal ' + ++count;
    document.querySelector('main').after(box);
  }, 50)</script>`;
  const tab = await browser.open(server.page(article({ end })));
  await opened(tab);
  await until('some to be hidden', () => tab.evaluate(hiddenCopies));
  await until('the newest to stay', () => tab.evaluate(() => {
    const boxes = [...document.querySelectorAll('.donation-box')];
    return boxes.length > 40 && boxes.slice(0, 40).every((box) => box.checkVisibility());
  }));
  await usable(tab);
  await tab.close();
});

/** Modal dialogs that are not ours to hide, as the page's script opens them. @type {Record<string, string>} */
const DIALOGS = {
  'in the page': '<dialog id="own"><h2>Your privacy</h2><p>We and our partners use cookies. <button>Accept all</button></p></dialog>',
  'in a shadow root': `<gull-consent><template shadowrootmode="open"><dialog id="own"><h2>Your privacy</h2>
    <p>We and our partners use cookies. <button>Accept all</button></p></dialog></template></gull-consent>`,
};

for (const [name, end] of Object.entries(DIALOGS)) {
  test(`a modal dialog of the page's own, ${name}, never puts the sidebar out of reach`, async () => {
    const tab = await browser.open(server.page(article({ inside: `<div id="appeal" class="donation-box">${DONATION}</div>`, end })));
    const before = await tab.evaluate(state);
    await tab.evaluate(ownDialog, true);
    await opened(tab);
    await usable(tab);
    assert.equal(await tab.evaluate(isOwnOpen), true, 'the dialog is left alone');
    for (let i = 0; i < 6; i++) {
      await tab.evaluate(ownDialog, false);
      await usable(tab);
      await tab.evaluate(ownDialog, true);
      await usable(tab);
    }
    await tab.key('Escape');
    await until('the sidebar to go', () => tab.sidebar(() => true).then((is) => is === null));
    assert.equal(await tab.evaluate(isOwnOpen), true, 'the dialog is left alone');
    await tab.evaluate(ownDialog, false);
    // The focus stays where the reader's clicks have taken it.
    assert.deepEqual({ ...(await tab.evaluate(state)), focus: 0 }, { ...before, focus: 0 });
    await tab.close();
  });
}

test('a box of the page that keeps the focus does not take it from the sidebar', async () => {
  const inside = `<div id="appeal" class="donation-box">${DONATION}</div>`;
  const end = `<div id="own" role="dialog" aria-modal="true" style="position: fixed; inset: 30% 40% auto; background: white"><p>Your privacy</p><button>Accept</button></div>
    <script>
      const box = document.getElementById('own');
      const back = (event) => { if (!box.contains(event.target)) box.lastChild.focus() };
      document.addEventListener('focusin', back);
      document.addEventListener('keydown', (event) => { if (event.key === 'Tab') { event.preventDefault(); box.lastChild.focus() } }, true);
    </script>`;
  const tab = await browser.open(server.page(article({ inside, end })));
  await opened(tab);
  await usable(tab);
  await tab.key('Tab');
  await until('the next button', () => tab.sidebar(focusedName).then((name) => name === 'Show: Donation appeal'));
  await closed(tab);
  await tab.close();
});

test('the ledger by keyboard: one, all, hide again, with the focus kept', async () => {
  const inside = `<div id="appeal" class="donation-box">${DONATION}</div>`;
  const end = `<section class="newsletter-signup">${NEWSLETTER}</section>`;
  const tab = await browser.open(server.page(article({ inside, end })));
  await opened(tab);
  await tab.sidebar((/** @type {ShadowRoot} */ root) => /** @type {HTMLElement} */ (root.querySelector('.lead')).focus());
  /** @type {[key: string, focused: string, heading: string][]} */
  const steps = [
    ['Enter', '2 appeals hidden', '2 appeals hidden'],
    ['Tab', 'Show all', '2 appeals hidden'],
    ['Enter', 'Hide all again', 'No appeal hidden'],
    ['Enter', 'Show all', '2 appeals hidden'],
    ['Tab', 'Show: Donation appeal', '2 appeals hidden'],
    ['Enter', 'Hide: Donation appeal', '1 appeal hidden'],
    ['Tab', 'Show: Newsletter sign-up', '1 appeal hidden'],
    ['Enter', 'Hide: Newsletter sign-up', 'No appeal hidden'],
    ['Tab', 'Support The Gull', 'No appeal hidden'],
  ];
  for (const [key, focused, words] of steps) {
    await tab.key(key);
    await until(`${key}: ${focused}`, () => tab.sidebar(focusedName).then((name) => name === focused));
    assert.equal(await tab.sidebar(heading), words);
  }
  await tab.close();
});

test("the publisher's support link is the one address in the sidebar", async () => {
  const inside = `<div id="appeal" class="donation-box">${DONATION.replace('"/donate"', '"https://reader:secret@donate.gull.example:8443/donate?x=1"')}</div>`;
  const end = `<section class="newsletter-signup">${NEWSLETTER}<a href="/newsletters">All newsletters</a></section>`;
  const tab = await browser.open(server.page(article({ inside, end })));
  await opened(tab);
  const links = await tab.sidebar((/** @type {ShadowRoot} */ root) =>
    [...root.querySelectorAll('a')].map((a) => [a.textContent, a.getAttribute('href'), a.rel, a.target, a.nextElementSibling?.textContent]));
  assert.deepEqual(links, [['Support The Gull', 'https://donate.gull.example:8443/donate?x=1', 'noopener noreferrer', '_blank', 'donate.gull.example:8443']]);
  await tab.close();

  const unsafe = await browser.open(server.page(article({ inside: inside.replace(/https:[^"]*/, 'javascript:alert(1)//donate') })));
  await opened(unsafe);
  assert.equal(await unsafe.sidebar((/** @type {ShadowRoot} */ root) => root.querySelectorAll('a').length), 0);
  await unsafe.close();
});

test('what is hidden leaves the tab order and the accessibility tree', async () => {
  const inside = `<section id="appeal" class="newsletter-signup">${NEWSLETTER}</section>`;
  const tab = await browser.open(server.page(article({ inside, end: '<a href="#" id="last">Last</a>' })));
  assert.equal((await tab.names()).includes('Your email address'), true);
  await opened(tab);
  assert.equal((await tab.names()).includes('Your email address'), false);
  await tab.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('#first')).focus());
  await tab.key('Tab');
  assert.equal(await tab.evaluate(() => document.activeElement?.id), 'last');
  await tab.close();
});

/** An article of The Gull, long enough to be scrolled. @param {{ head?: string, inside?: string, end?: string }} parts */
function article({ head = '', inside = '', end = '' } = {}) {
  const texts = [
    'The harbour of Port Avel opened its new lock on Monday, four years after a storm broke the old one. About 1,200 people watched the first boat pass.',
    '“We had almost given up,” said Mara Lindqvist, who runs the ferry to the islands. Her boats took the long way around the cape for four winters.',
    'The lock cost 34 million crowns. The town paid a third of it, the county the rest, and the work took two years longer than planned.',
    'Engineers found old piles under the eastern wall in 2023. The builder, Sund and Holm, had to draw the wall again, and the council asked for a second report.',
    'Fishing crews say that the new gates open in nine minutes, where the old ones took twenty. The harbour master, Jon Ek, wants to let boats in at night, too.',
    'A first cargo ship is expected on Friday. It brings timber from the north coast and takes grain back, as it did before the storm.',
    'The council will decide in June whether pleasure boats must pay. Some members fear that a fee would send them to Lowmoor, eight miles to the south.',
    'For the islands the lock means a shorter way to the hospital. The crossing takes forty minutes again instead of nearly two hours.',
    'The old gates are to stand in front of the school. Pupils collected 4,000 signatures to save them from the scrap yard.',
    'On Monday evening the lights along the quay were lit for the first time since the storm, and the ferry sounded its horn three times.',
    'Port Avel was founded around its first lock in 1781. The town hall keeps the drawings, and the museum shows them until October.',
    'The next meeting of the harbour board is on the ninth of May. It will hear the crews, the ferry company and the county.',
  ];
  const paragraphs = texts.map((text) => `<p>${text}</p>`);
  paragraphs.splice(3, 0, inside);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>New lock opens in Port Avel | The Gull</title>
    <meta property="og:type" content="article"><meta property="og:site_name" content="The Gull">
    <style>body { font: 20px/1.6 serif } article { max-width: 40em; margin: 2em } p { margin: 1.6em 0 }</style>${head}</head>
    <body class="page"><main><article><h1>New lock opens in Port Avel after four years</h1><p>By <a id="first" href="/staff/ada-berg">Ada Berg</a></p>
    ${paragraphs.join('\n')}</article></main>${end}</body></html>`;
}

/** @param {Page} tab */
async function opened(tab) {
  await tab.click();
  await painted(tab);
}

/** @param {Page} tab */
async function closed(tab) {
  await press(tab, (root) => /** @type {Element} */ (root.querySelector('button.close')));
  await until('the sidebar to go', () => tab.sidebar(() => true).then((is) => is === null));
}

/** Whether the sidebar can be clicked, after a moment in which it may move: the count at its head takes the focus to the ledger. @param {Page} tab */
async function usable(tab) {
  await until('a click to reach the sidebar', async () => {
    await tab.sidebar((/** @type {ShadowRoot} */ root) => /** @type {HTMLElement | null} */ (root.activeElement)?.blur());
    await press(tab, (root) => /** @type {Element} */ (root.querySelector('.lead'))).catch(() => {});
    return tab.sidebar((/** @type {ShadowRoot} */ root) => root.activeElement?.id === 'ledger');
  });
}

/** The ledger's heading; null while nothing was hidden. @param {ShadowRoot} root */
function heading(root) {
  const title = root.querySelector('#ledger');
  return title?.checkVisibility() ? title.textContent : null;
}

/** @param {ShadowRoot} root */
function lines(root) {
  return [...root.querySelectorAll('.hidden li')].map((line) => {
    const [kind, words, why, note] = ['h4', '.quoted', '.why', '.left-alone'].map((one) => line.querySelector(one)?.textContent?.trim() ?? '');
    return { kind, words, why, note };
  });
}

/** @param {ShadowRoot} root @param {string} words */
function button(root, words) {
  return /** @type {Element} */ ([...root.querySelectorAll('.hidden li button')].find((one) => one.textContent === words));
}

/** @param {ShadowRoot} root */
function focusedName(root) {
  return root.activeElement?.getAttribute('aria-label') ?? root.activeElement?.textContent;
}

// What follows runs in the tab.

function isShown() {
  const roots = [document, ...[...document.querySelectorAll('#host, #late')].map((host) => host.shadowRoot)];
  const appeal = roots.map((root) => root?.querySelector('#appeal')).find((found) => found);
  const dialog = appeal?.closest('dialog');
  return appeal?.checkVisibility() === true && (!dialog || dialog.open);
}

function hiddenCopies() {
  return [...document.querySelectorAll('.donation-box')].filter((box) => !box.checkVisibility()).length;
}

function inert() {
  return [...document.querySelectorAll('[inert]')].map(({ localName }) => localName);
}

/** Whether the window scrolls for a reader: nothing stops it, and there is somewhere to go. */
function scrolls() {
  const [root, body] = [document.documentElement, document.body].map((element) => getComputedStyle(element));
  const stop = root.overflowY === 'visible' ? body.overflowY : root.overflowY;
  const hit = document.elementFromPoint(innerWidth * 0.3, innerHeight * 0.6);
  return !['hidden', 'clip'].includes(stop) && body.position !== 'fixed' && document.documentElement.scrollHeight > innerHeight + 100 && hit?.closest('main, body') !== null;
}

/** @param {boolean} isOpen */
function ownDialog(isOpen) {
  const inner = document.querySelector('gull-consent')?.shadowRoot;
  const dialog = /** @type {HTMLDialogElement} */ (document.querySelector('#own') ?? inner?.querySelector('#own'));
  if (isOpen) dialog.showModal();
  else dialog.close();
}

function isOwnOpen() {
  const inner = document.querySelector('gull-consent')?.shadowRoot;
  return (document.querySelector('#own') ?? inner?.querySelector('#own'))?.matches(':modal');
}

function state() {
  const roots = [...document.querySelectorAll('#host, #late, gull-consent')].map((host) => host.shadowRoot);
  const inner = roots.find((root) => root?.querySelector('#appeal')) ?? roots[0];
  const appeal = document.querySelector('#appeal') ?? inner?.querySelector('#appeal');
  const all = [...document.querySelectorAll('*')];
  return {
    html: document.documentElement.outerHTML,
    inner: inner?.innerHTML,
    isShown: appeal?.checkVisibility(),
    isModal: document.querySelector('dialog')?.matches(':modal'),
    x: scrollX,
    y: scrollY,
    top: document.body.getBoundingClientRect().top,
    focus: document.activeElement ? all.indexOf(document.activeElement) : -1,
  };
}
