//! Scores of a table's cells -> one score for all of them.
//!
//! In: the page, its blocks and what the weights say of each. Out: the same scores, but those of a table of data are one: a
//! reader sees a table whole or not at all, and a cell alone ("5040") tells little of where it belongs.
//! Method: the mean over the cells, each counted by its words. Tables that lay out a page hold running text and are left alone.
//! Not here: whether the mean is enough (`label.rs`).

use super::setting::Setting;
use crate::block::Blocks;
use crate::page::{NodeId, Page, Tag};

/// A table of data has at least so many cells with words, and at most so many words in each.
const LEAST_CELLS: u32 = 6;
const MOST_WORDS: f32 = 20.0;

#[derive(Clone, Copy, Default)]
struct Sum {
    cells: u32,
    longest: f32,
    mass: f32,
    score: f32,
}

/// Makes the scores of each table of data one.
pub fn level(page: &Page, blocks: &Blocks, setting: &Setting, scores: &mut [f32]) {
    // By node: the innermost table around it.
    let mut tables: Vec<NodeId> = Vec::with_capacity(page.nodes.len());
    for (id, node) in page.iter() {
        let outer = tables.get(node.parent.index()).copied().unwrap_or(NodeId::NONE);
        tables.push(if node.tag == Tag::Table { id } else { outer });
    }
    let mut sums = vec![Sum::default(); page.nodes.len()];
    let shown = blocks.list.iter().enumerate().filter(|(_, block)| !block.is_hidden);
    let cells: Vec<(usize, NodeId)> = shown
        .map(|(i, block)| (i, tables[block.node.index()]))
        .filter(|(_, table)| *table != NodeId::NONE)
        .collect();
    for &(i, table) in &cells {
        let sum = &mut sums[table.index()];
        sum.cells += 1;
        sum.longest = sum.longest.max(setting.mass[i]);
        sum.mass += setting.mass[i];
        sum.score += setting.mass[i] * scores[i];
    }
    for (i, table) in cells {
        let sum = sums[table.index()];
        if sum.cells >= LEAST_CELLS && sum.longest <= MOST_WORDS && sum.mass > 0.0 {
            scores[i] = sum.score / sum.mass;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block;
    use crate::html;

    fn leveled(table: &str) -> Vec<f32> {
        let page = html::page(&format!("<p>Before</p><table>{table}</table>"), "");
        let blocks = block::blocks(&page);
        let setting = Setting::of(&page, &blocks);
        let mut scores: Vec<f32> = (0..blocks.list.len()).map(|i| i as f32).collect();
        level(&page, &blocks, &setting, &mut scores);
        scores
    }

    #[test]
    fn a_table_of_data_has_one_score() {
        assert_eq!(
            leveled("<tr><td>red<td>blue<td>pink<tr><td>101<td>202<td>303"),
            [0.0, 3.5, 3.5, 3.5, 3.5, 3.5, 3.5],
            "and what stands before it keeps its own"
        );
    }

    #[test]
    fn what_lays_out_a_page_is_left_alone() {
        assert_eq!(leveled("<tr><td>a<td>b"), [0.0, 1.0, 2.0]);
        let story = "one more word ".repeat(10);
        let cells = format!("<tr><td>a<td>b<td>c<td>d<td>e<td>{story}");
        assert_eq!(leveled(&cells), [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
    }
}
