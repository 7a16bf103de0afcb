//! HTML templates written in MJML: made into HTML once, and merged after that.
//!
//! Names and blocks in double braces pass through as they are, and so do the values of attributes (`mjml_values.rs`). What
//! the conversion would lose is a fault, since a name that is gone would be missing from every mail.

use std::path::Path;

use handlebars::Template as Compiled;
use mrml::prelude::parser::{Error, Span, Warning, WarningKind};
use mrml::prelude::render::RenderOptions;

use super::helpers;
use super::mjml_values::{self, Values};
use super::template::{Use, names_in};
use crate::fault::{Fault, Place};
use crate::phrase::Phrase;

/// Whether a template is MJML: `….mjml.hbs` or `….mjml`.
pub(super) fn is_one(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    name.ends_with(".mjml") || name.ends_with(".mjml.hbs")
}

/// The template as HTML, ready to be merged, and what deserves a look.
pub(super) fn compile(source: &str, file: &str, uses: &[Use]) -> Result<(Compiled, Vec<Fault>), Vec<Fault>> {
    let text = Text { source, file };
    if let Some(at) = unclosed(source) {
        let place = Place { row: text.line(&Span { start: at, end: at }), ..Place::file(file) };
        return Err(vec![Fault::error(place, Phrase::new("notice-mjml-unclosed"))]);
    }
    // Read twice: the lines of what is wrong are those of the template as it was written.
    let (taken, values) = Values::take(source);
    let read = mrml::parse(&taken).map_err(|taken| {
        let error = mrml::parse(source).err().unwrap_or(taken);
        vec![text.error(&error)]
    })?;
    let warnings = mrml::parse(source).map_or(read.warnings, |read| read.warnings);
    let looks = warnings.iter().map(|warning| text.warning(warning)).collect();
    let broken = |code: &'static str| vec![Fault::error(Place::file(file), Phrase::new(code))];
    // A mail fetches nothing, fonts neither.
    let options = RenderOptions { fonts: Default::default(), ..RenderOptions::default() };
    let html = read.element.render(&options).map_err(|_| broken("notice-mjml-syntax"))?;
    if let Some(unknown) = text.unknown_element(&html) {
        return Err(vec![unknown]);
    }
    let compiled = helpers::compile(&values.put_back(&html)).map_err(|_| broken("notice-mjml-lost"))?;
    let kept = names_in(&compiled);
    match uses.iter().find(|wanted| !kept.contains(&wanted.name)) {
        Some(lost) => Err(vec![Fault::error(lost.place.clone(), Phrase::new("notice-mjml-lost"))]),
        None => Ok((compiled, looks)),
    }
}

/// A template, for saying where in it something is.
struct Text<'t> {
    source: &'t str,
    file: &'t str,
}

impl Text<'_> {
    fn error(&self, error: &Error) -> Fault {
        let (line, phrase) = match error {
            Error::UnexpectedElement { position, .. } => (self.line(position), self.element(position)),
            Error::IncludeLoaderError { position, .. } => {
                (self.line(position), Phrase::new("notice-mjml-include"))
            }
            Error::UnexpectedToken { position, .. } => {
                (self.line(position), Phrase::new("notice-mjml-unclosed"))
            }
            Error::MissingAttribute { name, position, .. } => {
                (self.line(position), Phrase::new("notice-mjml-attribute").with("name", *name))
            }
            Error::InvalidAttribute { position, .. } | Error::InvalidFormat { position, .. } => {
                (self.line(position), Phrase::new("notice-mjml-xml"))
            }
            Error::ParserError { source, .. } => (Some(source.pos().row), Phrase::new("notice-mjml-xml")),
            Error::EndOfStream { .. } => (self.last_line(), Phrase::new("notice-mjml-end")),
            Error::SizeLimit { .. } | Error::NoRootNode => (None, Phrase::new("notice-mjml-syntax")),
        };
        Fault::error(Place { row: line, ..Place::file(self.file) }, phrase)
    }

    /// An element that can't stand where it does.
    fn element(&self, position: &Span) -> Phrase {
        let text = self.source.get(position.start..position.end).unwrap_or_default();
        element(text.trim_start_matches(['<', '/']))
    }

    /// An element of MJML that went through as it was: no mail program knows it.
    fn unknown_element(&self, html: &str) -> Option<Fault> {
        let at = html.find("<mj-")?;
        let name = html[at + 1..].split(ends_name).next()?;
        let start = self.source.find(&format!("<{name}"));
        let line = start.and_then(|start| self.line(&Span { start, end: start }));
        Some(Fault::error(Place { row: line, ..Place::file(self.file) }, element(name)))
    }

    fn warning(&self, warning: &Warning) -> Fault {
        let phrase = match warning.kind {
            WarningKind::UnexpectedAttribute => {
                let text = self.source.get(warning.span.start..warning.span.end).unwrap_or_default();
                let name = text.split('=').next().unwrap_or_default().trim();
                Phrase::new("notice-mjml-attribute-unknown").with("name", name)
            }
            WarningKind::InlineStyleUnsupported => Phrase::new("notice-mjml-inline"),
        };
        Fault::warning(Place { row: self.line(&warning.span), ..Place::file(self.file) }, phrase)
    }

    fn line(&self, position: &Span) -> Option<u32> {
        let before = self.source.get(..position.start)?;
        u32::try_from(before.matches('\n').count() + 1).ok()
    }

    fn last_line(&self) -> Option<u32> {
        u32::try_from(self.source.trim_end().matches('\n').count() + 1).ok()
    }
}

