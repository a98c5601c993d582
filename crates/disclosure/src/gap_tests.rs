use super::*;
use model::analysis::{Cause, ConstraintSet, GapCategory, GapKey, Geography};
use model::ids::Wave;
use model::school::Level;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// The causes in the order of the released parts.
fn causes() -> [Cause; 9] {
    let one = |c: Constraint| Cause::Constraints(ConstraintSet::EMPTY.with(c, true));
    let several = ConstraintSet::EMPTY
        .with(Constraint::Hours, true)
        .with(Constraint::Cost, true);
    let [d, h, l, e, c, a, p] = Constraint::ALL.map(one);
    let several = Cause::Constraints(several);
    [d, h, l, e, c, a, p, several, Cause::NoProvider]
}

/// Figures that add up, in whole families: unmet is the sum of `parts`.
fn figures(responses: u32, served: u32, parts: [u32; 9]) -> GapFigures {
    in_millionths(
        responses,
        u64::from(served) * 1_000_000,
        parts.map(|p| u64::from(p) * 1_000_000),
    )
}

fn in_millionths(responses: u32, served: u64, parts: [u64; 9]) -> GapFigures {
    let anatomy: BTreeMap<_, _> = causes()
        .into_iter()
        .zip(parts.map(Micro::from_millionths))
        .filter(|(_, part)| *part > Micro::ZERO)
        .collect();
    let served = Micro::from_millionths(served);
    let unmet: Micro = anatomy.values().copied().sum();
    GapFigures {
        responses,
        needs: served + unmet,
        within_reach: served,
        served,
        unmet,
        unmet_strict: unmet,
        anatomy,
    }
}

fn parts(gap: &ReleasedGap) -> [Option<u64>; 9] {
    [
        gap.unmet_distance,
        gap.unmet_hours,
        gap.unmet_language,
        gap.unmet_eligibility,
        gap.unmet_cost,
        gap.unmet_accessibility,
        gap.unmet_capacity,
        gap.unmet_several,
        gap.unmet_no_provider,
    ]
}

fn counts(gap: &ReleasedGap) -> Vec<Option<u64>> {
    let mut counts = vec![
        gap.responses,
        gap.needs,
        gap.within_reach,
        gap.served,
        gap.unmet,
        gap.unmet_strict,
    ];
    counts.extend(parts(gap));
    counts
}

#[test]
fn nine_responses_or_nine_families_hide_the_row_and_ten_do_not() {
    for (responses, served, is_hidden) in [(9, 100, true), (100, 9, true), (10, 10, false)] {
        let released = release(&figures(responses, served, [0; 9]), Beside::default());
        let gap = released.get();
        assert_eq!(gap.suppression.is_some(), is_hidden, "{responses} {served}");
        assert_eq!(counts(gap).iter().all(Option::is_none), is_hidden);
    }
}

#[test]
fn a_hidden_row_says_so_with_one_letter() {
    let json = serde_json::to_value(release(&figures(3, 40, [0; 9]), Beside::default())).unwrap();
    let fields = json.as_object().unwrap();
    assert_eq!(fields["suppression"], "S");
    assert_eq!(fields.values().filter(|value| !value.is_null()).count(), 1);
}

#[test]
fn a_row_is_released_with_the_words_that_say_which_cell_it_is() {
    let key = GapKey {
        geography: Geography::AttendanceZone(Level::High),
        area_id: Some("z".to_owned()),
        category: GapCategory::All,
        wave: Wave::try_from("2026-fall").unwrap(),
    };
    let row = crate::release_row(
        &key,
        Some("Zone"),
        true,
        (&figures(3, 40, [0; 9]), Beside::default()),
    );
    let json = serde_json::to_value(row).unwrap();
    let fields = json.as_object().unwrap();
    assert_eq!(
        (&fields["geography"], &fields["level"]),
        (&"attendance-zone".into(), &"high".into())
    );
    assert_eq!(
        (&fields["category"], &fields["suppression"]),
        (&"all".into(), &"S".into())
    );
    assert!(fields["needs"].is_null() && fields["unmet_no_provider"].is_null());
}

