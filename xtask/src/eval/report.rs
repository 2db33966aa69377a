//! Figures -> `EVALUATION.md`: ours from this run, the best peer's beside them from `eval/peers.tsv`.

use std::fmt::Write;
use std::time::{SystemTime, UNIX_EPOCH};

use factbox::day::Day;

use super::ablation::{Ablation, COLUMNS, OF_HIDING};
use super::errors::{ByKind, Errors, Kind, Page};
use super::scorer::{Figure, Hidden, Unit};
use super::{Outcome, Task};
use crate::train;

/// A figure of somebody else's tool, measured before on the data named in the last field.
struct Peer {
    task: &'static str,
    corpus: &'static str,
    measure: &'static str,
    figure: &'static str,
    who: &'static str,
}

fn peers() -> impl Iterator<Item = Peer> {
    include_str!("peers.tsv").lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut fields = line.split('\t');
        Some(Peer {
            task: fields.next()?,
            corpus: fields.next()?,
            measure: fields.next()?,
            figure: fields.next()?,
            who: fields.next()?,
        })
    })
}

/// So many of the worst pages stand in the report.
const WORST: usize = 25;

/// The whole report.
pub fn markdown(outcomes: &[Outcome], ablation: &Ablation, of_hiding: &Ablation) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "# Evaluation\n\n\
        Every number in the column \"ours\" comes from one run of `cargo xtask eval --all` on {}, which writes this file. It runs\n\
        the code that the extension ships over development sets and lets each set's own scorer judge. The sets are not part\n\
        of this repository: most of their text belongs to publishers. The command looks for them in `../shared/corpora`; one set\n\
        alone is `cargo xtask eval TASK --corpus PATH`. Definitions of what the scorers lack stand at the head of `xtask/src/eval.rs`.\n\n\
        The column \"best peer\" is the best tool measured before with the same scorer (`xtask/src/eval/peers.tsv`); where it was\n\
        measured on other pages of the same corpus, it says so. These are development sets: rules were written while looking at them.",
        today()
    );
    let mut task = None;
    for (n, outcome) in outcomes.iter().enumerate() {
        if task != Some(outcome.task) {
            task = Some(outcome.task);
            let _ = writeln!(out, "\n## {}\n\n{}", title(outcome.task), meaning(outcome.task));
            let _ = match outcome.cross_validated.is_empty() {
                true => writeln!(out, "\n| set | measure | ours | best peer |\n|---|---|---:|---|"),
                false => writeln!(
                    out,
                    "\n| set | measure | ours | cross-validated | best peer |\n|---|---|---:|---:|---|"
                ),
            };
        }
        let mut set = format!("{} ({})", outcome.corpus, outcome.documents);
        for figure in &outcome.figures {
            let peer = peers().find(|peer| {
                peer.task == outcome.task.name()
                    && peer.corpus == outcome.corpus
                    && peer.measure == figure.measure
            });
            let peer = peer.map(|peer| format!("{} {}", peer.figure, peer.who)).unwrap_or_default();
            let same = outcome.cross_validated.iter().find(|other| other.measure == figure.measure);
            let unseen = same.map(|figure| format!(" {} |", number(figure))).unwrap_or_default();
            let _ = writeln!(out, "| {set} | {} | {} |{unseen} {peer} |", figure.measure, number(figure));
            set.clear();
        }
        let is_last = outcomes.get(n + 1).is_none_or(|next| next.task != outcome.task);
        if outcome.task == Task::Extraction && is_last {
            let _ = write!(out, "{}{}{}", wrong_words(outcomes), worst_pages(outcomes), worth(ablation));
        }
        if outcome.task == Task::Boilerplate && is_last {
            let _ = write!(out, "{}{}", hidden_words(outcomes), worth_in_hiding(of_hiding));
        }
    }
    out
}

