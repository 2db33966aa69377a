//! ES modules -> one classic script, readable, for what runs in a page.
//!
//! In: a module's name and how to read modules. Out: the modules it imports and itself, each once, what is
//! imported before what imports it, in one function scope with `import` lines and `export` words taken out.
//! Nothing else changes: names stay, comments stay. The language of modules is therefore small, and what is
//! outside it is refused with its file and line: only `import { a, b } from './x.js'` and `export` before a
//! declaration, and no top-level name twice.
//! Method: a scanner that knows strings, templates, regular expressions, comments and brackets, so that it
//! sees the words at the top level of a module and no others. Not here: a parser of JavaScript.

use anyhow::{Result, anyhow, bail};
use std::collections::{BTreeMap, BTreeSet};

/// A module and what it wants of others.
#[derive(Debug)]
struct Module {
    /// File name, without folder.
    name: String,
    /// The source without `import` and `export`.
    body: String,
    imports: Vec<Import>,
    /// Top-level names and whether they are exported, with their line.
    names: BTreeMap<String, (bool, usize)>,
}

#[derive(Debug)]
struct Import {
    from: String,
    names: Vec<String>,
    line: usize,
}

/// The joined script of `entry`. `read` gives a module's source by file name.
pub fn join(entry: &str, read: &dyn Fn(&str) -> Result<String>) -> Result<String> {
    let modules = modules(entry, read)?;
    let mut owner: BTreeMap<&str, &Module> = BTreeMap::new();
    for module in &modules {
        for (name, &(_, line)) in &module.names {
            if let Some(other) = owner.insert(name, module) {
                bail!(
                    "{}:{line}: `{name}` also stands at the top of {}; rename one",
                    module.name,
                    other.name
                );
            }
        }
        for import in &module.imports {
            for name in &import.names {
                let from = modules.iter().find(|other| other.name == import.from);
                if !from.is_some_and(|from| from.names.get(name).is_some_and(|(exported, _)| *exported)) {
                    bail!("{}:{}: {} does not export `{name}`", module.name, import.line, import.from);
                }
            }
        }
    }
    let mut script = String::from(
        "// Joined by `cargo xtask dist` from the modules named below, otherwise as written.\n(() => {\n'use strict';\n",
    );
    for module in &modules {
        script += &format!("\n// ---- {} ----\n\n{}\n", module.name, module.body.trim());
    }
    script += "\n})();\n";
    Ok(script)
}

/// The file names of the modules that `entry` imports from its own folder, in any form, those they import and itself.
pub fn reach(entry: &str, read: &dyn Fn(&str) -> Result<String>) -> Result<BTreeSet<String>> {
    let mut reached = BTreeSet::new();
    let mut open = vec![entry.to_owned()];
    while let Some(name) = open.pop() {
        let source = read(&name)?;
        let tokens = tokens(&source).map_err(|(at, what)| refuse(&name, &source, at, what))?;
        let text = |token: &Token| &source[token.start..token.end];
        for pair in tokens.windows(2) {
            // `import './x.js'` and `import ... from './x.js'`.
            if pair[0].is_word && matches!(text(&pair[0]), "import" | "from") {
                let path = text(&pair[1]).trim_matches(['\'', '"']);
                open.extend(path.strip_prefix("./").map(str::to_owned));
            }
        }
        reached.insert(name);
        open.retain(|name| !reached.contains(name));
    }
    Ok(reached)
}

fn modules(entry: &str, read: &dyn Fn(&str) -> Result<String>) -> Result<Vec<Module>> {
    enum Step {
        Enter(String),
        Leave(Module),
    }
    let mut done: Vec<Module> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut steps = vec![Step::Enter(entry.to_owned())];
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(name) if done.iter().any(|module| module.name == name) => {}
            Step::Enter(name) if open.contains(&name) => {
                bail!("{name}: imports itself by way of {}", open.join(", "));
            }
            Step::Enter(name) => {
                let module = module(&name, &read(&name)?)?;
                let wanted: Vec<Step> =
                    module.imports.iter().rev().map(|import| Step::Enter(import.from.clone())).collect();
                open.push(name);
                steps.push(Step::Leave(module));
                steps.extend(wanted);
            }
            Step::Leave(module) => {
                open.retain(|name| *name != module.name);
                done.push(module);
            }
        }
    }
    Ok(done)
}

