//! Errors as RFC 9457 problem details.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use serde::Serialize;

/// A problem as the client sees it. Nothing internal is in it: causes go to the log.
#[derive(Debug, Clone, Serialize)]
pub struct Problem {
    /// A stable word for what kind of problem it is, as a relative URI.
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'static str,
    status: u16,
    detail: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
    /// The methods that there are, where another was used.
    #[serde(skip)]
    allow: Option<&'static str>,
}

#[derive(Debug, Clone, Serialize)]
struct FieldError {
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<String>,
    /// Where in the body, as a JSON Pointer (RFC 6901).
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<String>,
    detail: String,
    /// What was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    given: Option<String>,
    /// What would be right.
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<String>,
}

impl Problem {
    /// A query parameter that the route does not know.
    pub(crate) fn unknown_parameter(name: &str, allowed: &[&str]) -> Self {
        let detail = format!(
            "The parameter {name:?} is not known here. Known are: {}.",
            allowed.join(", ")
        );
        let expected = format!("one of: {}", allowed.join(", "));
        Self::of_parameter(
            ("/problems/unknown-parameter", "Unknown parameter"),
            (name, name, &expected),
            detail,
        )
    }

    /// A query parameter with a value that cannot be used.
    pub(crate) fn bad_value(name: &str, value: &str, expected: &str) -> Self {
        let detail =
            format!("The parameter {name:?} has the value {value:?}, which is not {expected}.");
        Self::of_parameter(
            ("/problems/bad-value", "Bad value"),
            (name, value, expected),
            detail,
        )
    }

    /// A filter that cannot be used, and why.
    pub(crate) fn bad_filter(text: &str, why: &str) -> Self {
        Self::of_parameter(
            ("/problems/bad-filter", "Bad filter"),
            (
                "filter",
                text,
                "a CQL2 filter over the collection's queryables",
            ),
            why.to_owned(),
        )
    }

    /// No representation that is offered is one that the client takes.
    pub(crate) fn not_acceptable(offered: &str) -> Self {
        let detail =
            format!("Nothing that the Accept header allows is offered here. There are: {offered}.");
        Self::new(
            "/problems/not-acceptable",
            "Not acceptable",
            StatusCode::NOT_ACCEPTABLE,
            detail,
        )
    }

    /// Neither a packed reply nor the plain one is one that the client takes.
    pub(crate) fn no_encoding() -> Self {
        let detail = "Nothing that the Accept-Encoding header allows is offered here. There are: identity, gzip, br.";
        Self::new(
            "/problems/not-acceptable",
            "Not acceptable",
            StatusCode::NOT_ACCEPTABLE,
            detail.to_owned(),
        )
    }

    /// Something in the body of a request that cannot be used; `pointer` is a JSON Pointer to it.
    pub(crate) fn bad_body(pointer: &str, detail: impl Into<String>) -> Self {
        let detail = detail.into();
        let error = FieldError {
            parameter: None,
            pointer: Some(pointer.to_owned()),
            detail: detail.clone(),
            given: None,
            expected: None,
        };
        Self {
            errors: vec![error],
            ..Self::new(
                "/problems/bad-body",
                "Bad body",
                StatusCode::BAD_REQUEST,
                detail,
            )
        }
    }

    /// Something in the body of a request names what is not there; `pointer` is a JSON Pointer to it.
    pub(crate) fn not_found_in_body(pointer: &str, detail: impl Into<String>) -> Self {
        Self {
            kind: "/problems/not-found",
            title: "Not found",
            status: StatusCode::NOT_FOUND.as_u16(),
            ..Self::bad_body(pointer, detail)
        }
    }

    /// The body is larger than any that makes sense.
    pub(crate) fn too_large(most_bytes: usize) -> Self {
        let detail = format!("The body has more than {most_bytes} bytes.");
        Self::new(
            "/problems/too-large",
            "Too large",
            StatusCode::PAYLOAD_TOO_LARGE,
            detail,
        )
    }

    /// What was asked for is for staff only.
    pub(crate) fn staff_only(what: &str) -> Self {
        let detail = format!(
            "{what} for signed-in staff only: send the staff token as `Authorization: Bearer …`."
        );
        Self::new(
            "/problems/unauthorized",
            "Not signed in",
            StatusCode::UNAUTHORIZED,
            detail,
        )
    }

    /// A computation did not come to its end; why is in the log.
    pub(crate) fn not_computed() -> Self {
        let detail = "The answer could not be computed.".to_owned();
        Self::new(
            "/problems/internal",
            "Internal error",
            StatusCode::INTERNAL_SERVER_ERROR,
            detail,
        )
    }

    /// Nothing is at this address.
    pub(crate) fn not_found(detail: impl Into<String>) -> Self {
        Self::new(
            "/problems/not-found",
            "Not found",
            StatusCode::NOT_FOUND,
            detail.into(),
        )
    }

    /// The token does not open the staff view.
    pub(crate) fn unauthorized() -> Self {
        let detail = "The token in the Authorization header is not the staff token of this server."
            .to_owned();
        Self::new(
            "/problems/unauthorized",
            "Not signed in",
            StatusCode::UNAUTHORIZED,
            detail,
        )
    }

    /// The route exists, but not for this method.
    pub(crate) fn method_not_allowed(allowed: &'static str) -> Self {
        let detail = format!("This address can only be asked with {allowed}.");
        Self {
            allow: Some(if allowed == "GET" {
                "GET, HEAD"
            } else {
                allowed
            }),
            ..Self::new(
                "/problems/method-not-allowed",
                "Method not allowed",
                StatusCode::METHOD_NOT_ALLOWED,
                detail,
            )
        }
    }

    fn of_parameter(
        (kind, title): (&'static str, &'static str),
        (name, given, expected): (&str, &str, &str),
        detail: String,
    ) -> Self {
        // A long value is repeated only as far as it takes to recognize it.
        let given = match given.char_indices().nth(200) {
            Some((end, _)) => format!("{}…", &given[..end]),
            None => given.to_owned(),
        };
        let error = FieldError {
            parameter: Some(name.to_owned()),
            pointer: None,
            detail: detail.clone(),
            given: Some(given),
            expected: Some(expected.to_owned()),
        };
        Self {
            errors: vec![error],
            ..Self::new(kind, title, StatusCode::BAD_REQUEST, detail)
        }
    }

    fn new(kind: &'static str, title: &'static str, status: StatusCode, detail: String) -> Self {
        Self {
            kind,
            title,
            status: status.as_u16(),
            detail,
            errors: Vec::new(),
            allow: None,
        }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.detail)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let mut reply = HttpResponse::build(self.status_code());
        reply.content_type("application/problem+json");
        if let Some(allow) = self.allow {
            reply.insert_header((actix_web::http::header::ALLOW, allow));
        }
        reply.body(serde_json::to_string(self).unwrap_or_default())
    }
}
