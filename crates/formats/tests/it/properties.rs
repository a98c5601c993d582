//! What holds for any input.

use crate::harness::Case;
use formats::{ImportKind, Limits};
use model::record::Record;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Any bytes are read or refused; nothing panics, and every row is a record, a refusal or a repeat.
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), name in "a\\.(csv|geojson|zip|shp)") {
        for kind in ImportKind::ALL {
            let _ = Case::new(kind).file(&name, &bytes).read();
        }
    }

    #[test]
    fn every_row_of_a_table_is_accounted_for(rows in prop::collection::vec(("[0-9a-c]{0,2}", "[a-z ,\"]{0,6}", "(|-?[0-9]{1,3}(\\.[0-9])?)", "(|-?[0-9]{1,3})"), 1..30)) {
        let n_rows = rows.iter().filter(|(id, name, lon, lat)| !(id.is_empty() && name.trim().is_empty() && lon.is_empty() && lat.is_empty())).count();
        // A table of empty rows alone is refused as a whole.
        prop_assume!(n_rows > 0);
        let lines: String = rows.iter().map(|(id, name, lon, lat)| {
            format!("{id},\"{}\",{lon},{lat}\n", name.replace('"', "\"\""))
        }).collect();
        let import = Case::new(ImportKind::Schools).file("s.csv", format!("id,name,lon,lat\n{lines}")).import();
        let n_repeats = import.report.count_of("repeated-row") as usize;
        prop_assert_eq!(import.records.len() + import.rejected.len() + n_repeats, n_rows);
        let ids: std::collections::BTreeSet<_> = import.records.iter().map(Record::id).collect();
        prop_assert_eq!(ids.len(), import.records.len());
    }

    /// Whatever ring is drawn, what is taken is valid: reading it once more changes nothing.
    #[test]
    fn a_mended_shape_needs_no_mending(ring in prop::collection::vec((0..20i32, 0..20i32), 3..12)) {
        let positions: Vec<_> = ring.iter().map(|(x, y)| format!("[{},{}]", -77.0 + f64::from(*x) / 100.0, 38.0 + f64::from(*y) / 100.0)).collect();
        let area = |coordinates: &str| {
            let feature = format!(r#"{{"type":"Feature","properties":{{"id":"1","name":"n"}},"geometry":{{"type":"MultiPolygon","coordinates":{coordinates}}}}}"#);
            Case::new(ImportKind::Neighborhoods).file("n.geojson", feature).import()
        };
        let first = area(&format!("[[[{}]]]", positions.join(",")));
        if let [Record::Neighborhood(mended)] = first.records.as_slice() {
            let again = area(&serde_json::to_string(mended.surface.polygons()).unwrap());
            prop_assert_eq!(&again.records[..], &first.records[..]);
            prop_assert_eq!(again.report.warnings(), 0);
        }
    }

    #[test]
    fn limits_hold_for_any_file(size in 1..200usize, limit in 1..200u64) {
        let mut case = Case::new(ImportKind::Schools).file("s.csv", vec![b'x'; size]);
        case.limits = Limits { file_bytes: limit, ..Limits::default() };
        let is_refused_for_size = case.refusal().contains("more than the limit");
        prop_assert_eq!(is_refused_for_size, size as u64 > limit);
    }
}
