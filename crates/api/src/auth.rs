//! Who is asking.

use crate::Settings;
use crate::problem::Problem;
use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{FromRequest, HttpRequest, web};
use std::future::{Ready, ready};
use subtle::ConstantTimeEq;

/// Whom a reply is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Anybody: released figures only.
    Public,
    /// Signed-in staff: raw figures.
    Staff,
}

impl Audience {
    /// The audience's word in data.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Staff => "staff",
        }
    }
}

/// A secret that prints as nothing.
#[derive(Clone)]
pub struct StaffToken(String);

impl StaffToken {
    /// The fewest characters of a token.
    pub const MIN_LENGTH: usize = 16;

    /// A token of at least 16 characters; nothing when it is shorter, and so could be guessed.
    pub fn new(token: String) -> Option<Self> {
        (token.chars().count() >= Self::MIN_LENGTH).then_some(Self(token))
    }

    fn is(&self, given: &str) -> bool {
        // In constant time, so that the answer's delay says nothing about the token.
        self.0.as_bytes().ct_eq(given.as_bytes()).into()
    }
}

impl std::fmt::Debug for StaffToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("StaffToken(…)")
    }
}

impl FromRequest for Audience {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    /// Staff when the request carries the staff token as bearer, public when it carries none; a wrong token is refused.
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let Some(header) = request.headers().get(AUTHORIZATION) else {
            return ready(Ok(Self::Public));
        };
        let settings = request.app_data::<web::Data<Settings>>();
        let expected = settings.and_then(|settings| settings.staff_token.as_ref());
        let given = header
            .to_str()
            .ok()
            .and_then(|value| value.strip_prefix("Bearer "));
        ready(match (expected, given) {
            (Some(expected), Some(given)) if expected.is(given) => Ok(Self::Staff),
            _ => Err(Problem::unauthorized()),
        })
    }
}
