//! HTML templates written in MJML: made into HTML once, and merged after that.
//!
//! Names and blocks in double braces pass through as they are. What the conversion would lose is a fault, since
//! a name that is gone would be missing from every mail.

use std::path::Path;

use handlebars::Template as Compiled;
use mrml::prelude::render::RenderOptions;

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
    let html = root.render(&RenderOptions::default()).map_err(|_| fault("notice-mjml-syntax"))?;
    let compiled = Compiled::compile(&html).map_err(|_| fault("notice-mjml-lost"))?;
    let kept = names_in(&compiled);
    match uses.iter().find(|wanted| !kept.contains(&wanted.name)) {
        Some(lost) => Err(vec![Fault::error(lost.place.clone(), Phrase::new("notice-mjml-lost"))]),
        None => Ok(compiled),
    }
}
