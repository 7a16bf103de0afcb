//! What it was measured on: figures mean nothing without it.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use crate::Outcome;

/// One line: cores, processor, kernel, how long a sync takes in this folder, and how busy others keep it.
pub(crate) fn line(dir: &Path) -> Outcome<String> {
    let cores = std::thread::available_parallelism()?;
    let processors = fs::read_to_string("/proc/cpuinfo")?;
    let model = processors
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .unwrap_or("unknown");
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease")?;
    let load = fs::read_to_string("/proc/loadavg")?;
    let load = load.split(' ').next().unwrap_or_default();
    let model = model.trim_start_matches([' ', '\t', ':']);
    let sync = sync(dir)? * 1e3;
    Ok(format!(
        "{cores} cores, {model}, Linux {}, {sync:.2} ms a sync, load {load}",
        kernel.trim()
    ))
}

/// Seconds that a sync takes: the median of a hundred.
fn sync(dir: &Path) -> Outcome<f64> {
    let mut file = fs::File::create(dir.join("sync"))?;
    let mut took = Vec::new();
    for _ in 0..100 {
        file.write_all(&[7; 4096])?;
        let began = Instant::now();
        file.sync_all()?;
        took.push(began.elapsed().as_secs_f64());
    }
    Ok(crate::table::median(&mut took))
}
