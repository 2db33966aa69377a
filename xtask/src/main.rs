//! Build tasks of Factbox.

mod eval;

use clap::Parser;

#[derive(Parser)]
enum Command {
    Eval(eval::Args),
}

fn main() {
    let Command::Eval(args) = Command::parse();
    if let Err(message) = eval::eval(&args) {
        eprintln!("{message}");
        std::process::exit(1);
    }
}
