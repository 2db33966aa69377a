/**
 * The live document, packed into flat arrays: what `src/snapshot.rs` takes and turns into a `Page`.
 *
 * In: a document. Out: its nodes in document order with their text and attributes, and the same nodes as a list, so
 * that a place in the answer leads back into the document. It keeps the contract at the head of `src/page.rs`, as
 * `src/html.rs` does for files; a test holds both to the same nodes. Not here: any judgement.
 *
 * It changes nothing and calls no code of the page: nodes are read through the prototypes' own getters, taken once,
 * so that a form field named `firstChild` is not mistaken for one. That also makes it quick in Firefox, where each
 * read crosses from the extension's world into the page's: a getter called costs about 0.1 microseconds there, the
 * same property read by name about 1. Calls a node:
 *   comment             2   nextSibling, nodeType
 *   text node           3   the same and data
 *   opaque element      4   nextSibling, nodeType, localName, getAttributeNames, and one for each attribute kept
 *   any other element   5   the same and firstChild; one that can hold a shadow root one more, openShadow;
 *                           a slot two more, namespaceURI and assignedNodes
 * and one checkVisibility for each element that holds words of its own, see `visibilityOf`.
 */

/**
 * @typedef {object} Snapshot
 * @property {string} url
 * @property {SnapshotHead} head
 * @property {string} text  all text nodes' data in order
 * @property {string[]} names  distinct local names; text nodes have `#text`
 * @property {Uint16Array} name  per node: index into `names`
 * @property {Uint32Array} parent  per node: its parent's index; 0xffffffff for the root
 * @property {Uint32Array} at  per node: UTF-16 units of `text` before it
 * @property {Uint8Array} shown  per node: 0 unknown, 1 shown, 2 not shown
 * @property {Uint32Array} attributeNode  per attribute, ordered by node: the node's index
 * @property {Uint8Array} attributeName  per attribute: index into `AttributeName::ALL`
 * @property {Uint32Array} attributeEnd  per attribute: where its value ends in `attributeText`, in UTF-16 units
 * @property {string} attributeText
 * @property {boolean} cut  whether a cap was met and part of the document left unread
 */

/**
 * @typedef {object} SnapshotHead
 * @property {string} title
 * @property {string} lang
 * @property {string} dir
 * @property {[string, string][]} metas
 * @property {[string, string][]} links
 * @property {string[]} jsonLd
 */

/** @typedef {(element: Element) => ShadowRoot | null} OpenShadow  an element's shadow root, closed ones too if it can */

/** The caps of `src/page.rs`; lengths in UTF-16 units. */
const snapshotCaps = { attribute: 1_000, nodes: 250_000, text: 4_000_000, depth: 512, head: 1_000_000 };

/** The attributes kept, in the order of `AttributeName`. */
const snapshotAttributes = [
  'class', 'id', 'name', 'role', 'rel', 'property', 'itemprop', 'itemtype', 'href', 'src', 'alt', 'action',
  'placeholder', 'type', 'datetime', 'content', 'lang', 'dir', 'open', 'hidden', 'style', 'value',
  'aria-hidden', 'aria-label', 'aria-modal', 'aria-live', 'aria-roledescription',
];
const snapshotAttributeIndex = new Map(snapshotAttributes.map((name, index) => [name, index]));

/** Elements that are one node: what stands inside is not read. */
const snapshotOpaque = new Set([
  'script', 'style', 'noscript', 'template', 'iframe', 'svg', 'canvas', 'audio', 'video', 'object', 'textarea', 'select',
]);

/** HTML elements that can hold a shadow root, besides those with a hyphen in their name. */
const snapshotHosts = new Set([
  'article', 'aside', 'blockquote', 'body', 'div', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'main', 'nav',
  'p', 'section', 'span',
]);

