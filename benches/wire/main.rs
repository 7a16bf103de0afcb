//! How fast `send` is over the wire, beside Postfix's `smtp-source` and a lettre pool, in the same rounds.
//!
//! `cargo bench --bench wire` measures and prints a table; `docs/performance.md` says what it means. The
//! sink, the distance, the seal and every sender are processes of their own: this program run again with
//! a role for its first argument.

// A benchmark reads the clock, opens sockets and prints: none of it is the program's.
#![allow(clippy::disallowed_macros, clippy::disallowed_methods)]

mod campaign;
mod distance;
mod machine;
mod options;
mod peers;
mod process;
mod rounds;
mod sink;
mod table;

use std::error::Error;
use std::process::ExitCode;

/// What a step comes to.
type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args()
        .skip(1)
        .filter(|arg| arg != "--bench")
        .collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["role-sink", kind] => sink::serve(kind),
        ["role-distance", port, span] => distance::serve(port, span),
        ["role-seal", dir] => campaign::seal(dir.as_ref()),
        ["role-send", dir, port, connections, mails] => {
            campaign::send(dir.as_ref(), port, connections, mails)
        }
        ["role-lettre", mail, port, connections, mails] => {
            peers::lettre(mail, port, connections, mails)
        }
        _ => options::read(&args).and_then(|options| rounds::measure(&options)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("wire: {fault}");
            ExitCode::FAILURE
        }
    }
}
