//! What a form sent (application/x-www-form-urlencoded), or the part of a link after `?`.

/// Names and values, as they were sent.
#[derive(Debug, Default)]
pub(super) struct FormFields(Vec<(String, String)>);

impl FormFields {
    /// Reads the body of a form.
    pub(super) fn read(bytes: &[u8]) -> FormFields {
        FormFields(form_urlencoded::parse(bytes).into_owned().collect())
    }

    /// The value with this name, without blanks around it; empty if there is none.
    pub(super) fn text(&self, name: &str) -> &str {
        let mut named = self.0.iter().filter(|(of, _)| of == name);
        named.next().map_or("", |(_, value)| value.trim())
    }

    /// The value with this name, if it is not blank.
    pub(super) fn given(&self, name: &str) -> Option<String> {
        Some(self.text(name).to_owned()).filter(|text| !text.is_empty())
    }

    /// The number with this name.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.text(name).parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_decoded_and_the_first_of_a_name_counts() {
        let form = FormFields::read(b"text=Caf%C3%A9+en+meer%0D%0A&close=3&close=4&empty=+");
        assert_eq!(form.text("text"), "Café en meer");
        assert_eq!(form.number("close"), Some(3));
        assert_eq!((form.given("empty"), form.given("absent")), (None, None));
    }
}
