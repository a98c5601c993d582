//! Boxes: the parameters `bbox` and `bbox-crs`.

use super::crs::Crs;
use super::parameters::bad;
use crate::problem::Problem;

/// A box in degrees; west over east crosses the antimeridian.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bbox {
    /// West, south, east, north.
    pub(crate) sides: [f64; 4],
}

impl Bbox {
    /// Reads four numbers (or six, of which the heights say nothing here) in the coordinates of `crs`.
    ///
    /// # Errors
    /// When there are not four or six numbers, they are nowhere on earth, or the southern side is north of the other.
    pub(crate) fn parse(text: &str, crs: Crs) -> Result<Self, Problem> {
        let expected = match crs {
            Crs::Crs84 => "four numbers west,south,east,north in degrees with south below north",
            Crs::Epsg4326 => "four numbers south,west,north,east in degrees with south below north",
            Crs::Epsg3857 => "four numbers west,south,east,north in meters with south below north",
        };
        Self::read(text, crs).ok_or_else(|| bad("bbox", text, expected))
    }

    fn read(text: &str, crs: Crs) -> Option<Self> {
        let number = |part: &str| part.trim().parse::<f64>().ok().filter(|n| n.is_finite());
        let numbers: Vec<f64> = text.split(',').map(number).collect::<Option<_>>()?;
        let corners = match numbers[..] {
            [a, b, c, d] => [[a, b], [c, d]],
            [a, b, low, c, d, high] if low <= high => [[a, b], [c, d]],
            _ => return None,
        };
        let [west, south] = crs.to_lon_lat(corners[0])?;
        let [east, north] = crs.to_lon_lat(corners[1])?;
        let sides = [west, south, east, north];
        (south <= north).then_some(Self { sides })
    }

    /// The box as one or, over the antimeridian, two boxes of which west is not over east.
    pub(crate) fn parts(self) -> Vec<[f64; 4]> {
        let [west, south, east, north] = self.sides;
        if west <= east {
            vec![self.sides]
        } else {
            vec![[west, south, 180.0, north], [-180.0, south, east, north]]
        }
    }

    /// Whether a feature's bounds touch it.
    pub(crate) fn touches(self, [w, s, e, n]: [f64; 4]) -> bool {
        let touches = |[west, south, east, north]: [f64; 4]| {
            w <= east && e >= west && s <= north && n >= south
        };
        self.parts().into_iter().any(touches)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_that_cannot_be_used_are_refused() {
        for text in [
            "1,2,3",
            "1,2,3,x",
            "0,5,1,4",
            "0,0,181,1",
            "0,0,NaN,1",
            "0,0,inf,1",
            "",
            "0,0,9,1,1,2",
            "0,0,1,1,1",
        ] {
            assert!(Bbox::parse(text, Crs::Crs84).is_err(), "{text}");
        }
        let high = Bbox::parse("0,1,-5,2,3,9", Crs::Crs84).unwrap();
        assert_eq!(high.sides, [0.0, 1.0, 2.0, 3.0]);
        let turned = Bbox::parse("1,0,3,2", Crs::Epsg4326).unwrap();
        assert_eq!(turned, high);
    }

    #[test]
    fn a_box_over_the_antimeridian_touches_both_sides_and_not_what_is_between() {
        let bbox = Bbox::parse("170,-10,-170,10", Crs::Crs84).unwrap();
        let at = |lon: f64| bbox.touches([lon, 0.0, lon, 0.0]);
        assert!(at(175.0) && at(-175.0) && at(180.0) && at(-180.0));
        assert!(!at(0.0) && !at(169.0) && !at(-169.0));
    }
}
