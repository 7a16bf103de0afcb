//! The review page from outside: the running server, and a browser that knows what it is told.
#![allow(clippy::disallowed_methods)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use crate::harness::Folder;

/// A running review page.
pub(super) struct Page {
    child: Child,
    /// `127.0.0.1:PORT`.
    pub(super) host: String,
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
        let mut command = folder.command(&[words, &["serve", "--port", "0"]].concat());
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap());
        let mut all = String::new();
        let host = loop {
            let before = all.len();
            assert!(said.read_line(&mut all).unwrap() > 0, "no page: {all}");
            if let Some((_, rest)) = all[before..].split_once("http://") {
                break rest
                    .split(['.', ' ', '\n'])
                    .take(4)
                    .collect::<Vec<_>>()
                    .join(".");
            }
        };
        // Whatever else it says must have somewhere to go.
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        Page { child, host }
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
            lines.push("Content-Type: application/x-www-form-urlencoded".into());
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

    /// Sends a form with the secret that its page holds.
    pub(super) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let page = self.get("/mails").body;
        let (_, rest) = page.split_once("name=\"csrf\" value=\"").unwrap();
        let csrf = rest.split('"').next().unwrap().to_owned();
        self.post_with(path, fields, &[], &csrf)
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
