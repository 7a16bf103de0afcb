//! Header fields, and the groups of fields of which reports consist (RFC 3464, section 2.1).

/// Most octets of one field's value: longer ones are cut.
const MAX_VALUE: usize = 8 * 1024;

/// Fields in the order in which they stand: names in lower case, values unfolded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::bounce) struct HeaderFields(Vec<(String, String)>);

impl HeaderFields {
    /// The fields at the beginning of `text`, up to the first line that is empty. Lines that are
    /// no field are skipped.
    pub(in crate::bounce) fn parse(text: &str) -> Self {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in text.lines().take_while(|line| !line.trim().is_empty()) {
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = fields.last_mut()
                    && value.len() < MAX_VALUE
                {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            } else if let Some((name, value)) = field(line) {
                fields.push((name.to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        HeaderFields(fields)
    }

    /// The first value of the field; `name` is in lower case.
    pub(in crate::bounce) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Every value of the field.
    pub(in crate::bounce) fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s str> {
        self.0
            .iter()
            .filter(move |(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// Whether any of the fields is there.
    pub(in crate::bounce) fn has(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.get(name).is_some())
    }

    pub(in crate::bounce) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(in crate::bounce) fn append(&mut self, more: HeaderFields) {
        self.0.extend(more.0);
    }

    /// Cut before each further field of one of these names: some programs leave out the empty line
    /// between two recipients.
    pub(in crate::bounce) fn split_before_repeated(self, names: &[&str]) -> Vec<HeaderFields> {
        let mut groups = vec![HeaderFields::default()];
        for (name, value) in self.0 {
            let last = groups.len() - 1;
            if names.contains(&name.as_str()) && groups[last].get(&name).is_some() {
                groups.push(HeaderFields(vec![(name, value)]));
            } else {
                groups[last].0.push((name, value));
            }
        }
        groups
    }
}

fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim_end();
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic());
    is_name.then_some((name, value))
}

/// The groups of fields in `text`, each ended by an empty line.
pub(in crate::bounce) fn groups(text: &str) -> Vec<HeaderFields> {
    let mut groups = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest
            .split_inclusive('\n')
            .scan(0, |at, line| {
                *at += line.len();
                Some((*at, line.trim().is_empty()))
            })
            .find(|(_, empty)| *empty)
            .map_or(rest.len(), |(at, _)| at);
        let fields = HeaderFields::parse(&rest[..end]);
        if !fields.is_empty() {
            groups.push(fields);
        }
        rest = &rest[end..];
    }
    groups
}
