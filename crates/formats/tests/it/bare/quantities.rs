//! Demand, supply, costs and points.

use super::{said, write};
use formats::bare::{
    BareFile, Cost, Points, PositionColumns, Refusals, read_costs, read_demand, read_points,
    read_supply,
};
use model::LonLat;
use model::units::Micro;
use proptest::prelude::*;

fn points(text: &str) -> Result<Points, Refusals> {
    read_points(&BareFile::new(&write("points.csv", text).path))
}

fn named(ids: &[&str]) -> Points {
    points(&format!(
        "id,lon,lat\n{}",
        ids.iter().map(|id| format!("{id},,\n")).collect::<String>()
    ))
    .unwrap()
}

fn costs(text: &str) -> Result<Vec<Cost>, Refusals> {
    read_costs(
        &BareFile::new(&write("costs.csv", text).path),
        &named(&["a", "b", "c"]),
        &named(&["x", "y"]),
    )
}

#[test]
fn points_keep_their_ids_and_positions() {
    let read = points("lat,id,lon\n41.9,10,-87.7\n,9,\n\n-90,\"a,b\",180\n").unwrap();
    assert_eq!(Vec::from_iter(read.ids.iter()), ["10", "9", "a,b"]);
    let place = |lon, lat| LonLat::try_new(lon, lat).ok();
    assert_eq!(
        read.positions,
        [place(-87.7, 41.9), None, place(180.0, -90.0)]
    );
    assert_eq!(points("id,lon,lat\n").unwrap(), Points::default());
}

#[test]
fn points_are_refused_like_needs() {
    assert_eq!(
        said(points("id,lon,lat\na,1,1\n,1,1\na,1,1\nb,1,\nc,1e1,2\n")),
        [
            "points.csv, row 3, column id: it is empty; every row has an id",
            "points.csv, row 5, column lat: it is empty where lon is given; both are or neither",
            "points.csv, row 6, column lon: \"1e1\" is not a longitude: plain degrees between -180 and 180",
            "points.csv, row 4, column id: \"a\" stands in row 2 already; every row has an id of its own",
        ]
    );
    assert_eq!(said(points("id,lon,lat,demand\n")).len(), 1);
}

#[test]
fn demand_is_stated_and_supply_may_be_unknown() {
    let demand = |text: &str| {
        read_demand(
            &BareFile::new(&write("demand.csv", text).path),
            PositionColumns::Required,
        )
    };
    let supply = |text: &str| {
        read_supply(
            &BareFile::new(&write("supply.csv", text).path),
            PositionColumns::Required,
        )
    };
    let read = demand("id,lon,lat,demand\na,1,1,0\nb,1,1,2.5\n").unwrap();
    assert_eq!(
        read.demand,
        [Micro::ZERO, Micro::from_millionths(2_500_000)]
    );
    assert_eq!(
        said(demand("id,lon,lat,demand\na,1,1,\nb,1,1,-1\n")),
        [
            "demand.csv, row 2, column demand: it is empty; every point states a number of 0 or more",
            "demand.csv, row 3, column demand: \"-1\" is not a number of 0 or more with at most 6 decimals, such as 12 or 0.5",
        ]
    );
    let expected = "demand.csv, row 1, column demand: it is missing; the required columns are id, lon, lat, demand";
    assert_eq!(said(demand("id,lon,lat\na,1,1\n")), [expected]);
    let read = supply("id,lon,lat,supply\na,1,1,0\nb,1,1,\n").unwrap();
    assert_eq!(read.supply, [Some(Micro::ZERO), None]);
    assert_eq!(supply("id,lon,lat\na,1,1\n").unwrap().supply, [None]);
    assert!(supply("id,lon,lat,supply\na,1,1,0.0000001\n").is_err());
    assert!(supply("id,lon,lat,demand\na,1,1,1\n").is_err());
}