/** What is read of a document, through the prototypes' own getters and methods; called with the node as `this`. */
const domReads = {
  nodeType: domGetter(Node.prototype, 'nodeType'),
  firstChild: domGetter(Node.prototype, 'firstChild'),
  nextSibling: domGetter(Node.prototype, 'nextSibling'),
  textContent: domGetter(Node.prototype, 'textContent'),
  data: domGetter(CharacterData.prototype, 'data'),
  localName: domGetter(Element.prototype, 'localName'),
  namespace: domGetter(Element.prototype, 'namespaceURI'),
  shadowRoot: domGetter(Element.prototype, 'shadowRoot'),
  attribute: Element.prototype.getAttribute,
  attributeNames: Element.prototype.getAttributeNames,
  isVisible: Element.prototype.checkVisibility,
  assignedNodes: HTMLSlotElement.prototype.assignedNodes,
  root: domGetter(Document.prototype, 'documentElement'),
  url: domGetter(Document.prototype, 'URL'),
  all: Document.prototype.querySelectorAll,
  // Firefox runs content scripts under a global object of their own, which is no window.
  computedStyle: window.getComputedStyle.bind(window),
  styleProperty: CSSStyleDeclaration.prototype.getPropertyValue,
};

/**
 * @param {Document} document
 * @param {{ openShadow?: OpenShadow }} [options]  without `openShadow`, closed shadow roots stay unread
 * @returns {{ snapshot: Snapshot, nodes: Node[] }}  `nodes[i]` is the node of index i
 */
export function snapshot(document, { openShadow = (element) => domReads.shadowRoot.call(element) } = {}) {
  const columns = snapshotColumns();
  packNodes(domReads.root.call(document), openShadow, columns);
  const url = domReads.url.call(document);
  return { snapshot: { url, head: packHead(document), ...columns.packed() }, nodes: columns.nodes };
}

/**
 * Reads the nodes from `root` on, in the order in which a reader sees them: a shadow root's children in place of its
 * host's, what is assigned to a slot in place of the slot's.
 *
 * @param {Element | null} root
 * @param {OpenShadow} openShadow
 * @param {ReturnType<typeof snapshotColumns>} columns
 */
function packNodes(root, openShadow, columns) {
  // What is open, outermost first, and what is left to read of each: a node and the siblings behind it or, of a slot,
  // a list.
  /** @type {OpenElement[]} */
  const open = [];
  const askVisibility = visibilityOf(open, columns.shown);

  /** @param {Element} element */
  const readElement = (element) => {
    const local = domReads.localName.call(element);
    const index = columns.addElement(element, local, open.at(-1)?.index);
    if (snapshotOpaque.has(local)) return;
    const assigned = local === 'slot' ? assignedTo(element) : null;
    const isHost = snapshotHosts.has(local) || local.includes('-');
    const inside = (isHost ? openShadow(element) : null) ?? element;
    const next = assigned === null ? domReads.firstChild.call(inside) : null;
    if (assigned === null && next === null) return;
    if (open.length > snapshotCaps.depth) columns.cut();
    else open.push({ element, index, next, assigned });
  };

  if (root !== null) readElement(root);
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    /** @type {Node | null} */
    const node = top.next ?? top.assigned?.next().value ?? null;
    if (node === null) {
      open.pop();
      continue;
    }
    if (top.next !== null) top.next = domReads.nextSibling.call(node);
    const type = domReads.nodeType.call(node);
    const isText = type === 3 || type === 4; // XHTML has CDATA sections
    if (!isText && type !== 1) continue;
    if (columns.isFull()) {
      columns.cut();
      break;
    }
    if (!isText) readElement(/** @type {Element} */ (node));
    else if (columns.addText(/** @type {CharacterData} */ (node), top.index)) askVisibility();
  }
}

/**
 * @typedef {object} OpenElement
 * @property {Element} element
 * @property {number} index
 * @property {Node | null} next
 * @property {Iterator<Node> | null} assigned  of a slot
 * @property {boolean} [isRendered]  once it was asked
 */

/**
 * What stands in a slot in place of its own children; null when that is nothing.
 *
 * @param {Element} element  its local name is "slot"
 */
function assignedTo(element) {
  if (domReads.namespace.call(element) !== 'http://www.w3.org/1999/xhtml') return null;
  const assigned = domReads.assignedNodes.call(/** @type {HTMLSlotElement} */ (element));
  return assigned.length > 0 ? assigned.values() : null;
}

