//! Opening hours as people write them, in the one regular form that can be read without guessing.
//!
//! `9:00 am - 5:30 pm, Monday - Friday; 10 am - noon, Saturday`. The whole text must have this form: a remark anywhere
//! (`Administrative`, `by appointment`) makes the hours unknown.

const DAY_MIN: u32 = 24 * 60;

/// (weekday from Monday 0, opens, closes) in minutes, as [`model::hours::WeekHours::from_entries`] takes them.
pub(super) type Entry = (u32, u32, u32);

/// Reads a whole text, or nothing.
pub(super) fn parse(text: &str) -> Option<Vec<Entry>> {
    let tokens = tokens(text)?;
    let groups = tokens.split(|token| *token == Token::Semicolon);
    let groups: Vec<_> = groups.filter(|group| !group.is_empty()).collect();
    let mut entries = Vec::new();
    for group in &groups {
        entries.extend(parse_group(group, groups.len() == 1)?);
    }
    (!entries.is_empty()).then_some(entries)
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Token {
    /// A time of day in minutes. `noon` and times with am or pm are sure; others only in the 24-hour form.
    Time {
        min: u32,
        is_24_hour: bool,
    },
    Day(u32),
    Daily,
    AllDay,
    Dash,
    Comma,
    Semicolon,
}

/// One group: times and days in either order, or all day with or without days.
fn parse_group(group: &[Token], is_alone: bool) -> Option<Vec<Entry>> {
    let is_day = |token: &Token| matches!(token, Token::Day(_) | Token::Daily);
    let is_time = |token: &Token| matches!(token, Token::Time { .. } | Token::AllDay);
    let first_day = group.iter().position(is_day);
    let (times, days) = match first_day {
        // "Open 24 hours" beside office hours speaks of something else, a telephone for instance.
        None if is_alone && group == [Token::AllDay] => (group, &[Token::Daily][..]),
        None => return None,
        Some(0) => {
            let first_time = group.iter().position(is_time)?;
            (&group[first_time..], &group[..first_time])
        }
        Some(place) => (&group[..place], &group[place..]),
    };
    let days = parse_days(trimmed(days))?;
    let ranges = parse_times(trimmed(times))?;
    let pairs = days
        .iter()
        .flat_map(|&day| ranges.iter().map(move |&(o, c)| (day, o, c)));
    Some(pairs.collect())
}

/// Without commas at either end.
fn trimmed(mut tokens: &[Token]) -> &[Token] {
    while let [Token::Comma, rest @ ..] | [rest @ .., Token::Comma] = tokens {
        tokens = rest;
    }
    tokens
}

fn parse_days(tokens: &[Token]) -> Option<Vec<u32>> {
    let mut days = Vec::new();
    for part in tokens.split(|token| *token == Token::Comma) {
        match part {
            [] => {}
            [Token::Day(day)] => days.push(*day),
            [Token::Daily] => days.extend(0..7),
            [Token::Day(from), Token::Dash, Token::Day(to)] => {
                let n_days = (to + 7 - from) % 7 + 1;
                days.extend((0..n_days).map(|step| (from + step) % 7));
            }
            _ => return None,
        }
    }
    (!days.is_empty()).then_some(days)
}

fn parse_times(tokens: &[Token]) -> Option<Vec<(u32, u32)>> {
    if tokens == [Token::AllDay] {
        return Some(vec![(0, DAY_MIN)]);
    }
    let mut ranges = Vec::new();
    for part in tokens.split(|token| *token == Token::Comma) {
        let [
            Token::Time {
                min: opens,
                is_24_hour: a,
            },
            Token::Dash,
            Token::Time {
                min: closes,
                is_24_hour: b,
            },
        ] = part
        else {
            return None;
        };
        // Midnight at the end is the end of the day.
        let closes = if *closes == 0 { DAY_MIN } else { *closes };
        let is_clear = a == b && (!a || *opens < closes);
        if !is_clear || *opens == closes {
            return None;
        }
        ranges.push((*opens, closes));
    }
    Some(ranges)
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let text = text
        .to_lowercase()
        .replace("a.m.", "am")
        .replace("p.m.", "pm");
    let mut rest = text.trim();
    let mut tokens = Vec::new();
    while let Some(first) = rest.chars().next() {
        let (token, length) = match first {
            '-' | '–' | '—' => (Token::Dash, first.len_utf8()),
            ',' | '&' => (Token::Comma, 1),
            ';' => (Token::Semicolon, 1),
            '0'..='9' => number(rest)?,
            _ => word(rest)?,
        };
        tokens.push(token);
        rest = rest[length..].trim_start();
    }
    // "Monday, and Friday" has two commas for one.
    tokens.dedup_by(|a, b| *a == Token::Comma && *b == Token::Comma);
    Some(tokens)
}

/// A time, `24 hours` or `7 days`.
fn number(text: &str) -> Option<(Token, usize)> {
    for (phrase, token) in [
        ("24 hours a day", Token::AllDay),
        ("24 hours", Token::AllDay),
        ("24-hours", Token::AllDay),
        ("7 days a week", Token::Daily),
        ("7 days", Token::Daily),
    ] {
        if text.starts_with(phrase) {
            return Some((token, phrase.len()));
        }
    }
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let n_hour = digits(text);
    let hour: u32 = text[..n_hour].parse().ok()?;
    let mut length = n_hour;
    let mut minute = 0;
    let has_minutes = text[length..].starts_with(':');
    if has_minutes {
        let after = &text[length + 1..];
        if digits(after) != 2 {
            return None;
        }
        minute = after[..2].parse().ok()?;
        length += 3;
    }
    let tail = &text[length..];
    let spaced = tail.trim_start();
    let half = ["am", "pm"]
        .iter()
        .position(|half| spaced.starts_with(half));
    let Some(half) = half else {
        let is_24_hour = has_minutes && n_hour == 2 && hour < 24 && minute < 60;
        let time = Token::Time {
            min: hour * 60 + minute,
            is_24_hour,
        };
        return is_24_hour.then_some((time, length));
    };
    length += tail.len() - spaced.len() + 2;
    if !(1..=12).contains(&hour) || minute > 59 {
        return None;
    }
    let min = (hour % 12 + 12 * half as u32) * 60 + minute;
    Some((
        Token::Time {
            min,
            is_24_hour: false,
        },
        length,
    ))
}

fn word(text: &str) -> Option<(Token, usize)> {
    if let Some(rest) = text.strip_prefix("open 24") {
        let rest = rest.trim_start_matches(['-', ' ']);
        return rest
            .starts_with("hours")
            .then(|| (Token::AllDay, text.len() - rest.len() + "hours".len()));
    }
    let end = text
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(text.len());
    let word = &text[..end];
    // "Mon." is an abbreviation; its dot belongs to it.
    let length = end + usize::from(word.len() <= 5 && text[end..].starts_with('.'));
    let time = |min| Token::Time {
        min,
        is_24_hour: false,
    };
    let token = match word {
        "to" | "through" | "thru" => Token::Dash,
        "and" => Token::Comma,
        "noon" => time(DAY_MIN / 2),
        "midnight" => time(0),
        "daily" | "everyday" => Token::Daily,
        "weekdays" => return None,
        _ => Token::Day(day(word)?),
    };
    Some((token, length))
}

fn day(word: &str) -> Option<u32> {
    const NAMES: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    const SHORT: [&[&str]; 7] = [
        &["mon"],
        &["tue", "tues"],
        &["wed", "weds"],
        &["thu", "thur", "thurs"],
        &["fri"],
        &["sat"],
        &["sun"],
    ];
    let singular = word.strip_suffix('s').unwrap_or(word);
    let found = (0..7)
        .find(|&day| NAMES[day] == word || NAMES[day] == singular || SHORT[day].contains(&word));
    found.map(|day| day as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::hours::WeekHours;

    fn read(text: &str) -> Option<String> {
        let entries = parse(text)?;
        let hours = WeekHours::from_entries(&entries).unwrap().unwrap();
        Some(hours.to_string())
    }

    #[test]
    fn the_regular_form_is_read() {
        for (text, hours) in [
            ("9:00 am - 5:30 pm, Monday - Friday", "mon-fri 09:00-17:30"),
            ("8:30am-6:00pm,  Monday-Friday;", "mon-fri 08:30-18:00"),
            (
                "Noon - 7:00 pm, Friday; 8:30 am - 6:00 pm, Saturday - Sunday",
                "sat-sun 08:30-18:00;fri 12:00-19:00",
            ),
            (
                "10:00 am - 5:30 pm, Tuesday, Thursday & Saturday",
                "tue 10:00-17:30;thu 10:00-17:30;sat 10:00-17:30",
            ),
            (
                "8:30 am - 11:30 am & 1:00 pm - 3:00 pm, Tuesdays",
                "tue 08:30-11:30;tue 13:00-15:00",
            ),
            ("7:00 pm - 7:00 am, Daily", "mon-sun 19:00-07:00"),
            ("8:00 am - 12:00 am, Monday", "mon 08:00-24:00"),
            ("Open 24 hours", "mon-sun 00:00-24:00"),
            ("Mon.-Fri. 09:00-17:00", "mon-fri 09:00-17:00"),
            (
                "9 a.m. to 5 p.m., Mon and Wed",
                "mon 09:00-17:00;wed 09:00-17:00",
            ),
        ] {
            assert_eq!(read(text).as_deref(), Some(hours), "{text}");
        }
    }

    #[test]
    fn anything_else_is_unknown_not_guessed() {
        for text in [
            "",
            "8:15 am - 4:45 pm",
            "9:00 - 5:00 pm, Monday - Thursday",
            "8:30 am - 5:00 pm, Monday - Friday (Administrative)",
            "9:00 am - 5:00 pm, Monday - Friday; Open 24 hours",
            "Open 24 hours (Hotline)",
            "4:30 pm - 7:30 pm, 2nd & 4th Tuesday of each month",
            "By appointment only",
            "9:00 am - 5:00 pm, Monday - Friday or by appointment",
            "1:15 pm - until quota of 10 clients is met for the day, Monday",
            "8:15am-6:00pm, M; 8:15am-9:00pm,T-W",
            "25:00 - 26:00, Monday",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
