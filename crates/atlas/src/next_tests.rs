use crate::Atlas;
use crate::data::Records;
use crate::next::Change;
use crate::tests::{add_site, any_site, id, survey, town};
use model::LonLat;
use model::category;
use model::hours::WeekHours;
use model::record::{Record, RecordKind};
use model::units::Micro;
use proptest::prelude::*;
use proptest::sample::Index;
use std::collections::BTreeSet;
use std::sync::Arc;

type SiteDraw = (f64, f64, BTreeSet<usize>, u32);

/// One change as somebody would make it; what it is about is drawn from what is there.
#[derive(Debug, Clone)]
enum Edit {
    AddSite(usize, SiteDraw),
    MoveLocation(Index, f64, f64),
    ChangeService(Index, u32, bool, BTreeSet<usize>),
    StopService(Index),
    RemoveSite(Index),
    AddResponse(u16, Index, f64, f64, BTreeSet<usize>, bool),
    ChangeResponse(Index, u32),
    RemoveResponse(Index),
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let needs = || proptest::collection::btree_set(0usize..18, 0..4);
    prop_oneof![
        (20usize..40, any_site()).prop_map(|(number, site)| Edit::AddSite(number, site)),
        (any::<Index>(), -1.0..6.0f64, -1.0..3.0f64)
            .prop_map(|(which, x, y)| Edit::MoveLocation(which, x, y)),
        (any::<Index>(), 0u32..40, any::<bool>(), needs()).prop_map(
            |(which, places, open, offered)| Edit::ChangeService(which, places, open, offered)
        ),
        any::<Index>().prop_map(Edit::StopService),
        any::<Index>().prop_map(Edit::RemoveSite),
        (
            0u16..99,
            any::<Index>(),
            0.0..5.0f64,
            0.0..2.0f64,
            needs(),
            any::<bool>()
        )
            .prop_map(|(number, like, x, y, needs, other)| Edit::AddResponse(
                number, like, x, y, needs, other
            )),
        (any::<Index>(), 1u32..90).prop_map(|(which, weight)| Edit::ChangeResponse(which, weight)),
        any::<Index>().prop_map(Edit::RemoveResponse),
    ]
}

fn pick<'a, T>(list: &'a [Arc<T>], which: &Index) -> Option<&'a T> {
    (!list.is_empty()).then(|| &*list[which.index(list.len())])
}

/// The changes of records that an edit comes to.
fn changes(records: &Records, edit: Edit) -> Vec<Change> {
    let all: Vec<_> = category::categories()
        .map(category::Category::category_id)
        .collect();
    let named = |numbers: BTreeSet<usize>| numbers.into_iter().map(|n| all[n].clone()).collect();
    match edit {
        Edit::AddSite(number, site) => {
            let mut one = Records::default();
            add_site(&mut one, number, site);
            vec![
                Change::Put(Record::Organization((*one.organizations[0]).clone())),
                Change::Put(Record::Service(Box::new((*one.services[0]).clone()))),
                Change::Put(Record::Location((*one.locations[0]).clone())),
                Change::Put(Record::ServiceAtLocation(
                    (*one.services_at_locations[0]).clone(),
                )),
            ]
        }
        Edit::MoveLocation(which, x, y) => {
            pick(&records.locations, &which).map_or(Vec::new(), |location| {
                let mut moved = location.clone();
                moved.position = LonLat::try_new(x / 100.0, y / 100.0).ok();
                vec![Change::Put(Record::Location(moved))]
            })
        }
        Edit::ChangeService(which, places, is_open, offered) => pick(&records.services, &which)
            .map_or(Vec::new(), |service| {
                let mut changed = service.clone();
                changed.categories = named(offered);
                changed.offer.capacity = (places > 0).then(|| Micro::from_whole(places));
                changed.offer.hours = WeekHours::parse(if is_open {
                    "mon-fri 08:00-18:00"
                } else {
                    "sun 01:00-02:00"
                })
                .unwrap();
                vec![Change::Put(Record::Service(Box::new(changed)))]
            }),
        Edit::StopService(which) => pick(&records.services, &which).map_or(Vec::new(), |service| {
            vec![Change::Remove(RecordKind::Service, service.id.to_string())]
        }),
        Edit::RemoveSite(which) => {
            pick(&records.services_at_locations, &which).map_or(Vec::new(), |site| {
                vec![Change::Remove(
                    RecordKind::ServiceAtLocation,
                    site.id.to_string(),
                )]
            })
        }
        Edit::AddResponse(number, like, x, y, needs, is_other_wave) => {
            pick(&records.responses, &like).map_or(Vec::new(), |response| {
                let mut added = response.clone();
                added.id = id(format!("added-{number}"));
                added.home = LonLat::try_new(x / 100.0, y / 100.0).ok();
                added.needs = named(needs);
                if is_other_wave {
                    added.wave = id("2027-spring");
                }
                vec![Change::Put(Record::Response(Box::new(added)))]
            })
        }
        Edit::ChangeResponse(which, weight) => {
            pick(&records.responses, &which).map_or(Vec::new(), |response| {
                let mut changed = response.clone();
                changed.weight = Micro::from_millionths(u64::from(weight) * 333_333);
                vec![Change::Put(Record::Response(Box::new(changed)))]
            })
        }
        Edit::RemoveResponse(which) => {
            pick(&records.responses, &which).map_or(Vec::new(), |response| {
                vec![Change::Remove(
                    RecordKind::Response,
                    response.id.to_string(),
                )]
            })
        }
    }
}

fn assert_same(kept: &Atlas, anew: &Atlas) {
    assert_eq!(kept.waves(), anew.waves());
    assert_eq!(kept.supply.sites(), anew.supply.sites());
    for wave in kept.waves() {
        for geography in kept.layers.geographies() {
            assert_eq!(
                kept.gaps.rows(geography, &wave),
                anew.gaps.rows(geography, &wave)
            );
        }
    }
    assert_eq!(kept.homes, anew.homes);
    assert_eq!(kept.records.assets, anew.records.assets);
    let ids = |atlas: &Atlas| {
        atlas
            .sites()
            .map(|site| site.site.id.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(kept), ids(anew));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_next_snapshot_is_that_of_a_full_recompute(
        sites in proptest::collection::vec(any_site(), 0..12),
        edits in proptest::collection::vec(any_edit(), 1..10),
        seed in 0u64..1000,
    ) {
        let mut records = town();
        sites.into_iter().enumerate().for_each(|(number, site)| add_site(&mut records, number, site));
        let mut atlas = Atlas::build(survey(records, 80, seed));
        for edit in edits {
            let changes = changes(&atlas.records, edit);
            let mut records = atlas.records.clone();
            changes.iter().for_each(|change| records.make(change.clone()));
            atlas = atlas.next(changes);
            assert_same(&atlas, &Atlas::build(records));
        }
    }
}