/// Which words are wrong in which way, by corpus; empty where no full text is known.
pub fn wrong_words(outcomes: &[Outcome]) -> String {
    let outcomes: Vec<&Outcome> = outcomes.iter().filter(|outcome| !outcome.errors.is_empty()).collect();
    if outcomes.is_empty() {
        return String::new();
    }
    let kinds: String = Kind::ALL.iter().map(|kind| format!(" {} |", kind.name())).collect();
    let unseen = outcomes.iter().any(|outcome| !outcome.cross_validated.is_empty());
    let mut out = format!(
        "\n### Where the words go wrong\n\n\
        Mean share of a page's words in %, of the longer of our text and the true one; in brackets what repairing only that adds to \
        the mean F1 of the words. Extra words are ours alone, missed ones the truth's alone; moved ones are both. Nothing found and wrong place \
        (less than half of either text is in the other) take a page whole. Uneven truth: words that the page does not hold.{}\n\n\
        | set |{kinds}\n|---|{}\n",
        if unseen { " Cross-validated." } else { "" },
        "---:|".repeat(Kind::ALL.len())
    );
    for outcome in outcomes {
        let mean = |values: fn(&Errors) -> &ByKind, i: usize| {
            outcome.errors.iter().map(|page| values(&page.errors)[i]).sum::<f64>()
                / outcome.errors.len() as f64
        };
        let _ = write!(out, "| {} ({}) |", outcome.corpus, outcome.errors.len());
        for i in 0..Kind::ALL.len() {
            let (share, gain) = (mean(|errors| &errors.shares, i), mean(|errors| &errors.gains, i));
            let _ = write!(out, " {:.1} ({gain:+.3}) |", 100.0 * share);
        }
        out.push('\n');
    }
    out
}

/// What of an article would be hidden in the corpora of articles, by page and path, and what a reader took it for.
fn hidden_words(outcomes: &[Outcome]) -> String {
    let mut out = String::from(
        "\n### Article words that would be hidden\n\n\
        On the pages of \"Finding the article\" with a known text: every element that would be hidden and stands in it, cross-validated. \
        Where the text keeps an appeal, the two kinds of sets contradict each other; so each element was read \
        (`docs/reading/hidden.tsv`). What nobody has read counts as the article's own.\n\n\
        | set | page | words | element | read as |\n|---|---|---:|---|---|\n",
    );
    let mut own = 0;
    for outcome in outcomes {
        for Hidden { page, path, words } in &outcome.hidden {
            let reading = readings().find(|r| (r.set, r.page, r.path) == (&outcome.corpus, page, path));
            own += usize::from(reading.as_ref().is_none_or(|reading| !reading.is_appeal));
            let read = reading.map_or_else(
                || "not read".to_owned(),
                |r| format!("{}: {}", if r.is_appeal { "an appeal" } else { "the article's own" }, r.why),
            );
            let _ = writeln!(out, "| {} | {page} | {words} | `{path}` | {read} |", outcome.corpus);
        }
    }
    let _ = writeln!(out, "\nElements that are the article's own or were not read: {own}.");
    out
}

/// What a reader took a hidden element for.
struct Judged {
    set: &'static str,
    page: &'static str,
    path: &'static str,
    is_appeal: bool,
    why: &'static str,
}

fn readings() -> impl Iterator<Item = Judged> {
    include_str!("../../../docs/reading/hidden.tsv").lines().skip(1).filter_map(|line| {
        let mut fields = line.split('\t');
        Some(Judged {
            set: fields.next()?,
            page: fields.next()?,
            path: fields.next()?,
            is_appeal: fields.next()? == "y",
            why: fields.next()?,
        })
    })
}

/// The worst pages of all corpora with full texts.
fn worst_pages(outcomes: &[Outcome]) -> String {
    let mut worst: Vec<(&str, &Page)> = outcomes
        .iter()
        .flat_map(|outcome| outcome.errors.iter().map(|page| (outcome.corpus.as_str(), page)))
        .collect();
    worst.sort_by(|a, b| a.1.f1.total_cmp(&b.1.f1).then((a.0, &a.1.id).cmp(&(b.0, &b.1.id))));
    worst.truncate(WORST);
    if worst.is_empty() {
        return String::new();
    }
    let mut out = format!(
        "\n### The {} worst pages\n\n\
        Of all sets with full texts, by the F1 of each set (zyte: shingles, else tokens). Wrong words in % as above; the most give \
        the kind of error.\n\n\
        | set | page | F1 | kind of error | wrong words |\n|---|---|---:|---|---|\n",
        worst.len()
    );
    for (corpus, Page { id, f1, errors }) in worst {
        let _ = writeln!(out, "| {corpus} | {id} | {f1:.3} | {} | {errors} |", errors.kind().name());
    }
    out
}