fn module(name: &str, source: &str) -> Result<Module> {
    let mut module =
        Module { name: name.to_owned(), body: String::new(), imports: Vec::new(), names: BTreeMap::new() };
    let tokens = tokens(source).map_err(|(at, what)| refuse(name, source, at, what))?;
    // What is taken out of the source, in order.
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    let mut depth = 0;
    let mut i = 0;
    let mut at_start = true;
    while let Some(token) = tokens.get(i) {
        let line = line_of(source, token.start);
        let word = |n: usize| tokens.get(i + n).map_or("", |t| &source[t.start..t.end]);
        let fail = |what: &str| Err(refuse(name, source, token.start, what));
        match word(0) {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            "import" if word(1) == "(" => return fail("a page cannot load modules; `import(` is refused"),
            "import" if word(1) == "." => return fail("`import.meta` means nothing in a classic script"),
            "await" if depth == 0 => return fail("a classic script cannot wait at its top level"),
            "import" if depth == 0 => {
                let (import, length) = import(&tokens[i..], source).ok_or_else(|| {
                    refuse(name, source, token.start, "only `import { a, b } from './x.js'`")
                })?;
                let last = &tokens[i + length - 1];
                cuts.push((token.start, end_of_line(source, last.end)));
                module.imports.push(Import { line, ..import });
                i += length;
                continue;
            }
            "export" if depth == 0 => {
                if !matches!(word(1), "function" | "async" | "class" | "const" | "let") {
                    return fail("`export` may only stand before function, class, const or let");
                }
                cuts.push((token.start, tokens[i + 1].start));
                i += 1;
                declare(&mut module, &tokens[i..], source, true)?;
                i += 1;
                at_start = false;
                continue;
            }
            "function" | "async" | "class" | "const" | "let" | "var" if depth == 0 && at_start => {
                declare(&mut module, &tokens[i..], source, false)?;
            }
            _ => {}
        }
        // A declaration begins a statement: after `;`, after a closing bracket, or on a new line.
        at_start = matches!(word(0), ";" | "}")
            || tokens.get(i + 1).is_some_and(|next| source[token.end..next.start].contains('\n'));
        i += 1;
    }
    if depth != 0 {
        bail!("{name}: brackets do not match");
    }
    let mut kept = 0;
    for (start, end) in cuts {
        module.body += &source[kept..start];
        kept = end;
    }
    module.body += &source[kept..];
    Ok(module)
}

/// `import { a, b } from './x.js'` with its length in tokens; `None` when it is anything else.
fn import(tokens: &[Token], source: &str) -> Option<(Import, usize)> {
    let word = |n: usize| tokens.get(n).map_or("", |t| &source[t.start..t.end]);
    if word(1) != "{" {
        return None;
    }
    let mut names = Vec::new();
    let mut n = 2;
    while word(n) != "}" {
        if !tokens.get(n)?.is_word || word(n) == "as" {
            return None;
        }
        names.push(word(n).to_owned());
        n += 1;
        match word(n) {
            "," => n += 1,
            "}" => {}
            _ => return None,
        }
    }
    if word(n + 1) != "from" {
        return None;
    }
    let path = word(n + 2).trim_matches(['\'', '"']);
    let from = path.strip_prefix("./").filter(|file| !file.contains('/'))?.to_owned();
    let length = n + 3 + usize::from(word(n + 3) == ";");
    Some((Import { from, names, line: 0 }, length))
}

/// Notes the name that a declaration at the start of `tokens` makes.
fn declare(module: &mut Module, tokens: &[Token], source: &str, exported: bool) -> Result<()> {
    let skip = ["function", "async", "class", "const", "let", "var", "*"];
    let text = |token: &Token| source[token.start..token.end].to_owned();
    let Some(token) = tokens.iter().find(|token| !skip.contains(&text(token).as_str())) else {
        return Ok(());
    };
    if !token.is_word {
        return Err(refuse(
            &module.name,
            source,
            token.start,
            "a declaration at the top level needs one name",
        ));
    }
    let line = line_of(source, token.start);
    if module.names.insert(text(token), (exported, line)).is_some() {
        return Err(refuse(&module.name, source, token.start, "this name stands at the top level twice"));
    }
    Ok(())
}

