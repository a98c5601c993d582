//! The needs as columns.

use crate::around::Homes;
use crate::parallel::in_blocks;
use crate::supply::UNKNOWN;
use crate::terms::Terms;
use crate::week::WeekSlots;
use crate::words::{Distinct, WordSet, WordSets};
use model::analysis::Need;
use model::hours::WeekHours;
use model::ids::OrganizationId;
use model::language::Language;
use model::survey::Mode;
use model::units::{Micro, MilliMinutes, Severity};
use spatial::curve::hilbert_place;
use spatial::distance::EarthPoint;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Needs in the order handed in, read for matching with the terms of a supply.
#[derive(Debug)]
pub struct Demand {
    pub(crate) asks: Vec<Ask>,
    pub(crate) language_sets: WordSets<Language>,
    pub(crate) arrangement_sets: WordSets<String>,
    pub(crate) weeks: Distinct<WeekHours>,
    pub(crate) slots: Vec<WeekSlots>,
    trusted_sets: Distinct<BTreeSet<OrganizationId>>,
    /// For each distinct set of trusted organizations, their numbers.
    pub(crate) trusted: Vec<Box<[u32]>>,
    /// The needs of each category.
    of_category: Vec<Vec<u32>>,
    pub(crate) homes: Homes,
}

/// What matching asks of a need.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    pub(crate) place: Option<EarthPoint>,
    /// The number of the category, or [`UNKNOWN`].
    pub(crate) category: u32,
    pub(crate) mode: Mode,
    pub(crate) languages: WordSet,
    pub(crate) arrangements: WordSet,
    /// The number of the times, or [`UNKNOWN`].
    pub(crate) week: u32,
    /// The number of the set of trusted organizations, or [`UNKNOWN`].
    pub(crate) trusted: u32,
    pub(crate) max_minutes: Option<Micro>,
    pub(crate) max_cost: Option<Micro>,
    pub(crate) age: Option<Micro>,
    pub(crate) severity: Severity,
    pub(crate) weight: Micro,
}

impl Ask {
    /// The largest cost within `times` times the limit; the largest there is without one.
    pub(crate) fn most(&self, times: u64) -> MilliMinutes {
        MilliMinutes(match self.max_minutes {
            // A limit of 10^12 minutes is beyond every cost.
            Some(limit) => limit.millionths().saturating_mul(times) / 1_000,
            None => u64::MAX,
        })
    }
}

/// Bits of a place on the space-filling curve.
const PLACE_BITS: u32 = 40;
/// Bits of the language in a key of the order of work.
const LANGUAGE_BITS: u32 = 6;

