//! Where the time goes: every stage of a page's reading with a clock between them. For `cargo xtask bench extract`, never shipped.
//!
//! In: a page and a clock. Out: the stages in order, each with its time in the clock's unit.
//! Not here: how a page is made of what a browser or a file holds, and how the brief leaves; the callers time these.

use std::hint::black_box;

use crate::boilerplate::{self, Weights};
use crate::{Options, Page, article, block, brief, fact, lang, sentence, summary};

/// Runs every stage once. A page without an article has no stage behind "article".
///
/// "hide" is how much longer all of the judgement takes than the labels alone, which are made twice for it.
pub fn stages(page: &Page, options: &Options, now: impl Fn() -> f64) -> Vec<(&'static str, f64)> {
    let mut stages = Vec::new();
    let mut since = now();
    let mut lap = |name| {
        stages.push((name, now() - since));
        since = now();
    };
    let weights = Weights::shipped();
    let blocks = block::blocks(page);
    lap("block");
    let language = lang::of_text(&page.head.lang, &blocks.prose.text);
    lap("lang");
    black_box(boilerplate::labelled(weights, page, &blocks, language, ""));
    lap("label");
    let judgement = boilerplate::judge(weights, page, &blocks, language, "");
    lap("hide");
    let article = article::article(weights, page, &blocks, &judgement, language)
        .filter(|article| article.is_article || options.anyway);
    lap("article");
    if let Some(found) = &article {
        let sentences = sentence::sentences(found, &blocks);
        lap("sentence");
        let text = fact::Text::new(found, &blocks, &sentences);
        let dates = fact::date::find(&text);
        lap("date");
        let numbers = fact::number::find(&text, &dates);
        lap("number");
        let entities = fact::entity::find(&text, &dates, &numbers);
        lap("entity");
        let (quotes, antecedents) = fact::quote::find_all(&text, &entities);
        lap("quote");
        let mut facts = fact::Facts::of(entities, numbers, dates, quotes, antecedents);
        let draft = summary::draft(&text, &facts);
        lap("draft");
        fact::rank::rank(&mut facts, &text, &summary::clear(&draft));
        lap("rank");
        let summary = summary::summary(&draft, summary::Budget::Words(options.words));
        fact::rank::beside(&mut facts, &summary.first());
        lap("summary");
        let analysis = crate::Analysis { blocks, judgement, article, sentences, facts, summary };
        if let Some(article) = &analysis.article {
            black_box(brief::brief(page, &analysis, article));
        }
        lap("brief");
    }
    if let [_, _, (_, label), (_, hide), ..] = &mut stages[..] {
        *hide -= *label;
    }
    stages
}
