//! Odd files that are right, and what they mean.

use super::{cases, needs, sites};
use formats::bare::{
    BareFile, PositionColumns, read_costs, read_demand, read_needs, read_sites, read_supply,
};
use model::LonLat;
use model::survey::Mode;
use model::units::{Micro, Severity};
use std::sync::Arc;

#[test]
fn an_empty_cell_is_unknown_and_a_missing_column_is_empty() {
    for text in [
        "id,lon,lat,category\nn,,,\n",
        "id,lon,lat,category,languages,times,mode,max_minutes,max_cost,age,severity,weight,accessibility\nn,,,,,,,,,,,,\n",
        "id,lon,lat,category,languages,times,mode,accessibility\nn, ,\t, ,und; ,;, , ; \n",
    ] {
        let needs = needs(text).unwrap();
        let [need] = needs.as_slice() else {
            panic!("{text}")
        };
        assert_eq!((need.position, need.category.as_deref()), (None, None));
        assert!(need.languages.is_empty() && need.times.is_none() && need.accessibility.is_empty());
        assert_eq!(
            (need.max_minutes, need.max_cost, need.age),
            (None, None, None)
        );
        assert_eq!(
            (need.mode, need.severity, need.weight),
            (Mode::Walk, Severity::DEFAULT, Micro::ONE)
        );
        assert!(need.trusted.is_empty() && need.school_id.is_none());
    }
    let sites = sites("lat,categories,id,lon\n,,s,\n").unwrap();
    let [site] = sites.as_slice() else { panic!() };
    assert!(
        site.categories.is_empty() && site.languages.is_empty() && site.accessibility.is_empty()
    );
    assert_eq!(
        (
            site.position,
            site.hours.as_deref(),
            site.cost,
            site.capacity
        ),
        (None, None, None, None)
    );
    assert_eq!(
        (site.min_age, site.max_age, &site.organization_id),
        (None, None, &None)
    );
    assert!(!site.is_virtual && !site.has_interpreter && site.service_area.is_none());
}

#[test]
fn every_column_is_read_into_its_field() {
    let text = "accessibility,weight,severity,age,max_cost,max_minutes,mode,times,languages,category,lat,lon,id\n\
        \"ramp; Ramp;ramp\",0.25,-1,17.5,0,30,bike,fri 20:00-02:00,zh-yue;ES-mx; en,after school,-17.5,180,010\n";
    let needs = needs(text).unwrap();
    let need = &needs[0];
    assert_eq!(need.id.as_str(), "010");
    assert_eq!(need.position, LonLat::try_new(180.0, -17.5).ok());
    assert_eq!(need.category.as_ref().unwrap().as_str(), "after school");
    let languages: Vec<_> = need
        .languages
        .iter()
        .map(|language| language.as_str())
        .collect();
    assert_eq!(languages, ["en", "es", "yue"]);
    assert_eq!(need.times.as_ref().unwrap().to_string(), "fri 20:00-02:00");
    assert_eq!(need.mode, Mode::Bike);
    let quantities =
        [need.max_minutes, need.max_cost, need.age, Some(need.weight)].map(Option::unwrap);
    assert_eq!(
        quantities.map(Micro::millionths),
        [30_000_000, 0, 17_500_000, 250_000]
    );
    assert_eq!(need.severity, Severity::parse("-1").unwrap());
    assert_eq!(Vec::from_iter(need.accessibility.iter()), ["Ramp", "ramp"]);
    let text = "id,lon,lat,categories,languages,hours,min_age,max_age,cost,capacity,accessibility\n\
        s,-180,90,food; health;food;,en,mon-sun 00:00-24:00,5,5,0.0,2.5,none\n";
    let sites = sites(text).unwrap();
    let site = &sites[0];
    let categories: Vec<_> = site
        .categories
        .iter()
        .map(|category| category.as_str())
        .collect();
    assert_eq!(categories, ["food", "health"]);
    assert_eq!(
        (site.min_age, site.max_age),
        (Some(Micro::from_whole(5)), Some(Micro::from_whole(5)))
    );
    assert_eq!(
        (site.cost, site.capacity),
        (Some(Micro::ZERO), Some(Micro::from_millionths(2_500_000)))
    );
    assert_eq!(Vec::from_iter(site.accessibility.iter()), ["none"]);
    assert_eq!(
        site.hours.as_ref().unwrap().to_string(),
        "mon-sun 00:00-24:00"
    );
}

#[test]
fn byte_order_marks_line_ends_and_quotes_do_not_matter() {
    let plain = "id,lon,lat,category\na,1,2,food\nb,3,4,health\n";
    let expected = needs(plain).unwrap();
    for text in [
        format!("\u{feff}{plain}"),
        plain.replace('\n', "\r\n"),
        plain.trim_end().to_owned(),
        "\u{feff}\"id\",lon,lat,category\r\n\"a\",\"1\",2,\"food\"\r\nb,3,4,health\n\r\n\n"
            .to_owned(),
        "category,lat,id,lon\nfood,2,a,1\nhealth,4,b,3".to_owned(),
        " id ,lon, lat,category\na, 1 ,2, food\nb,3,4,health \n".to_owned(),
        plain.replace("1,2", "1.0000000000000000000000,002."),
    ] {
        assert!(needs(&text).unwrap() == expected, "{text:?}");
    }
}

