//! What is drawn and what is run on it.

use super::draw::{Drawn, Kind};
use clap::ValueEnum;

/// A workload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Workload {
    /// 100 k needs x 10 k sites
    #[value(name = "W1")]
    W1,
    /// 1 M needs x 100 k sites
    #[value(name = "W1big")]
    W1Big,
    /// 10 M needs x 1 M sites: with --big, or when named
    #[value(name = "W1huge")]
    W1Huge,
    /// 50 k demand x 5 k supply
    #[value(name = "W2")]
    W2,
    /// 1 M points in 800 and in 450 polygons
    #[value(name = "W3")]
    W3,
    /// 20 k needs x 500 sites with places
    #[value(name = "W4")]
    W4,
    /// 250 k needs x 10 k sites with places
    #[value(name = "W4big")]
    W4Big,
    /// 20 k needs and 200 candidate sites
    #[value(name = "W7")]
    W7,
    /// 50 M needs x 1.5 M sites, 18 GB of files: with --country, or when named
    #[value(name = "country")]
    Country,
}

/// A command of the product on the files of a workload.
pub(crate) struct Line {
    /// The words after the program's name; files are named without their folder.
    pub(crate) words: &'static str,
    /// Needs, demand or points that it works through.
    pub(crate) rows: usize,
    /// What is aimed at, for one table row.
    pub(crate) target: &'static str,
}

const fn drawn(name: &'static str, rows: usize, kind: Kind) -> Drawn {
    Drawn { name, rows, kind }
}

const fn line(words: &'static str, rows: usize, target: &'static str) -> Line {
    Line {
        words,
        rows,
        target,
    }
}

/// What belongs to a workload.
pub(crate) struct Plan {
    workload: Workload,
    /// The files that it needs.
    pub(crate) files: &'static [Drawn],
    /// The commands that run on them.
    pub(crate) lines: &'static [Line],
}

