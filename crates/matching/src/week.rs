//! Hours of a week as half-hour slots, so that most questions about two weeks are six instructions.

use model::hours::{WEEK_MIN, WeekHours};

const SLOT_MIN: u32 = 30;
const N_WORDS: usize = 6;

/// The slots that hours touch, and those that they cover whole.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WeekSlots {
    covered: [u64; N_WORDS],
    touched: [u64; N_WORDS],
    /// Whether every slot touched is covered, as when all hours begin and end on half hours.
    is_whole: bool,
    /// The only word with slots touched, where there is only one: a stretch of some hours has them all in one word or two.
    only_word: Option<u8>,
}

impl WeekSlots {
    pub(crate) fn new(hours: &WeekHours) -> Self {
        let mut slots = Self {
            covered: [0; N_WORDS],
            touched: [0; N_WORDS],
            is_whole: false,
            only_word: None,
        };
        for (start, end) in hours.stretches() {
            for slot in start / SLOT_MIN..end.div_ceil(SLOT_MIN) {
                set(&mut slots.touched, slot);
            }
            for slot in start.div_ceil(SLOT_MIN)..end / SLOT_MIN {
                set(&mut slots.covered, slot);
            }
        }
        slots.is_whole = slots.touched == slots.covered;
        let mut words = (0u8..).zip(slots.touched).filter(|(_, word)| *word != 0);
        if let (Some((only, _)), None) = (words.next(), words.next()) {
            slots.only_word = Some(only);
        }
        slots
    }

    /// Whether the hours have enough in common, where the slots can tell: a slot that both cover is enough, no slot that both touch is nothing.
    #[inline]
    pub(crate) fn have_enough_in_common(&self, other: &Self) -> Option<bool> {
        let is_covered = match self.only_word {
            Some(only) => self.covered[usize::from(only)] & other.covered[usize::from(only)] != 0,
            None => meet(&self.covered, &other.covered),
        };
        if is_covered {
            Some(true)
        } else if self.is_whole && other.is_whole || !meet(&self.touched, &other.touched) {
            Some(false)
        } else {
            None
        }
    }
}

fn set(words: &mut [u64; N_WORDS], slot: u32) {
    let slot = slot % (WEEK_MIN / SLOT_MIN);
    words[(slot / 64) as usize] |= 1 << (slot % 64);
}

#[inline]
fn meet(a: &[u64; N_WORDS], b: &[u64; N_WORDS]) -> bool {
    let [a0, a1, a2, a3, a4, a5] = a;
    let [b0, b1, b2, b3, b4, b5] = b;
    (a0 & b0) | (a1 & b1) | (a2 & b2) | (a3 & b3) | (a4 & b4) | (a5 & b5) != 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_hours() -> impl Strategy<Value = WeekHours> {
        // Quarter hours, so that slots are often covered in part; at times an odd minute.
        let clock = prop_oneof![(0u32..96).prop_map(|n| n * 15), 0u32..1440];
        let entry =
            (0u32..7, clock.clone(), clock).prop_filter("opens and closes", |(_, a, b)| a != b);
        proptest::collection::vec(entry, 1..4)
            .prop_map(|entries| WeekHours::from_entries(&entries).unwrap().unwrap())
    }

    proptest! {
        #[test]
        fn what_the_slots_tell_is_what_the_minutes_say(a in any_hours(), b in any_hours()) {
            if let Some(told) = WeekSlots::new(&a).have_enough_in_common(&WeekSlots::new(&b)) {
                prop_assert_eq!(told, a.has_enough_in_common(&b));
            }
        }
    }
}
