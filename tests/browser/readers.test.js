/**
 * Two readers, one page: `extension/snapshot.js` in the browser and `src/html.rs` on the file see the same nodes.
 *
 * Compared are outlines, a line a node: the browser's through the shipped core, the file's from the command line. Then
 * what only a live document has: what is shown, closed shadow roots, text that no file can hold.
 */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { after, test } from 'node:test';
import { gunzipSync } from 'node:zlib';

import { BROWSER, launch, ROOT } from './browsers.js';
import { serve } from './server.js';

/** @import { Snapshot } from '../../extension/snapshot.js' */
/** @typedef {{ snapshot: (document: Document, options?: object) => { snapshot: Snapshot, nodes: Node[] } }} Reader */

const CLI = process.env.FACTBOX_CLI ?? '';
const source = await readFile(join(ROOT, 'extension', 'snapshot.js'), 'utf8');

const server = await serve();
const browser = await launch(BROWSER);
const tab = await browser.open(server.page('<!doctype html>'));
after(async () => {
  await browser.close();
  await server.close();
});

for (const { name, file } of await pages()) {
  test(name, async () => {
    const stored = await readFile(file);
    await compare(file.endsWith('.gz') ? gunzipSync(stored) : stored);
  });
}

/** Documents in which readers could part. @type {Record<string, string>} */
const DOCUMENTS = {
  'nothing at all': '',
  'text alone': '<!doctype html>One.\n\nTwo & three; a\0b\r\nc',
  'fields named like the properties of a form': `<form><p>In a form</p>${[
    'firstChild', 'nextSibling', 'childNodes', 'nodeType', 'nodeName', 'localName', 'namespaceURI', 'textContent', 'data',
    'shadowRoot', 'attributes', 'getAttribute', 'getAttributeNames', 'checkVisibility', 'ownerDocument', 'id', 'className',
  ].map((name) => `<input name=${name}>`).join('')}</form><p>Behind it</p>`,
  'elements named like the properties of a document': `<img name=body><img name=documentElement><img name=URL>
    <form name=querySelectorAll></form><a id=document></a><a id=getComputedStyle></a><p>Text`,
  'shadow roots and slots': `<x-story><template shadowrootmode=open><h2><slot name=title>none</slot></h2>
    <slot></slot><slot name=empty>instead</slot></template>words<b slot=title>Title</b><i slot=nowhere>lost</i></x-story>
    <div><template shadowrootmode=open><section><template shadowrootmode=open><slot></slot></template><slot></slot>
    </section></template>twice</div><slot>no shadow <b>here</b></slot>`,
  'tables out of order': '<table>lost<form><input name=q><tr><td>1<td><b>2<table><p>3</b>4</table>5',
  'formatting out of order': '<p><b><i>1<p>2</b>3</i>4<a href=a>5<p>6<a href=b>7',
  'foreign elements': `<svg><title>no</title><g><text>no</text></g></svg><math><mi>x</mi><annotation-xml
    encoding=text/html><p class=c>in</p></annotation-xml><ms title=x xlink:href=y href=z>"</ms></math><svg><p>out`,
  'opaque elements': `<head><noscript><link rel=a href=b></noscript><body><noscript><p>1</p></noscript><template>2</template>
    <select><option>3<optgroup></select><textarea>4</textarea><object>5<p>6</object><canvas>7</canvas><video>8</video>9`,
  'attributes of all kinds': `<p style="color:red" hidden id=1 ID=2 class="b\ta" data-x=1><p style=Display:none
    aria-hidden=true title=x role=note><p class="${'é'.repeat(999)}😀"><p id="${'x'.repeat(999)}ß€"><a href="&amp;&quot;&lt;">`,
  'a full head': `<html lang=en dir=ltr><title> A &amp; B </title><title>no</title><meta charset=utf-8>
    <meta name=Author content=" A "><meta content=keyless><meta property="" itemprop=x content=1><link rel="A B" href=c>
    <link rel=x><script type=Application/LD+JSON>{"a": "</p>"}</script><body><meta http-equiv=X content><svg><script
    type=application/ld+json>no</script></svg><script type=application/ld+json>2</script>`,
  'frames': '<frameset><frame src=about:blank><noframes>x</noframes></frameset>',
  'nesting deeper than a browser builds': `${Array.from({ length: 560 }, (_, i) => `<div id=${i}>${i}`).join('')}<p>end`,
  'more nodes than are read': '<br>'.repeat(250_100),
  'more text than is read': `<p>${'0123456789'.repeat(399_999)}12345678😀😀<p>behind`,
  'a head larger than is read': `<meta name=a content="${'x'.repeat(999_980)}"><meta name=b content=0123456789012345678901234567890><meta name=c content=1>`,
};

