//! What a template may call besides names: a short list, so that a template stays a letter.
//!
//! Conditions come with handlebars; dates, numbers and lists in the Dutch manner are ours. Everything else
//! that handlebars knows is taken out, and its use is a fault. Ours begin with `als_`, so that columns may
//! have the plain names (`datum`, `bedrag`).

use handlebars::template::{HelperTemplate, Parameter};
use handlebars::{
    Context, Handlebars, Helper, HelperDef, RenderContext, RenderError, RenderErrorReason,
    ScopedJson, Template, TemplateError,
};
use jiff::civil::{Date, Weekday};
use serde_json::Value;

/// Blocks: `{{#if x}}…{{else}}…{{/if}}`.
pub(crate) const BLOCKS: &[&str] = &["if", "unless"];
/// Tests inside a condition: `{{#if (eq soort "koepel")}}`.
pub(crate) const TESTS: &[&str] = &["eq", "ne", "and", "or", "not"];

/// What handlebars brings and templates may not use. A column may have such a name.
const UNUSED: [&str; 10] = [
    "each", "with", "lookup", "raw", "log", "gt", "gte", "lt", "lte", "len",
];

/// Stands where a call could not read its value. A noncharacter (Unicode, section 23.7).
pub(crate) const UNREAD: char = '\u{fdd2}';

/// A call that writes something: `{{als_datum x}}`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Inline {
    pub(crate) name: &'static str,
    /// Number of values after the name.
    pub(crate) values: usize,
    /// The one setting it may have: `met_dag=true`.
    pub(crate) setting: Option<&'static str>,
    /// From the values and the setting; `None` where a value cannot be read.
    write: fn(&[&str], Option<&Value>) -> Option<String>,
}

/// All calls that write something.
pub(crate) const INLINE: [Inline; 5] = [
    Inline {
        name: "als_datum",
        values: 1,
        setting: Some("met_dag"),
        write: as_date,
    },
    Inline {
        name: "als_getal",
        values: 1,
        setting: None,
        write: |values, _| as_number(values.first()?),
    },
    Inline {
        name: "als_bedrag",
        values: 1,
        setting: None,
        write: |values, _| as_amount(values.first()?),
    },
    Inline {
        name: "als_lijst",
        values: 1,
        setting: Some("woord"),
        write: as_list,
    },
    Inline {
        name: "meervoud",
        values: 3,
        setting: None,
        write: |values, _| plural(values),
    },
];

/// How a template has a value written: the call and everything in it besides the value.
#[derive(Debug, Clone)]
pub(crate) struct Formatting {
    inline: Inline,
    /// The other values, as the template writes them.
    others: Vec<String>,
    setting: Option<Value>,
}

impl PartialEq for Formatting {
    fn eq(&self, other: &Self) -> bool {
        (self.inline.name, &self.others, &self.setting)
            == (other.inline.name, &other.others, &other.setting)
    }
}

impl Formatting {
    /// The way of `{{als_lijst x woord="of"}}`; none where more than the first value comes from the row.
    pub(crate) fn of(call: &HelperTemplate) -> Option<Formatting> {
        let name = call.name.as_name()?;
        let inline = *INLINE.iter().find(|inline| inline.name == name)?;
        let literal = |parameter: &Parameter| match parameter {
            Parameter::Literal(value) => Some(value.to_string_plain()),
            _ => None,
        };
        let others = call
            .params
            .iter()
            .skip(1)
            .map(literal)
            .collect::<Option<_>>()?;
        let setting = match inline.setting.and_then(|name| call.hash.get(name)) {
            // What the call does by itself.
            None | Some(Parameter::Literal(Value::Bool(false))) => None,
            Some(Parameter::Literal(Value::String(word))) if word == "en" => None,
            Some(Parameter::Literal(value)) => Some(value.clone()),
            Some(_) => return None,
        };
        Some(Formatting {
            inline,
            others,
            setting,
        })
    }

