/**
 * Gives the article room beside the sidebar, where the sidebar would cover it.
 *
 * A margin on the root element moves the page aside. Where that does not help, or makes the page wider than its window,
 * it is taken back: a covered edge is better than a broken page.
 */

import { markElement, unmarkElement } from './hide.js';

/** Narrower windows have no room to give. In CSS pixels. */
const LEAST_WINDOW = 900;

/**
 * @param {'left' | 'right'} side  where the sidebar stands
 * @param {DOMRect} cover  the sidebar's box
 * @param {Element[]} story  elements of the story's text
 */
export function giveRoom(side, cover, story) {
  const root = document.documentElement;
  const isCovered = () =>
    story.some((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && (side === 'right' ? box.right > cover.left : box.left < cover.right);
    });
  if (window.innerWidth < LEAST_WINDOW || !isCovered()) return;
  const overflow = () => root.scrollWidth - window.innerWidth;
  const before = overflow();
  const mark = side === 'right' ? 'room-right' : 'room-left';
  markElement(root, mark);
  if (isCovered() || overflow() > before) unmarkElement(root, mark);
}
