/**
 * The playground: an article pasted, dropped, opened or taken from the sample is shown in a sandboxed frame without scripts,
 * its appeals hidden, beside the same sidebar as in the extension.
 *
 * It uses the extension's snapshot, places, hiding, marking and sidebar as they are; only this file knows that they stand in a
 * playground. The page is parsed by a document that loads nothing, read there, and then moved into the frame, whose
 * policy (taken over from index.html) loads nothing either.
 *
 * @import { Brief } from './brief.js'
 */

import init, { brief as briefOf, paragraphs } from './core.js';
import { markElement, unmarkAll, unmarkElement } from './hide.js';
import { showRanges } from './highlight.js';
import { checked, rangesOf } from './places.js';
import { emptySidebar, sidebar } from './sidebar.js';
import { snapshot } from './snapshot.js';

/** All that is ever loaded, once, at the start. */
const loaded = Promise.all([
  init({ module_or_path: new URL('core_bg.wasm', import.meta.url) }),
  text('_locales/en/messages.json').then(JSON.parse),
  Promise.all([text('page.css'), text('mark.css')]),
  text('sample.html'),
]);
loaded.then(
  () => ['read', 'sample'].forEach((id) => byId(id).removeAttribute('disabled')),
  (/** @type {Error} */ error) => say(`The playground could not load: ${error.message}. Reload the page to try again.`),
);

const source = /** @type {HTMLTextAreaElement} */ (byId('source'));
const file = /** @type {HTMLInputElement} */ (byId('file'));

byId('read').addEventListener('click', () => readSource());
byId('sample').addEventListener('click', async () => show((await loaded)[3], true));
byId('again').addEventListener('click', () => showInput());
file.addEventListener('change', () => file.files?.[0] && readFile(file.files[0]));
source.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) readSource();
});
addEventListener('dragover', (event) => {
  event.preventDefault();
  document.body.classList.add('dragging');
});
addEventListener('dragleave', (event) => event.relatedTarget === null && document.body.classList.remove('dragging'));
addEventListener('drop', (event) => {
  event.preventDefault();
  document.body.classList.remove('dragging');
  const dropped = event.dataTransfer?.files[0];
  const words = event.dataTransfer?.getData('text/plain');
  if (dropped) readFile(dropped);
  else if (words) show(words, words.trimStart().startsWith('<'));
});

function readSource() {
  const words = source.value;
  if (words.trim() === '') {
    say('Paste an article first, or try the sample.');
    source.focus();
    return;
  }
  show(words, words.trimStart().startsWith('<'));
}

/** @param {File} opened */
async function readFile(opened) {
  const words = decode(new Uint8Array(await opened.arrayBuffer()));
  const isText = /\.txt$/i.test(opened.name) || opened.type === 'text/plain';
  show(words, !isText);
}

/**
 * Reads an article and shows it.
 *
 * @param {string} words
 * @param {boolean} isHtml  else plain text
 */
async function show(words, isHtml) {
  const [, messages, sheets] = await loaded;
  const message = (/** @type {string} */ name, /** @type {string[]} */ ...values) => translate(messages, name, values);
  const parsed = isHtml ? parseHtml(words) : documentOf(words);
  const { snapshot: packed, nodes } = snapshot(parsed, {});
  packed.url = ''; // the playground's own address is not the article's
  /** @type {Brief | null} */
  const found = briefOf(packed, {});

  unmarkAll();
  byId('result').hidden = false;
  const view = await frame(parsed, sheets);
  byId('input').hidden = true;
  byId('again').hidden = false;

  if (!found) {
    byId('facts').replaceChildren(emptySidebar({ title: message('noneTitle'), text: message('noneText') }, { message, overlay: false }).host);
    say('No article was found in it.');
    return;
  }
  const { brief, held, total } = checked(found, nodes);
  /** @param {number} index @param {boolean} isHidden */
  const setHidden = (index, isHidden) => {
    const element = /** @type {Element} */ (nodes[brief.hidden[index].node]);
    if (isHidden) markElement(element, 'hidden');
    else unmarkElement(element, 'hidden');
  };
  brief.hidden.forEach((_, index) => setHidden(index, true));
  const drawn = sidebar(brief, {
    message,
    count: { held, total },
    base: '',
    overlay: false,
    onShow: (target, also) => {
      const ranges = rangesOf(target.place, target.text || null, nodes);
      const others = also.flatMap((place) => rangesOf(place, null, nodes) ?? []);
      if (!ranges) drawn.say(message('placeGone'));
      else if (!showRanges(ranges, others, new DOMRect(), view)) drawn.say(message('placeFolded'));
    },
    onHide: setHidden,
  });
  byId('facts').replaceChildren(drawn.host);
  say('');
  byId('again').focus();
}