    /// What the call writes for this value, where it can read it.
    pub(crate) fn write(&self, value: &str) -> Option<String> {
        let values: Vec<&str> = std::iter::once(value.trim())
            .chain(self.others.iter().map(String::as_str))
            .collect();
        (self.inline.write)(&values, self.setting.as_ref())
    }
}

/// Whether handlebars takes a bare `{{name}}` for a call.
pub(crate) fn is_call(name: &str) -> bool {
    BLOCKS.contains(&name)
        || TESTS.contains(&name)
        || INLINE.iter().any(|inline| inline.name == name)
}

/// An engine that knows exactly the helpers above.
pub(crate) fn engine() -> Handlebars<'static> {
    let mut engine = Handlebars::new();
    engine.set_strict_mode(true);
    for name in UNUSED {
        engine.unregister_helper(name);
    }
    for inline in INLINE {
        engine.register_helper(inline.name, Box::new(inline));
    }
    engine
}

/// The same, but a call that can't read its value leaves [`UNREAD`] and continues.
pub(crate) fn lenient_engine() -> Handlebars<'static> {
    let mut engine = engine();
    for inline in INLINE {
        engine.register_helper(inline.name, Box::new(Lenient(inline)));
    }
    engine
}

/// Compiles a template in which a partial comes in as it was written, wherever it is put. Handlebars would indent
/// all its lines like the first, and only a registry has a switch for that.
pub(crate) fn compile(source: &str) -> Result<Template, Box<TemplateError>> {
    let mut engine = Handlebars::new();
    engine.set_prevent_indent(true);
    engine
        .register_template_string("", source)
        .map_err(Box::new)?;
    Ok(engine.get_template("").cloned().unwrap_or_default())
}

impl HelperDef for Inline {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        call: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        // Numbers in a template are written without quotes; from a row everything comes as text.
        let values: Vec<String> = call
            .params()
            .iter()
            .map(|param| param.value().to_string_plain())
            .collect();
        let values: Vec<&str> = values.iter().map(|value| value.trim()).collect();
        let setting = self
            .setting
            .and_then(|name| call.hash_get(name))
            .map(|setting| setting.value());
        // Nothing stays nothing: the merge then names the empty cell.
        let written = if values.first().is_some_and(|value| value.is_empty()) {
            Some(String::new())
        } else {
            (self.write)(&values, setting)
        };
        let text =
            written.ok_or_else(|| RenderErrorReason::Other(String::from("unreadable value")))?;
        Ok(ScopedJson::from(Value::String(text)))
    }
}

/// A call that marks where it could not read its value.
struct Lenient(Inline);

impl HelperDef for Lenient {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        call: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        render: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let written = self.0.call_inner(call, registry, context, render);
        written.or_else(|_| Ok(ScopedJson::from(Value::String(String::from(UNREAD)))))
    }
}

/// A value as people would type it.
trait Plain {
    fn to_string_plain(&self) -> String;
}

impl Plain for Value {
    fn to_string_plain(&self) -> String {
        match self {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        }
    }
}

/// `2024-12-16` or `16-12-2024` as `16 december 2024`, or with the day of the week before it.
fn as_date(values: &[&str], with_day: Option<&Value>) -> Option<String> {
    let date = read_date(values.first()?)?;
    let month = match date.month() {
        1 => "januari",
        2 => "februari",
        3 => "maart",
        4 => "april",
        5 => "mei",
        6 => "juni",
        7 => "juli",
        8 => "augustus",
        9 => "september",
        10 => "oktober",
        11 => "november",
        _ => "december",
    };
    let written = format!("{} {month} {}", date.day(), date.year());
    if with_day != Some(&Value::Bool(true)) {
        return Some(written);
    }
    let day = match date.weekday() {
        Weekday::Monday => "maandag",
        Weekday::Tuesday => "dinsdag",
        Weekday::Wednesday => "woensdag",
        Weekday::Thursday => "donderdag",
        Weekday::Friday => "vrijdag",
        Weekday::Saturday => "zaterdag",
        Weekday::Sunday => "zondag",
    };
    Some(format!("{day} {written}"))
}