/// A word, a string, or one mark. Comments and white space are between tokens.
#[derive(Debug)]
struct Token {
    start: usize,
    end: usize,
    /// An identifier or keyword.
    is_word: bool,
}

fn tokens(source: &str) -> Result<Vec<Token>, (usize, &'static str)> {
    let bytes = source.as_bytes();
    let mut tokens: Vec<Token> = Vec::new();
    // Depth of `{` inside each open `${`.
    let mut templates: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &source[at..];
        let start = at;
        let byte = bytes[at];
        if byte.is_ascii_whitespace() {
            at += 1;
        } else if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
        } else if let Some(comment) = rest.strip_prefix("/*") {
            at += 2 + comment.find("*/").ok_or((start, "a comment does not end"))? + 2;
        } else if byte == b'\'' || byte == b'"' {
            at = quoted(bytes, at).ok_or((start, "a string does not end"))?;
            tokens.push(Token { start, end: at, is_word: false });
        } else if byte == b'`' || (byte == b'}' && templates.last() == Some(&0)) {
            if byte == b'}' {
                templates.pop();
            }
            let (end, is_open) = template(bytes, at + 1).ok_or((start, "a template does not end"))?;
            at = end;
            if is_open {
                templates.push(0);
            }
            tokens.push(Token { start, end: at, is_word: false });
        } else if byte == b'/' && is_regex(tokens.last(), source) {
            at = regex(bytes, at).ok_or((start, "a regular expression does not end"))?;
            tokens.push(Token { start, end: at, is_word: false });
        } else if is_word_byte(byte) {
            at += bytes[at..].iter().position(|b| !is_word_byte(*b)).unwrap_or(bytes.len() - at);
            tokens.push(Token { start, end: at, is_word: !byte.is_ascii_digit() });
        } else {
            if let Some(depth) = templates.last_mut() {
                match byte {
                    b'{' => *depth += 1,
                    b'}' => *depth -= 1,
                    _ => {}
                }
            }
            at += 1;
            tokens.push(Token { start, end: at, is_word: false });
        }
    }
    Ok(tokens)
}

/// Identifiers may hold any letter; every byte outside ASCII is taken for part of one.
fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'#') || byte >= 0x80
}

/// The end of a string in quotation marks; `None` when its line ends first.
fn quoted(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match *bytes.get(at)? {
            b'\\' => at += 2,
            b'\n' => return None,
            byte if byte == bytes[start] => return Some(at + 1),
            _ => at += 1,
        }
    }
}

/// The end of a template's text, and whether it ends by opening `${`.
fn template(bytes: &[u8], mut at: usize) -> Option<(usize, bool)> {
    loop {
        match *bytes.get(at)? {
            b'\\' => at += 2,
            b'`' => return Some((at + 1, false)),
            b'$' if bytes.get(at + 1) == Some(&b'{') => return Some((at + 2, true)),
            _ => at += 1,
        }
    }
}

/// Whether a `/` after this token begins a regular expression and is not a division.
fn is_regex(before: Option<&Token>, source: &str) -> bool {
    let Some(before) = before else { return true };
    let text = &source[before.start..before.end];
    if before.is_word {
        return matches!(text, "return" | "typeof" | "case" | "of" | "in" | "yield" | "await" | "void");
    }
    // After a value: a number, a string, or the end of a group.
    let last = text.as_bytes()[text.len() - 1];
    !(last.is_ascii_alphanumeric() || matches!(last, b')' | b']' | b'}' | b'\'' | b'"' | b'`'))
}

