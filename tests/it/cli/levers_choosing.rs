//! `levers --choose` on bare files: which places cover the most weight of needs.

use e2e::bare::{Center, Draw, Folder, Row, distance_m, exact, file, rows};
use serde_json::Value;

pub(super) const LINE: &str = "levers --needs needs.csv --candidates candidates.csv";
pub(super) const NEEDS: &str = "id,lon,lat,category,weight";
pub(super) const CANDIDATES: &str = "id,lon,lat";
const PLACES: [Center; 3] = [
    around(-90_000, 40_000, 20),
    around(180_000, -17_000, 20),
    around(0, 90_000, 180_000),
];

const fn around(lon: i32, lat: i32, half_width: i32) -> Center {
    Center {
        lon,
        lat,
        half_width,
        half_height: 20,
    }
}

fn with(needs: &[impl AsRef<str>], candidates: &[impl AsRef<str>]) -> Folder {
    Folder::with(&[
        ("needs.csv", &file(NEEDS, needs)),
        ("candidates.csv", &file(CANDIDATES, candidates)),
    ])
}

/// Three needs along the equator of 10 degrees east, some 1113 m apart, and a place at each.
pub(super) fn three_in_a_row() -> Folder {
    with(
        &[
            "a,10,0,food,1",
            "b,10.01,0,,2",
            "c,10.02,0,housing,4",
            "d,,,food,8",
        ],
        &["x,10,0", "y,10.01,0", "z,10.02,0", "nowhere,,"],
    )
}

fn chosen(folder: &Folder, more: &str) -> Value {
    folder
        .outcome(&format!("{LINE} {more} --json"))
        .expect(0)
        .json()
}

fn ids(choice: &Value) -> Vec<&str> {
    let ids = choice["chosen"].as_array().unwrap().iter();
    ids.map(|id| id.as_str().unwrap()).collect()
}

/// A figure of the JSON in millionths.
fn micro(choice: &Value, field: &str) -> i128 {
    (choice[field].as_f64().unwrap() * 1e6).round() as i128
}

/// Drawn needs and places: which place covers which need, in millionths of weight.
struct Task {
    weights: Vec<i128>,
    ids: Vec<String>,
    /// By candidate, whether it covers each need.
    covers: Vec<Vec<bool>>,
}

impl Task {
    fn new(needs: &[Row], candidates: &[Row], within_m: f64) -> Self {
        let position = |row: &Row| Some((row["lon"].parse().ok()?, row["lat"].parse().ok()?));
        let is_covered = |place: &Row, need: &Row| match (position(place), position(need)) {
            (Some(place), Some(need)) => {
                let metres = distance_m(place, need);
                assert!((metres - within_m).abs() > 0.01, "draw again");
                metres < within_m
            }
            _ => false,
        };
        Self {
            weights: needs.iter().map(|need| exact(&need["weight"], 6)).collect(),
            ids: candidates.iter().map(|row| row["id"].clone()).collect(),
            covers: candidates
                .iter()
                .map(|place| needs.iter().map(|need| is_covered(place, need)).collect())
                .collect(),
        }
    }

    /// The weight that at least one of some candidates covers.
    fn covered(&self, set: &[usize]) -> i128 {
        let needs = (0..self.weights.len()).filter(|n| set.iter().any(|c| self.covers[*c][*n]));
        needs.map(|need| self.weights[need]).sum()
    }

    /// The most that any `p` of the candidates from a number on cover together with those that are taken: all sets are tried.
    fn most(&self, taken: &mut Vec<usize>, p: usize, from: usize) -> i128 {
        let mut most = self.covered(taken);
        if p > 0 {
            for next in from..self.ids.len() {
                taken.push(next);
                most = most.max(self.most(taken, p - 1, next + 1));
                taken.pop();
            }
        }
        most
    }
}

#[test]
fn the_chosen_places_cover_as_much_as_the_best_of_all_sets() {
    for (seed, center) in (61..).zip(PLACES.iter().cycle().copied().take(6)) {
        let mut draw = Draw::new(seed);
        let cells = ["x,1", "x,1", ",0", "x,2.5", "y,0.000001", "y,3.333333"];
        let needs = draw.quantities('n', 70, center, &cells);
        let drawn = draw.quantities('c', 11, center, &[""]);
        // Rows of places have no quantity.
        let candidates: Vec<_> = drawn
            .iter()
            .map(|row| row.strip_suffix(',').unwrap())
            .collect();
        let folder = with(&needs, &candidates);
        let within_m = 1_234.0;
        let task = Task::new(
            &rows(&file(NEEDS, &needs)),
            &rows(&file(CANDIDATES, &candidates)),
            within_m,
        );
        for p in [1, 2, 3, 5, 11] {
            let choice = chosen(&folder, &format!("--within 1234m --choose {p}"));
            let most = task.most(&mut Vec::new(), p, 0);
            assert_eq!(micro(&choice, "covered"), most, "{seed} {p}: {choice}");
            assert_eq!(micro(&choice, "bound"), most, "{seed} {p}: {choice}");
            assert_eq!(micro(&choice, "total"), task.weights.iter().sum::<i128>());
            assert_eq!(
                (&choice["optimal"], &choice["optimality_gap"]),
                (&true.into(), &0.0.into())
            );
            // The set is one that covers so much, of so many at most, none of them twice.
            let number = |id: &&str| task.ids.iter().position(|known| known == id).unwrap();
            let mut set: Vec<_> = ids(&choice).iter().map(number).collect();
            assert_eq!(task.covered(&set), most);
            set.sort_unstable();
            set.dedup();
            assert_eq!(set.len(), ids(&choice).len());
            assert!(set.len() <= p);
        }
    }
}

