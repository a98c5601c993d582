//! The state of the data: what is there, and what somebody should look at.

use crate::Atlas;
use disclosure::views::SiteParts;
use model::analysis::Geography;
use model::category;
use model::directory::{LocationType, Service, ServiceAtLocation, ServiceStatus};
use model::school::Operator;
use std::collections::BTreeSet;
use std::sync::Arc;

/// How many examples a finding names.
pub const N_EXAMPLES: usize = 5;

/// How many records there are of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// What is counted, in plain words.
    pub what: &'static str,
    /// How many.
    pub n_records: usize,
}

/// Something that somebody should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// A stable word for machines.
    pub id: &'static str,
    /// What it is, in plain words.
    pub what: &'static str,
    /// How many records.
    pub n_records: usize,
    /// The first of them by name; never responses.
    pub examples: Vec<String>,
}

/// The state of the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// Counts by kind.
    pub counts: Vec<Count>,
    /// Responses by wave, and whether the wave is simulated.
    pub waves: Vec<(String, usize, bool)>,
    /// Findings with at least one record.
    pub findings: Vec<Finding>,
}

impl Atlas {
    /// The state of the data. Records not verified since `a_year_ago` (YYYY-MM-DD) are named.
    pub fn state(&self, a_year_ago: &str) -> State {
        let findings = [
            self.schools_without_zone(),
            self.zones_without_school(),
            self.services_without_location(),
            self.sites_without_position(),
            self.sites_of_gone_records(),
            self.services_without_category(),
            self.categories_nobody_offers(),
            self.not_verified(a_year_ago),
            self.schools_without_position(),
            self.assets_without_position(),
            self.responses_outside(),
            self.responses_without_home(),
            self.responses_of_unknown_school(),
        ];
        let waves = self.waves().into_iter().map(|wave| {
            let n_responses = self
                .records
                .responses
                .iter()
                .filter(|r| r.wave == wave)
                .count();
            (wave.to_string(), n_responses, self.is_simulated(&wave))
        });
        State {
            counts: self.counts(),
            waves: waves.collect(),
            findings: findings
                .into_iter()
                .filter(|finding| finding.n_records > 0)
                .collect(),
        }
    }

    fn counts(&self) -> Vec<Count> {
        let r = &self.records;
        let confidential = self
            .sites()
            .filter(|parts| parts.location.is_confidential)
            .count();
        [
            ("schools", r.schools.len()),
            ("attendance zones", r.zones.len()),
            ("neighborhoods", r.neighborhoods.len()),
            (
                "feeder patterns",
                self.layers.areas(&Geography::FeederPattern).len(),
            ),
            ("rows of a feeder table", r.feeder_links.len()),
            ("population areas", r.population.len()),
            ("organizations", r.organizations.len()),
            ("services", r.services.len()),
            ("locations", r.locations.len()),
            ("sites (running services at locations)", self.n_sites()),
            ("of these at confidential locations", confidential),
            ("assets", r.assets.len()),
            (
                "of these kept off the map as confidential",
                r.assets
                    .iter()
                    .filter(|asset| asset.is_confidential)
                    .count(),
            ),
            ("features of the map's background", r.context.len()),
            ("responses", r.responses.len()),
        ]
        .into_iter()
        .map(|(what, n_records)| Count { what, n_records })
        .collect()
    }

    fn schools_without_zone(&self) -> Finding {
        let zoned: BTreeSet<_> = self
            .records
            .zones
            .iter()
            .filter_map(|zone| zone.school_id.as_ref())
            .collect();
        // Charter and independent schools have no zone by nature.
        let is_zoned_kind = |operator| matches!(operator, None | Some(Operator::District));
        let schools = self
            .records
            .schools
            .iter()
            .filter(|s| is_zoned_kind(s.operator) && !zoned.contains(&s.id));
        finding(
            "schools-without-zone",
            "schools without an attendance zone",
            schools.map(|s| s.name.clone()),
        )
    }

    fn zones_without_school(&self) -> Finding {
        let schools: BTreeSet<_> = self
            .records
            .schools
            .iter()
            .map(|school| &school.id)
            .collect();
        let is_known = |id: &model::ids::SchoolId| schools.contains(id);
        let zones = self
            .records
            .zones
            .iter()
            .filter(|zone| !zone.school_id.as_ref().is_some_and(is_known));
        finding(
            "zones-without-school",
            "attendance zones whose school is not loaded",
            zones.map(|z| z.name.clone()),
        )
    }