/// What each kind of evidence is worth.
fn worth(ablation: &Ablation) -> String {
    let out = format!(
        "\n### What each kind of evidence is worth\n\n\
        Each line: weights learned without one group of features (`Group` in `src/boilerplate/features.rs`), cross-validated, and \
        the difference to all of them. {} Differences of some thousandths are within what another choice of \
        pages would give.\n",
        train::ablation_note()
    );
    let heads: Vec<String> = COLUMNS.iter().map(|(corpus, measure)| format!("{corpus} {measure}")).collect();
    out + &differences(ablation, "cargo xtask train --ablate", &heads)
}

/// What each kind of evidence is worth in hiding.
fn worth_in_hiding(ablation: &Ablation) -> String {
    let out = "\n### What each kind of evidence is worth in hiding\n\n\
        Each line: the score learned without one group of features (`Group` in `src/boilerplate/worth.rs`), cross-validated, and the \
        difference to all of them. The guard and the demand for two kinds of evidence see all of them still, and the bars stay where they are: a \
        score that knows less may pass them more often, at a cost that the pages damaged and the precision show.\n";
    let heads: Vec<String> = OF_HIDING
        .iter()
        .map(|(task, _, measure)| match task {
            Task::BoilerplateText => format!("text: {measure}"),
            _ => (*measure).to_owned(),
        })
        .collect();
    out.to_owned() + &differences(ablation, "cargo xtask train --hide-only --ablate", &heads)
}

/// The table of what was left out, the difference to all in brackets.
fn differences(ablation: &Ablation, command: &str, heads: &[String]) -> String {
    let mut out = String::new();
    if !ablation.left_out.is_empty() {
        let left_out = ablation.left_out.join(", ");
        let _ = writeln!(out, "\nNot measured, for `{command}` has not learned them here: {left_out}.");
    }
    let Some((_, all)) = ablation.rows.first() else { return out };
    let names: String = heads.iter().map(|head| format!(" {head} |")).collect();
    let _ = writeln!(out, "\n| without |{names}\n|---|{}", "---:|".repeat(heads.len()));
    for (n, (group, values)) in ablation.rows.iter().enumerate() {
        let cell = |(value, whole): (&f64, &f64)| match n {
            0 => format!(" {value:.3} |"),
            _ => format!(" {value:.3} ({:+.3}) |", value - whole),
        };
        let cells: String = values.iter().zip(all).map(cell).collect();
        let _ = writeln!(out, "| {} |{cells}", if n == 0 { "nothing: all" } else { group });
    }
    out
}

fn number(figure: &Figure) -> String {
    let value = figure.value;
    match figure.unit {
        Unit::Share => format!("{value:.3}"),
        Unit::Count => format!("{value:.0}"),
        Unit::Points => format!("{value:.2}"),
        Unit::Difference => format!("{value:+.2}"),
    }
}

/// The day of the run, UTC.
fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let days = (seconds / 86_400) as i32;
    Day::new(1970, 1, 1).and_then(|day| day.plus(days)).map(|day| day.to_string()).unwrap_or_default()
}

fn title(task: Task) -> &'static str {
    match task {
        Task::Extraction => "Finding the article",
        Task::Boilerplate => "Hiding appeals",
        Task::BoilerplateText => "Hiding appeals in plain text",
        Task::Sentences => "Sentences",
        Task::Entities => "People, organisations and places",
        Task::Quotes => "Quotations",
        Task::Quantities => "Numbers",
        Task::Dates => "Dates",
        Task::Summary => "Summary",
    }
}