static PLANS: [Plan; 9] = [
    Plan {
        workload: Workload::W1,
        files: &[
            drawn("w1_needs.csv", 100_000, Kind::Needs),
            drawn("w1_sites.csv", 10_000, Kind::Sites(None)),
        ],
        lines: &[line(
            "match --needs w1_needs.csv --sites w1_sites.csv -k 5",
            100_000,
            "0.25 s (engine 0.05 s)",
        )],
    },
    Plan {
        workload: Workload::W1Big,
        files: &[
            drawn("w1big_needs.csv", 1_000_000, Kind::Needs),
            drawn("w1big_sites.csv", 100_000, Kind::Sites(None)),
        ],
        lines: &[line(
            "match --needs w1big_needs.csv --sites w1big_sites.csv -k 5",
            1_000_000,
            "2 s",
        )],
    },
    Plan {
        workload: Workload::W1Huge,
        files: &[
            drawn("w1huge_needs.csv", 10_000_000, Kind::Needs),
            drawn("w1huge_sites.csv", 1_000_000, Kind::Sites(None)),
        ],
        lines: &[line(
            "match --needs w1huge_needs.csv --sites w1huge_sites.csv -k 5",
            10_000_000,
            "30 s, 4 GiB",
        )],
    },
    Plan {
        workload: Workload::W2,
        files: &[
            drawn("w2_demand.csv", 50_000, Kind::Amounts("demand", 1, 60)),
            drawn("w2_supply.csv", 5_000, Kind::Amounts("supply", 5, 200)),
        ],
        lines: &[
            line(
                "access --method 2sfca --demand w2_demand.csv --supply w2_supply.csv --catchment 5000m",
                50_000,
                "engine 0.12 s",
            ),
            line(
                "access --method e2sfca --demand w2_demand.csv --supply w2_supply.csv --catchment 5000m",
                50_000,
                "engine 0.12 s",
            ),
            line(
                "access --method bfca --demand w2_demand.csv --supply w2_supply.csv --catchment 5000m",
                50_000,
                "",
            ),
        ],
    },
    Plan {
        workload: Workload::W3,
        files: &[
            drawn("w3_points.csv", 1_000_000, Kind::Points(0.15)),
            drawn("w3_tracts.geojson", 800, Kind::Cells),
            drawn("w3_zones.geojson", 450, Kind::Cells),
        ],
        lines: &[
            line(
                "locate --points w3_points.csv --areas w3_tracts.geojson",
                1_000_000,
                "engine 0.12 s",
            ),
            line(
                "locate --points w3_points.csv --areas w3_zones.geojson",
                1_000_000,
                "engine 0.12 s",
            ),
        ],
    },
    Plan {
        workload: Workload::W4,
        files: &[
            drawn("w4_needs.csv", 20_000, Kind::Needs),
            drawn("w4_sites.csv", 500, Kind::Sites(Some(23_000))),
        ],
        lines: &[
            line(
                "allocate --rule nearest-first --needs w4_needs.csv --sites w4_sites.csv",
                20_000,
                "engine 0.05 s",
            ),
            line(
                "allocate --rule coordinated --needs w4_needs.csv --sites w4_sites.csv",
                20_000,
                "0.3 s",
            ),
            line(
                "anatomy --needs w4_needs.csv --sites w4_sites.csv",
                20_000,
                "",
            ),
        ],
    },
    Plan {
        workload: Workload::W4Big,
        files: &[
            drawn("w4big_needs.csv", 250_000, Kind::Needs),
            drawn("w4big_sites.csv", 10_000, Kind::Sites(Some(287_500))),
        ],
        lines: &[
            line(
                "allocate --rule nearest-first --needs w4big_needs.csv --sites w4big_sites.csv",
                250_000,
                "0.5 s",
            ),
            line(
                "allocate --rule coordinated --needs w4big_needs.csv --sites w4big_sites.csv",
                250_000,
                "10 s",
            ),
            line(
                "anatomy --needs w4big_needs.csv --sites w4big_sites.csv",
                250_000,
                "",
            ),
        ],
    },
    Plan {
        workload: Workload::W7,
        files: &[
            drawn("w7_needs.csv", 20_000, Kind::Needs),
            drawn("w7_candidates.csv", 200, Kind::Points(0.4)),
        ],
        lines: &[
            line(
                "levers --needs w7_needs.csv --candidates w7_candidates.csv --within 2000m --choose 5",
                20_000,
                "0.3 s",
            ),
            line(
                "levers --needs w7_needs.csv --candidates w7_candidates.csv --within 3000m --choose 20",
                20_000,
                "2 s",
            ),
        ],
    },
    Plan {
        workload: Workload::Country,
        files: &[
            drawn("country_needs.csv", 50_000_000, Kind::CountryNeeds),
            drawn("country_sites.csv", 1_500_000, Kind::CountrySites),
        ],
        lines: &[line(
            "match --needs country_needs.csv --sites country_sites.csv -k 5",
            50_000_000,
            "600 s, 16 GiB",
        )],
    },
];

impl Workload {
    /// Its files and commands.
    pub(crate) fn plan(self) -> &'static Plan {
        let plan = PLANS.iter().find(|plan| plan.workload == self);
        plan.expect("every workload has a plan")
    }
}

impl Line {
    /// The command without its tables: what tells the lines of a workload apart.
    pub(crate) fn title(&self) -> String {
        let words: Vec<_> = self.words.split(' ').collect();
        let is_table = |index: usize| words.get(index).is_some_and(|word| word.ends_with(".csv"));
        let is_shown = |index: &usize| !is_table(*index) && !is_table(index + 1);
        let shown = (0..words.len()).filter(is_shown).map(|index| words[index]);
        shown.collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_that_a_command_names_is_drawn_for_its_workload() {
        for workload in Workload::value_variants() {
            let drawn: Vec<_> = workload.plan().files.iter().map(|file| file.name).collect();
            for line in workload.plan().lines {
                for file in line
                    .words
                    .split(' ')
                    .filter(|word| word.contains(".csv") || word.contains(".geojson"))
                {
                    assert!(drawn.contains(&file), "{workload:?}: {file}");
                }
            }
        }
    }

    #[test]
    fn a_title_tells_the_lines_of_a_workload_apart() {
        let titles: Vec<_> = Workload::W4.plan().lines.iter().map(Line::title).collect();
        assert_eq!(
            titles,
            [
                "allocate --rule nearest-first",
                "allocate --rule coordinated",
                "anatomy"
            ]
        );
        for workload in Workload::value_variants() {
            let mut titles: Vec<_> = workload.plan().lines.iter().map(Line::title).collect();
            let n = titles.len();
            titles.sort();
            titles.dedup();
            assert_eq!(titles.len(), n, "{workload:?}");
        }
    }
}
