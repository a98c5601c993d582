//! `match`: the best eligible sites of every need, on two files and on the loaded district.

use e2e::bare::{
    BareFiles, Center, Draw, Match, NEEDS_HEADER, READINGS, Reference, SITES_HEADER, file, matches,
    worked_cases,
};
use e2e::{Town, close, gap_rows};
use serde_json::Value;
use std::collections::BTreeMap;

const TOWN: Center = Center {
    lon: -90_000,
    lat: 40_000,
    half_width: 20,
    half_height: 20,
};
const FIJI: Center = Center {
    lon: 180_000,
    lat: -17_000,
    half_width: 20,
    half_height: 20,
};
const NORTH_POLE: Center = Center {
    lon: 0,
    lat: 90_000,
    half_width: 180_000,
    half_height: 16,
};

/// A need or a site of `food` at a place, with only the required columns.
const PLACES: [&str; 2] = ["id,lon,lat,category", "id,lon,lat,categories"];

fn places(needs: &[&str], sites: &[&str]) -> BareFiles {
    BareFiles::write(file(PLACES[0], needs), file(PLACES[1], sites))
}

#[test]
fn the_worked_cases_are_matched_to_the_byte() {
    for folder in worked_cases("the_worked_cases_are_matched_to_the_byte") {
        let files = BareFiles::copy(&folder);
        let case = std::fs::read_to_string(folder.join("case.json")).unwrap();
        let case: Value = serde_json::from_str(&case).unwrap();
        let k = case["k"].to_string();
        for reading in READINGS {
            let got = files.result(&["match", "-k", &k, "--reading", reading]);
            let expected = folder.join("expected").join(reading).join("matches.csv");
            let expected = std::fs::read_to_string(expected).unwrap();
            assert_eq!(got, expected, "{} {reading}", folder.display());
        }
    }
}

#[test]
fn drawn_needs_get_the_matches_of_a_slow_reading_of_the_definitions() {
    let mut n_matches = Vec::new();
    for (draw, center) in [
        (Draw::new(1), TOWN),
        (Draw::new(2), FIJI),
        (Draw::new(3), NORTH_POLE),
        (Draw::new(4).mostly_known(), TOWN),
        (Draw::new(5).mostly_known(), FIJI),
    ] {
        let mut draw = draw;
        let (needs, sites) = (draw.needs(150, center), draw.sites(90, center));
        let files = BareFiles::of_rows(&draw.shuffled(needs), &draw.shuffled(sites));
        for reading in READINGS {
            let reference = Reference::new(&files, reading);
            for k in [1, 3, 90] {
                let arguments = ["match", "-k", &k.to_string(), "--reading", reading];
                let (got, expected) = (files.result(&arguments), reference.matches_csv(k));
                assert_eq!(got, expected, "{draw:?}, {reading}, k = {k}");
            }
            n_matches.push(reference.matches_csv(90).lines().count() - 1);
        }
    }
    // Lenient and strict in turn.
    let n_of = |reading| n_matches.iter().skip(reading).step_by(2).sum::<usize>();
    assert!(n_of(0) > 1_000 && n_of(1) > 20, "{n_matches:?}");
}

#[test]
fn distances_are_near_the_great_circle_and_minutes_are_those_of_the_mode() {
    for (seed, center) in [(6, TOWN), (7, FIJI), (8, NORTH_POLE)] {
        let mut draw = Draw::new(seed);
        let files = BareFiles::of_rows(&draw.needs(60, center), &draw.sites(40, center));
        for (way, positions, mode) in Reference::new(&files, "lenient").each_way() {
            let is_plausible = way.is_plausible(positions, mode);
            assert!(is_plausible, "{way:?} for {positions:?} {mode:?}");
        }
    }
}

