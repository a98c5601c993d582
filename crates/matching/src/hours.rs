//! Which hours of sites suit which times of families, remembered.

use crate::Setting;
use crate::demand::Ask;

/// Which hours of sites suit which times of families, as far as anybody asked: few times and hours make up most needs and sites of a survey.
pub(crate) struct HoursSeen<'a> {
    setting: Setting<'a>,
    n_states: usize,
    n_rows: usize,
    /// A row for each times, a byte for each week of hours; the first one for hours that are not known.
    rows: Vec<u8>,
    /// The times that each row is about.
    times: Vec<Option<u32>>,
}

/// What was seen of the times of one need.
pub(crate) struct HoursRow<'a, 'b> {
    setting: Setting<'a>,
    ask: &'b Ask,
    states: &'b mut [u8],
}

const UNSEEN: u8 = 0;
const RIGHT: u8 = 1;
const WRONG: u8 = 2;

/// Bytes in memory for all rows together, one row at least.
const MOST_STATES: usize = 1 << 22;

impl<'a> HoursSeen<'a> {
    pub(crate) fn new(setting: Setting<'a>) -> Self {
        let n_states = setting.supply.slots.len() + 1;
        Self {
            setting,
            n_states,
            n_rows: (MOST_STATES / n_states).clamp(1, setting.demand.slots.len() + 1),
            rows: Vec::new(),
            times: Vec::new(),
        }
    }

    /// The row of the times of a need; what was seen of others that stood in its place is forgotten.
    pub(crate) fn of<'b>(&'b mut self, ask: &'b Ask) -> HoursRow<'a, 'b> {
        HoursRow {
            setting: self.setting,
            ask,
            states: self.row(ask.week),
        }
    }

    fn row(&mut self, times: u32) -> &mut [u8] {
        let row = times as usize % self.n_rows;
        if row >= self.times.len() {
            self.times.resize(row + 1, None);
            self.rows.resize((row + 1) * self.n_states, UNSEEN);
        }
        let states = &mut self.rows[row * self.n_states..][..self.n_states];
        if self.times[row].replace(times) != Some(times) {
            states.fill(UNSEEN);
        }
        states
    }
}

impl HoursRow<'_, '_> {
    /// `false` where it is known that the hours with this number do not suit.
    #[inline]
    pub(crate) fn may_suit(&self, week: u32) -> bool {
        self.states[place_of(week)] != WRONG
    }

    /// Whether the hours with this number suit in the setting's reading.
    #[inline]
    pub(crate) fn suit(&mut self, week: u32) -> bool {
        match self.states[place_of(week)] {
            UNSEEN => self.see(week),
            state => state == RIGHT,
        }
    }

    #[cold]
    fn see(&mut self, week: u32) -> bool {
        let known = self.setting.hours(self.ask, week);
        let suit = known.allows(self.setting.reading);
        self.states[place_of(week)] = if suit { RIGHT } else { WRONG };
        suit
    }
}

/// Where the state of hours stands in a row: [`UNKNOWN`](crate::supply::UNKNOWN), the largest number, comes round to the first place.
#[inline]
fn place_of(week: u32) -> usize {
    week.wrapping_add(1) as usize
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
        (seen.n_states, seen.n_rows) = (2, 3);
        seen.row(4)[1] = RIGHT;
        seen.row(UNKNOWN)[0] = WRONG;
        assert_eq!(seen.row(4), [0, RIGHT]);
        assert_eq!(seen.row(7), [0, 0], "7 stands where 4 stood");
        assert_eq!(seen.row(4), [0, 0]);
        assert_eq!(seen.row(UNKNOWN), [WRONG, 0]);
    }
}
