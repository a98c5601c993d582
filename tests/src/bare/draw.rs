//! Needs and sites drawn from a seed, with everything that rows can have in them.

/// The columns of `needs.csv`.
pub const NEEDS_HEADER: &str = "id,lon,lat,category,languages,times,mode,max_minutes,max_cost,age,severity,weight,accessibility";
/// The columns of `sites.csv`.
pub const SITES_HEADER: &str =
    "id,lon,lat,categories,languages,hours,min_age,max_age,cost,capacity,accessibility";

const LANGUAGES: [&str; 9] = [
    "", "es", "es-MX", "en;en;am", "zh-yue", "yue;en", "iw", "he", "und",
];
const HOURS: [&str; 9] = [
    "",
    "mon-fri 09:00-17:00",
    "mon 09:00-09:20;mon 09:20-09:40",
    "FRI 20:00-02:00",
    "sat 00:30-01:00;sat 12:00-12:29",
    "sun 23:40-24:00;mon 00:00-00:15",
    "fri-mon 12:00-13:00",
    "mon-sun 00:00-24:00",
    "tue 08:50-09:15",
];
const ACCESSIBILITY: [&str; 6] = ["", "", "", "ramp", "lift; ramp ;", "Ramp"];

/// Where needs and sites are drawn around: decimal degrees times 1000.
#[derive(Debug, Clone, Copy)]
pub struct Center {
    /// Longitude of the middle.
    pub lon: i32,
    /// Latitude of the middle.
    pub lat: i32,
    /// How far the longitudes go on both sides.
    pub half_width: i32,
    /// How far the latitudes go on both sides, as far as there are any.
    pub half_height: i32,
}

/// Numbers that look random and are the same on every machine (SplitMix64, Steele, Lea, Flood 2014).
#[derive(Debug, Clone)]
pub struct Draw {
    state: u64,
    n_unknown_in_100: usize,
}

impl Draw {
    /// Numbers from a seed.
    pub fn new(seed: u64) -> Self {
        Self {
            state: seed,
            n_unknown_in_100: 100,
        }
    }

    /// The same numbers, for rows in which almost everything is known, so that some pairs stand in the strict reading.
    #[must_use]
    pub fn mostly_known(self) -> Self {
        Self {
            n_unknown_in_100: 4,
            ..self
        }
    }

    /// A number from 0 to below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n as u64) as usize
    }

    /// One of some cells.
    pub fn any_of<'t>(&mut self, cells: &[&'t str]) -> &'t str {
        cells[self.below(cells.len())]
    }

    /// One of some cells whose being empty is no answer. Of those that are empty, only so many stay as the rows are to have.
    fn one_of<'t>(&mut self, cells: &[&'t str]) -> &'t str {
        loop {
            let cell = self.any_of(cells);
            if !cell.is_empty() || self.below(100) < self.n_unknown_in_100 {
                return cell;
            }
        }
    }

    /// The items in another order.
    pub fn shuffled<T>(&mut self, mut items: Vec<T>) -> Vec<T> {
        for end in (1..items.len()).rev() {
            let other = self.below(end + 1);
            items.swap(end, other);
        }
        items
    }

    /// Rows of needs with ascending ids.
    pub fn needs(&mut self, n: usize, center: Center) -> Vec<String> {
        (0..n).map(|number| self.need(number, center)).collect()
    }

    /// Rows of sites with ascending ids.
    pub fn sites(&mut self, n: usize, center: Center) -> Vec<String> {
        (0..n).map(|number| self.site(number, center)).collect()
    }

    /// Rows of a letter and a number, a position, and one of some quantities.
    pub fn quantities(
        &mut self,
        letter: char,
        n: usize,
        center: Center,
        cells: &[&str],
    ) -> Vec<String> {
        let row = |number| {
            let position = self.position(center);
            format!("{letter}{number:05},{position},{}", self.any_of(cells))
        };
        (0..n).map(row).collect()
    }

    fn need(&mut self, number: usize, center: Center) -> String {
        let cells = [
            &format!("n{number:05}"),
            &*self.position(center),
            self.one_of(&["food", "food", "tutoring", "housing", ""]),
            self.one_of(&LANGUAGES),
            self.one_of(&HOURS),
            self.any_of(&["", "walk", "bike", "drive", "transit"]),
            self.any_of(&["", "0", "8", "12.5", "20"]),
            self.any_of(&["", "", "0", "4.99", "5"]),
            self.one_of(&["", "", "8", "17.5"]),
            self.any_of(&["", "1", "2", "1.5", "-3"]),
            self.any_of(&["", "1", "0", "2.5", "0.1", "3.333333"]),
            self.any_of(&ACCESSIBILITY),
        ];
        cells.join(",")
    }

    fn site(&mut self, number: usize, center: Center) -> String {
        let cells = [
            &format!("s{number}"),
            &*self.position(center),
            self.one_of(&["food", "food;tutoring", "housing;food;food", "tutoring", ""]),
            self.one_of(&LANGUAGES),
            self.one_of(&HOURS),
            self.one_of(&["", "", "5", "9.5"]),
            self.one_of(&["", "", "12", "17"]),
            self.one_of(&["", "0", "0", "5"]),
            self.one_of(&["", "0", "1", "4", "0.7", "12.25"]),
            self.any_of(&["", "ramp;lift", "ramp", "none"]),
        ];
        cells.join(",")
    }

    /// `lon,lat` on a coarse grid, so that many are at one place; one in twelve is unknown.
    fn position(&mut self, center: Center) -> String {
        if self.below(12) == 0 {
            return ",".to_owned();
        }
        let mut around = |middle: i32, half: i32| {
            middle - half + self.below(2 * half as usize / 2 + 1) as i32 * 2
        };
        let lon = around(center.lon, center.half_width);
        let lat = around(center.lat, center.half_height).clamp(-90_000, 90_000);
        let lon = match lon {
            ..-180_000 => lon + 360_000,
            180_001.. => lon - 360_000,
            _ => lon,
        };
        let degrees = |thousandths: i32| format!("{:.3}", f64::from(thousandths) / 1e3);
        format!("{},{}", degrees(lon), degrees(lat))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shuffled_list_has_the_same_items() {
        let mut shuffled = Draw::new(1).shuffled((0..100).collect());
        assert_ne!(shuffled, (0..100).collect::<Vec<_>>());
        shuffled.sort_unstable();
        assert_eq!(shuffled, (0..100).collect::<Vec<_>>());
    }

    #[test]
    fn every_row_has_as_many_cells_as_its_header() {
        let center = Center {
            lon: 180_000,
            lat: 89_990,
            half_width: 20,
            half_height: 20,
        };
        let mut draw = Draw::new(2);
        let n_cells = |text: &str| text.split(',').count();
        let (needs, sites) = (draw.needs(200, center), draw.sites(200, center));
        assert!(
            needs
                .iter()
                .all(|row| n_cells(row) == n_cells(NEEDS_HEADER))
        );
        assert!(
            sites
                .iter()
                .all(|row| n_cells(row) == n_cells(SITES_HEADER))
        );
    }
}