/// Within 2.3 km of a place are the needs up to two beside it: 19 around the middle, 16 around each of the others, and 27 around the two.
#[test]
fn the_place_that_covers_most_is_left_out_when_two_others_cover_more_together() {
    let weights = [2, 2, 3, 4, 5, 4, 3, 2, 2];
    let needs = (0..)
        .zip(weights)
        .map(|(n, weight)| format!("n{n},0.0{n},0,food,{weight}"));
    let places = ["left,0.02,0", "middle,0.04,0", "right,0.06,0"];
    let folder = with(&needs.collect::<Vec<_>>(), &places);
    let one = chosen(&folder, "--within 2300m --choose 1");
    assert_eq!((ids(&one), &one["covered"]), (vec!["middle"], &19.0.into()));
    let two = chosen(&folder, "--within 2300m --choose 2");
    assert_eq!(
        (ids(&two), &two["covered"]),
        (vec!["left", "right"], &27.0.into())
    );
}

#[test]
fn the_distance_includes_its_bound_and_is_in_metres_or_kilometres() {
    // Nothing is 0 m away but what is at the place itself.
    let covered = |within: &str| {
        let choice = chosen(&three_in_a_row(), &format!("--within {within} --choose 1"));
        (ids(&choice).join(" "), choice["covered"].as_f64().unwrap())
    };
    assert_eq!(covered("0m"), ("z".to_owned(), 4.0));
    assert_eq!(covered("1113m"), ("z".to_owned(), 4.0));
    // A hundredth of a degree of the equator is 1113.195 m.
    assert_eq!(covered("1113.2m"), ("y".to_owned(), 7.0));
    assert_eq!(covered("1.1132km"), ("y".to_owned(), 7.0));
}

#[test]
fn the_file_names_each_chosen_place_with_what_it_covers_and_the_words_say_what_is_proven() {
    let folder = three_in_a_row();
    let line = format!("{LINE} --within 100m --choose 2 --out result.csv");
    let outcome = folder.outcome(&line).expect(0);
    for words in [
        "Chosen: y, z",
        "Covered: 6 of 15",
        "No set covers more: proven",
    ] {
        assert!(outcome.stdout.contains(words), "{outcome:#?}");
    }
    let written = folder
        .outcome(&format!("{LINE} --within 100m --choose 2"))
        .expect(0);
    assert_eq!(written.stdout, outcome.stdout);
    assert_eq!(folder.take("result.csv"), "id,covered\ny,2\nz,4\n");
}

#[test]
fn more_places_than_there_are_and_empty_files_are_answered() {
    let all = chosen(&three_in_a_row(), "--within 100m --choose 1000");
    assert_eq!(
        (ids(&all), &all["covered"]),
        (vec!["x", "y", "z"], &7.0.into())
    );
    let none: [&str; 0] = [];
    for (needs, candidates) in [
        (&none[..], &["x,10,0"][..]),
        (&["a,10,0,food,1"], &none),
        (&none, &none),
    ] {
        let choice = chosen(&with(needs, candidates), "--within 5km --choose 3");
        assert_eq!((ids(&choice).len(), &choice["covered"]), (0, &0.0.into()));
        assert_eq!(
            (&choice["optimal"], &choice["bound"]),
            (&true.into(), &0.0.into())
        );
    }
}

#[test]
fn places_are_chosen_the_same_by_one_thread_and_two() {
    let mut draw = Draw::new(71);
    let needs: Vec<_> = draw.quantities('n', 4_000, PLACES[0], &["x,1", "x,2.5", "x,0.1"]);
    let candidates: Vec<_> = (0..40)
        .map(|n| format!("c{n},-90.{:03},40.{:03}", draw.below(20), draw.below(20)))
        .collect();
    let folder = with(&needs, &candidates);
    let by = |threads: u8| {
        let line = format!("{LINE} --within 900m --choose 4 --json --threads {threads}");
        folder.outcome(&line).expect(0).stdout
    };
    assert_eq!(by(1), by(2));
}
