/**
 * The appeals of one page: hides them, shows them, and holds them against a page that puts them back, for a few rounds.
 *
 * In: what the core calls appeals, at the click and later. Out: a list, one entry for all copies of one appeal, in the order of
 * the ledger's lines. `restore` gives the page everything back.
 * Not here: which elements are appeals (the core), what else belongs to one (`overlay.js`).
 *
 * @import { Hidden } from './brief.js'
 * @import { Box } from './overlay.js'
 */

import { isMarked } from './hide.js';
import { bindStory, freeStory } from './inert.js';
import { boxOf, emptyLayers, hideBox, isCovered, isStillOver, lockScroll, showBox, unlockScroll } from './overlay.js';
import { isModal } from './shadow.js';

/** @typedef {{ item: Hidden, boxes: Box[], isHidden: boolean, fights: number, isLeft: boolean }} Appeal */

/** How often an appeal that the page puts back is hidden again. */
const ROUNDS = 3;
/** How many copies of one appeal are hidden. */
const COPIES = 20;
/** How many appeals are listed. */
const LINES = 60;

export class Appeals {
  /** @param {(element: Node | undefined) => element is Element} mayHide  never the whole page, nothing of the story */
  constructor(mayHide) {
    this.mayHide = mayHide;
    /** @type {Appeal[]} */
    this.list = [];
    /** Whether the article stands behind a gate, whose lock on scrolling is none of ours. */
    this.isGated = false;
  }

  get count() {
    return this.list.filter(({ isHidden }) => isHidden).length;
  }

  /**
   * Hides what the core found. The same appeal at another place joins the first.
   *
   * @param {[Hidden, Node | undefined][]} found
   * @returns {boolean}  whether there was something new to hide
   */
  add(found) {
    // First all that asks for the layout, then all that changes it.
    const boxes = found.map(([item, element]) => this.place(item, element)).filter((box) => box !== null);
    boxes.forEach(hideBox);
    const over = boxes.find(({ isOver }) => isOver);
    if (over) {
      over.elements.push(...emptyLayers());
      hideBox(over);
    }
    return boxes.length > 0;
  }

  /** Where an element belongs in the list; null when it is not to be hidden. @param {Hidden} item @param {Node | undefined} element */
  place(item, element) {
    if (!this.mayHide(element) || this.list.some(({ boxes }) => boxes.some((box) => box.elements.includes(element)))) return null;
    let appeal = this.list.find((other) => other.item.kind === item.kind && other.item.text === item.text);
    if (!appeal) {
      if (this.list.length >= LINES) return null;
      appeal = { item, boxes: [], isHidden: true, fights: 0, isLeft: false };
      this.list.push(appeal);
    }
    if (appeal.boxes.some((box) => Node.prototype.contains.call(box.appeal, element))) return null;
    // A copy where all that we hid is gone: the page put it back.
    if (appeal.isHidden && appeal.boxes.length > 0 && appeal.boxes.every((box) => !box.appeal.isConnected)) this.fight(appeal);
    if (!appeal.isHidden || appeal.boxes.length >= COPIES) return null;
    const box = boxOf(element, this.mayHide);
    appeal.boxes.push(box);
    return box;
  }

  /** The reader's wish. @param {number} index @param {boolean} isHidden */
  set(index, isHidden) {
    const appeal = this.list[index];
    if (appeal.isLeft) return;
    appeal.isHidden = isHidden;
    for (const box of appeal.boxes) {
      if (isHidden) hideBox(box);
      else showBox(box);
    }
  }

  /** Whether the page has put something back that should be hidden. */
  isBack() {
    return this.list.some(({ isHidden, boxes }) => isHidden && boxes.some(isBack));
  }

  /** Hides again what the page has put back, or shows the whole of it when the reader asked for it in the page. @param {boolean} isAsked */
  hold(isAsked) {
    this.list.forEach((appeal, index) => {
      const back = appeal.isHidden ? appeal.boxes.filter(isBack) : [];
      if (back.length === 0) return;
      if (isAsked) return this.set(index, false);
      this.fight(appeal);
      if (appeal.isHidden) back.forEach(hideBox);
    });
  }

  /**
   * Undoes what hidden overlays left, the lock on scrolling and the page made inert, or gives it back with them.
   *
   * @param {Element | null} sidebar
   * @param {Iterable<Node>} story
   */
  settle(sidebar, story) {
    const isOver = this.list.some(({ isHidden, boxes }) => isHidden && boxes.some((box) => box.isOver && box.appeal.isConnected));
    if (!isOver || this.isGated) {
      lockScroll();
      bindStory(() => this.isOver());
    } else if (!isCovered(sidebar)) {
      unlockScroll();
      freeStory(story);
    }
  }

  /** Shows everything. Returns whether a modal dialog was opened again, which takes the focus. */
  restore() {
    lockScroll();
    const boxes = this.list.filter(({ isHidden }) => isHidden).flatMap((appeal) => appeal.boxes);
    const isReopened = boxes.some(({ isClosed }) => isClosed);
    boxes.forEach(showBox);
    for (const appeal of this.list) appeal.isHidden = false;
    bindStory(() => this.isOver());
    return isReopened;
  }

  /** Whether an overlay lies over the page that is hidden no longer. */
  isOver() {
    return this.list.some(({ boxes }) => boxes.some((box) => box.isOver && isStillOver(box)));
  }

  /** One more round against the page; after the last one the appeal is left alone. @param {Appeal} appeal */
  fight(appeal) {
    appeal.fights += 1;
    if (appeal.fights <= ROUNDS) return;
    appeal.isHidden = false;
    appeal.isLeft = true;
    appeal.boxes.forEach(showBox);
  }
}

/** @param {Box} box */
function isBack({ appeal, elements, dialog, isClosed }) {
  if (!appeal.isConnected) return false;
  return (isClosed && dialog !== null && isModal(dialog)) || elements.some((element) => !isMarked(element, 'hidden'));
}
