use heraut::campaign::*;
fn main() {
    let dir = std::path::PathBuf::from(std::env::args().nth(1).unwrap());
    let over: Vec<String> = std::env::args().skip(2).collect();
    let c = match Campaign::open(&dir, &over) {
        Ok(c) => c,
        Err(Error::Input { faults, .. }) => {
            for f in faults {
                println!("{f:?}")
            }
            return;
        }
        Err(e) => {
            println!("{e:?}");
            return;
        }
    };
    let ch = c.check().unwrap();
    println!("{:?} {:?} {:?}", ch.sum, ch.excluded, ch.faults);
    let now = jiff::Timestamp::now();
    let rt = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let ls = tokio::task::LocalSet::new();
    ls.block_on(&rt, async {
        let t = std::time::Instant::now();
        let p = match c.prepare(&SendAsk::default(), now) {
            Ok(p) => p,
            Err(e) => {
                println!("{e:?} {:?}", e.phrase());
                return;
            }
        };
        println!(
            "prepared {:?} due {} ends {:?} in {:?}",
            p.sealed.as_ref().map(|s| (s.digest, s.mails, s.made)),
            p.due,
            p.ends_about,
            t.elapsed()
        );
        let (_tx, rx) = tokio::sync::watch::channel(false);
        let s = c
            .send(p, rx, &|p| {
                if std::env::var("V").is_ok() {
                    println!("{:?} {p:?}", t.elapsed())
                }
            })
            .await;
        match s {
            Ok(s) => println!("{:?} {:?} tried {} in {:?}", s.ended, s.status.sum, s.tried, t.elapsed()),
            Err(e) => println!("{e:?}"),
        }
    });
}
