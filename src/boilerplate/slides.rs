//! Blocks -> the slides of a gallery that stands beside a story or between its paragraphs.
//!
//! In: the blocks, their setting and what the weights say of each. Out: by block, whether it is a slide's. Method: the slides
//! of a gallery count themselves, "3/50", and follow one another; each reaches to the next, the last as far as most of
//! them. Their texts are captions of pictures, each of another event, and read like paragraphs. A page whose own text is
//! its slides, with little beside them, has none.
//! Not here: what they are called (`label.rs`).

use super::setting::Setting;
use crate::block::Blocks;

/// So many slides make a gallery.
const LEAST_SLIDES: usize = 4;
/// A slide has at most so many blocks.
const MOST_BLOCKS: usize = 12;
/// A story beside the slides has so many likely words.
const LEAST_STORY: f32 = 100.0;

/// By block: whether it belongs to a slide.
pub fn slides(blocks: &Blocks, setting: &Setting, scores: &[f32]) -> Vec<bool> {
    let mut is_slide = vec![false; blocks.list.len()];
    // Where the slides begin that have followed one another so far, and of how many.
    let mut starts: Vec<usize> = Vec::new();
    let mut of = 0;
    let mut mark = |starts: &[usize]| {
        if starts.len() >= LEAST_SLIDES {
            let mut lengths: Vec<usize> = starts.windows(2).map(|pair| pair[1] - pair[0]).collect();
            lengths.sort_unstable();
            let end = (starts[starts.len() - 1] + lengths[lengths.len() / 2]).min(is_slide.len());
            is_slide[starts[0]..end].fill(true);
        }
    };
    for (i, block) in blocks.list.iter().enumerate().filter(|(_, block)| !block.is_hidden) {
        let Some((number, all)) = counter(block.span.of(&blocks.prose.text)) else { continue };
        let is_next = starts.last().is_some_and(|last| i - last <= MOST_BLOCKS);
        if !(is_next && all == of && number == starts.len() + 1) {
            mark(&starts);
            starts.clear();
        }
        if !starts.is_empty() || number == 1 {
            starts.push(i);
            of = all;
        }
    }
    mark(&starts);
    let shown = (0..scores.len()).filter(|&i| !is_slide[i] && !blocks.list[i].is_hidden && scores[i] > 0.0);
    if shown.map(|i| setting.mass[i]).sum::<f32>() < LEAST_STORY {
        is_slide.fill(false);
    }
    is_slide
}

/// "3/50 Rain at last" -> 3 and 50.
fn counter(text: &str) -> Option<(usize, usize)> {
    let (number, rest) = number(text)?;
    let (all, rest) = self::number(rest.trim_start().strip_prefix('/')?.trim_start())?;
    let is_whole = rest.chars().next().is_none_or(char::is_whitespace);
    (is_whole && number >= 1 && number <= all).then_some((number, all))
}

/// A number of at most three digits and what follows it.
fn number(text: &str) -> Option<(usize, &str)> {
    let digits = text.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let number = text.get(..digits).filter(|_| digits <= 3)?.parse().ok()?;
    Some((number, &text[digits..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block;
    use crate::html;

    /// For each block of a page 's' if it is a slide's, else '-'; all blocks look like the story's.
    fn marked(body: &str) -> String {
        let page = html::page(body, "");
        let blocks = block::blocks(&page);
        let setting = Setting::of(&page, &blocks);
        let slides = slides(&blocks, &setting, &vec![1.0; blocks.list.len()]);
        slides.into_iter().map(|is_slide| if is_slide { 's' } else { '-' }).collect()
    }

    fn gallery(of: usize) -> String {
        (1..=of).map(|n| format!("<h2>{n}/{of} A quay</h2><p>Boats lay at the quay again.</p>")).collect()
    }

    fn story() -> String {
        format!("<p>{}</p>", "The storm took the roof of the hall. ".repeat(20))
    }

    #[test]
    fn slides_between_paragraphs_are_found_to_the_end_of_the_last() {
        let page = format!("{}{}{}", story(), gallery(5), story());
        assert_eq!(marked(&page), "-ssssssssss-");
    }

    #[test]
    fn a_long_slide_takes_nothing_from_the_text_behind_the_last() {
        let slides =
            gallery(5).replacen("<h2>4/5", "<p>More</p><p>And more</p><p>And yet more</p><h2>4/5", 1);
        assert_eq!(marked(&format!("{}{slides}{}", story(), story())), "-sssssssssssss-");
    }

    #[test]
    fn a_page_that_is_its_slides_has_none() {
        assert_eq!(marked(&format!("<p>Boats lay there.</p>{}", gallery(5))), "-".repeat(11));
    }

    #[test]
    fn fractions_days_and_few_are_no_gallery() {
        for lines in [
            "<p>1/2 spoon</p><p>1/4 litre</p><p>3/4 litre</p><p>1/2 onion</p>",
            "<p>1/4/2020</p><p>2/4/2020</p><p>3/4/2020</p><p>4/4/2020</p>",
            "<p>1/3 A</p><p>2/3 B</p><p>3/3 C</p>",
            "<p>2/5 B</p><p>3/5 C</p><p>4/5 D</p><p>5/5 E</p>",
        ] {
            let page = format!("{}{lines}", story());
            assert!(!marked(&page).contains('s'), "{lines}");
        }
    }

    #[test]
    fn counters_far_apart_are_no_gallery() {
        let lines: String =
            (1..=5).map(|n| format!("<p>{n}/5</p>{}", "<p>And rain</p>".repeat(13))).collect();
        assert!(!marked(&format!("{}{lines}", story())).contains('s'));
    }

    #[test]
    fn a_counter_is_two_numbers_and_no_more() {
        assert_eq!(counter("3/50 Rain"), Some((3, 50)));
        assert_eq!(counter("3 / 50"), Some((3, 50)));
        for other in ["3/50th", "9/5 x", "0/4", "1234/5000", "3/", "/3", "", "3,5/6"] {
            assert_eq!(counter(other), None, "{other}");
        }
    }
}
