//! What the commands have to say of two bare files, worked out slowly and apart from the product.
//!
//! Only the distances are the product's own, since WGS 84 geodesics are not for a test to compute: they come from a run of `match` on the same
//! places with everything else left out. [`Way::is_plausible`] holds them against the great circle.

use super::rules::{CAPACITY, CONSTRAINTS, Side, is_in_horizon, list, mask};
use super::{BareFiles, file, matches, rows, shortest};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The mean radius of the earth in metres.
const RADIUS_M: f64 = 6_371_008.8;

/// The way between a need and a site.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// The distance with three decimals; nothing when a position is not known.
    pub distance_m: Option<f64>,
    /// The travel cost in 1/1000 minute.
    pub cost: Option<i128>,
}

/// The needs by id, the sites by id, and the way between each two.
#[derive(Debug)]
pub struct Reference {
    needs: Vec<Side>,
    sites: Vec<Side>,
    /// Need by need.
    ways: Vec<Way>,
    is_strict: bool,
}

/// What nearest first gives.
#[derive(Debug)]
struct Shared {
    /// Millionths by need and site.
    served: BTreeMap<(usize, usize), i128>,
    unmet: Vec<i128>,
    places_left: Vec<Option<i128>>,
}

impl Reference {
    /// Reads both files, which must have every column, and asks for the ways.
    ///
    /// # Panics
    /// When the product refuses them.
    pub fn new(files: &BareFiles, reading: &str) -> Self {
        let read = |name: &str| {
            let text = std::fs::read_to_string(files.path(name)).unwrap();
            let mut sides: Vec<_> = rows(&text).into_iter().map(Side::new).collect();
            sides.sort_by(|a, b| a.id().cmp(b.id()));
            sides
        };
        let (needs, sites) = (read("needs.csv"), read("sites.csv"));
        let ways = ways(&needs, &sites);
        Self {
            needs,
            sites,
            ways,
            is_strict: reading == "strict",
        }
    }

    /// `matches.csv` for `k` sites of each need.
    ///
    /// # Panics
    /// Never.
    pub fn matches_csv(&self, k: usize) -> String {
        let mut csv = "need_id,rank,site_id,distance_m,minutes\n".to_owned();
        for (number, need) in self.needs.iter().enumerate() {
            for (rank, site) in (1..).zip(self.eligible(number).into_iter().take(k)) {
                let way = self.way(number, site);
                let (metres, minutes) = (way.distance_m.map(|m| format!("{m:.3}")), way.cost);
                let minutes = minutes.map(|cost| format!("{}.{:03}", cost / 1_000, cost % 1_000));
                let (metres, minutes) = (metres.unwrap_or_default(), minutes.unwrap_or_default());
                let (need, site) = (need.id(), self.sites[site].id());
                writeln!(csv, "{need},{rank},{site},{metres},{minutes}").unwrap();
            }
        }
        csv
    }

    /// `allocation.csv` under nearest first.
    ///
    /// # Panics
    /// Never.
    pub fn nearest_first_csv(&self) -> String {
        let mut csv = "need_id,site_id,weight\n".to_owned();
        for ((need, site), weight) in self.nearest_first().served {
            let (need, site) = (self.needs[need].id(), self.sites[site].id());
            writeln!(csv, "{need},{site},{}", shortest(weight)).unwrap();
        }
        csv
    }

    /// `anatomy.csv` after nearest first.
    ///
    /// # Panics
    /// Never.
    pub fn anatomy_csv(&self) -> String {
        let mut csv = "need_id,cause,constraints,share\n".to_owned();
        let shared = self.nearest_first();
        for (number, need) in self.needs.iter().enumerate() {
            for (mask, share) in self.parts(number, &shared) {
                let names: Vec<_> = (0..7)
                    .filter(|bit| mask >> bit & 1 == 1)
                    .map(|bit| CONSTRAINTS[bit])
                    .collect();
                let cause = match names[..] {
                    [] => "no provider",
                    [only] => only,
                    _ => "several",
                };
                let (id, set) = (need.id(), names.join(";"));
                writeln!(csv, "{id},{cause},{set},{}", shortest(share)).unwrap();
            }
        }
        csv
    }

