//! The story as it was found: how much running text it is, how it reads, and what stands beside it.
//!
//! In: the judged blocks. Out: the features of the story's paragraphs, of rows of like cards, of prices and of labels.

use super::{Features, ParagraphKind, Sight};
use crate::boilerplate::Label;
use crate::boilerplate::features::log;

impl Features {
    /// The story's own paragraphs.
    pub(super) fn story(&mut self, sight: &Sight) {
        let Sight { judgement, body, .. } = sight;
        let text: Vec<usize> =
            body.iter().filter(|p| p.kind != ParagraphKind::Heading).map(|p| p.block.index()).collect();
        let words = |i: usize| sight.words(i);
        let count = text.len().max(1) as f32;
        let share = |of: &dyn Fn(usize) -> bool| text.iter().filter(|i| of(**i)).count() as f32 / count;
        let mean = |of: &dyn Fn(usize) -> f32| text.iter().map(|i| of(*i)).sum::<f32>() / count;
        let total: f32 = text.iter().map(|i| words(*i)).sum();
        let seen = &judgement.features;
        self.words = log(total);
        self.paragraphs = log(text.len() as f32);
        self.long_paragraphs = share(&|i| words(i) >= 40.0);
        self.short_paragraphs = share(&|i| words(i) < 12.0);
        self.mean_paragraph = log(total / count);
        self.sentences_ended = share(&|i| seen[i].ends_like_a_sentence > 0.0);
        self.quoted_paragraphs = share(&|i| seen[i].has_quote > 0.0);
        let headings = body.iter().filter(|p| p.kind == ParagraphKind::Heading).count() as f32;
        self.words_by_heading = log(total / (headings + 1.0));
        self.function_words = mean(&|i| seen[i].function_words);
        self.commas = mean(&|i| seen[i].commas);
        self.questions = share(&|i| seen[i].has_question > 0.0);
        self.story_links = mean(&|i| seen[i].link_density);
        self.cards = mean(&|i| seen[i].cards);
        self.card_links = mean(&|i| seen[i].card_links);
        self.mean_score = mean(&|i| judgement.scores[i]);
        self.low_scores = share(&|i| judgement.scores[i] < 1.0);
        self.best_score = text.iter().map(|i| judgement.scores[*i]).fold(-9.0, f32::max);
        self.core_seed = mean(&|i| seen[i].core_seed);
        self.in_core = share(&|i| seen[i].in_core > 0.0);
        self.in_story = mean(&|i| seen[i].in_story);
        let prices: Vec<f32> = (0..sight.blocks.list.len()).map(|i| prices(sight.text(i)) as f32).collect();
        let all_prices = |of: &[usize]| of.iter().map(|i| prices[*i]).sum::<f32>();
        self.story_prices = all_prices(&text) / total.max(20.0) * 100.0;
        self.prices = log(all_prices(&sight.shown().collect::<Vec<_>>()));
        self.prices_inside = log(all_prices(&sight.inside().collect::<Vec<_>>()));
        self.beside(sight);
    }

    /// What stands beside it.
    fn beside(&mut self, sight: &Sight) {
        let Sight { blocks, judgement, .. } = sight;
        let shown: Vec<usize> = sight.shown().collect();
        let is_body = |i: usize| matches!(judgement.verdicts[i].label, Label::Body | Label::Heading);
        let words = |of: &dyn Fn(usize) -> bool| {
            shown.iter().filter(|i| of(**i)).map(|i| blocks.list[*i].words as f32).sum::<f32>()
        };
        let all = words(&|_| true).max(1.0);
        self.page_links =
            shown.iter().map(|i| blocks.list[*i].words as f32 * blocks.list[*i].link_density()).sum::<f32>()
                / all;
        self.story_share = words(&is_body) / all;
        let first = sight.body.first().map_or(0, |paragraph| paragraph.block.index());
        let inside: Vec<usize> = sight.inside().filter(|i| *i >= first).collect();
        self.story_spread =
            inside.iter().filter(|i| is_body(**i)).count() as f32 / inside.len().max(1) as f32;
        let turns = inside.windows(2).filter(|two| is_body(two[0]) != is_body(two[1])).count();
        self.islands = log(turns as f32 / 2.0);
        // Lines of the story right below a linked line, as teasers stand.
        let is_link = |i: &usize| blocks.list[*i].link_density() > 0.8 && blocks.list[*i].words >= 3;
        let is_line = |i: usize| judgement.verdicts[i].label == Label::Body && blocks.list[i].words >= 5;
        let lines: Vec<usize> = (0..shown.len()).filter(|at| is_line(shown[*at])).collect();
        let below = lines.iter().filter(|at| shown[at.saturating_sub(2)..**at].iter().any(is_link)).count();
        self.teasers = below as f32 / lines.len().max(1) as f32;
        let rows = shown.iter().map(|i| judgement.features[*i].cards);
        self.biggest_row = rows.clone().fold(-1.0, f32::max);
        self.rows = rows.filter(|cards| *cards > 2.0).count() as f32 / shown.len().max(1) as f32;
        let label = |wanted: Label| {
            shown
                .iter()
                .filter(|i| judgement.verdicts[**i].label == wanted)
                .map(|i| blocks.list[*i].words)
                .sum::<u32>() as f32
        };
        self.comments = log(label(Label::Comments));
        self.share = log(label(Label::Share));
        self.byline = log(label(Label::Byline));
        self.date = log(label(Label::Dateline));
    }
}

/// Signs of money.
const MONEY: [char; 11] = ['$', '€', '£', '¥', '₹', '₽', '₩', '₺', '₴', '₫', '฿'];

/// How many signs of money stand beside a digit.
fn prices(text: &str) -> u32 {
    let is_money = |c: char| MONEY.contains(&c);
    // Most texts hold none, and few pairs of bytes begin one. (Without a way out of its loop: so it takes many at once.)
    let may_begin = |pair: &[u8]| {
        (pair[0] == b'$')
            | (pair[1] == b'$')
            | (pair[0] == 0xc2) & ((pair[1] == 0xa3) | (pair[1] == 0xa5))
            | (pair[0] == 0xe2) & (pair[1] == 0x82)
            | (pair[0] == 0xe0) & (pair[1] == 0xb8)
    };
    if !text.as_bytes().windows(2).fold(false, |any, pair| any | may_begin(pair)) || !text.contains(is_money)
    {
        return 0;
    }
    let (mut count, mut before) = (0, ['x'; 2]);
    let mut was_money = false;
    for c in text.chars() {
        let is_digit = c.is_ascii_digit();
        if is_money(c)
            && (before[1].is_ascii_digit() || (before[1].is_whitespace() && before[0].is_ascii_digit()))
        {
            count += 1;
            was_money = false;
        } else if is_money(c) {
            was_money = true;
        } else {
            count += u32::from(was_money && is_digit);
            was_money &= c == ' ' || c == '\u{a0}';
        }
        before = [before[1], c];
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_counted() {
        for (text, count) in
            [("$9.99 or 12 €", 2), ("US$ 5", 1), ("the $ sign", 0), ("5 million", 0), ("£1, £2", 2)]
        {
            assert_eq!(prices(text), count, "{text}");
        }
        for sign in MONEY {
            assert_eq!(prices(&format!("{sign} 5")), 1, "{sign}");
        }
    }
}
