//! Words that name nobody in particular.

/// Words for a legal form: a name is recognised without them, though less surely.
pub(crate) const LEGAL_FORMS: [&str; 12] = [
    "stichting",
    "vereniging",
    "cooperatie",
    "st",
    "ver",
    "bv",
    "nv",
    "ua",
    "vof",
    "foundation",
    "federatie",
    "koninklijke",
];
