/**
 * Draws a Brief as a sidebar, in a closed shadow root, from text nodes only.
 *
 * In: the Brief, and what to do when the reader asks for something. Out: the host element and a few verbs. It knows neither the
 * extension nor the page: the content script and the playground both put the host where they want it.
 * The article's words are set in a serif face, ours in sans: what is quoted and what is added can be told apart at a glance.
 * Handlers act on the reader's own events only (`isTrusted`); no string ever becomes markup, selector, style or code.
 *
 * @import { Brief, DateBrief, EntityBrief, Excerpt, Note, NumberBrief, Place, QuoteBrief, SentenceBrief, Stamp } from './brief.js'
 */

import { build, listen } from './element.js';
import { Ledger } from './ledger.js';
import { sidebarStyle } from './sidebar-style.js';

/**
 * @typedef {object} SidebarOptions
 * @property {(name: string, ...values: string[]) => string} message  words from `_locales`
 * @property {{ held: number, total: number }} count  facts that stand in the page, facts that came
 * @property {string} base  the address against which the publisher's own links resolve
 * @property {boolean} overlay  over the page, in the top layer; else a box that stays where it is put
 * @property {(target: Excerpt, also: Place[]) => void} onShow  the reader asks for a place
 * @property {(index: number, isHidden: boolean) => void} onHide  the reader shows (false) or hides (true) an appeal: `brief.hidden[index]`,
 *   or one that was added to the ledger after these
 * @property {() => void} [onClose]  without it there is no close button
 */

/** What is drawn when there is no Brief. @typedef {{ title: string, text: string }} Notice */

/**
 * @typedef {object} Sidebar
 * @property {HTMLElement} host
 * @property {HTMLElement} panel  the box that is seen
 * @property {() => void} focus
 * @property {(words: string) => void} say  tells the reader something in passing, aloud where aloud is wanted
 * @property {Ledger | null} ledger  of what is hidden; null without a Brief
 */

/** Fewer words out of sight are not worth a notice. */
const UNSEEN = 50;
/** How long words in passing stay, in milliseconds. */
const SPOKEN = 6_000;

/**
 * The sidebar of a Brief.
 *
 * @param {Brief} brief
 * @param {SidebarOptions} options
 * @returns {Sidebar}
 */
export function sidebar(brief, options) {
  const view = new View(brief, options);
  const { message } = options;
  const dek = view.section(message('publisher'), view.dek(), Infinity, 'publisher');
  const others = [
    view.section(message('numbers'), brief.numbers.map((fact) => view.number(fact)), brief.first.numbers, 'numbers'),
    view.section(message('people'), brief.people.map((fact) => view.person(fact)), brief.first.people, 'people'),
    view.section(message('organisations'), brief.organisations.map((fact) => view.name(fact)), brief.first.organisations, 'names'),
    view.section(message('places'), brief.places.map((fact) => view.name(fact)), brief.first.places, 'names'),
    view.dates(),
    view.section(message('quotes'), brief.quotes.map((fact) => view.quote(fact)), brief.first.quotes, 'quotes'),
  ];
  // Where nothing else is seen either, the reader is not left with closed lists alone.
  const isNothingSeen = [dek, ...others].every((section) => section === null || isClosed(section));
  const facts = [dek, view.sentences(isNothingSeen), ...others];
  // A list of which nothing is seen yet stands behind those that tell something.
  facts.sort((a, b) => Number(isClosed(a)) - Number(isClosed(b)));
  const parts = brief.article.sure ? [view.notices(), ...facts] : view.doubt(facts);
  return frame(brief.direction, options, view.status, [view.heading(), ...parts, view.ledger.element, view.footer()], view.ledger);
}

/** @param {HTMLElement | null} section */
function isClosed(section) {
  return section !== null && section.querySelector('.list > :not([hidden])') === null;
}

