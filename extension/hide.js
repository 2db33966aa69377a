/**
 * Hides elements of the page and shows them again, and keeps the reader's line still meanwhile.
 *
 * One marker attribute does it all; what its words mean stands in `page.css`, a USER-origin sheet that wins over the
 * page's own `!important` and that the page's scripts cannot see. `unmarkAll` leaves every byte as it was.
 * Methods are taken from prototypes, because a form's own fields can stand in their place (DOM clobbering).
 */

const MARKER = 'data-factbox';

/** @typedef {'hidden' | 'room-left' | 'room-right' | 'unlocked' | 'unfixed'} Mark  the words that `page.css` has rules for */

/** @type {Mark[]} */
const MARKS = ['hidden', 'room-left', 'room-right', 'unlocked', 'unfixed'];

/** Marked elements with their marks and the value the attribute had before: null when it had none.
 * @type {Map<Element, { marks: Set<Mark>, before: string | null }>} */
const marked = new Map();

/** @param {Element} element @param {Mark} mark */
export function markElement(element, mark) {
  let held = marked.get(element);
  if (!held) {
    held = { marks: new Set(), before: Element.prototype.getAttribute.call(element, MARKER) };
    marked.set(element, held);
  }
  held.marks.add(mark);
  Element.prototype.setAttribute.call(element, MARKER, [...held.marks].join(' '));
}

/** @param {Element} element @param {Mark} mark */
export function unmarkElement(element, mark) {
  const held = marked.get(element);
  if (!held?.marks.delete(mark)) return;
  if (held.marks.size > 0) {
    Element.prototype.setAttribute.call(element, MARKER, [...held.marks].join(' '));
    return;
  }
  if (held.before === null) Element.prototype.removeAttribute.call(element, MARKER);
  else Element.prototype.setAttribute.call(element, MARKER, held.before);
  marked.delete(element);
}

export function unmarkAll() {
  for (const [element, { marks }] of [...marked]) for (const mark of [...marks]) unmarkElement(element, mark);
}

/** Whether an element was marked so and the page has left the mark there. @param {Element} element @param {Mark} mark */
export function isMarked(element, mark) {
  return marked.get(element)?.marks.has(mark) === true && marksOf(element).includes(mark);
}

/** Takes away marks that no instance knows: an earlier one's, or those of a copy that the page made. @param {ParentNode} [within] */
export function unmarkOrphans(within = document) {
  const found = [...within.querySelectorAll(`[${MARKER}]`)];
  if (within instanceof Element) found.push(within);
  for (const element of found) {
    const isOurs = marksOf(element).some((word) => MARKS.some((mark) => mark === word));
    if (isOurs && !marked.has(element)) Element.prototype.removeAttribute.call(element, MARKER);
  }
}

/** @param {Element} element */
function marksOf(element) {
  return (Element.prototype.getAttribute.call(element, MARKER) ?? '').split(' ');
}

/**
 * Makes a change to the page's layout and scrolls so that the text the reader looks at stays where it was.
 *
 * @param {() => void} change
 * @param {(node: Node) => boolean} isStory  whether a text node belongs to the story, the safest line to hold on to
 */
export function keepLine(change, isStory) {
  const lines = linesInView();
  lines.sort((a, b) => Number(isStory(b.range.startContainer)) - Number(isStory(a.range.startContainer)));
  change();
  for (const { range, top } of lines) {
    const box = range.getBoundingClientRect();
    if (box.height === 0) continue; // hidden by the change: try another line
    const moved = box.top - top;
    if (moved !== 0) window.scrollBy({ top: moved, behavior: 'instant' });
    return;
  }
}

/**
 * A character each of some lines in view, from the middle outwards, with its distance from the window's top.
 *
 * @returns {{ range: Range, top: number }[]}
 */
function linesInView() {
  const lines = [];
  for (const down of [0.45, 0.3, 0.6, 0.2, 0.75]) {
    const position = document.caretPositionFromPoint?.(window.innerWidth * 0.4, window.innerHeight * down);
    const node = position?.offsetNode;
    if (!(node instanceof Text) || node.length === 0) continue;
    const range = document.createRange();
    const start = Math.min(position?.offset ?? 0, node.length - 1);
    range.setStart(node, start);
    range.setEnd(node, start + 1);
    const box = range.getBoundingClientRect();
    if (box.height > 0) lines.push({ range, top: box.top });
  }
  return lines;
}
