//! What is asked for on the command line.

use std::path::PathBuf;

use crate::Outcome;

const USAGE: &str = "cargo bench --bench wire -- [options]
  --mails N            mails a run (4000)
  --connections LIST   numbers of connections, with commas between (1,4,16,64)
  --rounds R           rounds; the table gives medians (5)
  --scenes LIST        of near, far, slow, far-slow (all): loopback; 10 ms away; 5 ms more a sync; both
  --sink KIND          own, catcher or postfix (own)
  --linear LIST        also campaigns of these sizes, once each, at 16 connections, such as 1000,10000,100000
  --dir DIR            where the campaigns lie: on the disk to be measured (the system's temporary folder)
  --quick              1000 mails, 1 round";

/// What to measure.
pub(crate) struct Options {
    pub(crate) mails: usize,
    pub(crate) connections: Vec<usize>,
    pub(crate) rounds: usize,
    pub(crate) scenes: Vec<Scene>,
    pub(crate) sink: String,
    pub(crate) linear: Vec<usize>,
    pub(crate) dir: PathBuf,
}

/// Where the sink stands and how slow the disk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scene {
    Near,
    Far,
    Slow,
    FarSlow,
}

impl Scene {
    const ALL: [Scene; 4] = [Scene::Near, Scene::Far, Scene::Slow, Scene::FarSlow];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Scene::Near => "near",
            Scene::Far => "far",
            Scene::Slow => "slow",
            Scene::FarSlow => "far-slow",
        }
    }

    pub(crate) const fn is_far(self) -> bool {
        matches!(self, Scene::Far | Scene::FarSlow)
    }

    pub(crate) const fn is_slow(self) -> bool {
        matches!(self, Scene::Slow | Scene::FarSlow)
    }

    /// Far away and on slow disks fewer mails tell as much.
    pub(crate) fn mails(self, asked: usize, connections: usize) -> usize {
        match self {
            Scene::Near => asked,
            Scene::Slow => asked.min(400 * connections),
            Scene::Far | Scene::FarSlow => asked.min(150 * connections),
        }
    }
}

pub(crate) fn read(args: &[String]) -> Outcome<Options> {
    let mut options = Options {
        mails: 4000,
        connections: vec![1, 4, 16, 64],
        rounds: 5,
        scenes: Scene::ALL.to_vec(),
        sink: "own".to_owned(),
        linear: Vec::new(),
        dir: std::env::temp_dir(),
    };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        if arg == "--quick" {
            (options.mails, options.rounds) = (1000, 1);
            continue;
        }
        let value = args.next().ok_or(USAGE)?;
        match arg.as_str() {
            "--mails" => options.mails = value.parse()?,
            "--connections" => options.connections = numbers(value)?,
            "--rounds" => options.rounds = value.parse()?,
            "--linear" => options.linear = numbers(value)?,
            "--dir" => options.dir = value.into(),
            "--sink" if ["own", "catcher", "postfix"].contains(&value.as_str()) => {
                options.sink.clone_from(value);
            }
            "--scenes" => {
                let scene = |name: &str| Scene::ALL.into_iter().find(|scene| scene.name() == name);
                let scenes: Option<_> = value.split(',').map(scene).collect();
                options.scenes = scenes.ok_or(USAGE)?;
            }
            _ => return Err(USAGE.into()),
        }
    }
    if options.rounds == 0 || options.mails == 0 {
        return Err(USAGE.into());
    }
    Ok(options)
}

fn numbers(list: &str) -> Outcome<Vec<usize>> {
    Ok(list.split(',').map(str::parse).collect::<Result<_, _>>()?)
}