/**
 * A sidebar that says why there is no Brief; with `onAnyway`, a button lets the reader overrule that.
 *
 * @param {Notice & { onAnyway?: () => void }} notice
 * @param {Pick<SidebarOptions, 'message' | 'overlay' | 'onClose'>} options
 * @returns {Sidebar}
 */
export function emptySidebar({ title, text, onAnyway }, options) {
  const { message } = options;
  const button = onAnyway ? build('button', { type: 'button', class: 'anyway' }, message('readAnyway')) : null;
  if (button && onAnyway) listen(button, onAnyway);
  return frame(message('direction') === 'rtl' ? 'rtl' : 'ltr', options, build('p', { class: 'status', role: 'status' }), [
    build('div', { class: 'empty' }, build('h2', {}, title), build('p', {}, text), button),
    build('footer', {}, build('p', {}, message('local'))),
  ]);
}

/** Whether a shadow root holds a sidebar over the page. @param {ShadowRoot} root */
export function isSidebar(root) {
  return root.mode === 'closed' && root.firstElementChild !== null && root.firstElementChild.matches('aside.panel.over');
}

/**
 * @param {'ltr' | 'rtl'} direction  the article's: the column follows it, and stands where its lines end
 * @param {Pick<SidebarOptions, 'message' | 'overlay' | 'onClose'>} options
 * @param {HTMLElement} status
 * @param {(Node | null)[]} parts
 * @param {Ledger | null} ledger
 * @returns {Sidebar}
 */
function frame(direction, { message, overlay, onClose }, status, parts, ledger = null) {
  const host = build('div', overlay ? { popover: 'manual' } : {});
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(sidebarStyle);
  root.adoptedStyleSheets = [sheet];
  const panel = build(
    'aside',
    { class: overlay ? `panel over ${direction === 'rtl' ? 'left' : 'right'}` : 'panel', 'aria-label': message('name'), lang: message('language'), dir: direction, tabindex: -1 },
    build(
      'header',
      {},
      build('span', { class: 'mark' }, message('name')),
      onClose && build('button', { type: 'button', class: 'close', 'aria-label': message('close'), title: message('close'), onclick: onClose }, cross()),
    ),
    ...parts,
    status,
  );
  root.append(panel);
  return {
    host,
    panel,
    focus: () => panel.focus({ preventScroll: true }),
    say: (words) => speak(status, words),
    ledger,
  };
}

/** The parts of one Brief's sidebar, in the order in which they stand. */
class View {
  /** @param {Brief} brief @param {SidebarOptions} options */
  constructor(brief, options) {
    this.brief = brief;
    this.options = options;
    this.message = options.message;
    /** Of our own words: they are ours to put in their language's order. */
    this.locale = options.message('language');
    this.plural = new Intl.PluralRules(this.locale);
    this.status = build('p', { class: 'status', role: 'status' });
    /** The button whose place is marked in the page. @type {HTMLElement | null} */
    this.current = null;
    const ledger = {
      message: this.message,
      counted: this.counted.bind(this),
      list: (/** @type {string[]} */ parts) => new Intl.ListFormat(this.locale, { type: 'conjunction' }).format(parts),
      ofArticle: this.ofArticle.bind(this),
      say: (/** @type {string} */ words) => speak(this.status, words, true),
      site: brief.article.site,
      base: options.base,
      onHide: options.onHide,
    };
    this.ledger = new Ledger(ledger, brief.hidden);
  }

  /** A message in the number of `count`: "1 appeal", "3 appeals". @param {string} name @param {number} count */
  counted(name, count) {
    const words = this.message(`${name}_${this.plural.select(count)}`, count.toLocaleString(this.locale));
    return words || this.message(`${name}_other`, count.toLocaleString(this.locale));
  }

