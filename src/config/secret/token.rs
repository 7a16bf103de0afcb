//! An access token from a program that the settings name: what it prints is the token.
//!
//! The program runs without a shell, with the folder of the campaign as its own, and gets no input.
//! What it writes to standard error goes where this program's does.

use std::io::{self, Read as _};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use super::{LONGEST, Secret, SecretFault, checked};

/// A program that takes longer is waiting for somebody.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long to wait before looking again whether it ended.
const STEP: Duration = Duration::from_millis(20);

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
    let ended = ended(&mut child, patience);
    if !matches!(ended, Ok(Some(_))) {
        let _gone = child.kill();
        let _ended = child.wait();
    }
    match ended {
        Ok(Some((printed, status))) if status.success() => checked(printed, program),
        Ok(Some((_, status))) => {
            let code = status.code();
            Err(SecretFault::Failed { program, code })
        }
        Ok(None) => Err(SecretFault::Endless { program }),
        Err(source) => Err(SecretFault::NotRun { program, source }),
    }
}

/// What a program prints, at most a little more than a token has, and how it ended. `None` if it
/// does not end in time, whether or not it closed its output.
fn ended(child: &mut Child, patience: Duration) -> io::Result<Option<(Vec<u8>, ExitStatus)>> {
    let Some(out) = child.stdout.take() else {
        return Ok(None);
    };
    // The end that stays here keeps the channel open, so each look waits for its time.
    let (done, read) = mpsc::channel();
    let of_thread = done.clone();
    std::thread::spawn(move || {
        let mut bytes = Vec::with_capacity(LONGEST as usize + 2);
        let _ended = out.take(LONGEST + 1).read_to_end(&mut bytes);
        let _left = of_thread.send(bytes);
    });
    let mut printed = None;
    let mut waited = Duration::ZERO;
    while waited < patience {
        match read.recv_timeout(STEP) {
            Ok(bytes) => printed = Some(bytes),
            Err(_) => waited += STEP,
        }
        if printed.is_some()
            && let Some(status) = child.try_wait()?
        {
            return Ok(printed.map(|bytes| (bytes, status)));
        }
    }
    drop(done);
    Ok(None)
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
        // Also if it has said everything.
        let script = "echo abc.def; exec >&-; exec sleep 10";
        let command = ["sh", "-c", script].map(str::to_owned);
        let found = token_within(Path::new("."), &command, Duration::from_millis(500));
        assert_eq!(found.unwrap_err().phrase().key(), "config-token-endless");
    }
}
