//! Ids as UUIDs, which HSDS wants.

use super::describe::Id;
use uuid::Uuid;

/// The namespace of the UUIDs that are made from our records' ids. It never changes: the UUIDs are public.
const NAMESPACE: Uuid = Uuid::from_u128(0x7a1c_95e2_0d4b_5c6f_9b3e_41d2_86af_c7d0);

/// Whether a text is a UUID in its usual form of 36 characters.
pub fn is_uuid(text: &str) -> bool {
    text.len() == 36 && Uuid::try_parse(text).is_ok()
}

/// The UUID of a record: its own id where that is one, else a name-based one (version 5) of its source, kind and id, which stays
/// the same for ever.
pub fn of_record(source: &str, kind: &str, id: &str) -> Id {
    if is_uuid(id) {
        return Id::new(id);
    }
    derived(&[kind, source, id])
}

/// The UUID of something that has no id of its own, from what it is.
pub fn derived(parts: &[&str]) -> Id {
    // The length before each part keeps ("a", "bc") apart from ("ab", "c").
    let name: String = parts
        .iter()
        .map(|part| format!("{}:{part}", part.len()))
        .collect();
    Id::new(Uuid::new_v5(&NAMESPACE, name.as_bytes()).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_is_kept_and_any_other_id_becomes_one_that_stays_the_same() {
        let uuid = "3A19FF88-4620-4d17-9830-ac1d859eb5d5";
        assert_eq!(of_record("s", "service", uuid).as_str(), uuid);
        let made = of_record("s", "service", "17");
        assert!(is_uuid(made.as_str()), "{made:?}");
        assert_eq!(made, of_record("s", "service", "17"));
        assert_ne!(made, of_record("s", "location", "17"));
        assert_ne!(made, of_record("t", "service", "17"));
        // As Python's uuid.uuid5(namespace, "7:service1:s2:17") says.
        assert_eq!(made.as_str(), "8570ae7f-26f8-5dd0-aea2-e5cb718a5e98");
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(derived(&["a", "bc"]), derived(&["ab", "c"]));
    }
}