#[test]
fn a_small_served_hides_unmet_the_rate_and_the_anatomy() {
    let released = release(
        &figures(50, 4, [60, 0, 0, 0, 0, 0, 0, 0, 0]),
        Beside::default(),
    );
    let gap = released.get();
    assert_eq!((gap.served, gap.unmet, gap.unmet_rate), (None, None, None));
    assert_eq!((gap.within_reach, gap.unmet_strict), (None, None));
    assert_eq!(gap.needs, Some(65));
    assert_eq!(parts(gap), [None; 9]);
}

#[test]
fn a_lone_small_part_takes_the_next_smallest_with_it() {
    let released = release(
        &figures(50, 40, [3, 0, 30, 0, 20, 0, 0, 0, 0]),
        Beside::default(),
    );
    let expected = [
        None,
        Some(0),
        Some(30),
        Some(0),
        None,
        Some(0),
        Some(0),
        Some(0),
        Some(0),
    ];
    assert_eq!(parts(released.get()), expected);
}

#[test]
fn two_tiny_parts_take_a_third_until_they_sum_to_ten() {
    let released = release(
        &figures(50, 40, [1, 1, 30, 0, 20, 0, 0, 0, 0]),
        Beside::default(),
    );
    let hidden: Vec<_> = (0..9)
        .filter(|i| parts(released.get())[*i].is_none())
        .collect();
    assert_eq!(hidden, [0, 1, 4]);
}

#[test]
fn nothing_small_hides_nothing() {
    let released = release(
        &figures(31, 40, [0, 12, 0, 0, 0, 0, 13, 0, 0]),
        Beside::default(),
    );
    let gap = released.get();
    assert!(counts(gap).iter().all(Option::is_some));
    assert_eq!(
        (gap.responses, gap.needs, gap.unmet),
        (Some(30), Some(65), Some(25))
    );
    assert_eq!((gap.unmet_hours, gap.unmet_capacity), (Some(10), Some(15)));
    assert_eq!(gap.unmet_rate, Some(0.38));
}

/// Weights of any size, many of them around the threshold.
fn any_weight() -> impl Strategy<Value = u64> {
    prop_oneof![
        3 => Just(0),
        4 => 1u64..12_000_000,
        2 => (1u64..15).prop_map(|whole| whole * 1_000_000),
        3 => 9_000_000u64..400_000_000,
    ]
}

prop_compose! {
    fn any_figures()(
        responses in 0u32..80,
        served in any_weight(),
        parts in proptest::array::uniform9(any_weight()),
        reach in any_weight(),
        strict in any_weight(),
    ) -> GapFigures {
        let base = in_millionths(responses, served, parts);
        GapFigures {
            within_reach: (base.served + Micro::from_millionths(reach)).min(base.needs),
            unmet_strict: (base.unmet + Micro::from_millionths(strict)).min(base.needs),
            ..base
        }
    }
}