function showInput() {
  unmarkAll();
  byId('result').hidden = true;
  byId('again').hidden = true;
  byId('input').hidden = false;
  byId('page').replaceChildren();
  byId('facts').replaceChildren();
  file.value = '';
  say('');
  source.focus();
}

/** HTML as a document that runs and loads nothing, its declarative shadow roots open. @param {string} html @returns {Document} */
function parseHtml(html) {
  const parser = /** @type {{ parseHTMLUnsafe?: (html: string) => Document }} */ (/** @type {unknown} */ (Document));
  return parser.parseHTMLUnsafe?.(html) ?? new DOMParser().parseFromString(html, 'text/html');
}

/** Plain text as a document: a `<p>` a paragraph, as the core cuts it. @param {string} words */
function documentOf(words) {
  const made = document.implementation.createHTMLDocument();
  for (const [isParagraph, piece] of paragraphs(words)) {
    if (!isParagraph) {
      made.body.append(piece);
      continue;
    }
    const paragraph = made.createElement('p');
    paragraph.append(piece);
    made.body.append(paragraph);
  }
  return made;
}

/**
 * Moves a document into a new sandboxed frame and returns the frame's window.
 *
 * @param {Document} parsed
 * @param {string[]} sheets  what our marks mean
 */
async function frame(parsed, sheets) {
  const made = document.createElement('iframe');
  made.title = 'The article, its appeals hidden';
  made.setAttribute('sandbox', 'allow-same-origin'); // no scripts, forms, popups or navigation
  const ready = new Promise((resolve) => made.addEventListener('load', resolve, { once: true }));
  made.srcdoc = '<!DOCTYPE html>';
  byId('page').replaceChildren(made);
  await ready;
  const inside = /** @type {Document} */ (made.contentDocument);
  const view = /** @type {Window & typeof globalThis} */ (made.contentWindow);
  // Links to sheets and icons, refreshes and base addresses would only ask the network, and be refused.
  for (const element of parsed.querySelectorAll('link, base, meta[http-equiv]')) element.remove();
  inside.replaceChild(inside.adoptNode(parsed.documentElement), inside.documentElement);
  inside.adoptedStyleSheets = sheets.map((css) => {
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(css);
    return sheet;
  });
  return view;
}

/**
 * Bytes as text: byte order mark, else UTF-8 if valid, else the charset that the page declares, else windows-1252. As `html.rs` does.
 *
 * @param {Uint8Array} bytes
 */
function decode(bytes) {
  for (const label of ['utf-16le', 'utf-16be']) {
    const [first, second] = label === 'utf-16le' ? [0xff, 0xfe] : [0xfe, 0xff];
    if (bytes[0] === first && bytes[1] === second) return new TextDecoder(label).decode(bytes);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const start = new TextDecoder('windows-1252').decode(bytes.subarray(0, 8192));
    const declared = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(start)?.[1] ?? 'windows-1252';
    try {
      return new TextDecoder(declared).decode(bytes);
    } catch {
      return new TextDecoder('windows-1252').decode(bytes);
    }
  }
}

/**
 * A message of `_locales` with its values put in, as the browser does for the extension.
 *
 * @param {Record<string, { message: string, placeholders?: Record<string, { content: string }> }>} messages
 * @param {string} name
 * @param {string[]} values
 */
function translate(messages, name, values) {
  const entry = messages[name];
  if (!entry) return '';
  return entry.message.replace(/\$(\w+)\$/g, (whole, key) => {
    const content = entry.placeholders?.[key.toLowerCase()]?.content;
    return content ? content.replace(/\$(\d)/g, (_, n) => values[n - 1] ?? '') : whole;
  });
}

/** @param {string} name */
async function text(name) {
  const response = await fetch(new URL(name, import.meta.url));
  if (!response.ok) throw new Error(`${name} is missing`);
  return response.text();
}

/** @param {string} id */
function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** @param {string} words */
function say(words) {
  byId('status').textContent = words;
}
