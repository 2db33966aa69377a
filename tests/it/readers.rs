//! The file reader on hostile pages: it neither panics, nor recurses, nor takes long, and it says what it left out.

use std::path::Path;

use factbox::page::{MAX_DEPTH, MAX_NODES, MAX_TEXT, NodeId, Tag};
use factbox::{Page, html};

fn depth(page: &Page) -> usize {
    let mut depths = vec![0; page.nodes.len()];
    for (id, node) in page.iter().filter(|(_, node)| node.parent != NodeId::NONE) {
        depths[id.index()] = depths[node.parent.index()] + 1;
    }
    depths.into_iter().max().unwrap_or_default()
}

#[test]
fn deep_pages_are_flattened() {
    let deep = 100_000;
    for tag in ["div", "b", "ul><li", "table><tr><td", "a href=x", "x-y", "svg><g", "button", "object"] {
        let page = html::page(&format!("{}words", format!("<{tag}>").repeat(deep)), "");
        assert!(depth(&page) <= MAX_DEPTH + 1, "{tag}");
    }
    let nested = format!("{}in{}<p>behind", "<div>".repeat(deep), "</div>".repeat(deep));
    let page = html::page(&nested, "");
    assert!(!page.cut);
    assert_eq!(page.text, "inbehind");
    let behind = page.nodes.iter().find(|node| node.tag == Tag::P).expect("the paragraph is read");
    assert_eq!(page.node(behind.parent).tag, Tag::Body, "end tags of what was too deep close nothing else");
}

#[test]
fn formatting_left_open_stays_linear() {
    let fonts: String = (0..50_000).map(|i| format!("<font size={i}>")).collect();
    let page = html::page(&format!("<p>{fonts}{}", "<p>words".repeat(50_000)), "");
    assert!(page.cut);
    assert_eq!(page.nodes.len(), MAX_NODES);
}

#[test]
fn shadow_roots_in_shadow_roots_end() {
    let html = "<div><template shadowrootmode=open>".repeat(2_000);
    let page = html::page(&html, "");
    assert!(depth(&page) <= MAX_DEPTH + 1);
    assert!(page.cut);
}

#[test]
fn large_pages_are_cut() {
    let page = html::page(&"<br>".repeat(MAX_NODES + 1), "");
    assert_eq!((page.nodes.len(), page.cut), (MAX_NODES, true));

    let comments = html::page(&format!("{}behind", "<!---->".repeat(5 * MAX_NODES)), "");
    assert!(comments.cut);

    // "€𝄞" is three units: a third of the cap fits, and no half of a pair.
    let text = "€𝄞".repeat(MAX_TEXT / 3 + 2);
    let page = html::page(&format!("<p>{text}</p><p>behind"), "");
    assert!(page.cut);
    assert_eq!(page.text.encode_utf16().count(), MAX_TEXT / 3 * 3 + 1);

    let whole = html::page(&format!("<p>{}", "x".repeat(MAX_TEXT)), "");
    assert_eq!((whole.text.len(), whole.cut), (MAX_TEXT, false));
}

/// Each case of html5lib's tests of tree construction, whole and cut off everywhere.
#[test]
fn html5lib_cases_do_no_harm() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/corpora/hostile/html5lib-tests/tree-construction");
    let Ok(files) = folder.read_dir() else {
        eprintln!("skipped: no html5lib tests at {}", folder.display());
        return;
    };
    let mut count = 0;
    for file in files.map(|file| file.expect("the folder can be read").path()) {
        if file.extension().is_none_or(|end| end != "dat") {
            continue;
        }
        let text = html::decode(&std::fs::read(&file).expect("the file can be read"));
        for case in text.split("#data\n").skip(1) {
            let data = case.split("\n#errors").next().unwrap_or_default();
            for end in (0..=data.len()).filter(|&end| data.is_char_boundary(end)) {
                let page = html::page(&data[..end], "");
                assert!(page.iter().all(|(id, node)| node.parent == NodeId::NONE || node.parent < id));
            }
            count += 1;
        }
    }
    assert!(count > 500, "{count} cases were found");
}