fn raw_counts(figures: &GapFigures) -> Vec<Micro> {
    let mut raw = vec![
        Micro::from_whole(figures.responses),
        figures.needs,
        figures.within_reach,
        figures.served,
        figures.unmet,
        figures.unmet_strict,
    ];
    raw.extend(Constraint::ALL.map(|c| figures.unmet_by(c)));
    raw.extend([figures.unmet_several(), figures.unmet_no_provider()]);
    raw
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_released_count_is_between_one_and_nine(figures in any_figures()) {
        for count in counts(release(&figures, Beside::default()).get()).into_iter().flatten() {
            prop_assert!(count == 0 || count >= 10, "{}", count);
            prop_assert_eq!(count % 5, 0);
        }
    }

    #[test]
    fn a_small_raw_count_is_never_shown_and_a_shown_one_is_within_two_and_a_half(figures in any_figures()) {
        let released = release(&figures, Beside::default());
        for (raw, shown) in raw_counts(&figures).into_iter().zip(counts(released.get())) {
            if let Some(shown) = shown {
                prop_assert!(!is_small(raw), "{} shown as {}", raw, shown);
                prop_assert!((raw.as_f64() - shown as f64).abs() <= 2.5, "{} shown as {}", raw, shown);
            }
        }
    }

    #[test]
    fn a_hidden_row_shows_nothing(figures in any_figures()) {
        let released = release(&figures, Beside::default());
        let gap = released.get();
        let is_base_small = figures.responses < 10 || figures.needs < Micro::from_whole(10);
        prop_assert_eq!(gap.suppression, is_base_small.then_some(Suppression::Small));
        if is_base_small {
            prop_assert!(counts(gap).iter().all(Option::is_none) && gap.unmet_rate.is_none());
        }
    }

    #[test]
    fn served_and_unmet_are_shown_together_or_not_at_all(figures in any_figures()) {
        let released = release(&figures, Beside::default());
        let gap = released.get();
        prop_assert_eq!(gap.served.is_some(), gap.unmet.is_some());
        prop_assert_eq!(gap.unmet_rate.is_some(), gap.unmet.is_some());
        if gap.unmet.is_none() {
            prop_assert_eq!(parts(gap), [None; 9]);
        }
    }

    #[test]
    fn what_is_hidden_of_a_shown_sum_is_two_parts_at_least_and_ten_families(figures in any_figures()) {
        let released = release(&figures, Beside::default());
        if released.get().unmet.is_some() {
            let hidden: Vec<Micro> = raw_counts(&figures)[6..]
                .iter()
                .zip(parts(released.get()))
                .filter(|(_, shown)| shown.is_none())
                .map(|(raw, _)| *raw)
                .collect();
            let sum: Micro = hidden.iter().copied().sum();
            prop_assert!(hidden.is_empty() || (hidden.len() > 1 && sum >= Micro::from_whole(10)));
        }
    }

    #[test]
    fn a_shown_part_of_the_needs_leaves_no_small_rest(figures in any_figures()) {
        let released = release(&figures, Beside::default());
        let gap = released.get();
        for (raw, shown) in [
            (figures.within_reach, gap.within_reach),
            (figures.served, gap.served),
            (figures.unmet, gap.unmet),
            (figures.unmet_strict, gap.unmet_strict),
        ] {
            prop_assert!(shown.is_none() || !is_small(figures.needs.saturating_sub(raw)));
        }
    }
}

#[test]
fn what_coordination_would_serve_is_shown_only_when_no_small_group_can_be_told_from_it() {
    let families = |n: u32| Some(Micro::from_whole(n));
    let shown = |coordinated| {
        let beside = Beside {
            served_coordinated: coordinated,
            access: None,
        };
        let released = release(&figures(50, 40, [30, 0, 30, 0, 0, 0, 0, 0, 0]), beside);
        (
            released.get().served_coordinated,
            released.get().coordination_gain,
        )
    };
    // 40 of 100 are served.
    assert_eq!(shown(families(62)), (Some(60), Some(20)));
    assert_eq!(shown(families(40)), (Some(40), Some(0)));
    assert_eq!(shown(families(12)), (Some(10), Some(-30)));
    // Nine more or fewer, nine in all, or nine short of all.
    for n in [49, 31, 9, 91] {
        assert_eq!(shown(families(n)), (None, None), "{n}");
    }
    assert_eq!(shown(None), (None, None));
}

#[test]
fn an_access_score_is_a_whole_number_of_ten_families_or_more() {
    let shown = |responses, (places_per_100, families)| {
        let beside = Beside {
            served_coordinated: None,
            access: Some(AccessScore {
                places_per_100,
                families: Micro::from_whole(families),
            }),
        };
        release(
            &figures(responses, 40, [30, 0, 30, 0, 0, 0, 0, 0, 0]),
            beside,
        )
        .get()
        .access_score
    };
    assert_eq!(shown(50, (12.49, 100)), Some(12));
    assert_eq!(shown(50, (0.0, 100)), Some(0));
    assert_eq!(shown(50, (12.5, 10)), Some(13));
    // The homes of nine are known, or nine answered.
    assert_eq!(shown(50, (12.5, 9)), None);
    assert_eq!(shown(9, (12.5, 100)), None);
}
