//! Whatever anybody may send: no panic, no stack that runs out, and an answer or a reason in the end.

use crate::examples::sample;
use crate::layers::material;
use filter::{Filter, Language, Names, Prepared, limits};
use proptest::prelude::*;
use std::sync::LazyLock;

static SAMPLE: LazyLock<Prepared> = LazyLock::new(sample);

/// Reads a filter and, if it can be read, asks it of each feature.
fn ask(source: &str, language: Language) -> bool {
    match Filter::new(source, language, &Names::new(&SAMPLE.collection().schema)) {
        Ok(filter) => {
            let _ = filter.select(&SAMPLE).count();
            true
        }
        Err(error) => {
            assert!(!error.problem.is_empty() && !error.remedy.is_empty());
            assert!(error.to_string().len() < 2000, "{error}");
            for inner in ["pest", "serde", "Expr", "untagged", "expected"] {
                assert!(!error.to_string().contains(inner), "{source}: {error}");
            }
            false
        }
    }
}

/// Runs on a stack that is half of what the threads of a server have.
fn on_a_small_stack(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new()
        .stack_size(1024 * 1024)
        .spawn(work)
        .unwrap()
        .join()
        .unwrap();
}

#[test]
fn the_largest_filters_that_are_allowed_are_read_on_a_small_stack_and_larger_ones_are_refused() {
    on_a_small_stack(|| {
        let nested = |depth: usize, open: &str, close: &str| {
            format!("{}families{} = 1", open.repeat(depth), close.repeat(depth))
        };
        let joined = |number: usize, word: &str| vec!["open"; number].join(word);
        let deep = limits::MAX_NESTING;
        let longest = limits::MAX_OPERATORS;
        let list = |number: usize| format!("families IN ({})", vec!["1"; number].join(","));
        for (source, right) in [
            (nested(deep, "(", ")"), true),
            (nested(deep + 1, "(", ")"), false),
            (nested(10_000, "(", ")"), false),
            (format!("{} open", "NOT ".repeat(deep)), true),
            (format!("{} open", "NOT ".repeat(deep + 1)), false),
            (format!("families = {} 1", "- ".repeat(10_000)), false),
            (format!("{} id = '1'", "NOT (".repeat(10_000)), false),
            (joined(longest, " OR "), true),
            (joined(longest, " AND "), true),
            (joined(longest + 2, " AND "), false),
            (format!("{} = 1", vec!["families"; 100].join(" + ")), true),
            (format!("{} = 1", vec!["families"; 900].join(" + ")), false),
            (format!("{} = 1", vec!["families"; 900].join(" ^ ")), false),
            (list(limits::MAX_LIST), true),
            (list(limits::MAX_LIST + 1), false),
            (format!("name = '{}'", "x".repeat(limits::MAX_TEXT)), false),
            (
                format!("name = '{}'", "x".repeat(limits::MAX_TEXT - 9)),
                true,
            ),
            (
                format!("name LIKE '{}'", "%a".repeat(limits::MAX_PATTERN / 2)),
                true,
            ),
            (
                format!("name LIKE '{}'", "x".repeat(limits::MAX_PATTERN + 1)),
                false,
            ),
            (
                format!(
                    "S_INTERSECTS(geometry, {}",
                    "GEOMETRYCOLLECTION(".repeat(3000)
                ),
                false,
            ),
            (format!("{}1", "A(".repeat(20_000)), false),
            (
                format!("{}1 1{}", "(".repeat(deep - 1), ")".repeat(deep - 1)),
                false,
            ),
            (
                format!(
                    "{}S_INTERSECTS(geometry, POINT((0 0))){}",
                    "(".repeat(30),
                    ")".repeat(30)
                ),
                false,
            ),
        ] {
            let start = source.chars().take(60).collect::<String>();
            assert_eq!(ask(&source, Language::Text), right, "{start}");
        }
    });
}

