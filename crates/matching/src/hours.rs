//! Which hours of sites suit which times of families, remembered.

use crate::Setting;
use crate::demand::Ask;

/// Which hours of sites suit which times of families, as far as anybody asked: few times and hours make up most needs and sites of a survey.
pub(crate) struct HoursSeen<'a> {
    setting: Setting<'a>,
    n_words: usize,
    n_rows: usize,
    /// A row for each times, two bits a week of hours.
    rows: Vec<u64>,
    /// The times that each row is about.
    times: Vec<Option<u32>>,
}

/// What was seen of the times of one need.
pub(crate) struct HoursRow<'a, 'b> {
    setting: Setting<'a>,
    ask: &'b Ask,
    words: &'b mut [u64],
}

const STATE: u64 = 3;
const UNSEEN: u64 = 0;
const RIGHT: u64 = 1;
const WRONG: u64 = 2;

/// Weeks of hours whose state a word holds.
const A_WORD: usize = 32;
/// Words in memory for all rows together, one row at least: four megabytes.
const MOST_WORDS: usize = 1 << 19;

impl<'a> HoursSeen<'a> {
    pub(crate) fn new(setting: Setting<'a>) -> Self {
        let n_words = setting.supply.slots.len() / A_WORD + 1;
        Self {
            setting,
            n_words,
            n_rows: (MOST_WORDS / n_words).clamp(1, setting.demand.slots.len() + 1),
            rows: Vec::new(),
            times: Vec::new(),
        }
    }

    /// The row of the times of a need; what was seen of others that stood in its place is forgotten.
    pub(crate) fn of<'b>(&'b mut self, ask: &'b Ask) -> HoursRow<'a, 'b> {
        HoursRow {
            setting: self.setting,
            ask,
            words: self.row(ask.week),
        }
    }

    fn row(&mut self, times: u32) -> &mut [u64] {
        let row = times as usize % self.n_rows;
        if row >= self.times.len() {
            self.times.resize(row + 1, None);
            self.rows.resize((row + 1) * self.n_words, 0);
        }
        let words = &mut self.rows[row * self.n_words..][..self.n_words];
        if self.times[row].replace(times) != Some(times) {
            words.fill(0);
        }
        words
    }
}

impl HoursRow<'_, '_> {
    /// `false` where it is known that the hours with this number do not suit.
    #[inline]
    pub(crate) fn may_suit(&self, week: u32) -> bool {
        let (word, shift) = self.state_of(week);
        self.words[word] >> shift & STATE != WRONG
    }

    /// Whether the hours with this number suit in the setting's reading.
    #[inline]
    pub(crate) fn suit(&mut self, week: u32) -> bool {
        let (word, shift) = self.state_of(week);
        match self.words[word] >> shift & STATE {
            UNSEEN => {
                let suit = self
                    .setting
                    .hours(self.ask, week)
                    .allows(self.setting.reading);
                self.words[word] |= if suit { RIGHT } else { WRONG } << shift;
                suit
            }
            state => state == RIGHT,
        }
    }

    /// Where the state of hours stands: the word, and the bits to shift. Hours that are not known are the last.
    #[inline]
    fn state_of(&self, week: u32) -> (usize, usize) {
        let week = (week as usize).min(self.setting.supply.slots.len());
        (week / A_WORD, week % A_WORD * 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Demand;
    use crate::supply::{Supply, UNKNOWN};
    use model::analysis::Reading;
    use spatial::travel_cost::StraightLine;

    #[test]
    fn what_was_seen_of_other_times_in_the_same_row_is_forgotten() {
        let supply = Supply::build(Vec::new());
        let demand = Demand::build([], supply.terms());
        let setting = Setting {
            demand: &demand,
            supply: &supply,
            travel_cost: &StraightLine,
            reading: Reading::Lenient,
            n_threads: 1,
        };
        let mut seen = HoursSeen::new(setting);
        (seen.n_words, seen.n_rows) = (2, 3);
        seen.row(4)[1] = RIGHT;
        seen.row(UNKNOWN)[0] = WRONG;
        assert_eq!(seen.row(4), [0, RIGHT]);
        assert_eq!(seen.row(7), [0, 0], "7 stands where 4 stood");
        assert_eq!(seen.row(4), [0, 0]);
        assert_eq!(seen.row(UNKNOWN), [WRONG, 0]);
    }
}
