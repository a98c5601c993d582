//! One line as an address, postal codes.

use super::describe::{Id, PlaceWord};
use super::ids;
use super::objects::Address;

/// The parts of `1200 U Street NW, Suite 3, Washington, DC 20009`; everything in `address_1` where the line has another form, so that no
/// part is guessed. The parts joined by commas are the line again.
pub(super) fn of_line(line: &str, location_id: &Id) -> Address {
    let mut address = Address {
        id: ids::derived(&["address", location_id.as_str()]),
        location_id: Some(location_id.clone()),
        address_1: line.to_owned(),
        address_2: None,
        city: String::new(),
        state_province: String::new(),
        postal_code: String::new(),
        country: String::new(),
        address_type: PlaceWord("physical"),
    };
    let parts: Vec<&str> = line.split(", ").collect();
    let [street, between @ .., city, region] = parts.as_slice() else {
        return address;
    };
    let says_something = |part: &&str| {
        let is_word = part.chars().any(char::is_alphanumeric);
        is_word && part.trim() == *part && !["null", "none", "n/a"].contains(&&*part.to_lowercase())
    };
    let Some((state, postal_code)) = state_and_code(region) else {
        return address;
    };
    if !parts.iter().all(says_something) || between.len() > 1 {
        return address;
    }
    address.address_1 = (*street).to_owned();
    address.address_2 = between.first().map(|&part| part.to_owned());
    address.city = (*city).to_owned();
    address.state_province = state.to_owned();
    address.postal_code = postal_code.to_owned();
    "US".clone_into(&mut address.country);
    address
}

/// Reads `DC 20009` or `DC 20009-1290`.
fn state_and_code(region: &str) -> Option<(&str, &str)> {
    let (state, code) = region.split_once(' ')?;
    let is_state = state.len() == 2 && state.bytes().all(|byte| byte.is_ascii_uppercase());
    (is_state && is_zip_code(code)).then_some((state, code))
}

fn is_zip_code(code: &str) -> bool {
    let is_digits =
        |text: &str, n: usize| text.len() == n && text.bytes().all(|b| b.is_ascii_digit());
    match code.split_once('-') {
        None => is_digits(code, 5),
        Some((zip, four)) => is_digits(zip, 5) && is_digits(four, 4),
    }
}

/// A postal code as it is compared: without blanks, in capitals, and without the four digits after a ZIP code.
pub fn folded_postal_code(code: &str) -> String {
    let code: String = code
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_uppercase)
        .collect();
    match code.split_once('-') {
        Some((zip, _)) if is_zip_code(&code) => zip.to_owned(),
        _ => code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(line: &str) -> [String; 5] {
        let address = of_line(line, &Id::new("x"));
        let second = address.address_2.unwrap_or_default();
        [
            address.address_1,
            second,
            address.city,
            address.state_province,
            address.postal_code,
        ]
    }

    #[test]
    fn a_line_in_the_usual_form_is_taken_apart() {
        let usual = parts("1200 U STREET NW, Washington, DC 20009");
        assert_eq!(usual, ["1200 U STREET NW", "", "Washington", "DC", "20009"]);
        let suite = parts("60 O St, Suite 3, Springfield, OR 97477-1290");
        assert_eq!(
            suite,
            ["60 O St", "Suite 3", "Springfield", "OR", "97477-1290"]
        );
    }

    #[test]
    fn any_other_line_stays_whole() {
        for line in [
            "1200 U Street",
            "a, b",
            "a, b, c",
            "a, b, Dc 20009",
            "a, b, DC 2000",
            "a,  , DC 20009",
            "a, b, c, d, DC 20009",
            "none, b, DC 20009",
        ] {
            assert_eq!(parts(line), [line, "", "", "", ""], "{line}");
        }
    }

    #[test]
    fn postal_codes_are_compared_without_blanks_case_and_the_four_digits() {
        assert_eq!(folded_postal_code(" 20001-1290"), "20001");
        assert_eq!(folded_postal_code("sw1a 1aa"), "SW1A1AA");
        assert_eq!(folded_postal_code("1234-567"), "1234-567");
    }
}
