//! Rendering up to a limit: a template of a few thousand placeholders and a long cell make gigabytes of text.

use std::io::{self, Write};

use handlebars::{Context, Handlebars, RenderError};

/// No part of a mail comes out larger, in bytes; a mail program shows a hundredth of it.
pub(crate) const MOST_RENDERED: usize = 16 << 20;

/// Why a part does not come out.
#[derive(Debug)]
pub(crate) enum Unrendered {
    /// It would be larger than [`MOST_RENDERED`].
    TooLarge,
    /// A call failed.
    Stuck(Box<RenderError>),
}

/// Text up to a limit.
struct Bounded {
    text: Vec<u8>,
    most: usize,
    is_over: bool,
}

impl Write for Bounded {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        if self.text.len() + octets.len() > self.most {
            self.is_over = true;
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.text.extend_from_slice(octets);
        Ok(octets.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A registered template with these values, at most `most` bytes of it.
pub(crate) fn render(
    engine: &Handlebars<'_>,
    name: &str,
    row: &Context,
    most: usize,
) -> Result<String, Unrendered> {
    let mut out = Bounded {
        text: Vec::new(),
        most,
        is_over: false,
    };
    let done = engine.render_with_context_to_write(name, row, &mut out);
    match done {
        _ if out.is_over => Err(Unrendered::TooLarge),
        // What was written is text, piece by piece.
        Ok(()) => Ok(String::from_utf8_lossy(&out.text).into_owned()),
        Err(error) => Err(Unrendered::Stuck(Box::new(error))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_too_large_ends_at_the_limit() {
        let mut engine = Handlebars::new();
        engine.register_template_string("t", "{{a}}{{a}}é").unwrap();
        let row = Context::wraps(serde_json::json!({ "a": "woord" })).unwrap();
        assert_eq!(render(&engine, "t", &row, 12).unwrap(), "woordwoordé");
        assert!(matches!(
            render(&engine, "t", &row, 11),
            Err(Unrendered::TooLarge)
        ));
        assert!(matches!(
            render(&engine, "nooit", &row, 11),
            Err(Unrendered::Stuck(_))
        ));
    }
}
