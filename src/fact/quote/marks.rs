//! Paragraphs -> the stretches that stand in quotation marks.
//!
//! In: the paragraphs of an article. Out: the outermost marked stretches, each with the paragraph it stands in; what is quoted
//! inside a quotation is part of it. Method: a stack of open marks for each paragraph, with the pairs of all languages in
//! one table, because publishers mix them. A mark that may open or close is decided by what stands beside it. A stretch left open at the
//! end of a paragraph goes on in the next one if that begins with an opening mark (the custom of English, French and Spanish
//! printers); otherwise the mark is taken for a slip and dropped. Apostrophes are no marks.
//! Not here: whether a stretch is a quotation.

use crate::span::Span;

/// A stretch in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    /// With its marks.
    pub outer: Span,
    /// Without them.
    pub inner: Span,
    /// Index of the paragraph.
    pub paragraph: u32,
    /// Whether it is left open because it goes on in the next stretch, at the start of the next paragraph.
    pub goes_on: bool,
}

/// Opening marks, and for each the marks that close it. Sources: Unicode 16, section 6.2 "Language-based usage of
/// quotation marks"; CLDR `delimiters`.
const PAIRS: &[(char, &[char])] = &[
    ('"', &['"', '”', '“']),
    ('\'', &['\'', '’']),
    // German, Danish
    ('»', &['«', '»']),
    // French, Spanish, Italian, Portuguese, Russian, Greek
    ('«', &['»']),
    ('‘', &['’', '\'']),
    // German, Czech
    ('‚', &['‘', '’', '\'']),
    ('‹', &['›']),
    ('›', &['‹', '›']),
    // English, Chinese; a second opening mark in place of the closing one is a common slip
    ('“', &['”', '"', '“']),
    // Swedish, Finnish
    ('”', &['”']),
    // German, Polish, Romanian, Hungarian
    ('„', &['“', '”', '"', '‟']),
    // Japanese, traditional Chinese
    ('「', &['」']),
    ('『', &['』']),
    ('〝', &['〟', '〞']),
    ('＂', &['＂']),
];

/// How deep quotations may stand inside each other; marks further in are read as text.
const MAX_DEPTH: usize = 4;

/// The outermost marked stretches of paragraphs given by their spans in `text`, in text order.
pub fn marked(text: &str, paragraphs: &[Span]) -> Vec<Marked> {
    let mut found = Vec::new();
    let mut carried: Option<char> = None;
    for (paragraph, &span) in (0..).zip(paragraphs) {
        let next_opens = |mark: char| {
            let next = paragraphs.get(paragraph as usize + 1).and_then(|next| next.of(text).chars().next());
            next.is_some_and(|next| next == mark || (mark == '«' && next == '»') || is_same(mark, next))
        };
        carried = scan(text, span, paragraph, carried, next_opens, &mut found);
    }
    found
}

/// Whether two opening marks are the same but for their print.
fn is_same(one: char, other: char) -> bool {
    matches!((one, other), ('“' | '"' | '”', '“' | '"' | '”'))
}

/// An open mark, and where the words behind it begin.
#[derive(Clone, Copy)]
struct Open {
    mark: char,
    start: usize,
    inner: usize,
    /// Start and end of the last mark that may have closed it.
    doubt: Option<(usize, usize)>,
}

/// Finds the stretches of one paragraph; returns the mark that is still open and goes on in the next.
fn scan(
    text: &str,
    span: Span,
    paragraph: u32,
    carried: Option<char>,
    next_opens: impl Fn(char) -> bool,
    found: &mut Vec<Marked>,
) -> Option<char> {
    let mut stack: Vec<Open> = Vec::new();
    let words = span.of(text);
    let mut before: Option<char> = None;
    let mut chars = words.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|&(_, c)| c);
        let (start, mut inner) = (span.start as usize + at, span.start as usize + at + c.len_utf8());
        let mut mark = c;
        // Two single marks are one double mark, typed.
        if (c == '\'' && after == Some('\'')) || (c == '`' && after == Some('`')) {
            chars.next();
            inner += 1;
            mark = '"';
        }
        let after = chars.peek().map(|&(_, c)| c);
        let before = before.replace(c);
        if !is_mark(mark) {
            continue;
        }
        let place = Place::new(before, after);
        if carried.is_some() && at == 0 {
            // The mark that the paragraph repeats is an opening one, whatever its print.
            stack.push(Open { mark: opening(mark), start, inner, doubt: None });
            continue;
        }
        match step(&stack, mark, place) {
            Step::Open => {
                if stack.len() < MAX_DEPTH {
                    stack.push(Open { mark, start, inner, doubt: None });
                }
            }
            Step::Restart => {
                stack.clear();
                stack.push(Open { mark, start, inner, doubt: None });
            }
            Step::Close(depth) => {
                let open = stack[depth];
                stack.truncate(depth);
                let outer = Span::new(open.start, inner);
                keep(found, Marked { outer, inner: Span::new(open.inner, start), paragraph, goes_on: false });
            }
            Step::Doubt(depth) => stack[depth].doubt = Some((start, inner)),
            Step::Skip => {}
        }
    }
    // What only a doubtful mark closes is closed by it.
    for open in stack.iter().rev() {
        if let Some((start, end)) = open.doubt {
            let (outer, inner) = (Span::new(open.start, end), Span::new(open.inner, start));
            keep(found, Marked { outer, inner, paragraph, goes_on: false });
        }
    }
    let open = stack.first().filter(|open| open.inner < span.end as usize && is_double(open.mark))?;
    if !next_opens(open.mark) {
        return None;
    }
    let end = span.end as usize;
    let (outer, inner) = (Span::new(open.start, end), Span::new(open.inner, end));
    keep(found, Marked { outer, inner, paragraph, goes_on: true });
    Some(open.mark)
}