fn regex(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    let mut in_class = false;
    loop {
        match *bytes.get(at)? {
            b'\\' => at += 1,
            b'\n' => return None,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'/' if !in_class => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
}

fn line_of(source: &str, at: usize) -> usize {
    source[..at].matches('\n').count() + 1
}

/// After the line break when only white space follows `at` on its line, so that a cut leaves no empty line.
fn end_of_line(source: &str, at: usize) -> usize {
    let rest = &source[at..];
    match rest.find('\n') {
        Some(end) if rest[..end].trim().is_empty() => at + end + 1,
        _ => at,
    }
}

fn refuse(name: &str, source: &str, at: usize, what: &str) -> anyhow::Error {
    anyhow!("{name}:{}: cannot join: {what}", line_of(source, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Joins modules given as `(name, source)`, the first being the entry; a refusal is its message.
    fn check(modules: &[(&str, &str)], expected: &str) {
        let read = |name: &str| {
            let found = modules.iter().find(|(known, _)| *known == name);
            found.map(|(_, source)| source.to_string()).ok_or_else(|| anyhow!("no {name}"))
        };
        let joined = match join(modules[0].0, &read) {
            Ok(script) => script.split_once("'use strict';\n").expect("every script has it").1.to_owned(),
            Err(error) => error.to_string(),
        };
        assert_eq!(joined.trim(), expected.trim());
    }

    #[test]
    fn imported_modules_come_first_and_once() {
        check(
            &[
                ("a.js", "import { b } from './b.js';\nimport {\n  c,\n} from './c.js';\n\nb(c);\n"),
                ("b.js", "import { c } from './c.js';\n/** Doc. */\nexport function b() {\n  return c;\n}\n"),
                ("c.js", "export const c = 1;\n"),
            ],
            "// ---- c.js ----\n\nconst c = 1;\n\n// ---- b.js ----\n\n/** Doc. */\nfunction b() {\n  return c;\n}\n\n\
             // ---- a.js ----\n\nb(c);\n\n})();",
        );
    }

    #[test]
    fn words_in_strings_comments_and_brackets_stay() {
        let source = "// import x from 'y'\nconst a = 'export default 1';\nconst b = `import ${`}${1}`} export`;\n\
                      /* export { z } */\nconst c = /[/'\"`]import/g;\nconst d = a / b / 2;\nconst e = { import: 1, export: 2 };\n\
                      function f() { const a = 1; return /'/.test(a); }";
        check(&[("a.js", source)], &format!("// ---- a.js ----\n\n{source}\n\n}})();"));
    }

    #[test]
    fn what_is_not_understood_is_refused_with_its_line() {
        let cases = [
            (
                "\nexport default 1;",
                "a.js:2: cannot join: `export` may only stand before function, class, const or let",
            ),
            (
                "export { a };",
                "a.js:1: cannot join: `export` may only stand before function, class, const or let",
            ),
            ("import a from './a.js';", "a.js:1: cannot join: only `import { a, b } from './x.js'`"),
            ("import * as a from './a.js';", "a.js:1: cannot join: only `import { a, b } from './x.js'`"),
            ("import { a as b } from './a.js';", "a.js:1: cannot join: only `import { a, b } from './x.js'`"),
            ("import { a } from 'a';", "a.js:1: cannot join: only `import { a, b } from './x.js'`"),
            ("const a = 1;\nfunction a() {}", "a.js:2: cannot join: this name stands at the top level twice"),
            ("const { a } = b;", "a.js:1: cannot join: a declaration at the top level needs one name"),
            (
                "const a = 1;\n\nawait a;",
                "a.js:3: cannot join: a classic script cannot wait at its top level",
            ),
            (
                "f(() => import('./a.js'));",
                "a.js:1: cannot join: a page cannot load modules; `import(` is refused",
            ),
            ("const a = 'b;", "a.js:1: cannot join: a string does not end"),
            ("import { a } from './a.js';", "a.js: imports itself by way of a.js"),
        ];
        for (source, message) in cases {
            check(&[("a.js", source)], message);
        }
    }

    #[test]
    fn what_is_reached_may_be_written_in_any_form() {
        let read = |name: &str| {
            Ok(match name {
                "a.js" => "import b, { c as d } from './b.js';\nimport './c.js';\nimport e from 'e';",
                "b.js" => "export * from './c.js';\nconst f = `from './g.js'`; // import './h.js'",
                _ => "import { b } from './b.js';",
            }
            .to_owned())
        };
        let reached: Vec<String> = reach("a.js", &read).unwrap().into_iter().collect();
        assert_eq!(reached, ["a.js", "b.js", "c.js"]);
    }

    #[test]
    fn names_must_be_exported_and_unique() {
        check(
            &[("a.js", "import { b } from './b.js';"), ("b.js", "const b = 1;")],
            "a.js:1: b.js does not export `b`",
        );
        check(
            &[("a.js", "import { b } from './b.js';\nconst c = b;"), ("b.js", "export const b = 1;\nlet c;")],
            "a.js:2: `c` also stands at the top of b.js; rename one",
        );
    }
}
