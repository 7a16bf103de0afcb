//! The rounds: every sender once, then every sender again, so that a busy moment of the machine falls on all.

use std::path::Path;
use std::time::Duration;

use crate::campaign::Sealed;
use crate::options::{Options, Scene};
use crate::process::{self, Ran};
use crate::sink::{Counts, Sink};
use crate::table::{self, Row};
use crate::{Outcome, distance, machine, peers};

const EACH_WAY: Duration = Duration::from_millis(5);
/// Connections of the runs that look at size alone.
const LINEAR_CONNECTIONS: usize = 16;

pub(crate) fn measure(options: &Options) -> Outcome<()> {
    let dir = tempfile::Builder::new()
        .prefix("heraut-wire-")
        .tempdir_in(options.dir.canonicalize()?)?;
    println!("{}", machine::line(dir.path())?);
    let sealed = Sealed::make(&dir.path().join("campaign"), options.mails)?;
    println!(
        "{} mails of {} octets, sealed at {:.0} a second; {} rounds, medians; sink: {}",
        options.mails, sealed.octets, sealed.a_second, options.rounds, options.sink
    );
    let mut sink = Sink::start(&options.sink, dir.path())?;
    let (_servant, far) = distance::start(dir.path(), sink.port, EACH_WAY)?;
    for scene in &options.scenes {
        table::head(*scene);
        for connections in &options.connections {
            let port = if scene.is_far() { far } else { sink.port };
            let mails = scene.mails(options.mails, *connections);
            let bench = Bench {
                sealed: &sealed,
                scene: *scene,
                port,
                connections: *connections,
                mails,
            };
            let rounds: Vec<Round> = (0..options.rounds)
                .map(|_| bench.round(&mut sink))
                .collect::<Outcome<_>>()?;
            table::row(&bench.row(&rounds));
        }
    }
    drop(sealed);
    linear(options, dir.path(), &mut sink)
}

/// Campaigns of several sizes: time must grow with them and no faster.
fn linear(options: &Options, dir: &Path, sink: &mut Sink) -> Outcome<()> {
    if options.linear.is_empty() {
        return Ok(());
    }
    table::linear_head(LINEAR_CONNECTIONS);
    for mails in &options.linear {
        let folder = dir.join(format!("campaign-{mails}"));
        let sealed = Sealed::make(&folder, *mails)?;
        let sent = sealed.send(sink.port, LINEAR_CONNECTIONS, *mails, false)?;
        table::linear_row(*mails, &sealed, &sent);
        std::fs::remove_dir_all(&folder)?;
    }
    Ok(())
}

struct Bench<'s> {
    sealed: &'s Sealed,
    scene: Scene,
    port: u16,
    connections: usize,
    mails: usize,
}

/// What one sender did in one round.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Run {
    pub(crate) a_second: f64,
    /// CPU seconds a thousand mails.
    pub(crate) cpu: f64,
    /// MiB.
    pub(crate) peak: f64,
    /// Round trips a mail.
    pub(crate) trips: Option<f64>,
}

struct Round {
    heraut: Run,
    source: Option<Run>,
    lettre: Run,
}

impl Bench<'_> {
    fn round(&self, sink: &mut Sink) -> Outcome<Round> {
        let heraut = self.counted(sink, || {
            let sent = self.sealed.send(
                self.port,
                self.connections,
                self.mails,
                self.scene.is_slow(),
            )?;
            Ok((sent.seconds, sent.peak, sent.ran))
        })?;
        let sample = self.sealed.sample()?;
        let source = match peers::has_postfix() {
            false => None,
            true => Some(self.counted(sink, || {
                let ran = peers::smtp_source(&sample, self.port, self.connections, self.mails)?;
                Ok((ran.wall.as_secs_f64(), 0.0, ran))
            })?),
        };
        let lettre = self.counted(sink, || self.lettre(&sample))?;
        Ok(Round {
            heraut,
            source,
            lettre,
        })
    }

    fn lettre(&self, sample: &str) -> Outcome<(f64, f64, Ran)> {
        let [port, connections, mails] =
            [self.port.into(), self.connections, self.mails].map(|number| number.to_string());
        let args = ["role-lettre", sample, &port, &connections, &mails];
        let ran = process::run(process::role(Path::new(""), &args)?)?;
        let mut said = ran.said.split_whitespace();
        let mut number = || {
            said.next()
                .and_then(|word| word.parse().ok())
                .ok_or("no word of lettre's")
        };
        Ok((number()?, number()?, ran))
    }

    /// One run, held against what the sink counted meanwhile.
    fn counted(
        &self,
        sink: &mut Sink,
        run: impl FnOnce() -> Outcome<(f64, f64, Ran)>,
    ) -> Outcome<Run> {
        let before = sink.counts()?;
        let (seconds, peak, ran) = run()?;
        let trips = match (before, sink.counts()?) {
            (Some(before), Some(after)) => Some(self.trips(before, after)?),
            _ => None,
        };
        let mails = self.mails as f64;
        Ok(Run {
            a_second: mails / seconds,
            cpu: ran.cpu / mails * 1000.0,
            peak,
            trips,
        })
    }

    fn trips(&self, before: Counts, after: Counts) -> Outcome<f64> {
        let took = after.mails - before.mails;
        if took != self.mails as u64 {
            return Err(format!("the sink took {took} mails of {}", self.mails).into());
        }
        Ok((after.writes - before.writes) as f64 / self.mails as f64)
    }

    fn row(&self, rounds: &[Round]) -> Row {
        let over = |figure: &dyn Fn(&Round) -> Option<f64>| {
            let mut all: Vec<f64> = rounds.iter().filter_map(figure).collect();
            (!all.is_empty()).then(|| table::median(&mut all))
        };
        Row {
            connections: self.connections,
            mails: self.mails,
            heraut: over(&|round| Some(round.heraut.a_second)),
            source: over(&|round| Some(round.source?.a_second)),
            lettre: over(&|round| Some(round.lettre.a_second)),
            to_source: over(&|round| Some(round.heraut.a_second / round.source?.a_second)),
            to_lettre: over(&|round| Some(round.heraut.a_second / round.lettre.a_second)),
            trips: over(&|round| round.heraut.trips.filter(|trips| *trips > 0.0)),
            // What `strace` costs is not ours.
            cpu: over(&|round| (!self.scene.is_slow()).then_some(round.heraut.cpu)),
            source_cpu: over(&|round| Some(round.source?.cpu)),
            peak: over(&|round| Some(round.heraut.peak)),
        }
    }
}
