//! A file read in small pieces by several threads is the file read by somebody else as a whole.

use super::{said, write};
use formats::bare::{
    BareFile, IdOrder, NeedCache, NeedChunk, NeedChunks, Refusals, in_order, read_needs,
    refuse_repeated_needs,
};
use model::LonLat;
use model::analysis::Need;
use model::hours::WeekHours;
use model::ids::{CategoryId, NeedId};
use model::language::Language;
use model::survey::Mode;
use model::units::{Micro, Severity};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::Arc;

const COLUMNS: [&str; 13] = [
    "id",
    "lon",
    "lat",
    "category",
    "languages",
    "times",
    "mode",
    "max_minutes",
    "max_cost",
    "age",
    "severity",
    "weight",
    "accessibility",
];

/// The slow, obvious reading of a valid file, by another reader of CSV.
fn needs_by_hand(bytes: &[u8]) -> Vec<Need> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = ::csv::Reader::from_reader(bytes);
    let rows = reader.deserialize::<BTreeMap<String, String>>();
    rows.map(|row| need_by_hand(&row.unwrap())).collect()
}

fn need_by_hand(row: &BTreeMap<String, String>) -> Need {
    let cell = |column: &str| {
        row.get(column)
            .map(|text| text.trim())
            .filter(|text| !text.is_empty())
    };
    let list = |column: &str| -> Vec<String> {
        let items = cell(column).unwrap_or_default().split(';').map(str::trim);
        items
            .filter(|item| !item.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let quantity = |column: &str| cell(column).map(|text| Micro::parse(text).unwrap());
    let degrees = |column: &str| cell(column).map(|text| text.parse::<f64>().unwrap());
    let languages = list("languages");
    let languages = languages
        .iter()
        .filter_map(|tag| Language::parse(tag).unwrap());
    Need {
        id: NeedId::try_from(row["id"].as_str()).unwrap(),
        position: degrees("lon").map(|lon| LonLat::try_new(lon, degrees("lat").unwrap()).unwrap()),
        category: cell("category").map(|text| Arc::new(CategoryId::try_from(text).unwrap())),
        languages: Arc::new(languages.collect()),
        times: cell("times")
            .and_then(|text| WeekHours::parse(text).unwrap())
            .map(Arc::new),
        mode: cell("mode").map_or(Mode::Walk, |text| Mode::parse(text).unwrap()),
        max_minutes: quantity("max_minutes"),
        max_cost: quantity("max_cost"),
        age: quantity("age"),
        severity: cell("severity").map_or(Severity::DEFAULT, |text| Severity::parse(text).unwrap()),
        weight: quantity("weight").unwrap_or(Micro::ONE),
        accessibility: Arc::new(list("accessibility").into_iter().collect()),
        trusted: Arc::default(),
        school_id: None,
    }
}

fn any_cells() -> impl Strategy<Value = Vec<String>> {
    let position = prop_oneof![
        Just(None),
        (-180.0..180.0f64, -90.0..90.0f64).prop_map(Some)
    ];
    let words = (
        select(vec!["", "food", "after, school", " health\n", "\"x\""]),
        select(vec!["", "en", "es;zh-yue; EN", "und", ";"]),
        select(vec![
            "",
            "mon 09:00-10:00",
            "fri-mon 20:00-02:00;tue 10:00-11:30",
        ]),
        select(vec!["", "walk", "transit"]),
        select(vec!["", "ramp", "a; \"b\" ;\r\nc", "é;ramp"]),
    );
    let number = || select(vec!["", "0", "30", "0.25", "17.500000", " 3 "]);
    let numbers = (
        number(),
        number(),
        number(),
        select(vec!["", "-1", "2.5"]),
        number(),
    );
    ("[a-c,\"\r\né ]{0,3}", position, words, numbers).prop_map(|(id, position, words, numbers)| {
        let [lon, lat] = position.map_or([String::new(), String::new()], |(lon, lat)| {
            [lon.to_string(), lat.to_string()]
        });
        let (category, languages, times, mode, accessibility) = words;
        let (minutes, cost, age, severity, weight) = numbers;
        let rest = [
            category,
            languages,
            times,
            mode,
            minutes,
            cost,
            age,
            severity,
            weight,
            accessibility,
        ]
        .map(str::to_owned);
        [id, lon, lat].into_iter().chain(rest).collect()
    })
}

/// How a file is written: bits choose quotes, line ends and blank lines.
#[derive(Debug, Clone)]
struct Style {
    order: Vec<usize>,
    has_mark: bool,
    ends_open: bool,
    bits: Vec<u8>,
}

fn any_style() -> impl Strategy<Value = Style> {
    let order = prop_oneof![
        Just(Vec::from_iter(0..13)),
        Just(Vec::from_iter(0..4)),
        Just(Vec::from_iter(0..13)).prop_shuffle()
    ];
    (
        order,
        any::<bool>(),
        any::<bool>(),
        prop::collection::vec(any::<u8>(), 1..40),
    )
        .prop_map(|(order, has_mark, ends_open, bits)| Style {
            order,
            has_mark,
            ends_open,
            bits,
        })
}

fn file_text(rows: &[Vec<String>], style: &Style) -> String {
    let mut bits = style.bits.iter().cycle();
    let mut chance = |one_in: u8| bits.next().is_some_and(|byte| byte % one_in == 0);
    let mut text = if style.has_mark {
        "\u{feff}".to_owned()
    } else {
        String::new()
    };
    let header: Vec<String> = COLUMNS.map(str::to_owned).to_vec();
    for row in std::iter::once(&header).chain(rows) {
        let cells = style.order.iter().map(|column| {
            let cell = &row[*column];
            match cell.contains([',', '"', '\r', '\n']) || chance(3) {
                true => format!("\"{}\"", cell.replace('"', "\"\"")),
                false => cell.clone(),
            }
        });
        text += &cells.collect::<Vec<_>>().join(",");
        text += if chance(2) { "\r\n" } else { "\n" };
        text += if chance(5) { "\n" } else { "" };
    }
    if style.ends_open {
        let n_bytes = text.trim_end_matches(['\r', '\n']).len();
        text.truncate(n_bytes);
    }
    text
}

/// Reads the chunks as a streaming caller does.
fn streamed(file: &BareFile) -> Result<(Vec<Need>, IdOrder), Refusals> {
    let mut chunks = NeedChunks::open(file)?;
    let (mut cache, mut order, mut needs) = (NeedCache::default(), IdOrder::default(), Vec::new());
    let mut next_row = 2;
    while let Some(chunk) = chunks.next_chunk()? {
        assert!(chunk.first_row() >= next_row);
        let mut batch = chunk.parse(&mut cache)?;
        order.follow(&batch);
        next_row = chunk.first_row() + batch.needs.len() as u64;
        needs.append(&mut batch.needs);
    }
    Ok((needs, order))
}

/// Reads the chunks on several threads, as a caller does who works on every batch at once.
fn streamed_on_threads(file: &BareFile, n_threads: usize) -> Vec<Need> {
    let mut chunks = NeedChunks::open(file).unwrap();
    let mut needs = Vec::new();
    let worker = || {
        let mut cache = NeedCache::default();
        move |chunk: NeedChunk| chunk.parse(&mut cache).unwrap().needs
    };
    let sink = |mut batch| {
        needs.append(&mut batch);
        ControlFlow::Continue(())
    };
    in_order(n_threads, || chunks.next_chunk().unwrap(), worker, sink);
    needs
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_valid_file_is_what_another_reader_makes_of_it(
        rows in prop::collection::vec(any_cells(), 0..12), style in any_style(), chunk_bytes in 1..400usize, n_threads in 1..4usize,
    ) {
        let mut seen = BTreeSet::new();
        let rows: Vec<_> = rows.into_iter().filter(|row| !row[0].is_empty() && seen.insert(row[0].clone())).collect();
        let text = file_text(&rows, &style);
        let file = write("needs.csv", &text);
        let bare = BareFile::new(&file.path).with_chunk_bytes(chunk_bytes).with_threads(n_threads);
        let expected = needs_by_hand(text.as_bytes());
        prop_assert_eq!(expected.len(), rows.len());
        let read = read_needs(&bare).unwrap_or_else(|refusals| panic!("{refusals}\n{text:?}"));
        prop_assert!(read == expected, "{:?}", text);
        let (read, order) = streamed(&bare).unwrap();
        prop_assert!(read == expected);
        prop_assert!(streamed_on_threads(&bare, n_threads) == expected);
        prop_assert_eq!(order.is_ascending(), rows.is_sorted_by(|a, b| a[0] < b[0]));
        prop_assert!(refuse_repeated_needs(&bare).is_ok());
    }

    /// Whatever bytes come, nothing panics, and the chunks and threads make no difference to what is read and refused.
    #[test]
    fn chunks_and_threads_do_not_show(
        parts in prop::collection::vec(select(vec![&b"a"[..], b"b,1,2,food", b",", b"\"", b"\n", b"\r", b"\xe9", b"\xc3\xa9", b"1,2", b"\r\n"]), 0..40),
        chunk_bytes in 1..60usize, n_threads in 1..4usize,
    ) {
        let file = write("needs.csv", [&b"id,lon,lat,category\nn,1,2,food\n"[..], &parts.concat()].concat());
        let whole = read_needs(&BareFile::new(&file.path));
        let pieces = read_needs(&BareFile::new(&file.path).with_chunk_bytes(chunk_bytes).with_threads(n_threads));
        prop_assert!(whole == pieces, "{:?}\n{:?}", whole, pieces);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), chunk_bytes in 1..60usize) {
        let file = write("needs.csv", &bytes);
        let bare = BareFile::new(&file.path).with_chunk_bytes(chunk_bytes);
        prop_assert!(read_needs(&bare).is_err());
    }

    #[test]
    fn repeated_ids_of_a_streamed_file_are_those_of_a_file_in_memory(ids in prop::collection::vec("[ab]{1,3}", 0..20), chunk_bytes in 1..60usize, n_threads in 1..4usize) {
        let rows: String = ids.iter().map(|id| format!("{id},1,2,food\n")).collect();
        let file = write("needs.csv", format!("id,lon,lat,category\n{rows}"));
        let bare = BareFile::new(&file.path).with_chunk_bytes(chunk_bytes).with_threads(n_threads);
        let in_memory = read_needs(&bare).map(|_| ());
        let is_repeated = ids.iter().collect::<BTreeSet<_>>().len() < ids.len();
        prop_assert_eq!(in_memory.is_err(), is_repeated);
        prop_assert_eq!(&refuse_repeated_needs(&bare), &in_memory);
        let (_, order) = streamed(&bare).unwrap();
        prop_assert!(order.may_repeat() || !is_repeated);
    }
}

#[test]
fn a_repeated_id_far_away_is_found() {
    let rows: String = (0..5_000)
        .rev()
        .map(|number| format!("n{number},1,2,food\n"))
        .collect();
    let file = write(
        "needs.csv",
        format!("id,lon,lat,category\n{rows}n4998,1,2,food\n"),
    );
    let bare = BareFile::new(&file.path)
        .with_chunk_bytes(1_000)
        .with_threads(2);
    let expected = "needs.csv, row 5002, column id: \"n4998\" stands in row 3 already; every row has an id of its own";
    assert_eq!(said(read_needs(&bare)), [expected]);
    assert_eq!(said(refuse_repeated_needs(&bare)), [expected]);
}

#[test]
fn a_quote_that_is_never_closed_does_not_draw_a_large_file_into_memory() {
    let mut text = "id,lon,lat,category\na,1,2,food\n\"b,1,2,food\n".to_owned();
    text.push_str(&"c,1,2,food\n".repeat(4 << 20));
    let file = write("needs.csv", text);
    let told = std::sync::Mutex::new(0);
    let progress = |done, _| *told.lock().unwrap() = done;
    let refusals = read_needs(&BareFile::new(&file.path).with_progress(&progress)).unwrap_err();
    assert_eq!(refusals.first()[0].row, Some(3));
    assert!(
        refusals.to_string().contains("may never be closed"),
        "{refusals}"
    );
    assert!(told.into_inner().unwrap() <= 33 << 20);
}
