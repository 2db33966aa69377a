//! Build tasks of Factbox.
fn main() {
    eprintln!("usage: cargo xtask run | test | dist | eval | bench");
    std::process::exit(2);
}
