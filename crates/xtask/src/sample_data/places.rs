//! Names, and where the things that bear them stand. Nothing and nobody here exists.

/// Seeds of the neighborhoods: name, kilometers east and north of the courthouse.
pub(crate) const NEIGHBORHOODS: [(&str, f64, f64); 24] = [
    ("Old Town", 0.0, 0.2),
    ("Millrace", 1.3, 0.7),
    ("Depot District", 0.3, -0.9),
    ("Riverfront", 1.9, -0.7),
    ("Linden Park", -1.5, 0.9),
    ("Orchard Hill", -2.1, -0.8),
    ("Brickyard", -0.9, -2.1),
    ("Fairgrounds", 0.9, -2.7),
    ("Southgate", -1.4, -4.2),
    ("Cottonwood Flats", -4.1, -3.2),
    ("Wagon Trail", -4.4, -1.2),
    ("Tallgrass", -4.8, 1.1),
    ("Prairie View", -7.0, -0.6),
    ("Creekside", -3.7, 3.0),
    ("Meadowlark", -1.8, 2.5),
    ("Quarry Ridge", -5.4, 4.3),
    ("Northgate", -1.0, 4.6),
    ("Ferry Road", 0.4, 2.7),
    ("Ferry Landing", 3.6, 1.3),
    ("East Mill", 3.9, -0.6),
    ("Sandstone", 5.2, -2.3),
    ("Heron Lake", 5.2, 3.2),
    ("Cedar Flats", 7.2, 0.4),
    ("Hollow Creek", 6.6, -4.6),
];

/// The neighborhood in which nobody offers anything.
pub(crate) const EMPTY_CORNER: &str = "Hollow Creek";

/// An elementary school: name, seed of its zone, index of its middle school.
pub(crate) const ELEMENTARY: [(&str, f64, f64, usize); 18] = [
    ("Old Town Elementary", -0.4, 0.6, 0),
    ("Millrace Elementary", 1.2, 0.8, 0),
    ("Depot Street Elementary", 0.6, -1.0, 0),
    ("Linden Elementary", -2.0, 0.7, 1),
    ("Orchard Hill Elementary", -2.1, -1.0, 1),
    ("Meadowlark Elementary", -1.6, 2.6, 2),
    ("Creekside Elementary", -4.2, 3.2, 2),
    ("Northgate Elementary", -0.9, 4.5, 3),
    ("Ferry Road Elementary", 0.3, 2.7, 3),
    ("Cottonwood Elementary", -4.4, -3.2, 4),
    ("Wagon Trail Elementary", -5.2, -1.4, 4),
    ("Tallgrass Elementary", -5.2, 1.0, 4),
    ("Southgate Elementary", -1.6, -3.2, 5),
    ("Fairgrounds Elementary", 0.9, -2.8, 5),
    ("Ferry Landing Elementary", 3.7, 1.5, 6),
    ("Heron Lake Elementary", 5.3, 3.2, 6),
    ("East Mill Elementary", 4.3, -0.5, 7),
    ("Cedar Flats Elementary", 5.2, -2.6, 7),
];

/// The elementary zone that is cut: its index, and the index of the second middle school.
pub(crate) const SPLIT_FEEDER: (usize, usize) = (3, 0);

/// A middle school: name, index of its high school.
pub(crate) const MIDDLE: [(&str, usize); 8] = [
    ("Courthouse Square Middle", 0),
    ("Orchard Middle", 0),
    ("Bluestem Middle", 1),
    ("Limestone Middle", 1),
    ("Sunflower Middle", 2),
    ("Stone Bridge Middle", 2),
    ("Landing Middle", 3),
    ("Sandstone Middle", 3),
];

/// The high schools.
pub(crate) const HIGH: [&str; 4] = [
    "Riverbend High",
    "North Prairie High",
    "Southgate High",
    "Eastbank High",
];

/// Names of the north-south streets, one a column from the west.
pub(crate) const COLUMN_STREETS: [&str; 43] = [
    "County Line Road",
    "Windmill Road",
    "Pasture Road",
    "Grain Road",
    "Silo Road",
    "Harvest Road",
    "Redbud Road",
    "Sumac Street",
    "Western Avenue",
    "Catalpa Street",
    "Buckeye Street",
    "Hickory Street",
    "Prairie Avenue",
    "Persimmon Street",
    "Mulberry Street",
    "Sycamore Street",
    "Mission Avenue",
    "Elm Street",
    "Oak Street",
    "Center Street",
    "Walnut Street",
    "Pecan Street",
    "Mill Avenue",
    "Levee Street",
    "Water Street",
    "River Walk",
    "Ferry Street",
    "Landing Street",
    "Willow Street",
    "Eastern Avenue",
    "Cottonwood Street",
    "Cedar Street",
    "Juniper Street",
    "Quarry Avenue",
    "Flint Street",
    "Shale Road",
    "Heron Road",
    "Crane Road",
    "Lake Road",
    "Plover Road",
    "Killdeer Road",
    "Range Road",
    "Townline Road",
];

/// Words that organizations are called after, besides neighborhoods.
pub(crate) const THEMES: [&str; 26] = [
    "Open Door",
    "Common Table",
    "Lantern",
    "Good Neighbor",
    "Bluestem",
    "Meadowlark",
    "Heron",
    "Sandstone",
    "Limestone",
    "Millrace",
    "Cottonwood",
    "Stone Bridge",
    "Harvest",
    "Prairie Wind",
    "Two Rivers",
    "Wheatfield",
    "Redbud",
    "Sunflower",
    "Long Meadow",
    "Morning Star",
    "Evergreen",
    "Hearth",
    "Crossroads",
    "Clearwater",
    "Wagon Trail",
    "Kingfisher",
];

/// The name of an east-west street, by row.
pub(crate) fn row_street(row: usize, center: usize) -> String {
    let n = row.abs_diff(center);
    match row.cmp(&center) {
        std::cmp::Ordering::Equal => "Main Street".to_owned(),
        std::cmp::Ordering::Greater => format!("North {} Street", ordinal(n + 1)),
        std::cmp::Ordering::Less => format!("South {} Street", ordinal(n + 1)),
    }
}

fn ordinal(n: usize) -> String {
    let ending = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}