/** The snapshot's arrays while they grow. */
function snapshotColumns() {
  /** @type {Node[]} */
  const nodes = [];
  const names = new Map([['#text', 0]]);
  /** @type {number[]} */
  const name = [];
  /** @type {number[]} */
  const parent = [];
  /** @type {number[]} */
  const at = [];
  /** @type {number[]} */
  const shown = [];
  /** @type {string[]} */
  const texts = [];
  let textLength = 0;
  /** @type {number[]} */
  const attributeNode = [];
  /** @type {number[]} */
  const attributeName = [];
  /** @type {number[]} */
  const attributeEnd = [];
  /** @type {string[]} */
  const values = [];
  let valuesLength = 0;
  let isCut = false;

  /** @param {string} local  a page may make more names than an index can tell apart: the rest are "?" */
  const nameIndex = (local) => {
    let index = names.get(local);
    if (index === undefined) {
      if (names.size === 0xffff) return nameIndex('?');
      index = names.size;
      names.set(local, index);
    }
    return index;
  };

  /** @param {Node} node @param {string} local @param {number} below */
  const add = (node, local, below) => {
    name.push(nameIndex(local));
    parent.push(below);
    at.push(textLength);
    shown.push(0);
    return nodes.push(node) - 1;
  };

  return {
    nodes,
    shown,
    isFull: () => nodes.length >= snapshotCaps.nodes || textLength >= snapshotCaps.text,
    cut() {
      isCut = true;
    },

    /**
     * @param {CharacterData} node
     * @param {number} below  the parent's index
     * @returns {boolean}  whether there are words in it
     */
    addText(node, below) {
      // Two halves of surrogate pairs that do not belong together must not become one where texts are joined.
      const words = domReads.data.call(node).toWellFormed();
      const kept = cutText(words, snapshotCaps.text - textLength);
      add(node, '#text', below);
      texts.push(kept);
      textLength += kept.length;
      if (kept.length < words.length) {
        // A pair may have left room for one unit: nothing more fits.
        textLength = snapshotCaps.text;
        isCut = true;
      }
      return /\S/.test(kept);
    },

    /**
     * @param {Element} element
     * @param {string} local
     * @param {number} [below]  the parent's index; the root has none
     * @returns {number}  its index
     */
    addElement(element, local, below = 0xffffffff) {
      const index = add(element, local, below);
      /** @type {number[]} */
      const kept = [];
      for (const called of domReads.attributeNames.call(element)) {
        const known = snapshotAttributeIndex.get(called);
        if (known !== undefined) kept.push(known);
      }
      for (const known of kept.sort((one, other) => one - other)) {
        const called = snapshotAttributes[known];
        const value = domReads.attribute.call(element, called) ?? '';
        if (called === 'style' && !/display|visibility/.test(value.toLowerCase())) continue;
        const short = cutText(value.toWellFormed(), snapshotCaps.attribute);
        values.push(short);
        valuesLength += short.length;
        attributeNode.push(index);
        attributeName.push(known);
        attributeEnd.push(valuesLength);
      }
      return index;
    },

    /** @returns {Omit<Snapshot, 'url' | 'head'>} */
    packed: () => ({
      text: texts.join(''),
      names: [...names.keys()],
      name: Uint16Array.from(name),
      parent: Uint32Array.from(parent),
      at: Uint32Array.from(at),
      shown: Uint8Array.from(shown),
      attributeNode: Uint32Array.from(attributeNode),
      attributeName: Uint8Array.from(attributeName),
      attributeEnd: Uint32Array.from(attributeEnd),
      attributeText: values.join(''),
      cut: isCut,
    }),
  };
}

/**
 * Asks the browser whether the innermost open element, which holds words of its own, is shown, and writes the answer to
 * `shown`. Elements that are never asked stay 0: the core gives them the answer of the nearest one above.
 *
 * One that is not rendered (`display: none`, a closed `<details>`) is answered for by its outermost ancestor that is
 * not: below that nobody is asked again. `visibility: hidden` can end further down, so there every one is asked.
 * `display: contents` has no box to be seen, but its words are. Where not even the root is rendered, as before a page's
 * first style sheets have come, nobody is asked: what a reader will see is not known yet.
 *
 * @param {OpenElement[]} open
 * @param {number[]} shown
 * @returns {() => void}
 */