#[test]
fn positions_may_be_missing_where_costs_are_given() {
    let file = write("demand.csv", "demand,id\n3,a\n");
    let read = read_demand(&BareFile::new(&file.path), PositionColumns::Optional).unwrap();
    assert_eq!(
        (read.points.positions, read.demand),
        (vec![None], vec![Micro::from_whole(3)])
    );
    assert_eq!(
        said(read_demand(
            &BareFile::new(&file.path),
            PositionColumns::Required
        )),
        [
            "demand.csv, row 1, column lon: it is missing; the required columns are id, lon, lat, demand",
            "demand.csv, row 1, column lat: it is missing; the required columns are id, lon, lat, demand",
        ]
    );
    let file = write("supply.csv", "id,lon,lat,supply\na,,,3\n");
    let read = read_supply(&BareFile::new(&file.path), PositionColumns::Optional).unwrap();
    assert_eq!(read.points.positions, [None]);
}

#[test]
fn costs_name_points_of_the_other_files_once_a_pair() {
    let read = costs("cost,origin,dest\n30.001,c,x\n0,a,y\n.5,a,x\n").unwrap();
    let cost = |origin, dest, cost| Cost { origin, dest, cost };
    assert_eq!(read, [cost(2, 0, 30.001), cost(0, 1, 0.0), cost(0, 0, 0.5)]);
    let expected = "is not a cost: a plain number of 0 or more, such as 12 or 0.5";
    assert_eq!(
        said(costs("origin,dest,cost\na,x,1\nz,x,1\nb,,1\nb,a,1\nb,x,-1\nb,x,-0\nb,y,1e3\nc,x,NaN\nc,y,\na,x,1\n")),
        [
            "costs.csv, row 3, column origin: \"z\" is no id of the demand file".to_owned(),
            "costs.csv, row 4, column dest: it is empty; every row has an id".to_owned(),
            "costs.csv, row 5, column dest: \"a\" is no id of the supply file".to_owned(),
            format!("costs.csv, row 6, column cost: \"-1\" {expected}"),
            format!("costs.csv, row 7, column cost: \"-0\" {expected}"),
            format!("costs.csv, row 8, column cost: \"1e3\" {expected}"),
            format!("costs.csv, row 9, column cost: \"NaN\" {expected}"),
            "costs.csv, row 10, column cost: it is empty; a pair without a cost is left out of the file".to_owned(),
            "costs.csv, row 11, column dest: the cost from \"a\" to \"x\" stands in row 2 already; every pair has one".to_owned(),
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Costs in any order, some pairs twice: the same rows are refused whatever the chunks and threads, and they are the right ones.
    #[test]
    fn a_pair_is_refused_exactly_when_it_has_a_cost_already(pairs in prop::collection::vec((0..3usize, 0..2usize), 0..12), chunk_bytes in 1..80usize, n_threads in 1..4usize) {
        let rows: String = pairs.iter().map(|(origin, dest)| format!("{},{},1\n", ["a", "b", "c"][*origin], ["x", "y"][*dest])).collect();
        let file = write("costs.csv", format!("origin,dest,cost\n{rows}"));
        let bare = BareFile::new(&file.path).with_chunk_bytes(chunk_bytes).with_threads(n_threads);
        let read = read_costs(&bare, &named(&["a", "b", "c"]), &named(&["x", "y"]));
        let mut seen = std::collections::BTreeSet::new();
        let expected: Vec<_> = pairs.iter().zip(2..).filter(|(pair, _)| !seen.insert(**pair)).map(|(_, row)| Some(row)).collect();
        match read {
            Ok(costs) => {
                prop_assert!(expected.is_empty());
                prop_assert!(costs.iter().map(|cost| (cost.origin as usize, cost.dest as usize)).eq(pairs.iter().copied()));
            }
            Err(refusals) => prop_assert!(refusals.first().iter().map(|refusal| refusal.row).eq(expected)),
        }
    }
}
