/** The Brief as the core gives it; `src/brief.rs` says what each field means. Types only: nothing of this is shipped. */

/** `[node, start, end]`: a stretch of the snapshot's text node, in UTF-16 code units of its data. */
export type Piece = [node: number, start: number, end: number];

/** Pieces in document order; empty for words that stand only in the page's head. */
export type Place = Piece[];

export interface Excerpt {
  text: string;
  place: Place;
}

export interface Brief {
  format: number;
  url: string;
  language: string;
  direction: 'ltr' | 'rtl';
  article: {
    headline: Excerpt | null;
    dek: Excerpt | null;
    byline: Excerpt[];
    published: Stamp | null;
    modified: Stamp | null;
    notes: Note[];
    site: string | null;
    words: number;
    paragraphs: number;
    whole: number | null;
    unseen: number;
    page: { number: number; of: number | null } | null;
    free: boolean | null;
    cut: ('gate' | 'notFree' | 'fewerWords' | 'stopsShort' | 'hidden' | 'morePages')[];
    confidence: number;
    sure: boolean;
  };
  summary: { words: number; sentences: SentenceBrief[] };
  people: EntityBrief[];
  organisations: EntityBrief[];
  places: EntityBrief[];
  names: 'all' | 'people' | 'none';
  numbers: NumberBrief[];
  dates: DateBrief[];
  quotes: QuoteBrief[];
  first: Record<'people' | 'organisations' | 'places' | 'numbers' | 'dates' | 'quotes', number>;
  hidden: Hidden[];
  overBudget: boolean;
  pageCut: boolean;
}

export interface Stamp {
  day: string;
  written: Excerpt;
}

export interface Note extends Excerpt {
  kind: 'correction' | 'clarification' | 'update';
}

export interface SentenceBrief extends Excerpt {
  isCut: boolean;
  isFirst: boolean;
  given: { words: string; name: Excerpt }[];
}

export interface EntityBrief {
  name: Excerpt;
  role: Excerpt | null;
  mentions: Place[];
}

export interface NumberBrief extends Excerpt {
  kind: 'money' | 'percent' | 'count' | 'measure';
  value: string;
  to: string | null;
  unit: string | null;
  qualifier: string | null;
  per: string | null;
  converted: { value: string; unit: string } | null;
  what: Excerpt | null;
  other: Excerpt | null;
}

export interface DateBrief extends Excerpt {
  value: string | null;
  resolved: boolean;
  what: Excerpt | null;
  side: 'past' | 'coming' | null;
  turn: number | null;
}

export interface QuoteBrief {
  kind: 'direct' | 'mixed' | 'indirect';
  content: Excerpt[];
  speaker: Excerpt | null;
  source: Excerpt | null;
  cue: Excerpt | null;
}

export interface Hidden {
  kind: 'donation' | 'subscription' | 'membership' | 'newsletter' | 'registration' | 'app';
  node: number;
  text: string;
  because: ('words' | 'linkTarget' | 'formField' | 'name' | 'address' | 'unrelated' | 'position')[];
  link: { text: string; href: string } | null;
}
