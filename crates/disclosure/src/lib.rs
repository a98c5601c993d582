//! The only door from raw figures to published ones.
//!
//! Whatever leaves without a staff sign-in is made of [`Published`] values. Only this crate can make one: [`release`] from the
//! figures of a gap cell, after hiding and rounding, and the views of [`views`] from records that are public by nature, of which
//! the confidential ones are refused. Responses and needs have no way through.
//!
//! ```
//! use model::{analysis::GapFigures, units::Micro};
//! let figures = GapFigures {
//!     responses: 31,
//!     needs: Micro::from_whole(52),
//!     served: Micro::from_whole(40),
//!     unmet: Micro::from_whole(12),
//!     ..GapFigures::default()
//! };
//! let released = disclosure::release(&figures, disclosure::Beside::default());
//! assert_eq!(released.get().needs, Some(50));
//! assert_eq!(released.get().unmet_rate, Some(0.23));
//! ```
//!
//! Nobody else can wrap a figure:
//!
//! ```compile_fail,E0423
//! let faked = disclosure::Published(42);
//! ```
//!
//! nor make up a released row:
//!
//! ```compile_fail,E0639
//! let faked = disclosure::ReleasedGap { responses: Some(3), ..disclosure::release(&Default::default(), Default::default()).get().clone() };
//! ```

mod gap;
mod published;
mod rounding;
mod row;
pub mod views;

pub use gap::{AccessScore, Beside, ReleasedGap, Suppression, release};
pub use published::Published;
pub use row::{GapRow, release_row};