  heading() {
    const { headline, site, byline, published, modified, notes } = this.brief.article;
    const about = build('p', { class: 'about' });
    if (site) about.append(build('span', { class: 'site', dir: 'auto' }, site));
    if (published) about.append(build('span', {}, ...this.stamp('published', published)));
    if (modified && modified.day !== published?.day) about.append(build('span', {}, ...this.stamp('modified', modified)));
    const writers = byline.flatMap((words, i) => [i > 0 ? ', ' : '', this.words(words, [], 'inline')]);
    return build(
      'div',
      { class: 'heading' },
      build('h2', {}, headline ? this.words(headline) : this.message('noHeadline')),
      about.hasChildNodes() ? about : null,
      writers.length > 0 ? build('p', { class: 'about' }, build('span', {}, this.message('by'), ' ', ...writers)) : null,
      this.ledger.lead,
      notes.length > 0 ? build('ul', { class: 'corrections' }, ...notes.map((note) => this.note(note))) : null,
    );
  }

  /** What the publisher says of a change: our label, its words. @param {Note} note */
  note(note) {
    return build('li', {}, build('span', { class: 'label' }, this.message(`note_${note.kind}`)), this.words(note, [], 'note'));
  }

  /** @param {string} label @param {Stamp} stamp */
  stamp(label, { day, written }) {
    const ours = build('time', { datetime: day }, this.day(day));
    if (written.place.length === 0) return [this.message(label), ' ', ours];
    // "2025-03-20" says it as well.
    const says = [day, this.day(day, null)].some((words) => written.text.includes(words));
    return [this.message(label), ' ', this.words(written, [], 'inline'), says ? '' : ' ', says ? null : ours];
  }

  /** What the reader should know before reading on. */
  notices() {
    const { article, overBudget, pageCut } = this.brief;
    const notices = [...this.served()];
    // What is cut is said of the facts; where they are kept back there is nothing to say it of.
    if (article.cut.length > 0 && article.sure) notices.push(this.message('onlyThese'));
    if (pageCut) notices.push(this.message('pageCut'));
    if (overBudget) notices.push(this.message('overBudget'));
    if (notices.length === 0) return null;
    return build('div', { class: 'notices', role: 'note' }, ...notices.map((notice) => build('p', {}, notice)));
  }

  /** How much of the article the page served, and why it is thought to be cut. @returns {string[]} */
  served() {
    const { words, whole, unseen, free, cut } = this.brief.article;
    // What the page says of itself stands right behind "the page served".
    const signs = [...cut.filter((sign) => sign === 'notFree'), ...cut.filter((sign) => sign !== 'notFree' && sign !== 'fewerWords')];
    const reasons = new Intl.ListFormat(this.locale, { type: 'conjunction' }).format(signs.map((sign) => this.reasonOfCut(sign)));
    const served = this.counted('words', words);
    if (whole !== null && cut.includes('fewerWords')) {
      const numbers = [words, about(whole)].map((count) => count.toLocaleString(this.locale));
      return [reasons ? this.message('servedOf', ...numbers, reasons) : this.message('servedOfOnly', ...numbers)];
    }
    if (reasons) return [this.message('servedPart', served, reasons)];
    if (free === false) return [this.message('servedNotFree', served)];
    return unseen >= UNSEEN ? [this.message('unseen', this.counted('words', unseen))] : [];
  }

  /** @param {Brief['article']['cut'][number]} sign */
  reasonOfCut(sign) {
    const { page, unseen } = this.brief.article;
    if (sign === 'morePages' && page?.of) return this.message('cut_pageOf', String(page.number), String(page.of));
    return this.message(`cut_${sign}`, this.counted('words', unseen));
  }

  /**
   * Where it is not sure that this is an article: that first, and the facts behind a button.
   *
   * @param {(HTMLElement | null)[]} facts
   */
  doubt(facts) {
    const held = facts.filter((section) => section !== null);
    const kept = build('div', { id: 'facts' }, ...held);
    const button = build('button', { type: 'button', class: 'anyway', 'aria-controls': 'facts' });
    /** @param {boolean} isShown */
    const draw = (isShown) => {
      kept.hidden = !isShown;
      button.setAttribute('aria-expanded', String(isShown));
      button.textContent = this.message(isShown ? 'hideThem' : 'showAnyway');
    };
    listen(button, () => draw(button.getAttribute('aria-expanded') === 'false'));
    draw(false);
    const notice = build(
      'div',
      { class: 'doubt', role: 'note' },
      build('h3', {}, this.message('notSureTitle')),
      build('p', {}, this.message('notSureText')),
      held.length > 0 ? button : null,
    );
    return [notice, this.notices(), kept];
  }

