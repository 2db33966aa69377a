/**
 * Scrolls to a place in the page and marks it, without changing the page: CSS Custom Highlights, whose colours stand in `mark.css`.
 */

/**
 * Marks `ranges` strongly and `also` faintly, in place of what was marked before, and brings the first range into view.
 *
 * @param {Range[]} ranges
 * @param {Range[]} also
 * @param {DOMRect} cover  the part of the window that the sidebar covers
 * @param {Window & typeof globalThis} view  the window that shows the page
 * @returns {boolean} whether the place can be seen: a folded or hidden one has no box
 */
export function showRanges(ranges, also, cover, view = window) {
  const { highlights } = view.CSS;
  if (also.length > 0) highlights.set('factbox-also', new view.Highlight(...also));
  else highlights.delete('factbox-also');
  const strong = new view.Highlight(...ranges);
  strong.priority = 1;
  highlights.set('factbox', strong);
  return bringIntoView(ranges[0], cover, view);
}

export function unmarkRanges() {
  CSS.highlights.delete('factbox');
  CSS.highlights.delete('factbox-also');
}

/** @param {Range} range @param {DOMRect} cover @param {Window} view */
function bringIntoView(range, cover, view) {
  const element = range.startContainer.parentElement;
  if (!element || range.getBoundingClientRect().height === 0) return false;
  // A sheet at the bottom leaves only the window's upper part free.
  const isSheet = cover.width >= view.innerWidth * 0.9;
  const bottom = isSheet ? Math.max(cover.top, 0) : view.innerHeight;
  const isInView = () => {
    const box = range.getBoundingClientRect();
    return box.top >= bottom * 0.1 && box.bottom <= bottom * 0.9 && box.left >= 0 && box.left < view.innerWidth;
  };
  if (isInView()) return true;
  element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' }); // also scrolls boxes inside the page
  if (!isInView()) {
    const box = range.getBoundingClientRect();
    view.scrollBy({ top: (box.top + box.bottom) / 2 - bottom * 0.4, behavior: 'instant' });
  }
  return true;
}