    /// Every eligible pair: places in the lists of needs and sites, and the travel cost; with the weights and the places of both sides.
    pub(super) fn arcs(&self) -> Vec<(usize, usize, Option<i128>)> {
        let sites = |need| {
            self.eligible(need)
                .into_iter()
                .map(move |site| (need, site))
        };
        let pairs = (0..self.needs.len()).flat_map(sites);
        pairs
            .map(|(need, site)| (need, site, self.way(need, site).cost))
            .collect()
    }

    /// The weights of the needs in millionths.
    pub(super) fn weights(&self) -> Vec<i128> {
        let weight = |need: &Side| need.micro("weight").unwrap_or(1_000_000);
        self.needs.iter().map(weight).collect()
    }

    /// The places of the sites in millionths; nothing when there is no limit.
    pub(super) fn places(&self) -> Vec<Option<i128>> {
        self.sites
            .iter()
            .map(|site| site.micro("capacity"))
            .collect()
    }

    fn way(&self, need: usize, site: usize) -> &Way {
        &self.ways[need * self.sites.len() + site]
    }

    fn of_category(&self, need: usize) -> Vec<usize> {
        let category = self.needs[need].row["category"].trim();
        let offers = |site: &Side| list(&site.row["categories"]).any(|word| word == category);
        let sites = 0..self.sites.len();
        sites.filter(|site| offers(&self.sites[*site])).collect()
    }

    fn mask(&self, need: usize, site: usize) -> u8 {
        let way = self.way(need, site);
        mask(&self.needs[need], &self.sites[site], way, self.is_strict)
    }

    /// The eligible sites of a need, best first.
    fn eligible(&self, need: usize) -> Vec<usize> {
        let mut sites = self.of_category(need);
        sites.retain(|site| self.mask(need, *site) == 0);
        sites.sort_by_key(|site| {
            let cost = self.way(need, *site).cost;
            (cost.is_none(), cost, self.sites[*site].id())
        });
        sites
    }

    fn nearest_first(&self) -> Shared {
        let severity = |need: usize| self.needs[need].micro("severity").unwrap_or(1_000_000);
        let mut pairs = self.arcs();
        pairs.sort_by_key(|(need, site, cost)| {
            let ids = (self.needs[*need].id(), self.sites[*site].id());
            (Reverse(severity(*need)), cost.is_none(), *cost, ids)
        });
        let mut shared = Shared {
            served: BTreeMap::new(),
            unmet: self.weights(),
            places_left: self.places(),
        };
        for (need, site, _) in pairs {
            let room = shared.places_left[site].unwrap_or(i128::MAX);
            let weight = shared.unmet[need].min(room);
            if weight > 0 {
                shared.unmet[need] -= weight;
                shared.places_left[site] = shared.places_left[site].map(|left| left - weight);
                shared.served.insert((need, site), weight);
            }
        }
        shared
    }

    /// What stands in the way of a need's unmet weight: ascending masks and their shares.
    fn parts(&self, need: usize, shared: &Shared) -> Vec<(u8, i128)> {
        let unmet = shared.unmet[need];
        if unmet == 0 {
            return Vec::new();
        }
        let is_near = |site: &usize| is_in_horizon(&self.needs[need], self.way(need, *site));
        let in_horizon = self.of_category(need).into_iter().filter(is_near);
        let masks: BTreeSet<u8> = in_horizon
            .map(|site| {
                let is_full = shared.places_left[site] == Some(0);
                self.mask(need, site) | if is_full { CAPACITY } else { 0 }
            })
            .collect();
        let Some(fewest) = masks.iter().map(|mask| mask.count_ones()).min() else {
            return vec![(0, unmet)];
        };
        assert!(fewest > 0, "a need that could be served was not");
        let few: Vec<u8> = masks
            .into_iter()
            .filter(|mask| mask.count_ones() == fewest)
            .collect();
        let n = few.len() as i128;
        let share = |place: i128| unmet / n + i128::from(place < unmet % n);
        (0..)
            .map(share)
            .zip(few)
            .map(|(share, mask)| (mask, share))
            .collect()
    }

