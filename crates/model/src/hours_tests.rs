use super::*;
use proptest::prelude::*;

fn hours(text: &str) -> WeekHours {
    WeekHours::parse(text).unwrap().unwrap()
}

#[test]
fn thirty_common_minutes_are_enough_and_twenty_nine_are_not() {
    let asked = hours("mon 09:00-10:00");
    assert!(asked.has_enough_in_common(&hours("mon 09:30-12:00")));
    assert!(!asked.has_enough_in_common(&hours("mon 09:31-12:00")));
    assert!(!asked.has_enough_in_common(&hours("mon 09:00-09:20;mon 10:00-10:20")));
}

#[test]
fn a_shorter_request_must_be_covered_whole() {
    let asked = hours("mon 09:00-09:15");
    assert!(asked.has_enough_in_common(&hours("mon 08:00-09:15")));
    assert!(!asked.has_enough_in_common(&hours("mon 08:00-09:14")));
}

#[test]
fn nights_run_over_midnight_and_over_the_week() {
    assert!(hours("sat 00:00-00:29").has_enough_in_common(&hours("fri 20:00-02:00")));
    assert!(hours("mon 00:00-00:30").has_enough_in_common(&hours("sun 20:00-02:00")));
    assert!(
        hours("sun 23:45-24:00;mon 00:00-00:15")
            .has_enough_in_common(&hours("sun-sat 23:45-00:15"))
    );
    assert!(hours("mon-sun 00:00-24:00").has_enough_in_common(&hours("sun 23:45-00:15")));
}

#[test]
fn what_is_not_hours_is_refused() {
    for text in [
        "mon",
        "mon 9:00-10:00",
        "mon 09:00-09:00",
        "mon 24:00-01:00",
        "mon,tue 09:00-10:00",
        "mon 09:00-25:00",
    ] {
        assert!(WeekHours::parse(text).is_err(), "{text:?} was accepted");
    }
    assert_eq!(WeekHours::parse(" ; ").unwrap(), None);
}

#[test]
fn equal_days_are_written_as_one_range() {
    assert_eq!(
        hours("mon-fri 09:00-17:00;sat 20:00-02:00").to_string(),
        "mon-fri 09:00-17:00;sat 20:00-02:00"
    );
}

/// Every minute of the week, one by one: slow and obvious.
fn minutes(hours: &WeekHours) -> Vec<bool> {
    let mut open = vec![false; WEEK_MIN as usize];
    for s in &hours.0 {
        for minute in s.start..s.end {
            open[(minute % WEEK_MIN) as usize] = true;
        }
    }
    open
}

fn any_hours() -> impl Strategy<Value = WeekHours> {
    proptest::collection::vec((0u32..7, 0u32..96, 0u32..97), 1..6).prop_filter_map(
        "equal times",
        |entries| {
            let entries: Vec<_> = entries
                .into_iter()
                .map(|(day, a, b)| (day, a * 15, b * 15))
                .collect();
            WeekHours::from_entries(&entries).ok().flatten()
        },
    )
}

proptest! {
    #[test]
    fn text_and_back_is_the_same_hours(hours in any_hours()) {
        let again = WeekHours::parse(&hours.to_string()).unwrap().unwrap();
        prop_assert_eq!(minutes(&again), minutes(&hours));
        prop_assert_eq!(again, hours);
    }

    #[test]
    fn common_stretches_agree_with_a_walk_over_every_minute(a in any_hours(), b in any_hours()) {
        let (asked, open) = (minutes(&a), minutes(&b));
        let week = WEEK_MIN as usize;
        let run = |is_on: &dyn Fn(usize) -> bool, from: usize| (0..week).take_while(|step| is_on((from + step) % week)).count();
        let enough = (0..week).any(|from| {
            let begins = asked[from] && (!asked[(from + week - 1) % week] || asked.iter().all(|on| *on));
            if !begins { return false; }
            let length = run(&|m| asked[m], from);
            let needed = length.min(ENOUGH_MIN as usize);
            (0..length).any(|step| run(&|m| open[m], (from + step) % week).min(length - step) >= needed
                || length == week && run(&|m| open[m], (from + step) % week) >= needed)
        });
        prop_assert_eq!(a.has_enough_in_common(&b), enough);
    }
}

#[test]
fn longer_hours_end_later_and_join_what_they_reach() {
    let longer = |text: &str, minutes| {
        WeekHours::parse(text)
            .unwrap()
            .unwrap()
            .longer_by(minutes)
            .to_string()
    };
    assert_eq!(longer("mon-fri 09:00-17:00", 90), "mon-fri 09:00-18:30");
    assert_eq!(
        longer("mon 09:00-12:00;mon 12:30-14:00", 30),
        "mon 09:00-14:30"
    );
    assert_eq!(longer("mon-sun 00:00-24:00", 30), "mon-sun 00:00-24:00");
    // Sunday night joins Monday morning.
    assert_eq!(
        longer("sun 22:00-24:00;mon 00:30-01:00", 30),
        "sun 22:00-01:30"
    );
}
