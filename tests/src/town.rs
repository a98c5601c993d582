//! The fictional town of `fixtures/town/`, loaded and served.

use crate::command::{DataDir, fixture};
use crate::server::Server;
use std::fmt::Write;
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// The token with which the town's server knows its staff.
pub const STAFF_TOKEN: &str = "staff-token-of-the-tests";

/// The town, served.
#[derive(Debug)]
pub struct Town {
    /// Its server. First, so that it stops before the folder goes.
    pub server: Server,
    /// Its database.
    pub data: DataDir,
}

impl Town {
    /// The town's database with everything imported, without a server.
    ///
    /// # Panics
    /// When an import fails.
    pub fn load() -> DataDir {
        let data = DataDir::new();
        data.run(&[
            "district",
            "--name",
            "Town",
            "--time-zone",
            "America/Chicago",
        ])
        .expect(0)
        .text();
        let confidential = fixture("town/confidential.csv");
        let confidential = ["--confidential", confidential.to_str().unwrap()];
        let responses = data.write("responses.csv", responses_csv());
        for (kind, file, more) in [
            ("schools", fixture("town/schools.csv"), &[][..]),
            ("zones", fixture("town/zones.geojson"), &[]),
            ("neighborhoods", fixture("town/neighborhoods.geojson"), &[]),
            ("assets", fixture("town/assets.csv"), &[]),
            ("context", fixture("town/context.geojson"), &[]),
            ("directory", fixture("town/directory"), &confidential),
            ("responses", responses, &[]),
        ] {
            data.import(kind, &file, more).expect(0).text();
        }
        data
    }

    /// The one served town that all tests running at the same time share; it stops when the last of them is done.
    ///
    /// # Panics
    /// When it cannot be loaded or served.
    pub fn shared() -> Arc<Self> {
        static TOWN: Mutex<Weak<Town>> = Mutex::new(Weak::new());
        // A test that failed here before has left nothing half done.
        let mut shared = TOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(town) = shared.upgrade() {
            return town;
        }
        let data = Self::load();
        let server = Server::start(&data, Some(STAFF_TOKEN));
        let town = Arc::new(Self { server, data });
        *shared = Arc::downgrade(&town);
        town
    }

    /// The homes of the latest wave as they are written in the file, longitude and latitude.
    pub fn homes() -> Vec<(String, String)> {
        let (west, east, outside) = (0..48, 0..14, 0..12);
        let west = west.map(|n| home(-90.0, n, 40.005));
        let east = east.map(|n| home(-89.96, n, 40.02));
        let outside = outside.map(|n| home(-90.0, n, 40.04));
        west.chain(east).chain(outside).collect()
    }
}

/// Homes end in 7771 and 8883, so that they can be told from every other number.
fn home(east_edge: f64, n: u32, lat: f64) -> (String, String) {
    let lon = east_edge - 0.001 - f64::from(n) * 0.0007;
    (
        format!("{lon:.4}7771"),
        format!("{:.4}8883", lat + f64::from(n % 7) * 0.0005),
    )
}

/// The town's survey: 74 families in the latest wave, 20 of them in the one before.
///
/// West has 48 families who all ask for food and of whom 20 ask for tutoring and 4 for legal help; East 14 and the land outside 12, who
/// ask for food, East for housing too.
pub fn responses_csv() -> String {
    let mut csv = "id,wave,date,lon,lat,school_id,grade,languages,weight,needs,times,mode,max_minutes,max_cost,\
                   child_age,accessibility,severity,trusted,simulated\n"
        .to_owned();
    for (wave, date, n_families) in [
        ("2025-fall", "2025-10-01", 20),
        ("2026-fall", "2026-10-01", 74),
    ] {
        for (n, (lon, lat)) in Town::homes().into_iter().take(n_families).enumerate() {
            let (school, needs) = match n {
                0..4 => ("0101", "food;legal-help"),
                4..24 => ("0101", "food;tutoring"),
                24..48 => ("0201", "food"),
                48..62 => ("0102", "food;housing"),
                _ => ("", "food"),
            };
            let languages = ["en", "es", "en;es", "am"][n % 4];
            let times = ["mon-fri 15:00-18:00", "", "sat 09:00-12:00"][n % 3];
            let cost = ["", "0", "30"][n % 3];
            let weight = ["1", "1.5", "2.25"][n % 3];
            writeln!(
                csv,
                "{wave}-{n:03},{wave},{date},{lon},{lat},{school},4,{languages},{weight},{needs},{times},transit,,{cost},\
                 9,,{},o1,no",
                n % 3 + 1
            )
            .expect("text can always be written to");
        }
    }
    csv
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_survey_has_two_waves_of_families_with_ids_of_their_own() {
        let csv = responses_csv();
        let ids: BTreeSet<_> = csv
            .lines()
            .skip(1)
            .filter_map(|l| l.split(',').next())
            .collect();
        assert_eq!((ids.len(), csv.lines().count()), (94, 95));
        let n_columns = |line: &str| line.split(',').count();
        let header = n_columns(csv.lines().next().unwrap());
        assert!(csv.lines().all(|line| n_columns(line) == header));
    }

    #[test]
    fn homes_are_where_the_town_says() {
        let n_north = Town::homes()
            .iter()
            .filter(|(_, lat)| lat.as_str() >= "40.03")
            .count();
        let n_west = Town::homes()
            .iter()
            .filter(|(lon, _)| lon.as_str() > "-90")
            .count();
        assert_eq!((Town::homes().len(), n_north, n_west), (74, 12, 60));
    }
}