for (const [name, html] of Object.entries(DOCUMENTS)) {
  test(name, () => compare(Buffer.from(html)));
}

test('what is shown is what the browser shows', async () => {
  const shown = await read(
    `<!doctype html><title>t</title><style>
      .gone { display: none } .invisible { visibility: hidden } .visible { visibility: visible } .bare { display: contents }
    </style>
    <p id=plain>shown <b id=within>shown</b></p>
    <div class=gone id=gone><p id=below>no</p><p id=beside>no</p></div>
    <div class=invisible id=invisible>no <p id=inherits>no</p><b class=visible id=again>shown</b></div>
    <div class=bare id=bare>shown<p id=in-bare>shown</p></div>
    <div class="bare invisible" id=bare-invisible>no</div>
    <div class=gone><div class=bare id=bare-gone>no</div></div>
    <p class=gone id=empty> </p>
    <details id=closed><summary id=summary>shown</summary><p id=inside>no</p></details>
    <x-box><template shadowrootmode=open><div class=gone style="display:none"><slot></slot></div></template><p id=slotted>no</p></x-box>
    <p hidden id=hidden>no</p><p id=last>shown</p>`,
    ({ snapshot }) => {
      const { snapshot: taken, nodes } = snapshot(document);
      /** @type {Record<string, string>} */
      const answers = {};
      nodes.forEach((node, i) => {
        if (!(node instanceof Element) || !node.id) return;
        // As the core reads it: the answer of the nearest element that has one.
        let at = i;
        while (at !== 0xffffffff && taken.shown[at] === 0) at = taken.parent[at];
        answers[node.id] = at === 0xffffffff ? 'unknown' : ['', 'shown', 'no'][taken.shown[at]];
      });
      return answers;
    },
  );
  assert.deepEqual(shown, {
    plain: 'shown', within: 'shown',
    gone: 'no', below: 'no', beside: 'no',
    invisible: 'no', inherits: 'no', again: 'shown',
    bare: 'shown', 'in-bare': 'shown', 'bare-invisible': 'no', 'bare-gone': 'no',
    empty: 'unknown',
    closed: 'unknown', summary: 'shown', inside: 'no',
    slotted: 'no',
    hidden: 'no', last: 'shown',
  });
});

test('a page that shows nothing at all is not known to be hidden', async () => {
  const html = '<!doctype html><style>html { display: none }</style><p>Text';
  const shown = await read(html, ({ snapshot }) => Math.max(...snapshot(document).snapshot.shown));
  assert.equal(shown, 0);
});

test('closed shadow roots are read with the key to them', async () => {
  const html = '<!doctype html><div id=host>light</div><p>behind';
  const texts = await read(html, ({ snapshot }) => {
    const host = /** @type {HTMLElement} */ (document.querySelector('#host'));
    const root = host.attachShadow({ mode: 'closed' });
    root.append('closed ', document.createElement('slot'));
    const openShadow = (/** @type {Element} */ element) => (element === host ? root : null);
    return [snapshot(document).snapshot.text, snapshot(document, { openShadow }).snapshot.text];
  });
  assert.deepEqual(texts, ['lightbehind', 'closed lightbehind']);
});

test('halves of surrogate pairs keep offsets exact', async () => {
  const { text, at, names, value } = await read('<!doctype html><p>', ({ snapshot }) => {
    const p = /** @type {HTMLElement} */ (document.querySelector('p'));
    p.append(document.createTextNode('a\ud83d'), document.createTextNode('\ude00b😀'), 'c');
    p.id = '\udc00x';
    const taken = snapshot(document).snapshot;
    const { text, at, attributeText } = taken;
    return { text, at: Array.from(at).slice(-3), names: taken.names, value: attributeText };
  });
  assert.deepEqual({ text, at, value }, { text: 'a\ufffd\ufffdb😀c', at: [0, 2, 6], value: '\ufffdx' });
  assert.deepEqual(names, ['#text', 'html', 'head', 'body', 'p']);
});

test('XHTML is read too, with its CDATA sections', async () => {
  const xhtml = `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>T</title></head>
    <body><?div in the way?><p>a<![CDATA[<b> & ]]>c</p><!-- x --></body></html>`;
  await tab.go(server.page(xhtml, { policy: 'script', name: 'page.xhtml', type: 'application/xhtml+xml' }));
  const { title, names, text } = await inTab(({ snapshot }) => {
    const { head, names, text } = snapshot(document).snapshot;
    return { title: head.title, names, text };
  });
  assert.deepEqual({ title, names }, { title: 'T', names: ['#text', 'html', 'head', 'title', 'body', 'p'] });
  assert.match(text, /a<b> & c/);
});

