//! `feeders`: which school feeds which.

use e2e::{DataDir, repository};

/// The zones and population of the sample district, whose borders touch in ways that drawn squares do not.
fn sample() -> DataDir {
    let data = DataDir::new();
    let folder = repository().join("data/sample");
    let import = |kind: &str, file: &str, level: &[&str]| {
        let file = folder.join(file);
        let arguments = [&["import", kind, file.to_str().unwrap()], level].concat();
        data.run(&arguments).expect(0).text();
    };
    import("schools", "schools.geojson", &[]);
    import("population", "population.geojson", &[]);
    for level in ["elementary", "middle", "high"] {
        let set = format!("level={level}");
        import("zones", &format!("zones-{level}.geojson"), &["--set", &set]);
    }
    data
}

#[test]
fn shares_are_shares_and_the_one_split_feeder_is_named() {
    let data = sample();
    let table = data.run(&["feeders"]).expect(0).text();
    let shares: Vec<f64> = table
        .lines()
        .skip(1)
        .filter_map(|line| {
            line.split_whitespace()
                .find_map(|word| word.contains('.').then(|| word.parse().ok())?)
        })
        .collect();
    // 18 elementary schools with a middle and a high school each, one of them with two middle schools, and 8 middle schools.
    assert_eq!(shares.len(), 18 * 2 + 1 + 8);
    assert!(
        shares.iter().all(|share| (0.01..=1.000_5).contains(share)),
        "{table}"
    );
    let split: Vec<_> = table
        .lines()
        .filter(|line| line.ends_with("split"))
        .collect();
    assert_eq!(split.len(), 2, "{table}");
    assert!(
        split
            .iter()
            .all(|line| line.starts_with("Linden Elementary"))
    );
}

#[test]
fn observed_enrollment_is_held_against_the_derived_pattern() {
    let data = sample();
    let observed = data.file("observed.csv");
    // Linden's zone feeds Orchard Middle most; more of its fifth graders were seen in Courthouse Square Middle. Grade 2 does not count.
    let rows = "from_school_id,to_school_id,grade,count\n0104,0202,5,12\n0104,0201,5,30\n0101,0201,5,11\n0101,0202,2,90\n";
    std::fs::write(&observed, rows).unwrap();
    let text = data
        .run(&["feeders", "--observed", observed.to_str().unwrap()])
        .expect(0)
        .text();
    assert!(
        text.contains("derived middle school is the one most students were seen in for 1 of 2"),
        "{text}"
    );
}