  /** The publisher's own words on the story; the summary leaves out what they say. */
  dek() {
    const { dek } = this.brief.article;
    return dek ? [build('li', {}, this.words(dek))] : [];
  }

  /**
   * The key sentences in the article's order; those that are less sure behind "more", each in its place among the others.
   *
   * @param {boolean} isOpen  whether all are seen at once
   */
  sentences(isOpen) {
    const { sentences } = this.brief.summary;
    const items = sentences.map((sentence) => {
      const given = sentence.given.map((given) => this.given(given));
      const lessSure = sentence.isFirst ? null : build('p', { class: 'ours' }, this.message('lessSure'));
      return build('li', {}, this.words(sentence, [], sentence.isCut ? 'cut' : ''), ...given, lessSure);
    });
    const heldBack = items.filter((_, index) => !sentences[index].isFirst);
    return this.list(this.message('summary'), items, heldBack, 'sentences', isOpen);
  }

  /**
   * Whom a word of a key sentence stands for: the word, and the name where it stands.
   *
   * @param {SentenceBrief['given'][number]} given
   */
  given({ words, name }) {
    const pronoun = build('span', { class: 'ours', ...this.ofArticle() }, `${words}:`);
    return build('p', { class: 'given' }, pronoun, ' ', this.words(name, [], 'inline'));
  }

  /** @param {NumberBrief} fact */
  number(fact) {
    const other = fact.other && build('p', { class: 'other' }, build('span', { class: 'ours' }, this.message('alsoSays')), ' ', this.words(fact.other, [], 'inline'));
    return build('li', {}, this.wordsWith(fact, 'value', fact.what), other);
  }

  /** @param {EntityBrief} fact */
  person(fact) {
    return build('li', {}, this.entity(fact, true), fact.role && this.words(fact.role, [], 'role'));
  }

  /** @param {EntityBrief} fact */
  name(fact) {
    return build('li', {}, this.entity(fact, false));
  }

  /**
   * A name that leads to its mentions, one after the other.
   *
   * @param {EntityBrief} fact
   * @param {boolean} inWords  whether the count is spelt out
   */
  entity({ name, mentions }, inWords) {
    const others = mentions.filter((place) => !isSamePlace(place, name.place));
    const all = [name.place, ...others];
    let turn = -1;
    const count = build('span', { class: 'count', 'aria-hidden': inWords ? null : 'true' });
    count.textContent = inWords ? this.counted('mentions', all.length) : String(all.length);
    /** @param {HTMLElement} button */
    const show = (button) => {
      turn = (turn + 1) % all.length;
      const place = all[turn];
      const words = { text: turn === 0 ? name.text : '', place };
      this.show(button, words, all.filter((other) => other !== place));
      if (all.length > 1) speak(this.status, this.message('mentionOf', String(turn + 1), String(all.length)));
    };
    return this.button(name, 'entity', show, all.length > 1 ? count : null);
  }

  /** The time line, what is past and what is coming apart, with the other dates behind "more"; without one, the dates as they matter. */
  dates() {
    const { dates, first } = this.brief;
    const line = dates.filter(({ turn }) => turn !== null).sort((a, b) => Number(a.turn) - Number(b.turn));
    const groups = /** @type {const} */ (['past', 'coming']).flatMap((side) => {
      const items = line.filter((fact) => fact.side === side).map((fact) => this.date(fact));
      return items.length === 0 ? [] : [build('li', { class: 'side' }, build('h4', {}, this.message(side)), build('ul', { class: 'list' }, ...items))];
    });
    const others = dates.filter(({ turn }) => turn === null).map((fact) => this.date(fact));
    return this.section(this.message('dates'), [...groups, ...others], groups.length || first.dates, 'dates');
  }