#[test]
fn one_thread_and_two_and_any_order_of_rows_give_the_same_bytes() {
    let mut draw = Draw::new(9);
    let needs = draw.needs(9_000, TOWN);
    let sites = draw.sites(700, TOWN);
    let sorted = BareFiles::of_rows(&needs, &sites);
    let shuffled = BareFiles::of_rows(&draw.shuffled(needs), &draw.shuffled(sites));
    let arguments = |threads| ["match", "-k", "3", "--reasons", "--threads", threads];
    let expected = sorted.result(&arguments("1"));
    assert!(expected.lines().count() > 5_000);
    for (files, threads) in [(&sorted, "2"), (&shuffled, "1"), (&shuffled, "2")] {
        // Not `assert_eq`, which would print megabytes.
        assert!(expected == files.result(&arguments(threads)), "{threads}");
    }
}

/// A file of needs that is read in several pieces. The lists are long, and repeats in them are dropped.
#[test]
fn a_file_of_many_megabytes_is_matched_as_its_short_form() {
    let mut draw = Draw::new(10);
    let sites = draw.sites(300, TOWN);
    let needs = draw.needs(6_000, TOWN);
    let accessibility = NEEDS_HEADER.split(',').count() - 1;
    let long: Vec<_> = needs
        .iter()
        .map(|row| {
            let mut cells: Vec<_> = row.split(',').map(str::to_owned).collect();
            cells[accessibility] = format!("{};;", cells[accessibility]).repeat(400);
            cells.join(",")
        })
        .collect();
    let expected = BareFiles::of_rows(&needs, &sites).result(&["match", "-k", "2"]);
    let long = BareFiles::of_rows(&long, &sites);
    assert!(std::fs::metadata(long.path("needs.csv")).unwrap().len() > 6 << 20);
    for threads in ["1", "2"] {
        let got = long.result(&["match", "-k", "2", "--threads", threads]);
        assert!(got == expected, "{threads}");
    }
}

#[test]
fn five_sites_are_found_when_no_number_is_said_and_fewer_are_the_first_of_them() {
    let sites: Vec<_> = (0..9).map(|n| format!("s{n},0.00{n},0,food")).collect();
    let files = BareFiles::write(file(PLACES[0], &["n,0,0,food"]), file(PLACES[1], &sites));
    let all = files.matches(&["-k", "20"]);
    assert_eq!(all.len(), 9);
    assert_eq!(files.matches(&[]), all[..5]);
    assert_eq!(files.matches(&["-k", "1"]), all[..1]);
    let ranks: Vec<_> = all.iter().map(|pair| pair.rank).collect();
    assert_eq!(ranks, (1..=9).collect::<Vec<_>>());
}

#[test]
fn without_out_the_same_bytes_are_printed() {
    let files = places(&["n,0,0,food"], &["s,0,0,food", "t,0,0.001,food"]);
    for command in [
        &["match"][..],
        &["match", "--reasons"],
        &["allocate", "--rule", "nearest-first"],
        &["anatomy"],
    ] {
        let printed = files.outcome(command).expect(0);
        assert_eq!(printed.stdout, files.result(command), "{printed:#?}");
        assert_eq!(printed.stderr, "", "{printed:#?}");
    }
}

#[test]
fn byte_order_mark_crlf_quotes_and_another_order_of_columns_change_nothing() {
    let plain = BareFiles::write(
        file(
            NEEDS_HEADER,
            &[
                "a,0,0,food,en,,walk,10,,8,,2,ramp",
                "b,0,0.001,food,,,,,,,,,",
            ],
        ),
        file(
            SITES_HEADER,
            &["s,0.002,0,food;legal help,en,,5,12,,3,ramp;lift"],
        ),
    );
    let odd = BareFiles::write(
        "\u{feff}accessibility,\"weight\",age,mode,languages,category,lat,lon,max_minutes,id\r\n\
         \"ramp\",2,8,walk,\"en;en; EN ;\",\" food \",\"0\",0,10,a\r\n\
         ,,,,,food,0.001,0,,\"b\"\r\n",
        "\u{feff}capacity,max_age,min_age,accessibility,lon,lat,id,categories,languages\r\n\
         3,12,5,\"lift;ramp;lift;;\",0.002,0,s,\"legal help; food;food;\",\";en;\"",
    );
    for command in [
        &["match"][..],
        &["match", "--reasons"],
        &["match", "--reading", "strict"],
        &["allocate", "--rule", "nearest-first"],
        &["anatomy"],
    ] {
        assert_eq!(odd.result(command), plain.result(command), "{command:?}");
    }
    assert_eq!(plain.pairs(&[]), ["a>s", "b>s"]);
}