#[test]
fn json_is_bounded_as_text_is() {
    on_a_small_stack(|| {
        let nested = |depth: usize| {
            format!(
                "{}true{}",
                r#"{"op":"not","args":["#.repeat(depth),
                "]}".repeat(depth)
            )
        };
        let list = vec!["1"; limits::MAX_LIST + 1].join(",");
        for (source, right) in [
            (nested(10), true),
            (nested(100), false),
            (nested(5_000), false),
            ("[".repeat(100_000), false),
            (
                format!(r#"{{"op":"in","args":[{{"property":"families"}},[{list}]]}}"#),
                false,
            ),
            (format!("\"{}\"", "x".repeat(limits::MAX_JSON)), false),
        ] {
            let start = source.chars().take(60).collect::<String>();
            assert_eq!(ask(&source, Language::Json), right, "{start}");
        }
    });
}

/// Pieces of filters, right and wrong.
const PIECES: [&str; 78] = [
    "name",
    "families",
    "rate",
    "open",
    "since",
    "from",
    "until",
    "languages",
    "geometry",
    "id",
    "parts",
    "nobody",
    "AND",
    "OR",
    "NOT",
    "LIKE",
    "IN",
    "BETWEEN",
    "IS",
    "NULL",
    "IS NOT NULL",
    "TRUE",
    "FALSE",
    "DIV",
    "=",
    "<>",
    "<",
    "<=",
    ">",
    ">=",
    "+",
    "-",
    "*",
    "/",
    "%",
    "^",
    "(",
    ")",
    ",",
    "'a'",
    "'%_\\'",
    "''",
    "'",
    "\"name\"",
    "\"",
    "1",
    "0",
    "-1",
    "1e400",
    ".5",
    "9007199254740993",
    "DATE('2026-09-01')",
    "DATE(",
    "TIMESTAMP('2026-09-01T00:00:00Z')",
    "TIMESTAMP('9999-12-31T23:59:60Z')",
    "INTERVAL('..', '..')",
    "INTERVAL(from, until)",
    "INTERVAL(since, '..')",
    "'..'",
    "CASEI(",
    "ACCENTI(",
    "T_AFTER(",
    "T_DURING(",
    "S_INTERSECTS(",
    "S_TOUCHES(",
    "A_CONTAINS(",
    "A_EQUALS(",
    "POINT(1 1)",
    "POINT(1 1",
    "BBOX(0,0,1,1)",
    "BBOX(170,0,-170,10)",
    "POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))",
    "LINESTRING(0 0, 0 0)",
    "GEOMETRYCOLLECTION(POINT(0 0))",
    "MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)), ((0 0, 1 0, 1 1, 0 0)))",
    "Foo(",
    "ß",
    "\u{0}",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn pieces_of_filters_in_any_order_are_answered(pieces in prop::collection::vec(0..PIECES.len(), 1..14)) {
        let source: Vec<&str> = pieces.into_iter().map(|piece| PIECES[piece]).collect();
        ask(&source.join(" "), Language::Text);
    }

    #[test]
    fn any_characters_are_answered(source in "\\PC{0,60}", json in any::<bool>()) {
        ask(&source, if json { Language::Json } else { Language::Text });
    }

    #[test]
    fn filters_of_any_form_are_answered(tree in tree()) {
        ask(&tree, Language::Text);
        // What can be read in one language can be read in the other, and means the same.
        let names = Names::new(&SAMPLE.collection().schema);
        if let Ok(filter) = Filter::from_text(&tree, &names) {
            let json = cql2::parse_text(&tree).unwrap().to_json().unwrap();
            let other = Filter::from_json(&json, &names);
            let other = other.unwrap_or_else(|error| panic!("{tree}\n{json}\n{error}"));
            prop_assert!(filter.select(&SAMPLE).eq(other.select(&SAMPLE)), "{}", tree);
            // The logic has three values: a condition and its negation never both hold.
            let negated = Filter::from_text(&format!("NOT ({tree})"), &names);
            if let Ok(negated) = negated {
                let both = filter.select(&SAMPLE).find(|&feature| negated.holds(&SAMPLE, feature));
                prop_assert_eq!(both, None, "{}", tree);
            }
        }
    }
}

/// Filters of the right form, whose types are right more often than not.
fn tree() -> impl Strategy<Value = String> {
    let number = prop::sample::select(vec!["families", "rate", "1", "0", "40", "-2.5", "1e3"])
        .prop_map(str::to_owned);
    let number = number.prop_recursive(3, 8, 2, |inner| {
        let sign = prop::sample::select(vec!["+", "-", "*", "/", "%", "div", "^"]);
        (inner.clone(), sign, inner)
            .prop_map(|(one, sign, other)| format!("({one} {sign} {other})"))
    });
    let text = prop::sample::select(vec![
        "name",
        "id",
        "'full'",
        "CASEI(name)",
        "ACCENTI('É')",
        "'%o_'",
        "open",
    ]);
    let time = prop::sample::select(vec![
        "since",
        "from",
        "DATE('2026-09-01')",
        "TIMESTAMP('2026-09-01T12:00:00Z')",
        "INTERVAL(from, until)",
        "INTERVAL('2026-09-01', '..')",
        "INTERVAL('..', '2026-09-01T12:00:00Z')",
    ]);
    let place = prop::sample::select(vec![
        "geometry",
        "POINT(1 1)",
        "BBOX(1, 1, 3, 3)",
        "BBOX(170, -10, -170, 20)",
        "LINESTRING(0 0, 2 2)",
        "POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))",
        "POLYGON((0 0, 4 4, 4 0, 0 4, 0 0))",
        "MULTIPOINT((0 0), (1 1))",
        "GEOMETRYCOLLECTION(POINT(1 1), POLYGON((0 0, 2 0, 2 2, 0 0)))",
    ]);
    let list = prop::sample::select(vec![
        "languages",
        "('Spanish', 'x')",
        "('English')",
        "(1, 'a')",
    ]);
    let compare = prop::sample::select(vec!["=", "<>", "<", "<=", ">", ">="]);
    let times = prop::sample::select(vec![
        "T_AFTER",
        "T_DURING",
        "T_INTERSECTS",
        "T_MEETS",
        "T_STARTS",
        "T_EQUALS",
    ]);
    let places = prop::sample::select(vec![
        "S_INTERSECTS",
        "S_EQUALS",
        "S_DISJOINT",
        "S_TOUCHES",
        "S_WITHIN",
        "S_OVERLAPS",
        "S_CROSSES",
        "S_CONTAINS",
    ]);
    let lists = prop::sample::select(vec![
        "A_EQUALS",
        "A_CONTAINS",
        "A_CONTAINEDBY",
        "A_OVERLAPS",
    ]);
    let leaf = prop_oneof![
        (number.clone(), compare.clone(), number.clone())
            .prop_map(|(a, sign, b)| format!("{a} {sign} {b}")),
        (number.clone(), number.clone(), number.clone())
            .prop_map(|(a, b, c)| format!("{a} BETWEEN {b} AND {c}")),
        (number.clone(), number).prop_map(|(a, b)| format!("{a} IN ({b}, 7)")),
        (text.clone(), compare, text.clone()).prop_map(|(a, sign, b)| format!("{a} {sign} {b}")),
        (text.clone(), text.clone()).prop_map(|(a, b)| format!("{a} NOT LIKE {b}")),
        (text, prop::sample::select(vec!["IS NULL", "IS NOT NULL"]))
            .prop_map(|(a, b)| format!("{a} {b}")),
        (times, time.clone(), time).prop_map(|(f, a, b)| format!("{f}({a}, {b})")),
        (places, place.clone(), place).prop_map(|(f, a, b)| format!("{f}({a}, {b})")),
        (lists, list.clone(), list).prop_map(|(f, a, b)| format!("{f}({a}, {b})")),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} AND {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} OR {b})")),
            inner.prop_map(|a| format!("NOT ({a})")),
        ]
    })
}

#[test]
fn the_standards_own_predicates_with_pieces_left_out_doubled_or_exchanged_are_answered() {
    let Some(material) = material() else { return };
    let table = std::fs::read_to_string(material.join("expected_counts.tsv")).unwrap();
    let predicates: Vec<&str> = table
        .lines()
        .skip(1)
        .map(|row| row.split('\t').nth(3).unwrap())
        .collect();
    let mut state = 1_u64;
    let mut next = |bound: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % bound
    };
    for _ in 0..6000 {
        let mut letters: Vec<char> = predicates[next(predicates.len())].chars().collect();
        for _ in 0..=next(3) {
            let (at, other) = (next(letters.len()), next(letters.len()));
            match next(4) {
                0 => drop(letters.remove(at)),
                1 => letters.insert(at, letters[other]),
                2 => letters.swap(at, other),
                _ => letters[at] = ['\'', '(', ')', ',', ' ', '9', '"', '\\', '-'][next(9)],
            }
            if letters.is_empty() {
                letters.push('(');
            }
        }
        ask(&letters.into_iter().collect::<String>(), Language::Text);
    }
}