#[test]
fn ids_are_taken_byte_for_byte() {
    let text = "id,lon,lat,category\n 1,1,1,a\n1 ,1,1,a\n1,1,1,a\n01,1,1,a\n1.0,1,1,a\n\"a,\"\"b\r\nc\",1,1,a\né,1,1,a\ne\u{301},1,1,a\n";
    let needs = needs(text).unwrap();
    let ids: Vec<_> = needs.iter().map(|need| need.id.as_str()).collect();
    assert_eq!(
        ids,
        [" 1", "1 ", "1", "01", "1.0", "a,\"b\r\nc", "é", "e\u{301}"]
    );
}

#[test]
fn a_header_alone_is_an_empty_file() {
    for text in [
        "id,lon,lat,category",
        "id,lon,lat,category\n",
        "\u{feff}id,lon,lat,category\r\n",
    ] {
        assert!(needs(text).unwrap().is_empty());
    }
    assert!(sites("id,lon,lat,categories\n").unwrap().is_empty());
}

#[test]
fn bounds_of_the_earth_are_included() {
    let needs = needs("id,lon,lat,category\na,180,90,a\nb,-180.0,-90.000,a\nc,-0,.5,a\n").unwrap();
    let positions: Vec<_> = needs.iter().map(|need| need.position).collect();
    assert_eq!(
        positions,
        [(180.0, 90.0), (-180.0, -90.0), (0.0, 0.5)]
            .map(|(lon, lat)| LonLat::try_new(lon, lat).ok())
    );
}

#[test]
fn what_rows_have_in_common_is_shared() {
    let text = "id,lon,lat,category,languages,times\na,1,1,food,es;en,mon 09:00-10:00\nb,1,1,food,es;en,mon 09:00-10:00\n";
    let needs = needs(text).unwrap();
    assert!(Arc::ptr_eq(&needs[0].languages, &needs[1].languages));
    assert!(Arc::ptr_eq(
        needs[0].times.as_ref().unwrap(),
        needs[1].times.as_ref().unwrap()
    ));
    assert!(Arc::ptr_eq(
        needs[0].category.as_ref().unwrap(),
        needs[1].category.as_ref().unwrap()
    ));
    assert!(Arc::ptr_eq(&needs[0].trusted, &needs[1].trusted));
}

#[test]
fn progress_ends_with_all_bytes() {
    let rows: String = (0..9).map(|id| format!("{id},1,1,food\n")).collect();
    let text = format!("id,lon,lat,category\n{rows}");
    let file = super::write("needs.csv", &text);
    let told = std::sync::Mutex::new(Vec::new());
    let progress = |done, total| told.lock().unwrap().push((done, total));
    read_needs(
        &BareFile::new(&file.path)
            .with_chunk_bytes(8)
            .with_progress(&progress),
    )
    .unwrap();
    let told = told.into_inner().unwrap();
    let n_bytes = text.len() as u64;
    assert_eq!(told.last(), Some(&(n_bytes, n_bytes)));
    assert!(told.is_sorted());
}

#[test]
fn the_worked_cases_are_read() {
    let Some(folder) = cases() else { return };
    let mut n_needs = 0;
    for case in std::fs::read_dir(folder).unwrap() {
        let case = case.unwrap().path();
        let (needs, sites) = (case.join("needs.csv"), case.join("sites.csv"));
        if !needs.is_file() {
            continue;
        }
        n_needs += read_needs(&BareFile::new(&needs))
            .unwrap_or_else(|refusals| panic!("{refusals}"))
            .len();
        assert!(
            !read_sites(&BareFile::new(&sites))
                .unwrap_or_else(|refusals| panic!("{refusals}"))
                .is_empty()
        );
    }
    assert!(n_needs >= 100);
}

#[test]
fn the_worked_case_of_access_scores_is_read() {
    let Some(folder) = cases() else { return };
    let file = |name: &str| folder.join("access_small").join(name);
    let demand = read_demand(
        &BareFile::new(&file("demand.csv")),
        PositionColumns::Optional,
    )
    .unwrap();
    let supply = read_supply(
        &BareFile::new(&file("supply.csv")),
        PositionColumns::Optional,
    )
    .unwrap();
    let costs = read_costs(
        &BareFile::new(&file("cost.csv")),
        &demand.points,
        &supply.points,
    )
    .unwrap();
    assert_eq!(
        Vec::from_iter(demand.points.ids.iter()),
        ["i1", "i2", "nobody", "far"]
    );
    assert_eq!(
        demand
            .demand
            .iter()
            .map(|d| d.to_string())
            .collect::<Vec<_>>(),
        ["10", "30", "0", "5"]
    );
    assert_eq!(
        supply.supply,
        [4, 6, 0, 7].map(|n| Some(Micro::from_whole(n)))
    );
    assert_eq!(costs.len(), 8);
    let last = costs.last().unwrap();
    assert_eq!((last.origin, last.dest, last.cost), (3, 0, 30.001));
}
