//! Why a command did not do what was asked, and its exit status.

use store::StoreError;

/// A failure in words for the person at the keyboard.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The command was used wrongly: exit status 2.
    #[error("{0}")]
    Usage(String),
    /// The input was refused, nothing was changed: exit status 3.
    #[error("{0}")]
    Refused(String),
    /// Something failed: exit status 1.
    #[error("{0}")]
    Failed(String),
}

impl Failure {
    /// The exit status.
    pub(crate) fn status(&self) -> u8 {
        match self {
            Self::Failed(_) => 1,
            Self::Usage(_) => 2,
            Self::Refused(_) => 3,
        }
    }

    /// Something failed while doing `what`.
    pub(crate) fn while_doing(what: impl std::fmt::Display, cause: impl std::fmt::Display) -> Self {
        Self::Failed(format!("{what}: {cause}"))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::OwnedElsewhere { .. } | StoreError::RepeatedId { .. } => {
                Self::Refused(error.to_string())
            }
            _ => Self::Failed(error.to_string()),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}
