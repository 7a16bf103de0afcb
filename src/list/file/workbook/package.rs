//! The parts of a workbook's package, each read as a stream and up to a limit.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::xml::{self, Flow, Node};

/// So much of one part is read, unpacked: a sheet of 100,000 rows has a third of it. A few kilobytes can unpack to
/// gigabytes.
const MOST_UNPACKED: u64 = 384 * 1024 * 1024;

/// An open package.
pub(crate) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
}

impl<'b> Package<'b> {
    pub(crate) fn open(bytes: &'b [u8]) -> Option<Self> {
        Some(Package {
            archive: ZipArchive::new(Cursor::new(bytes)).ok()?,
        })
    }

    /// Reads one part; `None` when it is not there, or can't be read to the end. Names are compared without case, and some
    /// writers turn the slashes.
    pub(crate) fn read(
        &mut self,
        path: &str,
        take: impl FnMut(Node<'_>) -> Option<Flow>,
    ) -> Option<()> {
        let alike = |name: &str| name.replace('\\', "/").eq_ignore_ascii_case(path);
        let name = self
            .archive
            .file_names()
            .filter_map(Result::ok)
            .find(|name| alike(name))?
            .into_owned();
        let part = self.archive.by_name(&name).ok()?;
        xml::read(
            Limited {
                part,
                left: MOST_UNPACKED,
            },
            take,
        )
    }

    /// What the part's relationships name: id, the last word of the type, and the path in the package.
    pub(crate) fn links(&mut self, part: &str) -> Option<Vec<Relationship>> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let path = format!("{folder}/_rels/{name}.rels");
        let mut links = vec![];
        self.read(path.trim_start_matches('/'), |node| {
            if let Node::Open(element) = node
                && element.local_name().as_ref() == "Relationship"
            {
                let kind = xml::attribute(element, "Type").unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let target = xml::attribute(element, "Target").unwrap_or_default();
                let id = xml::attribute(element, "Id").unwrap_or_default();
                links.push(Relationship {
                    id,
                    kind,
                    path: within(folder, &target),
                });
            }
            Some(Flow::Continue(()))
        })?;
        Some(links)
    }
}

/// A relationship (ECMA-376, part 2, section 9.3).
#[derive(Debug, Clone)]
pub(crate) struct Relationship {
    pub(crate) id: String,
    /// `worksheet`, `styles`: the same in the strict and the transitional form.
    pub(crate) kind: String,
    pub(crate) path: String,
}

/// The path of a target that is named from a folder of the package.
fn within(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut path: Vec<&str> = if target.starts_with('/') {
        vec![]
    } else {
        folder.split('/').collect()
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.retain(|step| !step.is_empty());
    path.join("/")
}

/// Fails if a part is longer than the limit, so that it is never taken for whole.
struct Limited<R> {
    part: R,
    left: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.part.read(buffer)?;
        match self.left.checked_sub(read as u64) {
            Some(left) => self.left = left,
            None => return Err(std::io::ErrorKind::InvalidData.into()),
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_found_from_where_they_are_named() {
        assert_eq!(
            within("xl", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml"
        );
        assert_eq!(
            within("xl", "/xl/worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml"
        );
        assert_eq!(within("xl", "..\\docProps/app.xml"), "docProps/app.xml");
        assert_eq!(within("", "xl/workbook.xml"), "xl/workbook.xml");
    }

    #[test]
    fn a_part_without_end_is_not_read_as_whole() {
        let mut endless = Limited {
            part: std::io::repeat(b' '),
            left: 10_000,
        };
        assert!(std::io::copy(&mut endless, &mut std::io::sink()).is_err());
        let mut whole = Limited {
            part: &[b' '; 10_000][..],
            left: 10_000,
        };
        assert_eq!(
            std::io::copy(&mut whole, &mut std::io::sink()).unwrap(),
            10_000
        );
    }
}