fn meaning(task: Task) -> &'static str {
    match task {
        Task::Extraction => {
            "Shingle F1: runs of four words, precision and recall averaged over pages; token F1: words without order, averaged \
            over pages; seg F1: sentences that must and must not come out; first 13 words: the article begins where it should; \
            fields: equal after folding. Declined: called no article; it should be near 0 everywhere but in wcxb-other, which \
            holds forums, products, listings and other pages that are none. What was found in a page counts whether or not the page is \
            called an article: other extractors judge no page, and a reader may overrule us. The weights that find the article were learned from these \
            very pages (not from wcxb-other's forums and manuals), so the column \"ours\" flatters them. Cross-validated: the sites are cut into five parts, and each page is \
            judged by weights learned from the other four (`cargo xtask train`). Titles, names, dates and images are rules; there the two \
            columns differ only where other weights find another story. A page's date is that of publication or, where it gives only that, of its \
            last change."
        }
        Task::Boilerplate => {
            "Appeals hidden: at least 0.8 of an appeal's words. Gates are paywall and ad-block notices. A page is damaged when article \
            text would be hidden. A leak is five running words of an appeal inside the article that come out in the summary or a fact."
        }
        Task::BoilerplateText => {
            "Sentences of appeals in texts without markup, found when half of their words are hidden."
        }
        Task::Sentences => "Precision, recall and F1 of boundaries inside paragraphs, by genre.",
        Task::Entities => {
            "Exact F1: span and type of every mention right; names per document: each name counted once."
        }
        Task::Quotes => {
            "F1: content overlaps the true one by half or more; speaker: the share of found quotations whose speaker is right."
        }
        Task::Quantities => "Value F1: the numbers of a sentence; with unit: number and unit both right.",
        Task::Dates => {
            "Overlap F1: found; exact: the same words; with value: found and resolved to the right day, month or year."
        }
        Task::Summary => {
            "ROUGE F1 x 100 of the summary against the reference: within 60 words, what of them the sidebar shows at once (the rest waits behind \"more\"), and with as many sentences \
            as the corpus is usually measured with. Over Lead: the difference to the article's first whole sentences within the same \
            budget; over Lead, equal length: to its first words, as many as ours; at least: the lower end of its 95 % interval (a \
            bootstrap over articles). Over ours, leaning ignored: what it costs that no sentence is shown without those that it leans \
            on. Picked: the share of three sentences picked by a reader that are among ours. The ranker was learned from \
            CNN/DailyMail's training part, Wikinews and inshorts; for the latter two the column \"cross-validated\" counts. Realsumm, orangesum \
            (another language) and bbc are of outlets that it has not seen."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_stand_behind_the_figures_of_extraction() {
        let mut errors = Errors::default();
        errors.shares[0] = 1.0;
        let page = Page { id: "a".into(), f1: 0.0, errors };
        let outcome = Outcome {
            task: Task::Extraction,
            corpus: "invented".into(),
            documents: 1,
            figures: Vec::new(),
            cross_validated: Vec::new(),
            errors: vec![page],
            hidden: Vec::new(),
        };
        let report = markdown(&[outcome], &Ablation::default(), &Ablation::default());
        assert!(report.contains("| invented (1) | 100.0 (+0.000) | 0.0"), "{report}");
        assert!(report.contains("| invented | a | 0.000 | nothing found | nothing found 100 |"), "{report}");
    }

    #[test]
    fn evidence_is_worth_the_difference_to_all() {
        let ablation = Ablation {
            rows: vec![("all".into(), vec![0.9; 6]), ("links".into(), vec![0.85, 0.9, 0.9, 0.9, 0.9, 0.91])],
            left_out: vec!["words".into()],
        };
        let report = worth(&ablation);
        assert!(report.contains("not learned them here: words."), "{report}");
        assert!(report.contains("| nothing: all | 0.900 | 0.900 |"), "{report}");
        assert!(report.contains("| links | 0.850 (-0.050) | 0.900 (+0.000) |"), "{report}");
        assert!(!worth(&Ablation::default()).contains('|'));
    }
}
