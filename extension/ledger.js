/**
 * The ledger: what was hidden in the page, each with its kind, its first words and the reason, and how to have it back.
 *
 * In: hidden appeals, those of the Brief and those that come later. Out: a section of the sidebar, and what the reader asks for.
 * The publisher's own support link is kept here by name, with its host in full: the one address in the sidebar.
 * Not here: the page. What hides and shows is `onHide`'s business.
 *
 * @import { Hidden } from './brief.js'
 */

import { build, listen } from './element.js';

/**
 * @typedef {object} LedgerOptions
 * @property {(name: string, ...values: string[]) => string} message
 * @property {(name: string, count: number) => string} counted  a message in the number of `count`
 * @property {(parts: string[]) => string} list  parts joined as a sentence joins them
 * @property {() => Record<string, string | null>} ofArticle  attributes of words in the article's language
 * @property {(words: string) => void} say  tells those who do not see the change
 * @property {string | null} site  the publisher's name
 * @property {string} base  the address against which the publisher's own links resolve
 * @property {(index: number, isHidden: boolean) => void} onHide  the reader shows (false) or hides (true) an appeal
 */

/** A line of the ledger.
 * @typedef {{ item: Hidden, isHidden: boolean, isLeft: boolean, button: HTMLButtonElement, times: HTMLElement, note: HTMLElement }} Line */

/** The longest start of a hidden appeal that is shown, in UTF-16 units. */
const FIRST_WORDS = 120;
/** The longest word that may be a button's, in UTF-16 units. */
const BUTTON = 12;
/** The most reasons that are told, the strongest first. */
const REASONS = 3;
/** Kinds whose page supports the publisher, the one that asks for least in return first. */
const SUPPORT = ['donation', 'membership', 'subscription'];

export class Ledger {
  /** @param {LedgerOptions} options @param {Hidden[]} hidden */
  constructor(options, hidden) {
    this.options = options;
    const { message } = options;
    /** @type {Line[]} */
    this.lines = [];
    this.title = build('h3', { id: 'ledger', tabindex: -1 });
    this.all = build('button', { type: 'button', class: 'plain' });
    this.items = build('ul', {});
    this.support = build('div', { class: 'support' });
    this.element = build(
      'section',
      { class: 'hidden', 'aria-labelledby': 'ledger' },
      build('div', { class: 'row' }, this.title, this.all),
      this.items,
      this.support,
    );
    /** The count at the sidebar's head; it leads here, past all facts. */
    this.lead = build('button', { type: 'button', class: 'plain lead', 'aria-description': message('toLedger') });
    listen(this.lead, () => {
      this.title.focus({ preventScroll: true });
      this.element.scrollIntoView({ block: 'start', behavior: 'instant' });
    });
    listen(this.all, () => {
      const hide = !this.lines.some(({ isHidden }) => isHidden);
      this.lines.forEach((_, index) => this.set(index, hide));
      this.draw();
      options.say(this.title.textContent ?? '');
    });
    for (const item of hidden) this.append(item);
    this.draw();
  }

  /** One more appeal, hidden while the sidebar is open. @param {Hidden} item */
  add(item) {
    this.append(item);
    this.draw();
    this.options.say(this.title.textContent ?? '');
  }

  /**
   * Brings a line in step with the page.
   *
   * @param {number} index
   * @param {{ isHidden: boolean, isLeft: boolean, times: number }} now  whether the page keeps putting it back, so that it is left alone; its copies
   */
  update(index, { isHidden, isLeft, times }) {
    const line = this.lines[index];
    line.times.textContent = times > 1 ? this.options.counted('times', times) : '';
    if (line.isHidden === isHidden && line.isLeft === isLeft) return;
    const hadFocus = line.button.matches(':focus');
    line.isHidden = isHidden;
    if (isLeft && !line.isLeft) {
      line.isLeft = true;
      line.note.textContent = this.options.message('leftAlone');
      line.button.remove();
      if (hadFocus) this.title.focus({ preventScroll: true });
    }
    this.draw();
    this.options.say((isLeft ? line.note : this.title).textContent ?? '');
  }

  /** The article has left the page: what the lines tell of is there no longer to be shown or hidden. */
  end() {
    const hadFocus = [this.all, ...this.lines.map(({ button }) => button)].some((button) => button.matches(':focus'));
    for (const { button } of [...this.lines, { button: this.all }]) button.remove();
    if (hadFocus) this.title.focus({ preventScroll: true });
  }

