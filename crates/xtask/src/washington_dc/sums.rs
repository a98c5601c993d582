//! Whether the numbers of a gap layer add up.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::failure::Failure;

/// Weights are decimals of at most six digits, so sums may differ by what binary fractions lose and no more.
const TOLERANCE: f64 = 1e-4;

/// The parts of unmet need.
const ANATOMY: [&str; 9] = [
    "unmet_distance",
    "unmet_hours",
    "unmet_language",
    "unmet_eligibility",
    "unmet_cost",
    "unmet_accessibility",
    "unmet_capacity",
    "unmet_several",
    "unmet_no_provider",
];

/// Families in need by category, over all areas of a layer: one entry a level for attendance zones.
pub(super) type Totals = BTreeMap<String, BTreeMap<String, f64>>;

/// Checks `served + unmet = needs` and the anatomy of every feature, and returns the totals by level and category.
pub(super) fn totals(layer: &str, text: &str) -> Result<Totals, Failure> {
    let collection: Value = serde_json::from_str(text).map_err(Failure::during(layer))?;
    let features = collection["features"].as_array();
    let features = features.ok_or_else(|| Failure::new(format!("{layer}: no features")))?;
    let mut totals = Totals::new();
    for feature in features {
        let row = &feature["properties"];
        let number = |name: &str| {
            row[name]
                .as_f64()
                .ok_or_else(|| Failure::new(format!("{layer}: {} has no {name}", feature["id"])))
        };
        let (needs, unmet) = (number("needs")?, number("unmet")?);
        let parts = ANATOMY
            .iter()
            .map(|name| number(name))
            .sum::<Result<f64, Failure>>()?;
        if (number("served")? + unmet - needs).abs() > TOLERANCE {
            return Err(Failure::new(format!(
                "{layer}: served and unmet of {} are not its needs",
                feature["id"]
            )));
        }
        if (parts - unmet).abs() > TOLERANCE {
            return Err(Failure::new(format!(
                "{layer}: the anatomy of {} sums to {parts}, unmet is {unmet}",
                feature["id"]
            )));
        }
        let level = row["level"].as_str().unwrap_or(layer).to_owned();
        let category = row["category"].as_str().unwrap_or("").to_owned();
        *totals
            .entry(level)
            .or_default()
            .entry(category)
            .or_insert(0.0) += needs;
    }
    Ok(totals)
}

/// Checks that two layers count the same families in every category.
pub(super) fn compare(one: &Totals, other: &Totals) -> Result<(), Failure> {
    for (a, of_a) in one {
        for (b, of_b) in other {
            let categories = of_a.keys().chain(of_b.keys());
            for category in categories {
                let total = |of: &BTreeMap<String, f64>| of.get(category).copied().unwrap_or(0.0);
                if (total(of_a) - total(of_b)).abs() > TOLERANCE {
                    let (n, m) = (total(of_a), total(of_b));
                    return Err(Failure::new(format!(
                        "{category}: {n} families by {a}, {m} by {b}"
                    )));
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn layer(served: f64, hours: f64) -> String {
        let mut row = json!({"category": "food", "needs": 10.0, "served": served, "unmet": 4.0});
        for name in ANATOMY {
            row[name] = json!(if name == "unmet_hours" { hours } else { 0.0 });
        }
        json!({"features": [{"id": "n1/food", "properties": row}]}).to_string()
    }

    #[test]
    fn a_layer_that_adds_up_gives_its_totals() {
        let totals = totals("neighborhood", &layer(6.0, 4.0)).unwrap();
        assert_eq!(totals["neighborhood"]["food"], 10.0);
        assert!(compare(&totals, &totals).is_ok());
    }

    #[test]
    fn a_layer_that_does_not_add_up_is_named_with_its_row() {
        let served = totals("neighborhood", &layer(5.0, 4.0))
            .unwrap_err()
            .to_string();
        assert!(served.contains("n1/food"), "{served}");
        assert!(totals("neighborhood", &layer(6.0, 3.0)).is_err());
    }

    #[test]
    fn layers_that_count_other_families_are_told_apart() {
        let one = totals("neighborhood", &layer(6.0, 4.0)).unwrap();
        assert!(
            compare(&one, &Totals::new()).is_ok(),
            "an empty layer has nothing to compare"
        );
        let mut other = one.clone();
        other
            .entry("neighborhood".to_owned())
            .or_default()
            .insert("food".to_owned(), 11.0);
        assert!(compare(&one, &other).is_err());
    }
}