fn read_date(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    let [first, month, last] = parts.as_slice() else {
        return None;
    };
    let (year, day) = if first.len() == 4 {
        (first, last)
    } else {
        (last, first)
    };
    if year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// `12345,6` as `12.345,6`. A dot counts as decimal sign unless the whole is grouped in threes already.
fn as_number(text: &str) -> Option<String> {
    let (is_below, digits) = minus(text);
    let minus = if is_below { "-" } else { "" };
    let (whole, decimals) = split_number(digits)?;
    let grouped = group(&whole);
    Some(match decimals {
        Some(decimals) => format!("{minus}{grouped},{decimals}"),
        None => format!("{minus}{grouped}"),
    })
}

/// `1234.5` as `€ 1.234,50`, the sign held to its number by a non-breaking space; less than nothing as `€ -1.234,50`,
/// wherever its minus is.
fn as_amount(text: &str) -> Option<String> {
    let is_aside = |c: char| matches!(c, '€' | ' ' | '\u{a0}' | '\u{202f}');
    let (outer, rest) = minus(text.trim_matches(is_aside));
    let (inner, rest) = if outer {
        (false, rest)
    } else {
        minus(rest.trim_start_matches(is_aside))
    };
    let rest = rest.trim_matches(is_aside);
    // `1234,50-`, as accounts write it.
    let (behind, rest) = match rest.strip_suffix(['-', '−']) {
        Some(digits) if !outer && !inner && !digits.ends_with(',') => (true, digits),
        _ => (false, rest),
    };
    // `1234,-`: no cents.
    let (whole, decimals) = split_number(
        rest.strip_suffix(",-")
            .or(rest.strip_suffix(",–"))
            .unwrap_or(rest),
    )?;
    let decimals = decimals.unwrap_or_default();
    let sign = if outer || inner || behind { "-" } else { "" };
    (decimals.len() <= 2).then(|| format!("€\u{a0}{sign}{},{decimals:0<2}", group(&whole)))
}

/// Whether a number begins with a minus, as keyboards or as typesetters have it, and what follows it.
fn minus(text: &str) -> (bool, &str) {
    match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    }
}

/// The digits before and after the decimal sign.
fn split_number(text: &str) -> Option<(String, Option<&str>)> {
    let (whole, decimals) = match text.rsplit_once(',') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None if is_grouped(text) => (text, None),
        None => text
            .split_once('.')
            .map_or((text, None), |(whole, decimals)| (whole, Some(decimals))),
    };
    let whole = if is_grouped(whole) {
        whole.replace('.', "")
    } else {
        whole.to_owned()
    };
    let all_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (all_digits(&whole) && decimals.is_none_or(all_digits)).then_some((whole, decimals))
}

/// `1.234.567`
fn is_grouped(text: &str) -> bool {
    let mut groups = text.split('.');
    let first = groups.next().unwrap_or_default();
    text.contains('.') && (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)
}

fn group(whole: &str) -> String {
    let mut out = String::new();
    for (nth, digit) in whole.chars().enumerate() {
        if nth > 0 && (whole.len() - nth).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// `a, b; c` as `a, b en c`.
fn as_list(values: &[&str], word: Option<&Value>) -> Option<String> {
    let items: Vec<&str> = values
        .first()?
        .split([',', ';'])
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .collect();
    let word = word.and_then(Value::as_str).unwrap_or("en");
    Some(match items.split_last()? {
        (only, []) => (*only).to_owned(),
        // `2022, 2023 en 2024`: somebody wrote the list out already.
        (last, _) if last.contains(&format!(" {word} ")) => items.join(", "),
        (last, others) => format!("{} {word} {last}", others.join(", ")),
    })
}

/// `{{meervoud aantal "dag" "dagen"}}`: the word alone.
fn plural(values: &[&str]) -> Option<String> {
    let [number, one, many] = values else {
        return None;
    };
    let number: i64 = number.parse().ok()?;
    Some(if number.abs() == 1 {
        (*one).to_owned()
    } else {
        (*many).to_owned()
    })
}

#[cfg(test)]
mod tests;
