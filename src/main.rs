//! The command line: reads pages, prints their briefs.

fn main() {}
