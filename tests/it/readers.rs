//! The file reader on hostile pages: it neither panics, nor recurses, nor takes long, and it says what it left out.
//! That the live reader sees the same nodes is for the browser tests; here only that both keep the same lists and caps.

use std::path::Path;

use factbox::page::{
    AttributeName, MAX_ATTRIBUTE, MAX_DEPTH, MAX_HEAD, MAX_NODES, MAX_TEXT, NodeId, OPAQUE, Tag,
};
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
    let fonts: String = (0..20_000).map(|i| format!("<font size={i}>")).collect();
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

#[test]
fn raw_text_ends_where_too_deep_elements_had_its_name() {
    for deep in 630..650 {
        let page = html::page(&format!("{}<svg><title><p><title>in</title><b>", "<div>".repeat(deep)), "");
        assert!(page.nodes.iter().any(|node| node.tag == Tag::B), "{deep}");
    }
}

/// Tags in any order, some opened so often that they are closed at once: the parser is never led into a state that it
/// takes for impossible.
#[test]
fn any_order_of_tags_is_read() {
    // The last is rare: it ends all markup.
    const NAMES: &str = "a, b, i, nobr, font, p, div, li, ul, dd, h1, h2, table, tbody, tr, td, caption, colgroup, col, \
        form, button, select, option, optgroup, input, hr, br, pre, textarea, title, script, style, noscript, template, \
        template shadowrootmode=open, slot, svg, g, desc, foreignObject, math, mi, annotation-xml encoding=text/html, \
        object, marquee, ruby, rt, html, head, body, frameset, frame, noframes, iframe, image, details, summary, x-y, \
        plaintext";
    let names: Vec<&str> = NAMES.split(", ").collect();
    let mut state = 7_u32;
    let mut next = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    };
    for _ in 0..400 {
        let mut html = String::new();
        for _ in 0..60 {
            let is_any = next(20) == 0;
            let name = names[next(names.len() - usize::from(!is_any))];
            let tag = match next(8) {
                0..4 => format!("<{name} id={}>", next(5)),
                4..6 => format!("</{}>", name.split(' ').next().unwrap_or_default()),
                6 => "text \0 <!-- x -->".to_owned(),
                _ => format!("<{name}/>"),
            };
            html += &tag.repeat(if next(30) == 0 { 1_000 } else { 1 });
        }
        let page = html::page(&html, "");
        assert!(page.iter().all(|(id, node)| node.parent == NodeId::NONE || node.parent < id));
        assert!(depth(&page) <= MAX_DEPTH + 1);
    }
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

#[test]
fn both_readers_keep_the_same_lists_and_caps() {
    let source = include_str!("../../extension/snapshot.js");
    let after = |start: &str| source.split_once(start).expect("snapshot.js has it").1;
    let quoted = |start: &str| -> Vec<&str> {
        let list = after(start).split(']').next().unwrap_or_default();
        list.split('\'').skip(1).step_by(2).collect()
    };
    let attributes: Vec<&str> = AttributeName::ALL.iter().map(|name| name.name()).collect();
    assert_eq!(quoted("const snapshotAttributes = ["), attributes);
    assert_eq!(quoted("const snapshotOpaque = new Set(["), OPAQUE);
    let caps = after("const snapshotCaps = { ").split(" }").next().unwrap_or_default().replace('_', "");
    let expected = format!(
        "attribute: {MAX_ATTRIBUTE}, nodes: {MAX_NODES}, text: {MAX_TEXT}, depth: {MAX_DEPTH}, head: {MAX_HEAD}"
    );
    assert_eq!(caps, expected);
}
