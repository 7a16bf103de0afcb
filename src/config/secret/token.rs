//! An access token from a program that the settings name: what it prints is the token.
//!
//! The program runs without a shell, with the folder of the campaign as its own, and gets no input.
//! What it writes to standard error goes where this program's does.

use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use super::{LONGEST, Secret, SecretFault, checked};

/// A program that takes longer is waiting for somebody.
const PATIENCE: Duration = Duration::from_secs(60);

/// Runs `command` (a program and its arguments) and returns the token that it prints.
///
/// # Errors
/// [`SecretFault::NotRun`], [`SecretFault::Failed`], [`SecretFault::Endless`] after a minute;
/// [`SecretFault::Empty`] and [`SecretFault::NotText`] for what it prints.
pub fn token(dir: &Path, command: &[String]) -> Result<Secret, SecretFault> {
    token_within(dir, command, PATIENCE)
}

fn token_within(dir: &Path, command: &[String], patience: Duration) -> Result<Secret, SecretFault> {
    let program = command.first().cloned().unwrap_or_default();
    let started = Command::new(&program)
        .args(command.iter().skip(1))
        .current_dir(dir)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn();
    let mut child = match started {
        Ok(child) => child,
        Err(source) => return Err(SecretFault::NotRun { program, source }),
    };
    let printed = printed(&mut child, patience);
    if printed.is_none() {
        let _gone = child.kill();
    }
    let ended = child.wait();
    let Some(printed) = printed else {
        return Err(SecretFault::Endless { program });
    };
    match ended {
        Ok(status) if status.success() => {}
        Ok(status) => {
            let code = status.code();
            return Err(SecretFault::Failed { program, code });
        }
        Err(source) => return Err(SecretFault::NotRun { program, source }),
    }
    checked(printed, program)
}

/// What a program prints until it closes its output, and a little more than a token has at most.
/// `None` if that takes too long.
fn printed(child: &mut Child, patience: Duration) -> Option<Vec<u8>> {
    let out = child.stdout.take()?;
    let (done, read) = mpsc::channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::with_capacity(LONGEST as usize + 2);
        let _ended = out.take(LONGEST + 1).read_to_end(&mut bytes);
        let _left = done.send(bytes);
    });
    read.recv_timeout(patience).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(script: &str) -> Result<String, String> {
        let command = ["sh", "-c", script].map(str::to_owned);
        let found = token_within(Path::new("."), &command, Duration::from_secs(5));
        found
            .map(|token| token.reveal().to_owned())
            .map_err(|fault| fault.phrase().key().to_owned())
    }

    #[test]
    fn what_the_program_prints_is_the_token() {
        assert_eq!(run("echo abc.def"), Ok("abc.def".to_owned()));
        assert_eq!(
            run("printf abc; exit 3"),
            Err("config-token-failed".to_owned())
        );
        assert_eq!(run("true"), Err("config-password-empty".to_owned()));
        assert_eq!(
            run("echo a; echo b"),
            Err("config-password-not-text".to_owned())
        );
        assert_eq!(run("yes"), Err("config-token-failed".to_owned()));
        let none = token(Path::new("."), &["does-not-exist-here".to_owned()]);
        assert_eq!(none.unwrap_err().phrase().key(), "config-token-not-run");
    }

    #[test]
    fn a_program_that_waits_is_ended() {
        let command = ["sleep", "60"].map(str::to_owned);
        let found = token_within(Path::new("."), &command, Duration::from_millis(50));
        assert_eq!(found.unwrap_err().phrase().key(), "config-token-endless");
    }
}
