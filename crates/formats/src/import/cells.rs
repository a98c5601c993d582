//! The fields of one row as values. Every fault of a row is gathered, so that one look at the report mends it whole.

use crate::mapping::{Field, Other, Resolved};
use crate::table::{Fault, Row, is_blank};
use model::BadValue;
use model::units::Micro;

/// The oldest age, in years, that is taken for one.
pub(crate) const MAX_AGE: u32 = 130;

/// One row, read field by field.
pub(crate) struct Cells<'a> {
    resolved: &'a Resolved,
    row: &'a Row,
    /// Fields whose values no message shows.
    hidden: &'a [&'a str],
    /// Why the row cannot be used.
    pub(crate) faults: Vec<Fault>,
    /// What was read although it was not written as it should be.
    pub(crate) repairs: Vec<Fault>,
}

impl<'a> Cells<'a> {
    pub(crate) fn new(resolved: &'a Resolved, row: &'a Row, hidden: &'a [&'a str]) -> Self {
        Self {
            resolved,
            row,
            hidden,
            faults: row.faults.clone(),
            repairs: Vec::new(),
        }
    }

    /// The row's number.
    pub(crate) fn number(&self) -> u64 {
        self.row.number
    }

    /// A field's text, translated; nothing when it is unknown.
    pub(crate) fn text(&mut self, name: &str) -> Option<String> {
        let field = self.resolved.field(name)?;
        let raw = field.raw(self.row);
        let mut words = match known(field, raw.trim()) {
            Some(word) => self.translated(field, word),
            None => return field.spec.default.clone(),
        };
        match words.is_empty() {
            true => None,
            false => self.dressed(field, words.swap_remove(0)),
        }
    }

    /// A field's text; a row without it is refused.
    pub(crate) fn required(&mut self, name: &str) -> Option<String> {
        let text = self.text(name);
        if text.is_none() {
            self.fault(
                "missing-value",
                name,
                None,
                "a value; this field may not be empty",
            );
        }
        text
    }

    /// A field's list of words, translated, without repeats; empty when it is unknown.
    pub(crate) fn words(&mut self, name: &str) -> Vec<String> {
        let Some(field) = self.resolved.field(name) else {
            return Vec::new();
        };
        let mut words = self.chosen(field);
        let raw = field.raw(self.row);
        let split = field.spec.split.as_deref().unwrap_or(";");
        for word in raw.split(split).map(str::trim) {
            // "none" among arrangements says that none is offered or asked for.
            let says_none = name == "accessibility" && word.eq_ignore_ascii_case("none");
            let is_unknown = is_named(&field.spec.unknown, word) || (is_blank(word) && !says_none);
            if !is_unknown {
                words.extend(self.translated(field, word));
            }
        }
        let mut unique: Vec<String> = Vec::with_capacity(words.len());
        for word in words {
            if let Some(word) = self.dressed(field, word)
                && !unique.contains(&word)
            {
                unique.push(word);
            }
        }
        unique
    }

    /// A field read by `parse`; what it refuses refuses the row.
    pub(crate) fn parsed<T>(
        &mut self,
        name: &str,
        parse: impl Fn(&str) -> Result<T, BadValue>,
    ) -> Option<T> {
        let text = self.text(name)?;
        self.judged(name, &text, parse(&text))
    }

    /// Every word of a list read by `parse`.
    pub(crate) fn parsed_words<T>(
        &mut self,
        name: &str,
        parse: impl Fn(&str) -> Result<T, BadValue>,
    ) -> Vec<T> {
        let words = self.words(name);
        let parsed = words.iter();
        parsed
            .filter_map(|word| self.judged(name, word, parse(word)))
            .collect()
    }

    /// A number of 0 or more. `1,234` and `$5` are read, with a warning.
    pub(crate) fn quantity(&mut self, name: &str) -> Option<Micro> {
        let text = self.text(name)?;
        let plain = plain_number(&text);
        let value = self.judged(name, &text, Micro::parse(&plain))?;
        if plain != text {
            self.repair(
                "number-format",
                name,
                &text,
                format!("{plain}, as which it was read"),
            );
        }
        Some(value)
    }

    /// A whole number of 0 or more; `12.0` is one.
    pub(crate) fn whole(&mut self, name: &str) -> Option<u32> {
        let value = self.quantity(name)?;
        let is_whole = value.millionths().is_multiple_of(1_000_000);
        let whole = u32::try_from(value.millionths() / 1_000_000).ok();
        match whole.filter(|_| is_whole) {
            Some(whole) => Some(whole),
            None => {
                let text = value.to_string();
                self.fault("bad-value", name, Some(&text), "a whole number");
                None
            }
        }
    }

    /// An age in years.
    pub(crate) fn age(&mut self, name: &str) -> Option<Micro> {
        let age = self.quantity(name)?;
        if age <= Micro::from_whole(MAX_AGE) {
            return Some(age);
        }
        let expected = format!("an age in years, 0 to {MAX_AGE}");
        self.fault("bad-value", name, Some(&age.to_string()), &expected);
        None
    }

    /// A yes or no; no when unknown.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        self.parsed(name, |text| {
            yes_or_no(text).ok_or_else(|| BadValue::new(text, "yes or no"))
        })
        .unwrap_or(false)
    }

    /// Refuses the row.
    pub(crate) fn fault(
        &mut self,
        kind: &'static str,
        name: &str,
        value: Option<&str>,
        expected: &str,
    ) {
        let fault = self.finding(kind, name, value, expected.to_owned());
        self.faults.push(fault);
    }

    /// Remembers a repair.
    pub(crate) fn repair(&mut self, kind: &'static str, name: &str, value: &str, expected: String) {
        let repair = self.finding(kind, name, Some(value), expected);
        self.repairs.push(repair);
    }

    /// The column of a field, for findings.
    pub(crate) fn column(&self, name: &str) -> String {
        let column = self.resolved.field(name).and_then(|f| f.column.clone());
        column.unwrap_or_else(|| name.to_owned())
    }

    fn finding(
        &self,
        kind: &'static str,
        name: &str,
        value: Option<&str>,
        expected: String,
    ) -> Fault {
        let is_shown = !self.hidden.contains(&name);
        Fault {
            kind,
            column: Some(self.column(name)),
            value: value.filter(|_| is_shown).map(str::to_owned),
            expected,
        }
    }

    /// Takes what was read of a field, or refuses the row.
    pub(crate) fn judged<T>(
        &mut self,
        name: &str,
        text: &str,
        read: Result<T, BadValue>,
    ) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(bad) => {
                self.fault("bad-value", name, Some(text), &bad.expected);
                None
            }
        }
    }

    /// What a word means; nothing when the mapping says that it counts as unknown.
    fn translated(&mut self, field: &Field, word: &str) -> Vec<String> {
        let values = &field.spec.values;
        if values.is_empty() {
            return vec![word.to_owned()];
        }
        let same = |(key, _): &(&String, _)| key.eq_ignore_ascii_case(word);
        let found = values
            .get(word)
            .or_else(|| values.iter().find(same).map(|(_, to)| to));
        match (found, field.spec.other) {
            (Some(words), _) => words.words().to_vec(),
            (None, Other::Keep) => vec![word.to_owned()],
            (None, Other::Unknown) => {
                let expected = "a word that the mapping translates; it counts as unknown";
                self.repair("untranslated", field.name, word, expected.to_owned());
                Vec::new()
            }
            (None, Other::Refuse) => {
                let words: Vec<_> = values.keys().map(String::as_str).collect();
                let expected = format!("a word that the mapping translates: {}", words.join(", "));
                self.fault("untranslated", field.name, Some(word), &expected);
                Vec::new()
            }
        }
    }

    /// The words of the columns that say yes.
    fn chosen(&mut self, field: &Field) -> Vec<String> {
        let mut words = Vec::new();
        for (place, of_column) in &field.choices {
            let cell = self.row.cells.get(*place).unwrap_or_default();
            match yes_or_no(cell) {
                Some(true) => words.extend(of_column.iter().cloned()),
                Some(false) => {}
                None if is_blank(cell) || is_named(&field.spec.unknown, cell) => {}
                None => self.fault("bad-value", field.name, Some(cell), "yes or no (1 or 0)"),
            }
        }
        words
    }

    /// A value with its zeros and its prefix.
    fn dressed(&mut self, field: &Field, word: String) -> Option<String> {
        let word = match field.spec.pad {
            Some(length) if word.len() < length => format!("{word:0>length$}"),
            _ => word,
        };
        let Some(prefix) = &field.spec.prefix else {
            return Some(word);
        };
        let other = |name: &str| {
            let field = self.resolved.field(name)?;
            known(field, field.raw(self.row).trim()).map(str::to_owned)
        };
        match crate::mapping::fill(prefix, other) {
            Ok(prefix) => Some(prefix + &word),
            Err(missing) => {
                let expected = format!("a prefix {prefix:?}, for which {missing} is not known");
                self.fault("missing-value", field.name, Some(&word), &expected);
                None
            }
        }
    }
}

/// The text, unless it says that nothing is known.
fn known<'t>(field: &Field, text: &'t str) -> Option<&'t str> {
    (!is_blank(text) && !is_named(&field.spec.unknown, text)).then_some(text)
}

fn is_named(words: &[String], word: &str) -> bool {
    words.iter().any(|w| w.trim().eq_ignore_ascii_case(word))
}

/// Reads yes and no as people and programs write them.
pub(crate) fn yes_or_no(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "1.0" | "x" => Some(true),
        "no" | "n" | "false" | "0" | "0.0" => Some(false),
        _ => None,
    }
}

/// The number without a dollar sign and without commas between thousands.
pub(crate) fn plain_number(text: &str) -> String {
    let amount = text.strip_prefix('$').unwrap_or(text).trim();
    let whole = amount.split('.').next().unwrap_or_default();
    let mut groups = whole.split(',');
    let is_number = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let starts_well = groups
        .next()
        .is_some_and(|first| (1..=3).contains(&first.len()) && is_number(first));
    if starts_well && groups.all(|group| group.len() == 3 && is_number(group)) {
        return amount.replace(',', "");
    }
    amount.to_owned()
}
