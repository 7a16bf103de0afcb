//! What a PDF says of itself as a whole: its catalogue and properties (ISO 32000-1, sections 7.7.2 and 14.3), found through
//! the trailer. A bookmark's title or a word's language is not the document's.
//!
//! Pure.

use super::objects::Value;
use super::scan::text_of;
use super::xmp;
use super::xref::{Lost, Objects};

/// Entries of the properties that hold a person or an organisation.
const NAMING: [&str; 6] = ["Author", "LastModifiedBy", "LastSavedBy", "Manager", "Company", "Editor"];

/// Actions that reach out or run (section 12.6.4); on opening nobody asked for one.
const REACHING: [&str; 6] = ["URI", "GoToR", "GoToE", "Launch", "SubmitForm", "ImportData"];

/// The document as a whole.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Catalogue {
    /// It is marked as tagged, and has the tree of its tags.
    pub(super) tagged: bool,
    /// Its language, as it names it.
    pub(super) language: Option<String>,
    /// It has a title that is not empty.
    pub(super) titled: bool,
    /// Its properties hold a name.
    pub(super) names_somebody: bool,
    /// It does something by being opened.
    pub(super) acts: bool,
}

/// Reads it; where the way through the file is lost, or all is encrypted, there is no answer.
pub(super) fn read(bytes: &[u8]) -> Result<Catalogue, Lost> {
    let objects = Objects::of(bytes)?;
    if objects.trailer.entry("Encrypt").is_some() {
        return Err(Lost);
    }
    let root = objects.entry(&objects.trailer, "Root")?.ok_or(Lost)?;
    if !matches!(root, Value::Dictionary(_)) {
        return Err(Lost);
    }
    let properties = objects.entry(&objects.trailer, "Info")?.unwrap_or(Value::Dictionary(vec![]));
    let metadata = objects.stream_of(&root, "Metadata")?.unwrap_or_default();
    let text = |of: &Value, key: &str| -> Result<Option<String>, Lost> {
        let found = match objects.entry(of, key)? {
            Some(Value::Text(text)) => text_of(&text).replace('\0', "").trim().to_owned(),
            _ => String::new(),
        };
        Ok((!found.is_empty()).then_some(found))
    };
    let mut names_somebody = false;
    for key in NAMING {
        names_somebody |= text(&properties, key)?.is_some();
    }
    let marks = objects.entry(&root, "MarkInfo")?.unwrap_or(Value::Dictionary(vec![]));
    let marked = objects.entry(&marks, "Marked")?.is_some_and(|marked| marked.is_true());
    let tree = objects.entry(&root, "StructTreeRoot")?;
    Ok(Catalogue {
        tagged: marked && matches!(tree, Some(Value::Dictionary(_))),
        language: text(&root, "Lang")?,
        titled: text(&properties, "Title")?.is_some() || xmp::says(&metadata, |name| name == "dc:title"),
        names_somebody,
        acts: acts(&objects, &root)?,
    })
}

fn acts(objects: &Objects<'_>, root: &Value) -> Result<bool, Lost> {
    let Some(action) = objects.entry(root, "OpenAction")? else { return Ok(false) };
    let kind = objects.entry(&action, "S")?;
    Ok(kind.is_some_and(|kind| REACHING.iter().any(|name| kind.is_name(name))))
}
