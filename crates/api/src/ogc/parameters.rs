//! Query parameters: read once, none unknown, none twice.

use crate::problem::Problem;
use actix_web::web;

/// The parameters of a request, each once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Reads a query string in which only the parameters of `allowed` may stand. With `f=html` those without a value are as if they were not there.
    ///
    /// # Errors
    /// For a query that cannot be read, a parameter that is not allowed, and one that is there twice.
    pub(crate) fn parse(text: &str, allowed: &[&str]) -> Result<Self, Problem> {
        // What is not UTF-8 after decoding would come out as other text than was meant.
        let is_utf8 = percent_encoding::percent_decode_str(text)
            .decode_utf8()
            .is_ok();
        let pairs = web::Query::<Vec<(String, String)>>::from_query(text)
            .ok()
            .filter(|_| is_utf8)
            .ok_or_else(|| {
                bad(
                    "query",
                    text,
                    "a list of name=value pairs joined by &, in UTF-8",
                )
            })?
            .into_inner();
        for (number, (name, value)) in pairs.iter().enumerate() {
            if !allowed.contains(&name.as_str()) {
                return Err(Problem::unknown_parameter(name, allowed));
            }
            if pairs[..number].iter().any(|(other, _)| other == name) {
                return Err(bad(
                    name,
                    value,
                    "the only value given: the parameter is there twice",
                ));
            }
        }
        let mut pairs = pairs;
        // A form sends its empty fields too; on a page they are fields that say nothing.
        if pairs.contains(&("f".to_owned(), "html".to_owned())) {
            pairs.retain(|(_, value)| !value.is_empty());
        }
        Ok(Self(pairs))
    }

    /// The value of a parameter.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(of, _)| of == name)
            .map(|(_, value)| value.as_str())
    }

    /// The value of a parameter that is `true` or `false`; false when it is not there.
    ///
    /// # Errors
    /// When it is neither.
    pub(crate) fn is_set(&self, name: &str) -> Result<bool, Problem> {
        match self.get(name) {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(other) => Err(bad(name, other, "true or false")),
        }
    }

    /// All of them, as they stand in the address.
    pub(crate) fn pairs(&self) -> &[(String, String)] {
        &self.0
    }
}

/// A parameter with a value that cannot be used.
pub(crate) fn bad(name: &str, value: &str, expected: &str) -> Problem {
    Problem::bad_value(name, value, expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_may_leave_fields_empty_and_a_program_may_not() {
        let allowed = ["f", "limit", "filter"];
        let form = Parameters::parse("f=html&limit=5&filter=", &allowed).unwrap();
        assert_eq!((form.get("limit"), form.get("filter")), (Some("5"), None));
        let program = Parameters::parse("f=json&limit=", &allowed).unwrap();
        assert_eq!(program.get("limit"), Some(""));
    }

    #[test]
    fn what_is_not_allowed_twice_or_not_text_is_refused() {
        assert!(Parameters::parse("a=1&b=2", &["a", "b"]).is_ok());
        for text in ["c=1", "a=1&a=1", "a=%FF", "%FF=1"] {
            assert!(Parameters::parse(text, &["a", "b"]).is_err(), "{text}");
        }
    }
}
