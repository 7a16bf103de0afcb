//! The object streams of a PDF (ISO 32000-1, section 7.5.7), unpacked within the budget of the whole file.
//!
//! lopdf unpacks each of them as it loads a file, with a limit for each and none for all. So they are kept from it
//! ([`hold`]) and unpacked here ([`release`]). It still unpacks those of encrypted files by itself, with a limit for all of
//! them (`super::limit_for`), and would unpack those that hold the length of another stream (`super::lengths`).

use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Document, Object, ObjectId, ObjectStream, Stream};

use super::budget::Budget;
use crate::formats::document::Reason;
use crate::formats::document::limits::MAX_PACKED_VALUES;

const TYPE: &[u8] = b"ObjStm";

/// The name they have while lopdf loads the file; no writer's.
const HELD: &[u8] = b"heraut:ObjStm";

/// A filter for [`lopdf::LoadOptions`]: renames object streams, so that they are loaded and not unpacked. Of what it
/// returns lopdf only asks whether there is something.
pub(super) fn hold(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    if let Object::Stream(stream) = object
        && stream.dict.has_type(TYPE)
    {
        stream.dict.set("Type", Object::Name(HELD.to_vec()));
    }
    Some((id, Object::Null))
}

/// Adds the objects of all object streams that were held to the document; the first reason why some are missing.
pub(super) fn release(document: &mut Document, budget: &Budget) -> Option<Reason> {
    let is_held = |object: &Object| {
        let stream = object.as_stream();
        stream.is_ok_and(|stream| stream.dict.has_type(HELD))
    };
    let held: Vec<ObjectId> = document
        .objects
        .iter()
        .filter(|(_, object)| is_held(object))
        .map(|(id, _)| *id)
        .collect();
    let (mut missing, mut values) = (None, MAX_PACKED_VALUES);
    for id in held {
        match unpack(document, id, budget, &mut values) {
            Ok(objects) => {
                for (packed, object) in objects {
                    if is_in(document, packed, id) {
                        document.objects.entry(packed).or_insert(object);
                    }
                }
            }
            Err(reason) => {
                missing.get_or_insert(reason);
            }
        }
        if let Some(Object::Stream(stream)) = document.objects.get_mut(&id) {
            stream.dict.set("Type", Object::Name(TYPE.to_vec()));
        }
    }
    missing
}

/// Whether the table says that an object is in this object stream, or doesn't say where it is.
fn is_in(document: &Document, packed: ObjectId, stream: ObjectId) -> bool {
    match document.reference_table.get(packed.0) {
        Some(XrefEntry::Compressed { container, .. }) => *container == stream.0,
        Some(XrefEntry::Free | XrefEntry::UnusableFree) => false,
        Some(XrefEntry::Normal { .. }) | None => true,
    }
}

fn unpack(
    document: &Document,
    id: ObjectId,
    budget: &Budget,
    values: &mut usize,
) -> Result<Vec<(ObjectId, Object)>, Reason> {
    let stream = document
        .get_object(id)
        .and_then(Object::as_stream)
        .map_err(|_| Reason::Broken)?;
    let content = budget.unpack(stream, document)?;
    *values = values
        .checked_sub(values_in(&content))
        .ok_or(Reason::TooLarge)?;
    let mut dict = Dictionary::new();
    for key in ["N", "First"] {
        if let Ok(value) = stream.dict.get_deref(key.as_bytes(), document) {
            dict.set(key, value.clone());
        }
    }
    // Its content is unpacked, so nothing more is.
    let read = ObjectStream::new(&Stream::new(dict, content)).map_err(|_| Reason::Packing)?;
    Ok(read.objects.into_iter().collect())
}

/// How many values these objects hold at most: each begins after a blank or a delimiter (section 7.2.2).
fn values_in(content: &[u8]) -> usize {
    let is_regular = |byte: u8| {
        !matches!(
            byte,
            b'\0'
                | b'\t'
                | b'\n'
                | 12
                | b'\r'
                | b' '
                | b'('
                | b')'
                | b'<'
                | b'>'
                | b'['
                | b']'
                | b'{'
                | b'}'
                | b'/'
                | b'%'
        )
    };
    let mut before = b' ';
    content
        .iter()
        .filter(|byte| {
            let begins = match **byte {
                b'(' | b'<' | b'[' | b'/' => true,
                byte => is_regular(byte) && !is_regular(before) && before != b'/',
            };
            before = **byte;
            begins
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_counted_wherever_they_begin() {
        for (content, count) in [
            (&b""[..], 0),
            (b"1 0 2 4 null", 5),
            (b"[0 1]", 3),
            (b"<</A/B/C[(x)]>>", 8),
            (b"[[[[", 4),
        ] {
            assert_eq!(values_in(content), count, "{content:?}");
        }
    }
}
