//! Worked answers kept beside the checkout in `../shared/cases`; skipped by name where the folder is absent.

use matching::{Demand, Match, Setting, Supply};
use model::LonLat;
use model::analysis::{Cause, Need, Reading, Site};
use model::hours::WeekHours;
use model::language::Language;
use model::survey::Mode;
use model::units::{Micro, Severity};
use spatial::distance::geodesic_m;
use spatial::travel_cost::StraightLine;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

type Row = BTreeMap<String, String>;

fn rows(file: &Path) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(file).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn id<T: TryFrom<String>>(text: &str) -> Option<T> {
    T::try_from(text.to_owned()).ok()
}

fn list(row: &Row, column: &str) -> Vec<String> {
    let items = row[column]
        .split(';')
        .map(str::trim)
        .filter(|item| !item.is_empty());
    items.map(str::to_owned).collect()
}

fn quantity(row: &Row, column: &str) -> Option<Micro> {
    (!row[column].is_empty()).then(|| Micro::parse(&row[column]).unwrap())
}

fn position(row: &Row) -> Option<LonLat> {
    let lon = row["lon"].parse().ok()?;
    Some(LonLat::try_new(lon, row["lat"].parse().unwrap()).unwrap())
}

fn languages(row: &Row) -> BTreeSet<Language> {
    list(row, "languages")
        .iter()
        .filter_map(|tag| Language::parse(tag).unwrap())
        .collect()
}

fn need(row: &Row) -> Need {
    Need {
        id: id(&row["id"]).unwrap(),
        position: position(row),
        category: id(&row["category"]).map(Arc::new),
        languages: Arc::new(languages(row)),
        times: WeekHours::parse(&row["times"]).unwrap().map(Arc::new),
        mode: if row["mode"].is_empty() {
            Mode::Walk
        } else {
            Mode::parse(&row["mode"]).unwrap()
        },
        max_minutes: quantity(row, "max_minutes"),
        max_cost: quantity(row, "max_cost"),
        age: quantity(row, "age"),
        severity: if row["severity"].is_empty() {
            Severity::DEFAULT
        } else {
            Severity::parse(&row["severity"]).unwrap()
        },
        weight: quantity(row, "weight").unwrap_or(Micro::ONE),
        accessibility: Arc::new(list(row, "accessibility").into_iter().collect()),
        trusted: Arc::default(),
        school_id: None,
    }
}

fn site(row: &Row) -> Site {
    Site {
        id: id(&row["id"]).unwrap(),
        organization_id: None,
        position: position(row),
        is_virtual: false,
        categories: Arc::new(
            list(row, "categories")
                .iter()
                .filter_map(|word| id(word))
                .collect(),
        ),
        languages: Arc::new(languages(row)),
        has_interpreter: false,
        hours: WeekHours::parse(&row["hours"]).unwrap().map(Arc::new),
        min_age: quantity(row, "min_age"),
        max_age: quantity(row, "max_age"),
        service_area: None,
        cost: quantity(row, "cost"),
        capacity: quantity(row, "capacity"),
        accessibility: Arc::new(list(row, "accessibility").into_iter().collect()),
    }
}

/// One case as rows of text, so that the comparison is with the expected files themselves.
struct Answers {
    /// Of the coordinated plan: served, travel cost in minutes, served at unknown cost.
    coordinated: [f64; 3],
    matches: Vec<String>,
    served: Vec<String>,
    anatomy: Vec<(String, f64)>,
}

