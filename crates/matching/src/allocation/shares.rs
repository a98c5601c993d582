//! The shares of one need.

use crate::Candidate;
use model::units::Micro;

/// The shares of one need. Most have one, which needs no memory of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shares {
    None,
    One(Share),
    Many(Vec<Share>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Share {
    pub(super) candidate: Candidate,
    pub(super) weight: Micro,
}

impl Shares {
    pub(super) fn as_slice(&self) -> &[Share] {
        match self {
            Self::None => &[],
            Self::One(share) => std::slice::from_ref(share),
            Self::Many(shares) => shares,
        }
    }

    pub(super) fn as_mut_slice(&mut self) -> &mut [Share] {
        match self {
            Self::None => &mut [],
            Self::One(share) => std::slice::from_mut(share),
            Self::Many(shares) => shares,
        }
    }

    pub(super) fn take(&mut self) -> Vec<Share> {
        match std::mem::replace(self, Self::None) {
            Self::None => Vec::new(),
            Self::One(share) => vec![share],
            Self::Many(shares) => shares,
        }
    }

    fn put(&mut self, shares: Vec<Share>) {
        *self = match shares.as_slice() {
            [] => Self::None,
            [only] => Self::One(*only),
            _ => Self::Many(shares),
        };
    }

    pub(super) fn edit(&mut self, edit: impl FnOnce(&mut Vec<Share>)) {
        let mut shares = self.take();
        edit(&mut shares);
        self.put(shares);
    }
}