impl Demand {
    /// Reads needs with the terms of the supply that they are to be held against.
    pub fn build<'a>(needs: impl IntoIterator<Item = &'a Need>, terms: &Terms) -> Self {
        let mut demand = Self {
            asks: Vec::new(),
            language_sets: WordSets::default(),
            arrangement_sets: WordSets::default(),
            weeks: Distinct::default(),
            slots: Vec::new(),
            trusted_sets: Distinct::default(),
            trusted: Vec::new(),
            of_category: vec![Vec::new(); terms.categories.len()],
            homes: Homes::new(terms.categories.len()),
        };
        let mut categories = Distinct::default();
        let mut numbers = Vec::new();
        for need in needs {
            let category = need.category.as_ref().map_or(UNKNOWN, |category| {
                let distinct = categories.number_of(category) as usize;
                if distinct == numbers.len() {
                    numbers.push(terms.categories.get(category).copied().unwrap_or(UNKNOWN));
                }
                numbers[distinct]
            });
            demand.add(need, category, terms);
        }
        demand.slots = demand
            .weeks
            .values()
            .iter()
            .map(|week| WeekSlots::new(week))
            .collect();
        demand
    }

    fn add(&mut self, need: &Need, category: u32, terms: &Terms) {
        let week = need.times.as_ref().map(|times| self.weeks.number_of(times));
        let ask = Ask {
            place: need.position.map(EarthPoint::new),
            category,
            mode: need.mode,
            languages: self.language_sets.add(&terms.languages, &need.languages),
            arrangements: self
                .arrangement_sets
                .add(&terms.arrangements, &need.accessibility),
            week: week.unwrap_or(UNKNOWN),
            trusted: self.trusted_number(&need.trusted, terms),
            max_minutes: need.max_minutes,
            max_cost: need.max_cost,
            age: need.age,
            severity: need.severity,
            weight: need.weight,
        };
        if let Some(needs) = self.of_category.get_mut(category as usize) {
            needs.push(self.asks.len() as u32);
        }
        self.asks.push(ask);
    }

    /// The needs of a category, by number.
    pub(crate) fn of_category(&self, category: u32) -> &[u32] {
        self.of_category
            .get(category as usize)
            .map_or(&[], Vec::as_slice)
    }

    /// How many categories can have needs.
    pub(crate) fn n_categories(&self) -> usize {
        self.of_category.len()
    }

    fn trusted_number(&mut self, set: &Arc<BTreeSet<OrganizationId>>, terms: &Terms) -> u32 {
        if set.is_empty() {
            return UNKNOWN;
        }
        let number = self.trusted_sets.number_of(set);
        if number as usize == self.trusted.len() {
            let known = |id| terms.organizations.get(id).copied();
            self.trusted.push(set.iter().filter_map(known).collect());
        }
        number
    }

    /// How many needs there are.
    pub fn n_needs(&self) -> usize {
        self.asks.len()
    }

    /// The needs' numbers, category by category along a space-filling curve: the order in which to work through them. Needs that share a stretch of
    /// the curve, or that come after the last number a key has room for, may come in any order.
    pub fn in_curve_order(&self, n_threads: usize) -> Vec<u32> {
        // A key holds, from its highest bit: the category, a language (families who speak alike look in the same part of the index), as much of the
        // place as there is room for, and the need's own number. One word sorts twice as fast as a place beside a number.
        let n_bits = |most: usize| usize::BITS - most.leading_zeros();
        let (of_category, of_number) = (n_bits(self.n_categories()), n_bits(self.asks.len()));
        let of_place =
            PLACE_BITS.min(u64::BITS.saturating_sub(of_category + LANGUAGE_BITS + of_number));
        let last_category = self.n_categories() as u64;
        let key = |ask: &Ask| {
            let home = ask.place.as_ref().map(EarthPoint::position);
            let place =
                home.map_or((1 << PLACE_BITS) - 1, hilbert_place) >> (PLACE_BITS - of_place);
            let language =
                u64::from(ask.languages.bits.trailing_zeros()).min((1 << LANGUAGE_BITS) - 1);
            (u64::from(ask.category).min(last_category) << LANGUAGE_BITS | language) << of_place
                | place
        };
        let keys = in_blocks(&self.asks, n_threads, |asks| {
            asks.iter()
                .map(|ask| key(ask) << of_number)
                .collect::<Vec<_>>()
        });
        let mut order = keys.concat();
        order
            .iter_mut()
            .zip(0u64..)
            .for_each(|(key, number)| *key |= number);
        sort_from_bit(of_number, &mut order);
        order
            .into_iter()
            .map(|key| (key & ((1 << of_number) - 1)) as u32)
            .collect()
    }
}

/// Bits of a digit in [`sort_from_bit`].
const DIGIT_BITS: u32 = 11;

/// Sorts by the bits from this one up, digit by digit from the lowest; digits that all words share, as the first ones of places in one city are,
/// cost nothing. What is equal there keeps its order.
fn sort_from_bit(first_bit: u32, words: &mut Vec<u64>) {
    let differences = |differing, word: &u64| differing | word ^ words[0];
    let differing = words.iter().fold(0, differences);
    let mut sorted = vec![0; words.len()];
    for first_bit in (first_bit..u64::BITS).step_by(DIGIT_BITS as usize) {
        let digit = |word: u64| (word >> first_bit) as usize % (1 << DIGIT_BITS);
        if digit(differing) == 0 {
            continue;
        }
        let mut ends = vec![0u32; 1 << DIGIT_BITS];
        words.iter().for_each(|word| ends[digit(*word)] += 1);
        let mut n_before = 0;
        for end in &mut ends {
            n_before += std::mem::replace(end, n_before);
        }
        for word in words.iter() {
            let place = &mut ends[digit(*word)];
            sorted[*place as usize] = *word;
            *place += 1;
        }
        std::mem::swap(words, &mut sorted);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_are_sorted_by_their_higher_bits(words in vec(any::<u64>(), 0..300), kept in any::<u64>(), first_bit in 0u32..64) {
            let mut words: Vec<_> = words.into_iter().map(|word| word & kept).collect();
            let mut expected = words.clone();
            expected.sort_by_key(|word| word >> first_bit);
            sort_from_bit(first_bit, &mut words);
            prop_assert_eq!(words, expected);
        }
    }
}
