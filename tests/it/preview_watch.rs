//! `preview --watch`: the page follows whoever writes.

use std::fs;

use crate::harness::Folder;

/// What a program that goes on says, line by line; it ends with this.
struct Watch {
    running: std::process::Child,
    lines: std::sync::mpsc::Receiver<String>,
}

impl Watch {
    fn begin(folder: &Folder, words: &[&str]) -> Watch {
        use std::io::BufRead as _;
        let mut command = folder.command(words);
        let (said, screen) = std::io::pipe().unwrap();
        let running = command
            .stdout(screen.try_clone().unwrap())
            .stderr(screen)
            .spawn()
            .unwrap();
        // The command holds the writing ends too, and the reader would never see the end.
        drop(command);
        let said = std::io::BufReader::new(said);
        let (tell, lines) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            said.lines()
                .map_while(Result::ok)
                .all(|line| tell.send(line).is_ok())
        });
        Watch { running, lines }
    }

    /// All that it says up to a line that holds this.
    fn until(&self, wanted: &str) -> String {
        let mut said = String::new();
        while !said.contains(wanted) {
            let line = self.lines.recv_timeout(std::time::Duration::from_secs(60));
            said = format!(
                "{said}{}\n",
                line.unwrap_or_else(|_| panic!("no {wanted} in {said}"))
            );
        }
        said
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _gone = self.running.kill().and_then(|()| self.running.wait());
    }
}

#[test]
fn a_watched_preview_follows_the_writer() {
    let folder = Folder::new();
    let (text, html) = (
        "templates/bijlage-3.1.txt.hbs",
        "templates/bijlage-3.1.html.hbs",
    );
    let watch = Watch::begin(&folder, &["preview", "2", "--watch"]);
    assert!(watch.until("As of").contains("Geachte "));
    folder.change(text, "Geachte", "Beste");
    let said = watch.until("As of");
    assert!(
        said.contains("Beste ") && !said.contains("Geachte "),
        "{said}"
    );
    // A word half typed is told, and the watch goes on.
    folder.change(text, "{{aanhef}}", "{{aanhf}}");
    assert!(watch.until("As of").contains("aanhf"));
    folder.change(text, "{{aanhf}}", "{{aanhef}}");
    assert!(watch.until("As of").contains("Beste "));
    folder.change(html, "Geachte", "Dag");
    watch.until("As of");
    let page = fs::read_to_string(folder.path("var/trial/preview.html")).unwrap();
    assert!(page.contains("Dag ") && page.contains("http-equiv=\"refresh\""));
    assert!(!folder.path("var/trial/caught").exists(), "nothing is sent");
}
