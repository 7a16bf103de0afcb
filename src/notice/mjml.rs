//! HTML templates written in MJML: made into HTML once, and merged after that.
//!
//! Names and blocks in double braces pass through as they are. What the conversion would lose is a fault, since
//! a name that is gone would be missing from every mail.

use std::path::Path;

use handlebars::Template as Compiled;
use mrml::prelude::render::RenderOptions;

use super::helpers;
use super::template::{Use, names_in};
use crate::fault::{Fault, Place};
use crate::phrase::Phrase;

/// Whether a template is MJML: `….mjml.hbs` or `….mjml`.
pub(super) fn is_one(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    name.ends_with(".mjml") || name.ends_with(".mjml.hbs")
}

/// The template as HTML, ready to be merged.
pub(super) fn compile(source: &str, file: &str, uses: &[Use]) -> Result<Compiled, Vec<Fault>> {
    let fault = |code: &'static str| vec![Fault::error(Place::file(file), Phrase::new(code))];
    let root = mrml::parse(source).map_err(|_| fault("notice-mjml-syntax"))?.element;
    // A mail fetches nothing, fonts neither.
    let options = RenderOptions { fonts: Default::default(), ..RenderOptions::default() };
    let html = root.render(&options).map_err(|_| fault("notice-mjml-syntax"))?;
    let compiled = helpers::compile(&html).map_err(|_| fault("notice-mjml-lost"))?;
    let kept = names_in(&compiled);
    match uses.iter().find(|wanted| !kept.contains(&wanted.name)) {
        Some(lost) => Err(vec![Fault::error(lost.place.clone(), Phrase::new("notice-mjml-lost"))]),
        None => Ok(compiled),
    }
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
        assert_eq!(told("<mjml><mj-body>"), [("notice-mjml-syntax", None)]);
        let unused =
            "<mj-head><mj-attributes>\n<mj-class name=\"x\" color=\"{{kenmerk}}\" /></mj-attributes>";
        let lost = page("<mj-text>x</mj-text>").replace("<mj-head>", unused);
        assert_eq!(told(&lost), [("notice-mjml-lost", Some(2))]);
        assert_eq!(told(&page("<mj-text>{{onbekend}}</mj-text>"))[0].0, "notice-placeholder-unknown");
    }
}