test('a document of another frame is read', async () => {
  const [same, text] = await read('<!doctype html><p>outside', async ({ snapshot }) => {
    const frame = document.createElement('iframe');
    frame.sandbox.add('allow-same-origin');
    frame.srcdoc = '<!doctype html><p id=a>inside <b style="display:none">hidden</b></p><div><template shadowrootmode=open>in <slot></slot></template>slot';
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
    document.body.append(frame);
    await loaded;
    const inner = /** @type {Document} */ (frame.contentDocument);
    const { snapshot: taken, nodes } = snapshot(inner);
    const hidden = nodes.findIndex((node) => node.nodeName === 'B');
    return [nodes.every((node) => node.ownerDocument === inner) && taken.shown[hidden] === 2, taken.text];
  });
  assert.deepEqual([same, text], [true, 'inside hiddenin slot']);
});

test('reading changes nothing', async () => {
  const changes = await read(DOCUMENTS['attributes of all kinds'], async ({ snapshot }) => {
    let changes = 0;
    const observer = new MutationObserver((records) => (changes += records.length));
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    const before = document.documentElement.outerHTML;
    snapshot(document);
    await new Promise((resolve) => setTimeout(resolve));
    return [changes, before === document.documentElement.outerHTML];
  });
  assert.deepEqual(changes, [0, true]);
});

/**
 * The project's own pages, and of the data folder beside the checkout one page in so many, 60 of them; all of them in a
 * full run.
 */
async function pages() {
  const own = await files(join(ROOT, 'tests', 'pages'), /page\.html$/);
  const corpora = join(ROOT, '..', 'shared', 'corpora');
  const real = [...(await files(join(corpora, 'extraction'), /\.html\.gz$/)), ...(await files(join(corpora, 'boilerplate'), /\.html\.gz$/))];
  if (real.length === 0) console.log(`real pages are left out: there is no ${corpora}`);
  const step = process.env.FACTBOX_ALL ? 1 : Math.ceil(real.length / 60);
  return [
    ...own.map((file) => ({ file, name: relative(ROOT, file) })),
    ...real.filter((_, i) => i % step === 0).map((file) => ({ file, name: relative(corpora, file) })),
  ];
}

/** @param {string} folder @param {RegExp} name */
async function files(folder, name) {
  const found = await readdir(folder, { recursive: true }).catch(() => []);
  return found.filter((file) => name.test(file)).sort().map((file) => join(folder, file));
}

/**
 * Shows a page and reads it in both ways. Scripts of the page do not run: they would change it.
 * @param {Uint8Array} bytes
 */
async function compare(bytes) {
  await tab.go(server.page(bytes, { policy: 'script' }));
  const taken = await inTab(({ snapshot }) => {
    const { snapshot: taken } = snapshot(document);
    const plain = (/** @type {unknown} */ value) => (ArrayBuffer.isView(value) ? Array.from(/** @type {any} */ (value)) : value);
    return Object.fromEntries(Object.entries(taken).map(([name, value]) => [name, plain(value)]));
  });
  const fromBrowser = (await browser.probe('outline', taken)).split('\n');
  const options = { input: bytes, encoding: /** @type {const} */ ('utf8'), maxBuffer: 1e9 };
  const fromFile = execFileSync(CLI, ['--outline', '--url', taken.url, '-'], options).split('\n');
  const first = fromFile.findIndex((line, i) => line !== fromBrowser[i]);
  if (first >= 0 || fromBrowser.length !== fromFile.length) {
    const at = first >= 0 ? first : fromFile.length - 1;
    const lines = (/** @type {string[]} */ outline) => outline.slice(Math.max(0, at - 2), at + 3).map((line) => line.slice(0, 300));
    assert.deepEqual({ browser: lines(fromBrowser) }, { browser: lines(fromFile) }, `line ${at + 1} and on`);
    assert.fail(`${fromBrowser.length} lines in the browser, ${fromFile.length} from the file`);
  }
}

/** @param {string} html @param {(reader: Reader) => any} fn */
async function read(html, fn) {
  await tab.go(server.page(html, { policy: 'script' }));
  return inTab(fn);
}

/**
 * Runs a function in the tab, in the page's own world, with the reader; it may use nothing of this module.
 * @param {(reader: Reader) => any} fn
 */
function inTab(fn) {
  const reader = source.replaceAll(/^export /gm, '');
  return tab.evaluate(new Function(`return (() => { ${reader}\n return (${fn})({ snapshot }); })()`));
}