    /// Every way with the positions and the mode of its two sides, as [`Way::is_plausible`] asks for them.
    pub fn each_way(&self) -> impl Iterator<Item = (&Way, [Option<(f64, f64)>; 2], &str)> {
        let position = |side: &Side| {
            let lon = side.row["lon"].parse().ok()?;
            Some((lon, side.row["lat"].parse().ok()?))
        };
        let pairs = self.needs.iter().flat_map(|need| {
            let sites = self.sites.iter();
            sites.map(move |site| (need, site))
        });
        pairs.zip(&self.ways).map(move |((need, site), way)| {
            let mode = need.row["mode"].as_str();
            (way, [position(need), position(site)], mode)
        })
    }
}

impl Way {
    /// Whether the distance is near that of the great circle, as an ellipsoid's is, and the travel cost that of the distance.
    pub fn is_plausible(&self, positions: [Option<(f64, f64)>; 2], mode: &str) -> bool {
        let [Some(a), Some(b)] = positions else {
            return self.distance_m.is_none() && self.cost.is_none();
        };
        let (Some(distance_m), Some(cost)) = (self.distance_m, self.cost) else {
            return false;
        };
        let (speed, wait) = match mode {
            "" | "walk" => (80.0, 0.0),
            "bike" => (250.0, 0.0),
            "drive" => (500.0, 0.0),
            _ => (200.0, 5.0),
        };
        let minutes = distance_m * 1.3 / speed + wait;
        // Half a thousandth for each of the two roundings, and some for the decimals of doubles.
        let is_cost = (cost as f64 / 1e3 - minutes).abs() < 0.000_52;
        let circle_m = haversine_m(a, b);
        is_cost && (distance_m - circle_m).abs() <= 0.006 * circle_m + 0.002
    }
}

fn haversine_m((lon_a, lat_a): (f64, f64), (lon_b, lat_b): (f64, f64)) -> f64 {
    let half_sine = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
    let cosines = lat_a.to_radians().cos() * lat_b.to_radians().cos();
    let h = half_sine(lat_b - lat_a) + cosines * half_sine(lon_b - lon_a);
    2.0 * RADIUS_M * h.sqrt().min(1.0).asin()
}

/// The ways from a run on the places alone, on which every pair is a match.
fn ways(needs: &[Side], sites: &[Side]) -> Vec<Way> {
    let cells = |side: &Side, columns: [&str; 3]| columns.map(|c| side.row[c].as_str()).join(",");
    let need_rows: Vec<_> = needs
        .iter()
        .map(|need| {
            format!(
                "{},x,{}",
                cells(need, ["id", "lon", "lat"]),
                need.row["mode"]
            )
        })
        .collect();
    let site_rows: Vec<_> = sites
        .iter()
        .map(|site| format!("{},x", cells(site, ["id", "lon", "lat"])))
        .collect();
    let places = BareFiles::write(
        file("id,lon,lat,category,mode", &need_rows),
        file("id,lon,lat,categories", &site_rows),
    );
    let all = matches(&places.result(&["match", "-k", "1000000"]));
    let by_ids: BTreeMap<_, _> = all
        .iter()
        .map(|pair| ((pair.need.as_str(), pair.site.as_str()), pair))
        .collect();
    assert_eq!(by_ids.len(), needs.len() * sites.len());
    let pairs = needs
        .iter()
        .flat_map(|need| sites.iter().map(|site| by_ids[&(need.id(), site.id())]));
    pairs
        .map(|pair| Way {
            distance_m: pair.distance_m,
            cost: pair.cost,
        })
        .collect()
}