  /** @param {Hidden} item */
  append(item) {
    const { message, ofArticle, say } = this.options;
    const index = this.lines.length;
    const button = build('button', { type: 'button', class: 'plain', 'aria-describedby': `appeal-${index}` });
    const times = build('span', { class: 'ours' });
    const note = build('p', { class: 'left-alone' });
    this.lines.push({ item, isHidden: true, isLeft: false, button, times, note });
    listen(button, () => {
      this.set(index, !this.lines[index].isHidden);
      this.draw();
      say(this.title.textContent ?? '');
    });
    this.items.append(
      build(
        'li',
        {},
        build('div', { class: 'row' }, build('h4', {}, message(`appeal_${item.kind}`), ' ', times), button),
        build('p', { class: 'quoted', id: `appeal-${index}`, ...ofArticle() }, firstWords(item.text)),
        build('p', { class: 'why' }, this.reasons(item)),
        note,
      ),
    );
  }

  /** @param {number} index @param {boolean} hide */
  set(index, hide) {
    const line = this.lines[index];
    if (line.isLeft || line.isHidden === hide) return;
    line.isHidden = hide;
    this.options.onHide(index, hide);
  }

  draw() {
    const { message, counted } = this.options;
    const left = this.lines.filter(({ isHidden }) => isHidden).length;
    this.element.hidden = this.lines.length === 0;
    this.title.textContent = left > 0 ? counted('appealsHidden', left) : message('appealsShown');
    this.lead.hidden = this.lines.length === 0;
    this.lead.textContent = this.title.textContent;
    this.all.hidden = this.lines.filter(({ isLeft }) => !isLeft).length < 2;
    this.all.textContent = message(left > 0 ? 'showAll' : 'hideAll');
    for (const { item, isHidden, button } of this.lines) {
      button.textContent = message(isHidden ? 'show' : 'hideAgain');
      button.setAttribute('aria-label', `${button.textContent}: ${message(`appeal_${item.kind}`)}`);
    }
    const link = this.link();
    this.support.replaceChildren(...(link ? [link] : []));
    this.support.hidden = link === null;
  }

  /** What spoke for hiding, as one sentence. @param {Hidden} item */
  reasons({ kind, because }) {
    const { message, list } = this.options;
    const reasons = because.map((code) => (code === 'words' && message(`asks_${kind}`)) || message(`because_${code}`)).filter(Boolean);
    return message('because', list(reasons.slice(0, REASONS)));
  }

  /** The publisher's own page for supporters: the ask is moved here, not deleted. */
  link() {
    const { message, ofArticle, site, base } = this.options;
    for (const kind of SUPPORT) {
      for (const { item } of this.lines) {
        const url = item.kind === kind && item.link && webAddress(item.link.href, base);
        if (!url) continue;
        const name = site ? message(`support_${kind}`, site) : '';
        const words = name ? [name] : [build('span', ofArticle(), item.link?.text || message('support'))];
        const address = build('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer', dir: 'auto' }, ...words);
        return build('p', {}, address, ' ', build('span', { class: 'host', dir: 'ltr' }, url.host));
      }
    }
    return null;
  }
}

/** A link's address when it leads to the web; without the name and password that could pass for its host. @param {string} href @param {string} base */
function webAddress(href, base) {
  const url = URL.parse(href, base || undefined);
  if (!url || !['http:', 'https:'].includes(url.protocol)) return null;
  url.username = '';
  url.password = '';
  return url;
}

/** The start of a text, cut between words; its blocks stay lines. @param {string} text */
function firstWords(text) {
  const words = withoutButtons(text);
  if (words.length <= FIRST_WORDS) return words;
  const start = words.slice(0, FIRST_WORDS).replace(/[\ud800-\udbff]$/, '');
  const end = start.search(/\s\S*$/);
  return `${(end > FIRST_WORDS / 2 ? start.slice(0, end) : start).trimEnd()}…`;
}

/** Without short words on lines of their own before the first sentence, such as the "Close" of a pop-up. @param {string} text */
function withoutButtons(text) {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.length > BUTTON || line.includes(' '));
  return lines.slice(Math.max(first, 0)).join('\n');
}