/// Where an element of MJML is closed that isn't the innermost open one, or begins one that never is: mrml goes by how
/// many are closed, and not by their names.
fn unclosed(source: &str) -> Option<usize> {
    let mut open: Vec<(usize, &str)> = vec![];
    let mut at = 0;
    while let Some(next) = source[at..].find('<') {
        at += next;
        let rest = &source[at + 1..];
        if rest.starts_with("!--") {
            at += rest.find("-->")?;
            continue;
        }
        let (closes, name) = match rest.strip_prefix('/') {
            Some(name) => (true, name.split(ends_name).next().unwrap_or_default()),
            None => (false, rest.split(ends_name).next().unwrap_or_default()),
        };
        if name == "mjml" || name.starts_with("mj-") {
            let length = mjml_values::end_of_tag(&source[at..]);
            let tag = &source[at..at + length];
            if closes {
                if open.pop().is_none_or(|(_, before)| before != name) {
                    return Some(at);
                }
            } else if !tag.ends_with("/>") {
                open.push((at, name));
            }
        }
        at += 1;
    }
    open.pop().map(|(at, _)| at)
}

/// What to say of an element, its name first.
fn element(text: &str) -> Phrase {
    match text.split(ends_name).next().unwrap_or_default() {
        "mj-include" => Phrase::new("notice-mjml-include"),
        name => Phrase::new("notice-mjml-element").with("name", name),
    }
}

fn ends_name(c: char) -> bool {
    c.is_whitespace() || matches!(c, '>' | '/')
}

#[cfg(test)]
mod tests {
    use crate::notice::testing::{Folder, recipient};

    fn folder(mjml: &str) -> Folder {
        let mut folder = Folder::new().file("mail.mjml.hbs", mjml);
        folder.notice.html = "mail.mjml.hbs".into();
        folder
    }

    fn page(body: &str) -> String {
        format!(
            "<mjml lang=\"nl\"><mj-head><mj-title>Voor {{{{organisatie}}}}</mj-title></mj-head><mj-body><mj-section>\
             <mj-column>{body}</mj-column></mj-section></mj-body></mjml>"
        )
    }

