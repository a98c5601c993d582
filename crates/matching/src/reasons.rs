//! Why a site was matched, in words.

use crate::{Candidate, Setting};
use model::analysis::{Constraint, Need, Site};
use model::language::Language;
use model::survey::Mode;
use model::units::Micro;

impl Setting<'_> {
    /// Why a site is a match of a need, in words: the way, language, hours, price and what else was asked for. What is not known is said to be so.
    ///
    /// `need` and `site` are those of the demand and the supply with the numbers `number` and `candidate.site`.
    pub fn why(self, number: u32, need: &Need, candidate: &Candidate) -> String {
        let site = &self.supply.sites()[candidate.site as usize];
        let unknown = self.verdict(number, candidate.site).unknown;
        let is_unknown = |constraint| unknown.has(constraint);
        let mut reasons = vec![
            self.way(number, need, candidate),
            language(need, site, is_unknown(Constraint::Language)),
            hours(site, is_unknown(Constraint::Hours)),
            price(need, site),
        ];
        if need.age.is_some() && (site.min_age.is_some() || site.max_age.is_some()) {
            let bound = |age: Option<Micro>| age.map_or("?".to_owned(), |age| age.to_string());
            reasons.push(format!(
                "ages {} to {}",
                bound(site.min_age),
                bound(site.max_age)
            ));
        }
        if !need.accessibility.is_empty() {
            let asked = need
                .accessibility
                .iter()
                .cloned()
                .collect::<Vec<_>>()
                .join(", ");
            reasons.push(if is_unknown(Constraint::Accessibility) {
                format!("whether it offers {asked} is not known")
            } else {
                format!("offers {asked}")
            });
        }
        if !candidate.is_untrusted {
            reasons.push("the family trusts the organization".to_owned());
        }
        reasons.join("; ")
    }

    fn way(self, number: u32, need: &Need, candidate: &Candidate) -> String {
        let (ask, offer) = (self.ask(number), self.offer(candidate.site));
        let (Some(cost), Some(home), Some(place)) = (candidate.cost(), &ask.place, &offer.place)
        else {
            return if offer.is_virtual {
                "by phone or online, wherever one lives".to_owned()
            } else {
                "the way is not known".to_owned()
            };
        };
        let mode = match need.mode {
            Mode::Walk => "on foot",
            Mode::Bike => "by bicycle",
            Mode::Drive => "by car",
            Mode::Transit => "by public transport",
        };
        let metres = home.millimetres_to(place) as f64 / 1e3;
        let way = if metres < 1_000.0 {
            format!("{metres:.0} m")
        } else {
            format!("{:.1} km", metres / 1e3)
        };
        format!("{way}, {:.0} min {mode}", cost.as_minutes())
    }
}

fn language(need: &Need, site: &Site, is_unknown: bool) -> String {
    let common: Vec<_> = need.languages.intersection(&site.languages).collect();
    if is_unknown {
        "language not known".to_owned()
    } else if common.is_empty() {
        "with an interpreter".to_owned()
    } else {
        let name = |language: &&Language| {
            language
                .english_name()
                .unwrap_or(language.as_str())
                .to_owned()
        };
        format!(
            "in {}",
            common.iter().map(name).collect::<Vec<_>>().join(", ")
        )
    }
}

fn hours(site: &Site, is_unknown: bool) -> String {
    match &site.hours {
        Some(hours) if is_unknown => format!("open {hours}, when the family can come is not known"),
        Some(hours) => format!("open {hours}"),
        None => "hours not known".to_owned(),
    }
}

fn price(need: &Need, site: &Site) -> String {
    match (site.cost, need.max_cost) {
        (Some(Micro::ZERO), _) => "free".to_owned(),
        (Some(cost), Some(can_pay)) => format!("costs {cost} of {can_pay} that the family can pay"),
        (Some(cost), None) => format!("costs {cost}, what the family can pay is not known"),
        (None, _) => "price not known".to_owned(),
    }
}
