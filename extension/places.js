/**
 * Places -> Ranges in the live page, and the check that each still holds its words.
 *
 * In: the Brief and the snapshot's `nodes`. Out: what of the Brief holds, with its count, and Ranges on demand.
 * The core's answer is not taken on trust: words are shown only when the page itself holds them at their place.
 * Not here: scrolling and marking (`highlight.js`).
 *
 * @import { Brief, Excerpt, Place } from './brief.js'
 */

/** What the check found. `total` counts the facts and key sentences that came, `held` those that stand in the page.
 * @typedef {{ brief: Brief, held: number, total: number }} Checked */

/**
 * The Ranges of a place, in document order; null when the page no longer holds `text` there.
 *
 * @param {Place} place
 * @param {string | null} text  the words that must stand there; null when any will do
 * @param {Node[]} nodes
 * @returns {Range[] | null}
 */
export function rangesOf(place, text, nodes) {
  if (!holds(place, text, nodes)) return null;
  return place.map(([index, start, end]) => {
    const range = document.createRange();
    range.setStart(nodes[index], start);
    range.setEnd(nodes[index], end);
    return range;
  });
}

/**
 * The Brief less what the page does not hold. Words known only from the head have no place to check; no fact is such.
 *
 * @param {Brief} brief
 * @param {Node[]} nodes
 * @returns {Checked}
 */
export function checked(brief, nodes) {
  let total = 0;
  let held = 0;

  /** @param {Excerpt | null} excerpt */
  const stands = (excerpt) => excerpt !== null && holds(excerpt.place, excerpt.text, nodes);
  /** @param {Excerpt | null} excerpt */
  const standing = (excerpt) => (stands(excerpt) ? excerpt : null);
  /** @param {Excerpt | null} excerpt */
  const standingOrHead = (excerpt) => (excerpt?.place.length === 0 || stands(excerpt) ? excerpt : null);
  /** @template T @param {T[]} facts @param {(fact: T) => boolean} isHeld */
  const facts = (facts, isHeld) => {
    const kept = facts.filter(isHeld);
    total += facts.length;
    held += kept.length;
    return kept;
  };
  /** @param {Brief['people']} entities */
  const entities = (entities) =>
    facts(entities, (entity) => stands(entity.name)).map((entity) => ({
      name: entity.name,
      role: standing(entity.role),
      mentions: entity.mentions.filter((place) => holds(place, null, nodes)),
    }));
  /** @param {Brief['article']['published']} stamp */
  const stamp = (stamp) =>
    stamp && standingOrHead(stamp.written) === null ? { ...stamp, written: { text: '', place: [] } } : stamp;

  const { article } = brief;
  return {
    brief: {
      ...brief,
      article: {
        ...article,
        headline: standingOrHead(article.headline),
        dek: standingOrHead(article.dek),
        byline: article.byline.filter((words) => standingOrHead(words) !== null),
        published: stamp(article.published),
        modified: stamp(article.modified),
        notes: article.notes.filter(stands),
      },
      summary: {
        ...brief.summary,
        sentences: facts(brief.summary.sentences, stands).map((sentence) => ({
          ...sentence,
          given: sentence.given.filter(({ name }) => stands(name)),
        })),
      },
      people: entities(brief.people),
      organisations: entities(brief.organisations),
      places: entities(brief.places),
      numbers: facts(brief.numbers, stands).map((fact) => ({ ...fact, what: standing(fact.what), other: standing(fact.other) })),
      dates: facts(brief.dates, stands).map((fact) => ({ ...fact, what: standing(fact.what) })),
      quotes: facts(brief.quotes, (quote) => quote.content.length > 0 && quote.content.every(stands)).map((quote) => ({
        ...quote,
        speaker: standing(quote.speaker),
        source: standing(quote.source),
        cue: standing(quote.cue),
      })),
    },
    held,
    total,
  };
}

/**
 * Whether the page holds `text` at `place`, white space aside.
 *
 * @param {Place} place
 * @param {string | null} text
 * @param {Node[]} nodes
 */
function holds(place, text, nodes) {
  let found = '';
  for (const [index, start, end] of place) {
    const node = nodes[index];
    // Not `instanceof Text`: in a frame, text has that frame's own `Text`.
    if (node?.nodeType !== Node.TEXT_NODE || !node.isConnected) return false;
    const { data } = /** @type {Text} */ (node);
    if (!(0 <= start && start < end && end <= data.length)) return false;
    found += data.slice(start, end);
  }
  return place.length > 0 && (text === null || withoutSpace(found) === withoutSpace(text));
}

/** White space as Unicode has it: JavaScript's `\s` and the one line break it lacks. @param {string} text */
function withoutSpace(text) {
  return text.replace(/[\s\u0085]+/g, '');
}
