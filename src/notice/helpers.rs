//! What a template may call besides names: a short list, so that a template stays a letter.
//!
//! Everything else that handlebars knows is taken out of the registry, and its use is a fault.

use handlebars::Handlebars;

/// Blocks: `{{#if x}}…{{else}}…{{/if}}`.
pub(super) const BLOCKS: &[&str] = &["if", "unless"];
/// Tests inside a condition: `{{#if (eq soort "koepel")}}`.
pub(super) const TESTS: &[&str] = &["eq", "ne", "and", "or", "not"];
/// Calls that write something: `{{helper x}}`.
pub(super) const INLINE: &[&str] = &[];

/// What handlebars brings and templates may not use. A column may have such a name.
const UNUSED: [&str; 10] = ["each", "with", "lookup", "raw", "log", "gt", "gte", "lt", "lte", "len"];

/// An engine that knows exactly the helpers above.
pub(super) fn engine() -> Handlebars<'static> {
    let mut engine = Handlebars::new();
    engine.set_strict_mode(true);
    for name in UNUSED {
        engine.unregister_helper(name);
    }
    engine
}
