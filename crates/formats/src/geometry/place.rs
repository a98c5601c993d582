//! Whether a position makes sense: longitude and latitude in this order, in degrees, near the others.

use crate::geometry::Position;

/// No school stands south of this latitude; a "latitude" below it is a western longitude in the wrong column.
const SOUTHERNMOST_LAT: f64 = -60.0;
/// A position this far from the middle of its file, in degrees, is out of place ...
const FAR_DEGREES: f64 = 5.0;
/// ... and belongs there when, with its numbers exchanged, it is this near.
const NEAR_DEGREES: f64 = 2.0;

/// Where the positions of a file are to be expected.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Guide {
    /// The district's west, south, east, north, when anything of it is known; west over east where it lies on both sides of the antimeridian.
    extent: Option<[f64; 4]>,
    /// The median position of the file.
    middle: Option<Position>,
}

/// What is wrong with a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Oddity {
    /// Metres or feet of a projection, or no number at all.
    NotDegrees,
    /// 0, 0: what programs write when they know nothing.
    Null,
    /// Latitude before longitude.
    Swapped,
    /// Right as far as can be told, but far from all others; maybe the minus sign is lost.
    Far,
}

impl Guide {
    /// A guide from the district's extent and one position of each row.
    pub(crate) fn new(
        extent: Option<[f64; 4]>,
        positions: impl IntoIterator<Item = Position>,
    ) -> Self {
        let turned = |[x, y]: Position| {
            if is_surely_swapped([x, y]) {
                [y, x]
            } else {
                [x, y]
            }
        };
        let sound: Vec<_> = positions
            .into_iter()
            .map(turned)
            .filter(|&position| is_in_degrees(position) && position != [0.0, 0.0])
            .collect();
        let median = |axis: usize| {
            let mut numbers: Vec<_> = sound.iter().map(|position| position[axis]).collect();
            numbers.sort_unstable_by(f64::total_cmp);
            numbers.get(numbers.len() / 2).copied()
        };
        let middle = median(0).zip(median(1)).map(|(x, y)| [x, y]);
        Self { extent, middle }
    }

    /// What is wrong with a position, if anything is.
    pub(crate) fn oddity(&self, position: Position) -> Option<Oddity> {
        if is_surely_swapped(position) {
            return Some(Oddity::Swapped);
        }
        if !is_in_degrees(position) {
            return Some(Oddity::NotDegrees);
        }
        if position == [0.0, 0.0] {
            return Some(Oddity::Null);
        }
        let exchanged = [position[1], position[0]];
        let fits = |position| self.is_near(position, NEAR_DEGREES);
        if self.is_near(position, FAR_DEGREES) {
            return None;
        }
        let could_be_swapped = is_in_degrees(exchanged) && fits(exchanged);
        Some(match could_be_swapped {
            true => Oddity::Swapped,
            false => Oddity::Far,
        })
    }

    /// Whether positions are expected around 0, 0.
    pub(crate) fn is_around_zero(&self) -> bool {
        self.is_near([0.0, 0.0], FAR_DEGREES)
    }

    /// Whether the numbers of a position are in the wrong order.
    pub(crate) fn is_swapped(&self, position: Position) -> bool {
        self.oddity(position) == Some(Oddity::Swapped)
    }

    /// Whether a position is within `degrees` of where positions are expected; the district's extent counts before the file's middle.
    fn is_near(&self, [x, y]: Position, degrees: f64) -> bool {
        if let Some([west, south, east, north]) = self.extent {
            let width = if west > east {
                east - west + 360.0
            } else {
                east - west
            };
            return (x - west + degrees).rem_euclid(360.0) <= width + 2.0 * degrees
                && y >= south - degrees
                && y <= north + degrees;
        }
        let turned = |mx: f64| (x - mx + 180.0).rem_euclid(360.0) - 180.0;
        let near = |[mx, my]: Position| turned(mx).abs() <= degrees && (y - my).abs() <= degrees;
        self.middle.is_none_or(near)
    }
}

/// Whether the numbers are surely in the wrong order, whatever the other rows say.
fn is_surely_swapped([x, y]: Position) -> bool {
    let would_fit = x.abs() <= 90.0 && y.abs() <= 180.0;
    would_fit && (y.abs() > 90.0 || y < SOUTHERNMOST_LAT)
}

/// Whether both numbers can be degrees of longitude and latitude.
pub(crate) fn is_in_degrees([x, y]: Position) -> bool {
    x.abs() <= 180.0 && y.abs() <= 90.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const WASHINGTON: Position = [-77.03, 38.9];
    const BERLIN: Position = [13.4, 52.5];

    #[test]
    fn latitude_first_is_recognized_by_range_by_neighbors_or_by_the_district() {
        let alone = Guide::new(None, []);
        assert_eq!(alone.oddity([39.7, -104.9]), Some(Oddity::Swapped));
        assert_eq!(alone.oddity([38.9, -77.03]), Some(Oddity::Swapped));
        assert_eq!(alone.oddity([52.5, 13.4]), None, "nothing tells");
        let berlin = Guide::new(None, [BERLIN, BERLIN, [52.5, 13.4]]);
        assert_eq!(berlin.oddity([52.51, 13.41]), Some(Oddity::Swapped));
        let district = Guide::new(Some([13.0, 52.0, 14.0, 53.0]), [[52.5, 13.4]]);
        assert_eq!(district.oddity([52.5, 13.4]), Some(Oddity::Swapped));
    }

    #[test]
    fn what_cannot_be_degrees_and_what_lies_elsewhere_is_named() {
        let guide = Guide::new(None, [WASHINGTON, WASHINGTON, [-76.9, 38.8]]);
        assert_eq!(guide.oddity(WASHINGTON), None);
        assert_eq!(
            guide.oddity([396_151.5, 138_827.7]),
            Some(Oddity::NotDegrees)
        );
        assert_eq!(guide.oddity([0.0, 0.0]), Some(Oddity::Null));
        assert_eq!(guide.oddity([77.03, 38.9]), Some(Oddity::Far));
        assert_eq!(guide.oddity([f64::NAN, 38.9]), Some(Oddity::NotDegrees));
    }

    #[test]
    fn the_other_side_of_the_antimeridian_is_near() {
        let neighbors = Guide::new(None, [[179.8, 51.6], [-179.9, 51.7], [179.9, 51.6]]);
        let district = Guide::new(Some([179.7, 51.5, -179.8, 51.8]), []);
        for guide in [neighbors, district] {
            assert_eq!(guide.oddity([-179.9, 51.6]), None);
            assert_eq!(guide.oddity([179.9, 51.6]), None);
            assert_eq!(guide.oddity([-169.0, 51.6]), Some(Oddity::Far));
            assert_eq!(guide.oddity([7.0, 51.6]), Some(Oddity::Far));
        }
    }
}
