//! All that JavaScript can call. It decides nothing.

use js_sys::{Array, Reflect, Uint8Array, Uint16Array, Uint32Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::day::Day;
use crate::page::{Head, Page, Piece};
use crate::snapshot::Snapshot;
use crate::{Options, page};

/// Sends panics, which would be bugs of ours, to the console with their place.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// The brief of a snapshot, or null when the page holds no article; as JSON it is what `factbox --json` prints for the same page.
///
/// `options`: `{ words?: number, published?: "YYYY-MM-DD", anyway?: boolean }`. Throws with a sentence when the snapshot is malformed.
#[wasm_bindgen]
pub fn brief(snapshot: &JsValue, options: &JsValue) -> Result<JsValue, JsError> {
    let brief = crate::brief(&read(snapshot)?, &read_options(options));
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    Ok(brief.serialize(&serializer)?)
}

/// Whether a snapshot holds an article: the core's work up to there and no more.
#[cfg(feature = "timed")]
#[wasm_bindgen(js_name = hasArticle)]
pub fn has_article(snapshot: &JsValue) -> Result<bool, JsError> {
    Ok(crate::extract(&read(snapshot)?).article.is_some())
}

/// What each stage takes, in milliseconds: `[[name, time], ...]`, the way in and the way out among them.
#[cfg(feature = "timed")]
#[wasm_bindgen]
pub fn stages(snapshot: &JsValue, options: &JsValue) -> Result<Array, JsError> {
    let clock = js_sys::global();
    let clock: web_sys::Performance = Reflect::get(&clock, &"performance".into()).unwrap_or_default().into();
    let start = clock.now();
    let page = read(snapshot)?;
    let read = clock.now() - start;
    let options = read_options(options);
    let stages = crate::timed::stages(&page, &options, || clock.now());
    let brief = crate::brief(&page, &options);
    let start = clock.now();
    brief.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?;
    let sent = clock.now() - start;
    let all = [("read", read)].into_iter().chain(stages).chain([("send", sent)]);
    Ok(all.map(|(name, time)| Array::of2(&name.into(), &time.into())).collect())
}

/// What the reader saw, one line a node; see `Page::outline`.
#[wasm_bindgen]
pub fn outline(snapshot: &JsValue) -> Result<String, JsError> {
    Ok(read(snapshot)?.outline())
}

/// The paragraphs of plain text and the blank stretches between, in order: `[[isParagraph, text], ...]`.
#[wasm_bindgen]
pub fn paragraphs(text: &str) -> Array {
    page::paragraphs(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Paragraph(words) => Array::of2(&true.into(), &words.into()),
            Piece::Gap(blank) => Array::of2(&false.into(), &blank.into()),
        })
        .collect()
}

fn read(snapshot: &JsValue) -> Result<Page, JsError> {
    let get =
        |key: &str| Reflect::get(snapshot, &key.into()).map_err(|_| JsError::new("snapshot: not an object"));
    let text = |key: &str| Ok::<_, JsError>(get(key)?.as_string().unwrap_or_default());
    let words32 = |key: &str| Ok::<_, JsError>(Uint32Array::new(&get(key)?).to_vec());
    let head = get("head")?;
    let head_get =
        |key: &str| Reflect::get(&head, &key.into()).map_err(|_| JsError::new("snapshot: no `head`"));
    let head_text = |key: &str| Ok::<_, JsError>(head_get(key)?.as_string().unwrap_or_default());
    let pairs = |key: &str| {
        let pair = |pair: JsValue| {
            let pair = Array::from(&pair);
            (pair.get(0).as_string().unwrap_or_default(), pair.get(1).as_string().unwrap_or_default())
        };
        Ok::<Vec<_>, JsError>(Array::from(&head_get(key)?).iter().map(pair).collect())
    };
    let strings =
        |list: JsValue| Array::from(&list).iter().map(|s| s.as_string().unwrap_or_default()).collect();
    let snapshot = Snapshot {
        url: text("url")?,
        head: Head {
            title: head_text("title")?,
            lang: head_text("lang")?,
            dir: head_text("dir")?,
            metas: pairs("metas")?,
            links: pairs("links")?,
            json_ld: strings(head_get("jsonLd")?),
        },
        text: text("text")?,
        names: strings(get("names")?),
        name: Uint16Array::new(&get("name")?).to_vec(),
        parent: words32("parent")?,
        at: words32("at")?,
        shown: Uint8Array::new(&get("shown")?).to_vec(),
        attribute_node: words32("attributeNode")?,
        attribute_name: Uint8Array::new(&get("attributeName")?).to_vec(),
        attribute_end: words32("attributeEnd")?,
        attribute_text: text("attributeText")?,
        cut: get("cut")?.is_truthy(),
    };
    Page::try_from(snapshot).map_err(|message| JsError::new(&message))
}

fn read_options(options: &JsValue) -> Options {
    let get = |key: &str| Reflect::get(options, &key.into()).unwrap_or(JsValue::UNDEFINED);
    let default = Options::default();
    Options {
        words: get("words").as_f64().map_or(default.words, |words| words.clamp(1.0, 10_000.0) as u32),
        published: get("published").as_string().and_then(|day| Day::parse(&day)),
        anyway: get("anyway").is_truthy(),
    }
}
