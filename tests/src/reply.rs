//! One answer of the server.

use serde_json::Value;

/// One answer of the server.
#[derive(Debug)]
pub struct Reply {
    /// What was asked.
    pub path: String,
    /// The HTTP status.
    pub status: u16,
    /// The media type.
    pub content_type: String,
    /// The other headers, names in small letters.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub bytes: Vec<u8>,
    /// The same as text.
    pub body: String,
}

impl Reply {
    /// The value of a header; nothing when it is not there.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers_of(name).first().copied()
    }

    /// The values of a header that may be there several times.
    pub fn headers_of(&self, name: &str) -> Vec<&str> {
        let values = self.headers.iter().filter(|(of, _)| of == name);
        values.map(|(_, value)| value.as_str()).collect()
    }

    /// The body as JSON of a reply that must be a 200.
    ///
    /// # Panics
    /// When it is anything else.
    pub fn json(&self) -> Value {
        assert_eq!(self.status, 200, "{self:?}");
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e} in {self:?}"))
    }

    /// The features of a reply that must be a FeatureCollection.
    ///
    /// # Panics
    /// When it is anything else, or its counts are wrong.
    pub fn features(&self) -> Vec<Value> {
        let collection = self.json();
        assert_eq!(collection["type"], "FeatureCollection", "{}", self.path);
        let features = collection["features"]
            .as_array()
            .unwrap_or_else(|| panic!("no features in {self:?}"))
            .clone();
        for feature in &features {
            assert_eq!(feature["type"], "Feature", "{}", self.path);
            assert!(feature["properties"].is_object(), "{}", self.path);
            assert!(feature.get("geometry").is_some(), "{}", self.path);
        }
        assert_eq!(
            collection["numberReturned"],
            features.len(),
            "{}",
            self.path
        );
        features
    }

    /// The problem of a reply that must be an RFC 9457 problem with this status.
    ///
    /// # Panics
    /// When it is anything else.
    pub fn problem(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{self:?}");
        assert!(
            self.content_type.starts_with("application/problem+json"),
            "{self:?}"
        );
        let problem: Value = serde_json::from_str(&self.body).unwrap();
        assert_eq!(problem["status"], status, "{self:?}");
        for member in ["type", "title", "detail"] {
            let text = problem[member].as_str();
            assert!(
                text.is_some_and(|text| !text.is_empty()),
                "{member}: {self:?}"
            );
        }
        problem
    }
}