  /** @param {DateBrief} fact */
  date(fact) {
    const ours = fact.resolved && fact.value ? this.day(fact.value) : '';
    return build('li', {}, this.wordsWith(fact, 'when', fact.what, ours ? build('span', { class: 'ours' }, ours) : null));
  }

  /** @param {QuoteBrief} fact */
  quote(fact) {
    const speaker = fact.speaker ?? fact.source;
    return build(
      'li',
      {},
      build('blockquote', {}, ...fact.content.map((words) => this.words(words))),
      build(
        'p',
        { class: 'speaker' },
        speaker ? this.words(speaker, [], 'inline') : build('span', { class: 'ours' }, this.message('notNamed')),
        fact.kind === 'indirect' ? build('span', { class: 'ours' }, this.message('indirect')) : null,
      ),
    );
  }

  footer() {
    const { held, total } = this.options.count;
    const { sure } = this.brief.article;
    const text = total > 0 ? this.message(sure ? 'factsHeld' : 'factsHeldInPage', String(held), String(total)) : this.message('noFacts');
    const { names } = this.brief;
    return build(
      'footer',
      {},
      build('p', { class: 'held' }, text),
      names === 'all' ? null : build('p', {}, this.message(names === 'people' ? 'namesOfPeople' : 'namesNone')),
      build('p', {}, this.message('local')),
    );
  }

  /**
   * A list under its heading, the first few items shown; null when it is empty.
   *
   * @param {string} title
   * @param {HTMLElement[]} items
   * @param {number} first
   * @param {string} kind
   */
  section(title, items, first, kind) {
    return this.list(title, items, items.slice(first), kind);
  }

  /**
   * A list under its heading, the rest of its items behind a button; null when it is empty.
   *
   * @param {string} title
   * @param {HTMLElement[]} items
   * @param {HTMLElement[]} rest  some of these
   * @param {string} kind
   * @param {boolean} [isOpen]  whether the rest is seen from the start
   */
  list(title, items, rest, kind, isOpen = false) {
    if (items.length === 0) return null;
    const list = build('ul', { class: 'list' }, ...items);
    const more = build('button', { type: 'button', class: 'plain more' });
    /** @param {boolean} isOpen */
    const draw = (isOpen) => {
      for (const item of rest) item.hidden = !isOpen;
      more.setAttribute('aria-expanded', String(isOpen));
      const [open, close] = rest.length < items.length ? /** @type {const} */ (['more', 'fewer']) : /** @type {const} */ (['show', 'hide']);
      more.textContent = isOpen ? this.message(close) : this.counted(open, rest.length);
      more.setAttribute('aria-label', `${title}: ${more.textContent}`);
    };
    const isLastHeldBack = rest.includes(items[items.length - 1]);
    listen(more, () => {
      const isOpening = more.getAttribute('aria-expanded') === 'false';
      draw(isOpening);
      // What comes right above the button is to be read from its start; what came among the others or went has only moved it.
      if (!isOpening || !isLastHeldBack) more.scrollIntoView({ block: 'nearest' });
    });
    draw(isOpen);
    return build('section', { class: kind }, build('h3', {}, title), list, rest.length > 0 ? more : null);
  }

  /**
   * Words of the article: a button that leads to their place, or plain words that say where else they come from.
   *
   * @param {Excerpt} excerpt
   * @param {Place[]} [also]
   * @param {string} [look]
   */
  words(excerpt, also = [], look = '') {
    if (excerpt.place.length === 0) {
      const words = build('span', { 'data-words': '', ...this.ofArticle() }, excerpt.text);
      return build('span', { class: `head ${look}` }, words, ' ', build('span', { class: 'ours' }, this.message('fromHead')));
    }
    return this.button(excerpt, look, (button) => this.show(button, excerpt, also));
  }