    #[test]
    fn mjml_becomes_html_and_is_merged_after_that() {
        let body = "<mj-text><h1>{{organisatie}}</h1>{{#if kenmerk}}<p>{{kenmerk}}</p>{{/if}}</mj-text>\
                    <mj-text color=\"{{stijl_inkt}}\">{{contact}}</mj-text>";
        let mut folder = folder(&page(body));
        folder.notice.style.insert("inkt".into(), "#154273".into());
        let html = folder.merge().unwrap().0.fill(&recipient("<De Brug>")).unwrap().html;
        for part in [
            "<!doctype html>",
            "lang=\"nl\"",
            "<title>Voor &lt;De Brug&gt;</title>",
            "<h1>&lt;De Brug&gt;</h1>",
            "<p>VZ-1</p>",
            "color:#154273",
            "role=\"presentation\"",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(!html.contains("<mj-") && !html.contains("https://"), "{html}");
    }

    #[test]
    fn what_the_conversion_would_lose_is_told_with_its_line() {
        let told = |mjml: &str| -> Vec<(&'static str, Option<u32>)> {
            let faults = folder(mjml).merge().unwrap_err();
            faults
                .iter()
                .filter(|fault| fault.is_error())
                .map(|fault| (fault.code(), fault.place.row))
                .collect()
        };
        for (mjml, told_as) in [
            ("<mjml>\n<mj-body>", ("notice-mjml-unclosed", Some(2))),
            ("<mjml>\n<mj-body><p></mj-body></mjml>", ("notice-mjml-end", Some(2))),
            ("<mjml>\n<mj-body><mj-tekst>x</mj-tekst></mj-body></mjml>", ("notice-mjml-element", Some(2))),
            (
                "<mjml>\n<mj-body>\n<mj-include path=\"./kop.mjml\"/></mj-body></mjml>",
                ("notice-mjml-include", Some(3)),
            ),
            (
                "<mjml><mj-body>\n<mj-section><mj-column></mj-section></mj-body></mjml>",
                ("notice-mjml-unclosed", Some(2)),
            ),
            ("<mjml><mj-body>\n<mj-section a=b></mj-section></mj-body></mjml>", ("notice-mjml-xml", Some(2))),
        ] {
            assert_eq!(told(mjml), [told_as], "{mjml}");
        }
        let unused =
            "<mj-head><mj-attributes>\n<mj-class name=\"x\" color=\"{{kenmerk}}\" /></mj-attributes>";
        let lost = page("<mj-text>x</mj-text>").replace("<mj-head>", unused);
        assert_eq!(told(&lost), [("notice-mjml-lost", Some(2))]);
        assert_eq!(told(&page("<mj-text>{{onbekend}}</mj-text>"))[0].0, "notice-placeholder-unknown");
    }

    /// The one value of this name in the HTML of a row's mail, as a browser reads it.
    fn value(body: &str, name: &str) -> String {
        let html = folder(&page(body)).merge().unwrap().0.fill(&recipient("De \"Brug\"\\")).unwrap().html;
        let from = html.find(&format!("{name}=\"")).unwrap() + name.len() + 2;
        let end = html[from..].find('"').unwrap();
        crate::notice::html::decode(&html[from..from + end]).into_owned()
    }

    #[test]
    fn values_of_attributes_come_out_as_they_were_written() {
        for written in
            ["€\u{a0}5", "dag\u{ad}blad", "C:\\map", "een\ntwee", "e\u{301}", "\u{200b}a", "\t b", "'t Huis"]
        {
            assert_eq!(value(&format!("<mj-image src=\"x.png\" alt=\"{written}\" />"), "alt"), written);
            assert_eq!(value(&format!("<mj-text><p title=\"{written}\">x</p></mj-text>"), "title"), written);
        }
        assert_eq!(value("<mj-image src=\"x.png\" alt='De \"Brug\"' />", "alt"), "De \"Brug\"");
        assert_eq!(value("<mj-text><p title='De \"Brug\"'>x</p></mj-text>", "title"), "De \"Brug\"");
        assert_eq!(value("<mj-text><p title='&quot;a&quot; &amp; b'>x</p></mj-text>", "title"), "\"a\" & b");
        // A name, and a call with a setting of its own.
        assert_eq!(value("<mj-text><p title=\"{{organisatie}}\">x</p></mj-text>", "title"), "De \"Brug\"\\");
        let call = "<mj-text><p title='{{als_lijst kenmerk woord=\"of\"}}'>x</p></mj-text>";
        assert_eq!(value(call, "title"), "VZ-1");
    }

    #[test]
    fn what_the_conversion_warns_of_is_told() {
        let looks = |mjml: &str| -> Vec<(&'static str, Option<u32>)> {
            let (_, faults) = folder(mjml).merge().unwrap();
            let of_mjml = faults.iter().filter(|fault| fault.code().starts_with("notice-mjml-"));
            of_mjml.map(|fault| (fault.code(), fault.place.row)).collect()
        };
        let body = "<mj-text>{{organisatie}} {{kenmerk}} {{contact}}</mj-text>";
        assert_eq!(looks(&page(body)), []);
        let inline =
            page(body).replace("</mj-head>", "\n<mj-style inline=\"inline\">p{}</mj-style></mj-head>");
        assert_eq!(looks(&inline), [("notice-mjml-inline", Some(2))]);
        let odd = page(body)
            .replace("</mj-head>", "\n<mj-breakpoint width=\"320px\"\nbreedte=\"1px\" /></mj-head>");
        assert_eq!(looks(&odd), [("notice-mjml-attribute-unknown", Some(3))]);
    }
}
