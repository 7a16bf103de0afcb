//! The review page from outside: the running server, and a browser that knows what it is told.
#![allow(clippy::disallowed_methods)]

use std::io::{BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use serde_json::{Deserializer, Value};

use crate::harness::Folder;

/// A running review page.
pub(super) struct Page {
    child: Child,
    /// `127.0.0.1:PORT`.
    pub(super) host: String,
    /// Where it listens.
    pub(super) port: u16,
}

/// An answer of the server.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) head: String,
    pub(super) body: String,
}

impl Answer {
    /// The value of a header, by its name in lower case.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines();
        let line = lines.find_map(|line| line.strip_prefix(&format!("{name}: ")));
        line.map(str::trim)
    }
}

/// A person with a session.
pub(super) struct Browser<'p> {
    pub(super) page: &'p Page,
    pub(super) cookie: String,
}

impl Page {
    pub(super) fn start(folder: &Folder, words: &[&str]) -> Page {
        Page::start_at(folder, words, "http://127.0.0.1")
    }

    /// The same at another address, which begins so.
    pub(super) fn start_at(folder: &Folder, words: &[&str], origin: &str) -> Page {
        let serve = ["--json", "serve", "--port", "0"];
        let mut command = folder.command(&[words, &serve].concat());
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Whatever else it says must have somewhere to go.
        let mut said = child.stderr.take().unwrap();
        let said = std::thread::spawn(move || {
            let mut all = String::new();
            let _cut = said.read_to_string(&mut all);
            all
        });
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let document = Deserializer::from_reader(&mut out)
            .into_iter::<Value>()
            .next();
        let Some(Ok(document)) = document else {
            panic!("no page: {}", said.join().unwrap());
        };
        let told = |name: &str| document[name].as_str().unwrap().to_owned();
        assert!(told("origin").starts_with(origin), "{document}");
        let host = told("address");
        let port = host.rsplit(':').next().unwrap().parse().unwrap();
        Page { child, host, port }
    }

    /// One request; `more` are further header lines.
    pub(super) fn ask(&self, method: &str, path: &str, more: &[&str], body: &str) -> Answer {
        let host = format!("Host: {}", self.host);
        let mut lines = vec![
            format!("{method} {path} HTTP/1.1"),
            "Connection: close".into(),
        ];
        if !more.iter().any(|line| line.starts_with("Host:")) {
            lines.push(host);
        }
        lines.extend(
            more.iter()
                .filter(|line| **line != "Host:")
                .map(|line| (*line).to_owned()),
        );
        if method == "POST" {
            if !more.iter().any(|line| line.starts_with("Content-Type:")) {
                lines.push("Content-Type: application/x-www-form-urlencoded".into());
            }
            lines.push(format!("Content-Length: {}", body.len()));
        }
        let mut stream = TcpStream::connect(&self.host).unwrap();
        write!(stream, "{}\r\n\r\n{body}", lines.join("\r\n")).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        Answer {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            head: head.to_owned(),
            body: body.to_owned(),
        }
    }

    /// The path of the link that invites this person.
    pub(super) fn invite(&self, folder: &Folder, words: &[&str]) -> String {
        let ran = folder.heraut(&[&["--json", "invite"], words].concat());
        assert_eq!(ran.exit, 0, "{}", ran.err);
        let link = ran.json()["link"].as_str().unwrap().to_owned();
        link[link.find("/invitation/").unwrap()..].to_owned()
    }

    /// Opens a link: the browser of the person whom it invites.
    pub(super) fn enter(&self, link: &str) -> Browser<'_> {
        let opened = self.ask("POST", link, &[], "");
        assert_eq!(opened.status, 303, "{opened:?}");
        let cookie = opened.header("set-cookie").unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();
        Browser { page: self, cookie }
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Browser<'_> {
    pub(super) fn get(&self, path: &str) -> Answer {
        let cookie = format!("Cookie: {}", self.cookie);
        self.page.ask("GET", path, &[&cookie], "")
    }

    /// The secret that the forms of this person's pages hold.
    pub(super) fn csrf(&self) -> String {
        self.csrf_of("/mails")
    }

    /// The same, from a page that this person may see.
    pub(super) fn csrf_of(&self, path: &str) -> String {
        let page = self.get(path).body;
        let (_, rest) = page.split_once("name=\"csrf\" value=\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    }

    /// Sends a form with the secret that its page holds.
    pub(super) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_with(path, fields, &[], &self.csrf())
    }

    /// Sends the form that asks whether this mail is ours.
    pub(super) fn ask_of(&self, mail: &str, csrf: &str) -> Answer {
        let field =
            |name: &str| format!("--=_form\r\nContent-Disposition: form-data; name=\"{name}\"");
        let body = format!(
            "{}\r\n\r\n{csrf}\r\n{}; filename=\"mail.eml\"\r\nContent-Type: message/rfc822\r\n\r\n{mail}\r\n--=_form--\r\n",
            field("csrf"),
            field("mail"),
        );
        let cookie = format!("Cookie: {}", self.cookie);
        let kind = "Content-Type: multipart/form-data; boundary=\"=_form\"";
        self.page.ask("POST", "/verify", &[&cookie, kind], &body)
    }

    pub(super) fn post_with(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        more: &[&str],
        csrf: &str,
    ) -> Answer {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("csrf", csrf).extend_pairs(fields);
        let cookie = format!("Cookie: {}", self.cookie);
        let more = [more, &[cookie.as_str()]].concat();
        self.page.ask("POST", path, &more, &form.finish())
    }
}