#[test]
fn ids_are_bytes_with_commas_quotes_and_newlines_and_never_numbers() {
    let ids = [
        "10", "9", "1e1", "010", "a,b", "a\nb", "a \"b\"", "\u{e9}", "e\u{301}", "Z", "a", " a",
        "nan",
    ];
    let quoted = |id: &str| format!("\"{}\",0,0,food", id.replace('"', "\"\""));
    let rows: Vec<_> = ids.iter().map(|id| quoted(id)).collect();
    let files = BareFiles::write(file(PLACES[0], &rows), file(PLACES[1], &rows));
    let mut sorted = ids.to_vec();
    sorted.sort_by_key(|id| id.as_bytes());
    let pairs = sorted
        .iter()
        .flat_map(|need| sorted.iter().map(move |site| (*need, *site)));
    let got = files.matches(&["-k", "20"]);
    let got = got
        .iter()
        .map(|pair| (pair.need.as_str(), pair.site.as_str()));
    assert!(got.eq(pairs));
    assert!(sorted.iter().position(|id| *id == "10") < sorted.iter().position(|id| *id == "9"));
}

#[test]
fn many_sites_at_one_address_come_by_the_bytes_of_their_ids() {
    let mut ids: Vec<_> = (0..200).map(|n| n.to_string()).collect();
    ids.sort();
    let sites = ids.iter().map(|id| format!("{id},-77.03,38.9,food"));
    let sites = Draw::new(11).shuffled(sites.collect());
    let files = BareFiles::write(
        file(PLACES[0], &["n,-77.031,38.9,food"]),
        file(PLACES[1], &sites),
    );
    for k in [1, 7, 200] {
        let got = files.matches(&["-k", &k.to_string()]);
        let got = got.iter().map(|pair| &pair.site);
        assert!(got.eq(&ids[..k]), "{k}");
    }
}

/// Sites that differ by less than half of 1/1000 minute cost the same, and then the id decides, not the metres.
#[test]
fn the_travel_cost_decides_and_not_the_distance_behind_it() {
    let files = places(&["n,0,0,food"], &["b,0.001,0,food", "a,0.0010001,0,food"]);
    let got = files.matches(&[]);
    assert_eq!(got[0].site, "a");
    assert_eq!(got[0].cost, got[1].cost);
    assert!(got[0].distance_m > got[1].distance_m);
}

#[test]
fn files_with_a_header_alone_are_valid_and_give_a_header_alone() {
    let header = "need_id,rank,site_id,distance_m,minutes\n";
    for (needs, sites) in [
        (&[][..], &["s,0,0,food"][..]),
        (&["n,0,0,food"], &[]),
        (&[], &[]),
    ] {
        let files = places(needs, sites);
        assert_eq!(files.result(&["match"]), header);
        assert_eq!(files.result(&["match", "--reading", "strict"]), header);
        let reasons = files.result(&["match", "--reasons"]);
        assert_eq!(reasons, header.replace('\n', ",unknown,why\n"));
    }
    // Without a line end, too.
    let files = BareFiles::write(PLACES[0], PLACES[1]);
    assert_eq!(files.result(&["match"]), header);
}

