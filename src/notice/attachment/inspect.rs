//! Checks attachments for what would harm a reader, exclude one, or reveal more than was meant.

use crate::finding::{Code, Finding, Place, Problem};
use crate::formats::document::image;
use crate::formats::document::image::TextBudget;
use crate::formats::document::office;
use crate::formats::document::pdf::inspect;
use crate::notice::message::header::LANGUAGE;

/// What there is to say of a file of this media type.
pub(crate) fn look(file: &str, name: &str, media_type: &str, content: &[u8]) -> Vec<Finding> {
    let problems: Vec<Problem> = if media_type == "application/pdf" {
        let (errors, warnings) = inspect::look(content, LANGUAGE);
        let errors = errors.into_iter().map(Problem::new);
        errors.chain(warnings).collect()
    } else if content.starts_with(b"PK") {
        let codes = office::look(content).into_iter();
        codes.map(Problem::new).collect()
    } else {
        let (names_maker, unread) = image::look(media_type, content, &mut TextBudget::new());
        let maker = names_maker.then(|| Problem::new(Code::NoticePictureMaker));
        let unread = (!unread.is_empty()).then(|| Problem::new(image::UNREAD));
        maker.into_iter().chain(unread).collect()
    };
    let named = |problem: Problem| Finding::at(Place::file(file), problem.with("name", name));
    problems.into_iter().map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::document::file_type::kind_of;

    #[test]
    fn each_kind_of_file_is_looked_at_in_its_own_way() {
        for (media_type, content, codes) in [
            (
                "application/pdf",
                &b"%PDF-1.7"[..],
                &["notice-pdf-packed"][..],
            ),
            ("x", b"PK\x03\x04", &["notice-office-unreadable"]),
            (
                "image/gif",
                b"GIF89a<dc:creator>A. Vos</dc:creator>",
                &["notice-picture-maker"],
            ),
            ("image/png", b"\x89PNG", &[]),
            ("text/plain", b"/JavaScript", &[]),
        ] {
            let found = look("map/a", "a", media_type, content);
            assert_eq!(
                found.iter().map(Finding::code_name).collect::<Vec<_>>(),
                codes,
                "{media_type}"
            );
        }
    }

    /// Made by the programs that their names say: `tests/papers/make.py`.
    #[test]
    fn what_other_programs_write_is_seen() {
        macro_rules! paper {
            ($name:literal) => {
                (
                    $name,
                    &include_bytes!(concat!("../../../tests/papers/", $name))[..],
                )
            };
        }
        let untagged = [
            "notice-pdf-author",
            "notice-pdf-untagged",
            "notice-pdf-language",
        ];
        let updated = [
            "notice-pdf-author",
            "notice-pdf-language",
            "notice-pdf-title",
        ];
        let reviewed = [
            "notice-office-author",
            "notice-office-changes",
            "notice-office-comments",
        ];
        let properties = [
            "notice-office-author",
            "notice-office-comments",
            "notice-office-properties",
        ];
        for ((name, content), codes) in [
            (paper!("reportlab.pdf"), &untagged[..]),
            (paper!("pikepdf-packed.pdf"), &[]),
            (paper!("pypdf-updated.pdf"), &updated),
            (paper!("python-docx.docx"), &[]),
            (paper!("python-docx-reviewed.docx"), &reviewed),
            (paper!("xlsxwriter.xlsx"), &[]),
            (paper!("xlsxwriter-note.xlsx"), &properties),
            (
                paper!("openpyxl-note.xlsx"),
                &["notice-office-author", "notice-office-comments"],
            ),
            (
                paper!("odfpy-remark.odt"),
                &["notice-office-author", "notice-office-comments"],
            ),
        ] {
            let media_type = kind_of(name).unwrap().media_type;
            let found = look(name, name, media_type, content);
            assert_eq!(
                found.iter().map(Finding::code_name).collect::<Vec<_>>(),
                codes,
                "{name}"
            );
        }
    }
}