/// Adds a stretch in place of those inside it: a stretch within one that is never closed stands for itself.
fn keep(found: &mut Vec<Marked>, marked: Marked) {
    while found.pop_if(|inner| inner.outer.start > marked.outer.start).is_some() {}
    found.push(marked);
}

enum Step {
    Open,
    /// The open mark before it was a slip: it opens anew.
    Restart,
    /// Closes the open mark at this depth and all inside it.
    Close(usize),
    /// Closes the open mark at this depth unless a later mark does.
    Doubt(usize),
    Skip,
}

fn step(stack: &[Open], mark: char, place: Place) -> Step {
    if is_apostrophe(mark) && place == Place::Inside {
        return Step::Skip;
    }
    let closed = stack.iter().rposition(|open| closes(open.mark, mark));
    let can_open = opens(mark) && !matches!(place, Place::After | Place::Plural | Place::Inside);
    let is_sure_to_open = can_open && place == Place::Before;
    match closed {
        Some(depth) => {
            let is_twin = !matches!(mark, '”' | '’' | '」' | '』' | '〟' | '〞' | '»' | '«' | '›' | '‹');
            if is_twin && is_sure_to_open {
                // A mark that can only open here, while one like it is open. Inside „…“ an English “ closes.
                if stack[depth].mark == '„' || stack[depth].mark == '‚' {
                    return Step::Close(depth);
                }
                // 'tis, '90s
                if is_apostrophe(mark) {
                    return Step::Skip;
                }
                return if depth == 0 { Step::Restart } else { Step::Skip };
            }
            if matches!(mark, '»' | '›') && stack[depth].mark == mark && place == Place::Before {
                return Step::Skip;
            }
            if is_apostrophe(mark) && place == Place::Plural {
                return Step::Doubt(depth);
            }
            Step::Close(depth)
        }
        None if is_sure_to_open => Step::Open,
        // French marks stand apart from their words; East Asian ones stand between characters.
        None if opens(mark) && matches!(mark, '«' | '「' | '『' | '〝' | '„' | '‚') => Step::Open,
        None if can_open && matches!(mark, '“' | '»' | '‹') => Step::Open,
        None if can_open && place == Place::Alone && mark == '"' && stack.is_empty() => Step::Open,
        None => Step::Skip,
    }
}

/// What stands beside a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Before a word and after none.
    Before,
    /// After a word or a stop and before none.
    After,
    /// After an s and before a blank: it closes, or it is the apostrophe of "the voters’ choice".
    Plural,
    /// Between two letters.
    Inside,
    /// Between blanks or other marks.
    Alone,
}

impl Place {
    fn new(before: Option<char>, after: Option<char>) -> Self {
        let is_edge = |c: Option<char>| {
            c.is_none_or(|c| {
                c.is_whitespace()
                    || matches!(c, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '¿' | '¡')
                    || is_mark(c)
            })
        };
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_behind = |c: Option<char>| {
            c.is_none_or(|c| {
                c.is_whitespace()
                    || matches!(
                        c,
                        '.' | ','
                            | ';'
                            | ':'
                            | '!'
                            | '?'
                            | ')'
                            | ']'
                            | '—'
                            | '–'
                            | '-'
                            | '…'
                            | '。'
                            | '、'
                            | '，'
                    )
                    || is_mark(c)
            })
        };
        let is_blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        if is_word(before) && is_word(after) {
            Place::Inside
        } else if is_edge(before)
            && !is_blank(after)
            && (is_word(after) || is_blank(before) || !is_behind(after))
        {
            Place::Before
        } else if before == Some('s') && after == Some(' ') {
            Place::Plural
        } else if !is_blank(before) && is_behind(after) {
            Place::After
        } else {
            Place::Alone
        }
    }
}

fn is_mark(c: char) -> bool {
    // Most characters are letters and spaces.
    !(c.is_ascii_alphanumeric() || c == ' ')
        && PAIRS.iter().any(|(open, close)| *open == c || close.contains(&c))
}

fn opens(mark: char) -> bool {
    PAIRS.iter().any(|(open, _)| *open == mark)
}

fn closes(open: char, mark: char) -> bool {
    PAIRS.iter().any(|(o, close)| *o == open && close.contains(&mark))
}

/// The mark that opens, where a paragraph repeats a mark in the shape of a closing one.
fn opening(mark: char) -> char {
    match mark {
        '”' => '“',
        _ => mark,
    }
}

fn is_double(mark: char) -> bool {
    !matches!(mark, '\'' | '‘' | '‚' | '‹' | '›')
}

fn is_apostrophe(mark: char) -> bool {
    matches!(mark, '\'' | '’')
}
