//! The data types of the SSH protocol (RFC 4251, section 5).

/// Bytes that are read from the front.
pub(super) struct SshBytes<'b>(pub(super) &'b [u8]);

impl<'b> SshBytes<'b> {
    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// The next bytes, if they are these.
    pub(super) fn exactly(&mut self, wanted: &[u8]) -> Option<()> {
        (self.take(wanted.len())? == wanted).then_some(())
    }

    /// One byte.
    pub(super) fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|taken| taken[0])
    }

    /// `uint32`.
    pub(super) fn number(&mut self) -> Option<u32> {
        let taken: [u8; 4] = self.take(4)?.try_into().ok()?;
        Some(u32::from_be_bytes(taken))
    }

    /// `string`.
    pub(super) fn string(&mut self) -> Option<&'b [u8]> {
        let count = self.number()?;
        self.take(usize::try_from(count).ok()?)
    }

    /// `string` in UTF-8.
    pub(super) fn text(&mut self) -> Option<&'b str> {
        std::str::from_utf8(self.string()?).ok()
    }

    /// `mpint` that is not negative, without leading zeros.
    pub(super) fn magnitude(&mut self) -> Option<&'b [u8]> {
        let bytes = self.string()?;
        if bytes.first().is_some_and(|first| first & 0x80 != 0) {
            return None;
        }
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        Some(&bytes[zeros..])
    }

    /// Nothing follows.
    pub(super) fn end(&self) -> Option<()> {
        self.0.is_empty().then_some(())
    }
}

/// Adds a `string`.
pub(super) fn put(out: &mut Vec<u8>, bytes: &[u8]) {
    let count = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    out.extend(count.to_be_bytes());
    out.extend(bytes);
}
