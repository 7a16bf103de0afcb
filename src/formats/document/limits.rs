//! How much of a document is read. What is beyond is reported, never ignored.

/// The most bytes that one stream of a PDF, or all members of an office file together, may unpack to. No attachment
/// that may be sent needs more; a file made to fill the memory does.
pub(crate) const MAX_UNPACKED: usize = 64 * 1024 * 1024;

/// The most bytes that one PDF may unpack to in all: pages, fonts, metadata and object streams, of every revision.
pub(crate) const MAX_PDF_UNPACKED: usize = 4 * MAX_UNPACKED;

/// The most values (numbers, names, strings, arrays, dictionaries) in the object streams of one revision of a PDF. Each
/// takes some hundred bytes of memory and may be two bytes long.
pub(crate) const MAX_PACKED_VALUES: usize = 2_000_000;

/// The most bytes that the object streams of an encrypted PDF may unpack to in all. They are unpacked as the file is
/// loaded, and two bytes may become a value of some hundred, twice.
pub(crate) const MAX_LOCKED_PACKED: usize = 2 * 1024 * 1024;

/// How deep the objects of a PDF are followed into each other.
pub(crate) const MAX_OBJECT_DEPTH: usize = 32;

/// The most bytes that one packed text of a picture may unpack to.
pub(crate) const MAX_PICTURE_TEXT: usize = 1024 * 1024;

/// And all packed texts of a picture, or of the pictures of an office file, together.
pub(crate) const MAX_PICTURE_TEXTS: usize = 16 * MAX_PICTURE_TEXT;
