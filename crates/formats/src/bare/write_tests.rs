use super::*;
use model::analysis::Constraint;
use proptest::prelude::*;

fn written(push: impl FnOnce(&mut RowWriter)) -> String {
    let mut buffer = Vec::new();
    push(&mut RowWriter::new(&mut buffer));
    String::from_utf8(buffer).unwrap()
}

fn row(write: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut buffer = Vec::new();
    write(&mut buffer);
    String::from_utf8(buffer).unwrap()
}

#[test]
fn rows_have_the_fields_of_their_headers() {
    let known = MatchRow {
        need_id: "n1",
        rank: 2,
        site_id: "s,1",
        distance_mm: Some(12_346),
        cost: Some(MilliMinutes(201)),
    };
    assert_eq!(
        row(|b| match_row(b, &known, None)),
        "n1,2,\"s,1\",12.346,0.201\n"
    );
    let unknown = MatchRow {
        distance_mm: None,
        cost: None,
        ..known
    };
    let set = ConstraintSet::EMPTY
        .with(Constraint::Distance, true)
        .with(Constraint::Cost, true);
    assert_eq!(
        row(|b| match_row(b, &unknown, Some((set, "speaks es, free")))),
        "n1,2,\"s,1\",,,distance;cost,\"speaks es, free\"\n"
    );
    assert_eq!(
        row(|b| allocation_row(b, "n", "s", Micro::from_millionths(2_500_000))),
        "n,s,2.5\n"
    );
    assert_eq!(
        row(|b| location_row(b, "p", Some("t\"1"))),
        "p,\"t\"\"1\"\n"
    );
    assert_eq!(row(|b| location_row(b, "p", None)), "p,\n");
}

#[test]
fn causes_are_named_as_the_definitions_name_them() {
    let one = ConstraintSet::EMPTY.with(Constraint::Hours, true);
    let two = one.with(Constraint::Capacity, true);
    let share = Micro::from_millionths(333_334);
    for (cause, expected) in [
        (Cause::NoProvider, "n,no provider,,0.333334\n"),
        (Cause::Constraints(one), "n,hours,hours,0.333334\n"),
        (
            Cause::Constraints(two),
            "n,several,hours;capacity,0.333334\n",
        ),
    ] {
        assert_eq!(row(|b| anatomy_row(b, "n", cause, share)), expected);
    }
}

#[test]
fn scores_are_written_as_in_the_worked_case() {
    for (score, expected) in [
        (0.0, "i,0.0\n"),
        (0.25, "i,0.25\n"),
        (0.19165715253262927, "i,0.19165715253262927\n"),
    ] {
        assert_eq!(row(|b| score_row(b, "i", score)), expected);
    }
}

#[test]
fn headers_end_like_rows() {
    for header in [
        MATCHES_HEADER,
        MATCHES_WITH_REASONS_HEADER,
        ALLOCATION_HEADER,
        ANATOMY_HEADER,
        SCORES_HEADER,
        LOCATIONS_HEADER,
    ] {
        assert!(header.ends_with('\n') && header.lines().count() == 1);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn quantities_are_written_as_they_display(millionths in prop_oneof![any::<u64>(), 0..5_000_000u64, (0..1_000u64).prop_map(|n| n * 100_000)]) {
        let quantity = Micro::from_millionths(millionths);
        prop_assert_eq!(written(|writer| writer.push_micro(quantity)), quantity.to_string());
    }

    #[test]
    fn minutes_and_metres_have_three_decimals(thousandths in any::<u64>()) {
        let expected = format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000);
        prop_assert_eq!(written(|writer| writer.push_minutes(MilliMinutes(thousandths))), expected.clone());
        prop_assert_eq!(written(|writer| writer.push_metres(thousandths)), expected);
    }

    #[test]
    fn whole_numbers_are_written_whole(number in any::<u64>()) {
        prop_assert_eq!(written(|writer| writer.push_whole(number)), number.to_string());
    }

    #[test]
    fn texts_are_read_back_by_another_reader(rows in prop::collection::vec(prop::collection::vec("[a\", \r\né;]{0,5}", 2..4), 1..4)) {
        let n_fields = rows[0].len();
        let rows: Vec<_> = rows.into_iter().filter(|row| row.len() == n_fields).collect();
        let mut buffer = Vec::new();
        let mut writer = RowWriter::new(&mut buffer);
        for row in &rows {
            row.iter().for_each(|text| writer.push_text(text));
            writer.end_row();
        }
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(buffer.as_slice());
        let read: Vec<Vec<String>> = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        prop_assert_eq!(read, rows);
    }
}