    fn services_without_location(&self) -> Finding {
        let located: BTreeSet<_> = self
            .records
            .services_at_locations
            .iter()
            .map(|link| &link.service_id)
            .collect();
        let services = self
            .records
            .services
            .iter()
            .filter(|service| !located.contains(&service.id));
        finding(
            "services-without-location",
            "services without a location",
            services.map(|s| s.name.clone()),
        )
    }

    fn sites_without_position(&self) -> Finding {
        let needs_travel =
            |parts: &SiteParts| parts.location.location_type != LocationType::Virtual;
        let sites = self
            .sites()
            .filter(|parts| parts.location.position.is_none() && needs_travel(parts));
        finding(
            "sites-without-position",
            "sites whose place on the map is unknown",
            sites.map(|parts| parts.service.name.clone()),
        )
    }

    fn sites_of_gone_records(&self) -> Finding {
        let stops = |service: &&Arc<Service>| service.status != ServiceStatus::Active;
        let stopped: BTreeSet<_> = self
            .records
            .services
            .iter()
            .filter(stops)
            .map(|service| &service.id)
            .collect();
        let joined: BTreeSet<_> = self.sites().map(|parts| &parts.site.id).collect();
        let is_lost = |link: &&Arc<ServiceAtLocation>| {
            !joined.contains(&link.id) && !stopped.contains(&link.service_id)
        };
        let lost = self.records.services_at_locations.iter().filter(is_lost);
        finding(
            "sites-of-gone-records",
            "sites whose service, organization or location is gone",
            lost.map(|link| link.id.to_string()),
        )
    }

    fn services_without_category(&self) -> Finding {
        let services = self
            .records
            .services
            .iter()
            .filter(|service| service.categories.is_empty());
        finding(
            "services-without-category",
            "services that answer none of the need categories",
            services.map(|s| s.name.clone()),
        )
    }

    fn categories_nobody_offers(&self) -> Finding {
        let empty = category::categories()
            .filter(|category| !self.supply.has_category(&category.category_id()));
        finding(
            "categories-nobody-offers",
            "need categories that nobody offers",
            empty.map(|c| c.name.en.to_owned()),
        )
    }

    fn not_verified(&self, a_year_ago: &str) -> Finding {
        let is_old = |date: &Option<String>| date.as_deref().is_none_or(|date| date < a_year_ago);
        let services = self
            .records
            .services
            .iter()
            .filter(|service| is_old(&service.last_verified));
        finding(
            "not-verified",
            "services not verified for a year (or never)",
            services.map(|s| s.name.clone()),
        )
    }

    fn schools_without_position(&self) -> Finding {
        let schools = self
            .records
            .schools
            .iter()
            .filter(|school| school.position.is_none());
        finding(
            "schools-without-position",
            "schools whose place on the map is unknown",
            schools.map(|s| s.name.clone()),
        )
    }

    fn assets_without_position(&self) -> Finding {
        let assets = self
            .records
            .assets
            .iter()
            .filter(|asset| asset.position.is_none());
        finding(
            "assets-without-position",
            "assets whose place on the map is unknown",
            assets.map(|a| a.name.clone()),
        )
    }

    fn responses_outside(&self) -> Finding {
        let pairs = self.records.responses.iter().zip(&self.homes);
        let outside =
            pairs.filter(|(response, home)| response.home.is_some() && !home.is_in_district());
        finding_of_responses(
            "responses-outside",
            "responses whose home is in no neighborhood and no zone",
            outside.count(),
        )
    }

    fn responses_without_home(&self) -> Finding {
        let without = self
            .records
            .responses
            .iter()
            .filter(|response| response.home.is_none());
        finding_of_responses(
            "responses-without-home",
            "responses that do not say where the family lives",
            without.count(),
        )
    }

    fn responses_of_unknown_school(&self) -> Finding {
        let schools: BTreeSet<_> = self
            .records
            .schools
            .iter()
            .map(|school| &school.id)
            .collect();
        let named = self
            .records
            .responses
            .iter()
            .filter_map(|response| response.school_id.as_ref());
        let unknown = named.filter(|id| !schools.contains(id)).count();
        finding_of_responses(
            "responses-of-unknown-school",
            "responses that name a school that is not loaded",
            unknown,
        )
    }
}

fn finding(id: &'static str, what: &'static str, names: impl Iterator<Item = String>) -> Finding {
    let names: Vec<_> = names.collect();
    Finding {
        id,
        what,
        n_records: names.len(),
        examples: names.into_iter().take(N_EXAMPLES).collect(),
    }
}

/// Responses are counted and never named.
fn finding_of_responses(id: &'static str, what: &'static str, n_records: usize) -> Finding {
    Finding {
        id,
        what,
        n_records,
        examples: Vec::new(),
    }
}
