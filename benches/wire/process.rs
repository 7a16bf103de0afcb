//! Processes: this program in another role, other programs, and what they cost.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use crate::Outcome;

/// The system counts CPU time in hundredths of a second for all programs (`proc_pid_stat(5)`).
const TICK: f64 = 0.01;

/// This program in this role, with its state kept away from the user's own.
pub(crate) fn role(state: &Path, args: &[&str]) -> Outcome<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(args).env("XDG_STATE_HOME", state);
    Ok(command)
}

/// A process that serves until it is dropped, and answers one line to one line.
pub(crate) struct Servant {
    child: Child,
    ask: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Servant {
    /// Starts it, and takes its first line.
    pub(crate) fn start(mut command: Command) -> Outcome<(Servant, String)> {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let ask = child.stdin.take().ok_or("no way to speak to a servant")?;
        let answers = BufReader::new(child.stdout.take().ok_or("no way to hear a servant")?);
        let mut servant = Servant {
            child,
            ask,
            answers,
        };
        let first = servant.line()?;
        Ok((servant, first))
    }

    pub(crate) fn ask(&mut self, question: &str) -> Outcome<String> {
        writeln!(self.ask, "{question}")?;
        self.line()
    }

    fn line(&mut self) -> Outcome<String> {
        let mut line = String::new();
        if self.answers.read_line(&mut line)? == 0 {
            return Err("a servant ended early".into());
        }
        Ok(line.trim_end().to_owned())
    }
}

impl Drop for Servant {
    fn drop(&mut self) {
        // Gone already is as good.
        let _killed = self.child.kill();
        let _ended = self.child.wait();
    }
}

/// A program that ran to its end.
pub(crate) struct Ran {
    pub(crate) wall: Duration,
    /// User and system time, all threads; to the hundredth of a second.
    pub(crate) cpu: f64,
    pub(crate) said: String,
}

/// Runs it to its end; only one at a time, or the costs are mixed.
pub(crate) fn run(mut command: Command) -> Outcome<Ran> {
    let before = cpu_of_children()?;
    let began = Instant::now();
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()?;
    let wall = began.elapsed();
    if !output.status.success() {
        return Err(format!("{command:?}: {}", output.status).into());
    }
    let said = String::from_utf8(output.stdout)?;
    Ok(Ran {
        wall,
        cpu: cpu_of_children()? - before,
        said,
    })
}

/// CPU seconds of all children that were waited for.
fn cpu_of_children() -> Outcome<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    // The name stands in brackets and may hold anything; fields are counted behind it.
    let fields: Vec<&str> = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    let ticks = |at: usize| {
        fields
            .get(at)
            .and_then(|field| field.parse::<f64>().ok())
            .ok_or("no CPU time")
    };
    Ok((ticks(13)? + ticks(14)?) * TICK)
}

/// The most memory this process ever had, in MiB.
pub(crate) fn peak_memory() -> Outcome<f64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .ok_or("no peak memory")?;
    let kib: f64 = line.trim().trim_end_matches(" kB").trim().parse()?;
    Ok(kib / 1024.0)
}

/// The same command with 5 ms more for every sync, as real disks have. `strace` holds back the thread
/// that asks for it, on its way out of the system call; with the filter in the kernel no other call stops.
pub(crate) fn with_slow_syncs(command: &Command) -> Command {
    let mut slow = Command::new("strace");
    slow.args([
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        "trace=fsync,fdatasync",
    ]);
    slow.args(["-e", "inject=fsync,fdatasync:delay_exit=5000"]);
    slow.arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        if let Some(value) = value {
            slow.env(name, value);
        }
    }
    slow
}