  /**
   * A fact's words over the words that say what it is of; both are marked together.
   *
   * @param {Excerpt} excerpt
   * @param {string} look
   * @param {Excerpt | null} what
   * @param {HTMLElement | null} [ours]
   */
  wordsWith(excerpt, look, what, ours = null) {
    const second = what && build('span', { class: 'what', 'data-place': JSON.stringify(what.place), 'data-words': '', ...this.ofArticle() }, what.text);
    return this.button(excerpt, look, (button) => this.show(button, excerpt, what ? [what.place] : []), ours, second);
  }

  /**
   * @param {Excerpt} excerpt
   * @param {string} look
   * @param {(button: HTMLElement) => void} onclick
   * @param {(HTMLElement | null)[]} beside
   */
  button({ text, place }, look, onclick, ...beside) {
    const words = build('span', { class: 'words', 'data-words': '', ...this.ofArticle() }, text);
    const button = build('button', { type: 'button', class: `to ${look}`, 'data-place': JSON.stringify(place) }, words);
    for (const part of beside) if (part) button.append(' ', part);
    listen(button, () => onclick(button));
    return button;
  }

  /** @param {HTMLElement} button @param {Excerpt} target @param {Place[]} also */
  show(button, target, also) {
    this.current?.removeAttribute('aria-current');
    button.setAttribute('aria-current', 'true');
    this.current = button;
    speak(this.status, '');
    this.options.onShow(target, also);
  }

  /** Attributes of words in the article's language. */
  ofArticle() {
    return { lang: this.brief.language || null, dir: 'auto' };
  }

  /**
   * A day, month or year in our words, also with a time or as a range; other values ("2025-W12") as they are.
   *
   * @param {string} value
   * @param {'long' | null} [weekday]  null for none
   * @returns {string}
   */
  day(value, weekday = 'long') {
    const [, year, month, day, hour, minute] =
      /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d)(?::(\d\d))?)?$/.exec(value) ?? [];
    if (!year) {
      const ends = value.split('/');
      return ends.length === 1 ? value : ends.map((end) => this.day(end, null)).join(' – ');
    }
    const date = new Date(
      Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1), Number(hour ?? 0), Number(minute ?? 0)),
    );
    if (Number.isNaN(date.getTime())) return value;
    return new Intl.DateTimeFormat(this.locale, {
      timeZone: 'UTC',
      year: 'numeric',
      month: month ? 'long' : undefined,
      day: day ? 'numeric' : undefined,
      weekday: day && weekday ? weekday : undefined,
      hour: hour ? 'numeric' : undefined,
      minute: minute ? 'numeric' : undefined,
    }).format(date);
  }
}

/**
 * Says something in passing; it goes away by itself.
 *
 * @param {HTMLElement} status
 * @param {string} words
 * @param {boolean} [isSeen]  whether the reader's eyes have it already, so that only a screen reader need say it
 */
function speak(status, words, isSeen = false) {
  status.textContent = words;
  status.classList.toggle('seen', isSeen);
  const gone = () => {
    if (status.textContent === words) status.textContent = '';
  };
  if (words) setTimeout(gone, SPOKEN);
}

function cross() {
  const space = 'http://www.w3.org/2000/svg';
  const drawing = document.createElementNS(space, 'svg');
  const path = document.createElementNS(space, 'path');
  drawing.setAttribute('viewBox', '0 0 16 16');
  drawing.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', 'M3 3l10 10M13 3L3 13');
  drawing.append(path);
  return drawing;
}

/** @param {Place} a @param {Place} b */
function isSamePlace(a, b) {
  return a.length === b.length && a.every((piece, i) => piece.every((value, j) => value === b[i][j]));
}

/** A number of words with two digits that count: 1,247 is about 1,200. @param {number} words */
function about(words) {
  const step = 10 ** Math.max(0, String(words).length - 2);
  return Math.round(words / step) * step;
}