fn answers(needs: &[Need], supply: &Supply, reading: Reading, k: usize) -> Answers {
    let demand = Demand::build(needs, supply.terms());
    let setting = Setting {
        demand: &demand,
        supply,
        travel_cost: &StraightLine,
        reading,
        n_threads: 1,
    };
    let found = setting.matches(k);
    let sites = supply.sites();
    let mut matches = Vec::new();
    for (number, need) in (0..).zip(needs) {
        for (rank, Match { candidate, .. }) in (1..).zip(found.of(number)) {
            let site = &sites[candidate.site as usize];
            let metres = need
                .position
                .zip(site.position)
                .map(|(a, b)| format!("{:.3}", geodesic_m(a, b)));
            let minutes = candidate
                .cost()
                .map(|cost| format!("{:.3}", cost.as_minutes()));
            let (metres, minutes) = (metres.unwrap_or_default(), minutes.unwrap_or_default());
            matches.push(format!("{},{rank},{},{metres},{minutes}", need.id, site.id));
        }
    }
    let (allocation, _) = setting.nearest_first();
    let mut served: Vec<_> = allocation
        .served
        .iter()
        .map(|s| {
            (
                needs[s.need as usize].id.clone(),
                sites[s.candidate.site as usize].id.clone(),
                s.weight,
            )
        })
        .collect();
    served.sort();
    let served = served
        .into_iter()
        .map(|(need, site, weight)| format!("{need},{site},{weight}"))
        .collect();
    let mut anatomy = Vec::new();
    for (need, parts) in needs.iter().zip(setting.anatomy(&allocation)) {
        for (cause, part) in parts {
            let (cause, set) = match cause {
                Cause::NoProvider => ("no provider".to_owned(), String::new()),
                Cause::Constraints(set) if set.n_constraints() == 1 => {
                    (set.to_string(), set.to_string())
                }
                Cause::Constraints(set) => ("several".to_owned(), set.to_string()),
            };
            anatomy.push((format!("{},{cause},{set}", need.id), part.as_f64()));
        }
    }
    let plan = setting.coordinated();
    let coordinated = [
        plan.served as f64 / 1e6,
        plan.travel_cost as f64 / 1e9,
        plan.served_at_unknown_cost as f64 / 1e6,
    ];
    Answers {
        coordinated,
        matches,
        served,
        anatomy,
    }
}

fn check(folder: &Path) {
    let mut needs: Vec<Need> = rows(&folder.join("needs.csv")).iter().map(need).collect();
    needs.sort_by(|a, b| a.id.cmp(&b.id));
    let supply = Supply::build(rows(&folder.join("sites.csv")).iter().map(site).collect());
    let settings = std::fs::read_to_string(folder.join("case.json")).unwrap();
    let k = settings
        .split("\"k\":")
        .nth(1)
        .unwrap()
        .split(',')
        .next()
        .unwrap()
        .trim()
        .parse()
        .unwrap();
    for (reading, name) in [(Reading::Lenient, "lenient"), (Reading::Strict, "strict")] {
        let expected = folder.join("expected").join(name);
        let lines = |file: &str| -> Vec<String> {
            let text = std::fs::read_to_string(expected.join(file)).unwrap();
            text.lines().skip(1).map(str::to_owned).collect()
        };
        let found = answers(&needs, &supply, reading, k);
        assert_eq!(
            found.matches,
            lines("matches.csv"),
            "{folder:?} {name} matches"
        );
        assert_eq!(
            found.served,
            lines("allocation-nearest-first.csv"),
            "{folder:?} {name} allocation"
        );
        let totals = std::fs::read_to_string(expected.join("totals.json")).unwrap();
        let totals = totals.split("\"coordinated\"").nth(1).unwrap();
        let total = |name: &str| -> f64 {
            let value = totals.split(&format!("\"{name}\": \"")).nth(1).unwrap();
            value.split('"').next().unwrap().parse().unwrap()
        };
        let totals = ["served", "travel_cost_min", "served_at_unknown_cost"].map(total);
        for (found, total) in found.coordinated.into_iter().zip(totals) {
            assert!(
                (found - total).abs() < 1e-9,
                "{folder:?} {name} coordinated: {found} {total}"
            );
        }
        let shares = lines("anatomy.csv");
        assert_eq!(
            found.anatomy.len(),
            shares.len(),
            "{folder:?} {name} anatomy"
        );
        for ((row, share), line) in found.anatomy.iter().zip(shares) {
            let fields: Vec<_> = line.split(',').collect();
            assert_eq!(*row, fields[..3].join(","), "{folder:?} {name}");
            assert!(
                (share - fields[3].parse::<f64>().unwrap()).abs() < 2e-6,
                "{folder:?} {name} {line}: {share}"
            );
        }
    }
}

#[test]
fn worked_answers_are_met() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/cases");
    if !folder.exists() {
        println!("skipped: worked_answers_are_met needs ../shared/cases beside the checkout");
        return;
    }
    let mut n_cases = 0;
    for case in std::fs::read_dir(folder).unwrap() {
        let case = case.unwrap().path();
        if case.join("needs.csv").exists() {
            check(&case);
            n_cases += 1;
        }
    }
    assert!(n_cases > 0);
}