function visibilityOf(open, shown) {
  /** @type {OpenElement | null} */
  let gone = null;
  let goneLevel = 0;

  /** @param {number} level */
  const isRendered = (level) => {
    let at = level;
    while (at >= 0 && open[at].isRendered === undefined) {
      const { element } = open[at];
      if (domReads.isVisible.call(element)) open[at].isRendered = true;
      else if (styleOf(element, 'display') !== 'contents') open[at].isRendered = false;
      else at -= 1;
    }
    const answer = at < 0 || open[at].isRendered === true;
    for (const contents of open.slice(at + 1, level + 1)) contents.isRendered = answer;
    return answer;
  };

  return () => {
    if (gone !== null && open[goneLevel] === gone) return;
    gone = null;
    const { element, index } = open[open.length - 1];
    if (shown[index] !== 0 || !isRendered(0)) return;
    if (domReads.isVisible.call(element, { visibilityProperty: true })) {
      shown[index] = 1;
      return;
    }
    let level = open.length - 1;
    if (isRendered(level)) {
      shown[index] = styleOf(element, 'visibility') === 'visible' ? 1 : 2;
      return;
    }
    while (level > 0 && !isRendered(level - 1)) level -= 1;
    gone = open[level];
    goneLevel = level;
    shown[gone.index] = 2;
  };
}

/** @param {Element} element @param {string} property */
function styleOf(element, property) {
  return domReads.styleProperty.call(domReads.computedStyle(element), property);
}

/**
 * What the document says of itself, as far as there is room: title, language and direction first, JSON-LD last.
 *
 * @param {Document} document
 * @returns {SnapshotHead}
 */
function packHead(document) {
  let room = snapshotCaps.head;
  /** @param {string[]} entry */
  const fits = (...entry) => {
    const length = entry.reduce((sum, part) => sum + part.length, 0);
    if (length > room) return false;
    room -= length;
    return true;
  };
  /** @param {string} selector @returns {Iterable<Element>} */
  const all = (selector) =>
    domReads.all.call(document, `${selector}:not(svg *, noscript *, template *)`);
  /** @param {Element | null} element @param {string} name */
  const value = (element, name) => (element && domReads.attribute.call(element, name)) ?? '';

  const root = domReads.root.call(document);
  /** @type {SnapshotHead} */
  const head = { title: '', lang: '', dir: '', metas: [], links: [], jsonLd: [] };
  for (const title of all('title')) {
    const words = domReads.textContent.call(title) ?? '';
    if (fits(words)) head.title = words;
    break;
  }
  const [lang, dir] = [value(root, 'lang'), value(root, 'dir')];
  if (fits(lang)) head.lang = lang;
  if (fits(dir)) head.dir = dir;
  for (const meta of all('meta[content]')) {
    const keys = ['property', 'name', 'itemprop', 'http-equiv'];
    const key = keys.map((name) => value(meta, name)).find((key) => key !== '')?.toLowerCase();
    const content = value(meta, 'content');
    if (key !== undefined && fits(key, content)) head.metas.push([key, content]);
  }
  for (const link of all('link[rel][href]')) {
    const [rel, href] = [value(link, 'rel').toLowerCase(), value(link, 'href')];
    if (fits(rel, href)) head.links.push([rel, href]);
  }
  for (const script of all('script[type="application/ld+json" i]')) {
    const json = domReads.textContent.call(script) ?? '';
    if (fits(json)) head.jsonLd.push(json);
  }
  return head;
}

/**
 * The longest start of well-formed `text` that has at most `units` UTF-16 code units and cuts no surrogate pair.
 *
 * @param {string} text
 * @param {number} units
 */
function cutText(text, units) {
  if (text.length <= units) return text;
  const last = text.charCodeAt(units - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? units - 1 : units);
}

/**
 * @template {object} T
 * @template {keyof T} K
 * @param {T} prototype
 * @param {K} property
 * @returns {{ call(node: T): T[K] }}
 */
function domGetter(prototype, property) {
  const getter = Object.getOwnPropertyDescriptor(prototype, property)?.get;
  if (getter === undefined) throw new Error(`no getter for ${String(property)}`);
  return getter;
}