#[test]
fn the_antimeridian_is_one_line_with_two_names() {
    let files = places(
        &["a,180,-17,food", "b,-180,-17,food", "c,179.999,-17,food"],
        &[
            "e,-179.999,-17,food",
            "m,-180.000,-17,food",
            "p,180.0,-17,food",
            "z,0,-17,food",
        ],
    );
    let got = files.matches(&[]);
    let of = |need: &str| -> Vec<&Match> { got.iter().filter(|pair| pair.need == need).collect() };
    for need in ["a", "b"] {
        let [m, p, e, z] = of(need)[..] else {
            panic!("{got:?}")
        };
        assert_eq!([&m.site, &p.site, &e.site, &z.site], ["m", "p", "e", "z"]);
        assert_eq!([m.distance_m, p.distance_m], [Some(0.0), Some(0.0)]);
        assert_eq!([m.cost, p.cost], [Some(0), Some(0)]);
    }
    assert_eq!(of("a")[2].distance_m, of("b")[2].distance_m);
    // 0.002 degrees of the parallel of 17 degrees: 2 x 106.5 m.
    let east = of("c")[2].distance_m.unwrap();
    assert!((212.0..214.0).contains(&east), "{east}");
}

#[test]
fn a_pole_has_every_longitude() {
    for (pole, near) in [("90", "89.99"), ("-90", "-89.99")] {
        let needs = [format!("a,0,{pole},food"), format!("b,0,{near},food")];
        let sites = [
            format!("p,120,{pole},food"),
            format!("q,-180,{pole},food"),
            format!("r,180,{near},food"),
            "s,0,0,food".to_owned(),
        ];
        let files = BareFiles::write(file(PLACES[0], &needs), file(PLACES[1], &sites));
        let got = files.matches(&[]);
        assert_eq!(
            files.pairs(&[]),
            ["a>p", "a>q", "a>r", "a>s", "b>p", "b>q", "b>r", "b>s"]
        );
        assert_eq!([got[0].cost, got[1].cost], [Some(0), Some(0)]);
        let across = got[6].distance_m.unwrap();
        assert!((2_230.0..2_236.0).contains(&across), "{across}");
        // A quarter of a meridian.
        let quarter = got[3].distance_m.unwrap();
        assert!((10_001_965.5..10_001_966.5).contains(&quarter), "{quarter}");
    }
}

/// Half the equator would be the longer way: the shortest goes over a pole.
#[test]
fn what_lies_on_the_other_side_of_the_earth_is_found_over_a_pole() {
    let files = places(&["n,0,0,food"], &["s,180,0,food", "t,179.7,0.2,food"]);
    let got = files.matches(&[]);
    assert_eq!(got[1].site, "s");
    let metres = got[1].distance_m.unwrap();
    assert!((20_003_931.0..20_003_932.0).contains(&metres), "{metres}");
}

#[test]
fn languages_that_cannot_be_told_are_unknown() {
    let files = BareFiles::write(
        "id,lon,lat,category,languages\nn,0,0,food,und\nm,0,0,food,und;es\n",
        "id,lon,lat,categories,languages\ns,0,0,food,fr\nt,0,0,food,und;UND\nu,0,0,food,es-419\n",
    );
    assert_eq!(files.pairs(&[]), ["m>t", "m>u", "n>s", "n>t", "n>u"]);
    let reasons = files.matches(&["--reasons"]);
    let unknown: Vec<_> = reasons
        .iter()
        .map(|pair| pair.unknown.contains("language"))
        .collect();
    assert_eq!(unknown, [true, false, true, true, true]);
    assert!(files.pairs(&["--reading", "strict"]).is_empty());
}

#[test]
fn a_need_without_weight_is_matched_and_a_site_without_places_is_not() {
    let files = BareFiles::write(
        "id,lon,lat,category,weight\nn,0,0,food,0\nm,0,0,food,0.000\n",
        "id,lon,lat,categories,capacity\nfull,0,0,food,0\nroom,0,0,food,0.000001\nzero,0,0,food,0.0\n",
    );
    assert_eq!(files.pairs(&[]), ["m>room", "n>room"]);
}

