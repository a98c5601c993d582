//! Small counts.

use super::gap_paths;
use e2e::{GapRow, Town, gap_rows};

fn all_rows(town: &Town) -> Vec<GapRow> {
    let rows = gap_paths()
        .into_iter()
        .flat_map(|path| gap_rows(&town.server.get(&path).features()));
    rows.collect()
}

#[test]
fn no_public_count_is_between_one_and_nine_or_unrounded() {
    let town = Town::shared();
    let rows = all_rows(&town);
    assert!(rows.len() > 100);
    for row in rows {
        for (field, count) in row.counts() {
            let Some(count) = count else { continue };
            assert!(count == 0.0 || count >= 10.0, "{field} of {row:?}");
            assert_eq!(count % 5.0, 0.0, "{field} of {row:?}");
        }
        if let Some(rate) = row.number("unmet_rate") {
            let percent = rate * 100.0;
            assert!((percent - percent.round()).abs() < 1e-9, "{row:?}");
        }
    }
}

#[test]
fn a_hidden_row_shows_nothing_at_all() {
    let town = Town::shared();
    let rows = all_rows(&town);
    let hidden: Vec<_> = rows
        .iter()
        .filter(|r| r.text("suppression") == "S")
        .collect();
    assert!(!hidden.is_empty());
    for row in &hidden {
        assert!(row.counts().all(|(_, count)| count.is_none()), "{row:?}");
        assert_eq!(row.number("unmet_rate"), None, "{row:?}");
    }
    let legal =
        |row: &&&GapRow| row.text("geography_id") == "west" && row.text("category") == "legal-help";
    assert!(
        hidden.iter().any(|row| legal(&row)),
        "four families are shown"
    );
}

#[test]
fn served_and_unmet_are_hidden_together() {
    let town = Town::shared();
    for row in all_rows(&town) {
        let (served, unmet) = (row.number("served"), row.number("unmet"));
        assert_eq!(served.is_some(), unmet.is_some(), "{row:?}");
    }
}

#[test]
fn a_single_hidden_part_never_stands_alone() {
    let town = Town::shared();
    for row in all_rows(&town) {
        if row.number("unmet").is_some() {
            let n_hidden = e2e::ANATOMY
                .iter()
                .filter(|part| row.number(part).is_none())
                .count();
            assert_ne!(n_hidden, 1, "{row:?}");
        }
    }
}

#[test]
fn the_gap_of_an_area_is_as_hidden_as_in_its_layer() {
    let town = Town::shared();
    let area = town
        .server
        .get("/api/areas/neighborhood/west?category=legal-help")
        .json();
    let row = GapRow::new(&area["gap"]);
    assert_eq!(row.text("suppression"), "S");
    assert!(row.counts().all(|(_, count)| count.is_none()), "{row:?}");
}

/// A box cuts whole features only: none that is asked for has other numbers than without the box.
#[test]
fn a_box_never_changes_a_number() {
    let town = Town::shared();
    let layer = "/collections/gaps-by-neighborhood/items?category=food";
    let whole = town.server.get(layer).features();
    for bbox in [
        "-90.01,40.0,-90.0,40.01",
        "-89.99,40.0,-89.98,40.01",
        "-90.04,40.0,-89.96,40.03",
    ] {
        let part = town.server.get(&format!("{layer}&bbox={bbox}")).features();
        for feature in part {
            assert!(whole.contains(&feature), "{bbox}: {feature}");
        }
    }
}