#[test]
fn a_limit_of_zero_is_a_limit_and_includes_its_bound() {
    let files = BareFiles::write(
        "id,lon,lat,category,max_minutes,max_cost,mode\nn,0,0,food,0,0,\nt,0,0,food,5,0,transit\nu,0,0,food,4.999,0,transit\n",
        "id,lon,lat,categories,cost\nfree,0,0,food,0.00\npaid,0,0,food,0.01\nfar,0,0.0001,food,0\n",
    );
    assert_eq!(files.pairs(&[]), ["n>free", "t>free"]);
}

#[test]
fn reasons_name_what_is_unknown_in_the_order_of_the_constraints_and_say_why_in_words() {
    let files = BareFiles::of_rows(
        &[
            "known,-90,40,food,es,mon 09:00-12:00,walk,30,5,8,,,ramp",
            "nothing,,,food,,,,,,,,,",
        ],
        &["s,-90,40.01,food,es;en,mon-fri 09:00-17:00,6,14,2.5,3,ramp;lift"],
    );
    let got = files.matches(&["--reasons"]);
    assert_eq!(got[0].unknown, "");
    for word in [
        "1.1 km",
        "18 min",
        "on foot",
        "Spanish",
        "mon-fri 09:00-17:00",
        "2.5",
        "5",
        "ramp",
    ] {
        assert!(got[0].why.contains(word), "no {word} in {:?}", got[0].why);
    }
    assert_eq!((got[1].distance_m, got[1].cost), (None, None));
    assert_eq!(got[1].unknown, "distance;hours;language;eligibility;cost");
    let all = BareFiles::of_rows(&["n,,,food,,,,,,,,,ramp"], &["s,-90,40.01,food,,,,,,,"]);
    let unknown = "distance;hours;language;eligibility;cost;accessibility;capacity";
    assert_eq!(all.matches(&["--reasons"])[0].unknown, unknown);
}

#[test]
fn the_loaded_district_is_matched_and_within_reach_is_that_of_the_gap_table() {
    let data = Town::load();
    let csv = data
        .run(&["match", "-k", "3", "--reasons"])
        .expect(0)
        .stdout;
    let found = matches(&csv);
    assert!(
        found
            .iter()
            .all(|pair| !pair.why.is_empty() && pair.need.starts_with("2026-fall-"))
    );
    let food = found.iter().find(|pair| pair.site == "x1").unwrap();
    for word in [
        "km",
        "min by public transport",
        "in English",
        "open mon-fri 09:00-17:00",
        "price",
    ] {
        assert!(food.why.contains(word), "no {word} in {food:?}");
    }
    assert!(food.unknown.contains("capacity"), "{food:?}");
    let tutoring = found.iter().find(|pair| pair.site == "x2").unwrap();
    assert!(tutoring.why.contains("costs 25"), "{tutoring:?}");
    // Families are numbered, and every third weighs the same.
    let mut reach: BTreeMap<&str, f64> = BTreeMap::new();
    for pair in found.iter().filter(|pair| pair.rank == 1) {
        let (response, category) = pair.need.split_once('/').unwrap();
        let number: usize = response[response.len() - 3..].parse().unwrap();
        *reach.entry(category).or_default() += [1.0, 1.5, 2.25][number % 3];
    }
    let table = data.run(&["gaps", "--by", "district", "--format", "geojson"]);
    let table = table.expect(0).json();
    for row in gap_rows(table["features"].as_array().unwrap()) {
        let expected = row.figure("within_reach");
        let got = reach.get(row.text("category")).copied().unwrap_or(0.0);
        assert!(
            row.text("category") == "all" || close(got, expected),
            "{got} {row:?}"
        );
    }
    let older = data.run(&["match", "--wave", "2025-fall"]).expect(0).stdout;
    let older = matches(&older);
    assert!(!older.is_empty());
    assert!(older.iter().all(|pair| pair.need.starts_with("2025-fall-")));
}
