//! Draws organizations, their services and the places where these are offered.

use std::collections::BTreeSet;

use rand::RngExt;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

use super::super::places::{NEIGHBORHOODS, THEMES};
use super::super::town::{Place, Town};
use super::catalog::{
    ACCESS, DRAW_OF, Hours, KINDS, Kind, LANGUAGES, OFFERS, Offer, SHELTER_HOURS, SHELTERS,
    WEST_BANK_ONLY,
};

/// An organization with all it does.
pub(super) struct Organization {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) description: &'static str,
    /// Locations; services name them by their index.
    pub(super) locations: Vec<Location>,
    pub(super) services: Vec<Service>,
}

/// A place that an organization has.
pub(super) struct Location {
    pub(super) id: String,
    pub(super) name: String,
    /// Nothing for a location that is not shown on any map.
    pub(super) place: Option<Place>,
    /// Arrangements; empty when nobody has said.
    pub(super) access: Vec<&'static str>,
    pub(super) phone: Option<String>,
}

/// A service.
pub(super) struct Service {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) category: &'static str,
    /// Indexes of the organization's locations.
    pub(super) locations: Vec<usize>,
    pub(super) hours: Option<Hours>,
    /// Codes and names; empty when nobody has said.
    pub(super) languages: Vec<(&'static str, &'static str)>,
    pub(super) has_interpreter: bool,
    pub(super) cost: Option<u32>,
    pub(super) ages: (Option<u32>, Option<u32>),
    pub(super) places: Option<(u32, u32)>,
    /// Day of the last verification.
    pub(super) assured_date: Option<String>,
    /// Whether the list of confidential services has to name it.
    pub(super) is_confidential: bool,
}

/// Draws all organizations.
pub(super) fn organizations(town: &Town, rng: &mut ChaCha8Rng) -> Vec<Organization> {
    let mut draw = Draw {
        town,
        rng,
        names: BTreeSet::new(),
    };
    let mut found = Vec::new();
    for kind in &KINDS {
        for index in 0..kind.n {
            found.push(draw.organization(kind, index));
        }
    }
    found.extend(SHELTERS.map(|shelter| draw.shelter(shelter)));
    found
}

/// A version 4 UUID made from the drawing's own chance.
pub(super) fn uuid(rng: &mut ChaCha8Rng) -> String {
    let mut bytes: [u8; 16] = rng.random();
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!(
        "{}-{}-{}-{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..]
    )
}

struct Draw<'a, 't> {
    town: &'a Town<'t>,
    rng: &'a mut ChaCha8Rng,
    names: BTreeSet<String>,
}

impl Draw<'_, '_> {
    fn organization(&mut self, kind: &'static Kind, index: usize) -> Organization {
        let mut categories = kind.main.to_vec();
        for &category in kind.also {
            if self.rng.random_bool(0.26) && !categories.contains(&category) {
                categories.push(category);
            }
        }
        let is_west = categories
            .iter()
            .any(|category| WEST_BANK_ONLY.contains(category));
        let neighborhood = self.neighborhood(is_west);
        let name = self.name(
            NEIGHBORHOODS[neighborhood].0,
            kind.endings[index % kind.endings.len()],
        );
        let mut locations = vec![self.location(&name, neighborhood)];
        if self.rng.random_bool(0.17) {
            let other = self.neighborhood(is_west);
            locations.push(self.location(&format!("{name}, {}", NEIGHBORHOODS[other].0), other));
        }
        let services = categories
            .into_iter()
            .map(|category| self.service(category, locations.len()))
            .collect();
        Organization {
            id: uuid(self.rng),
            name,
            description: kind.description,
            locations,
            services,
        }
    }

    fn shelter(&mut self, (name, has_place): (&str, bool)) -> Organization {
        let neighborhood = self.neighborhood(true);
        let mut location = self.location(name, neighborhood);
        if !has_place {
            location.place = None;
        }
        let mut service = self.service("housing", 1);
        service.name = "Emergency shelter for parents and children".to_owned();
        service.hours = Some(SHELTER_HOURS);
        service.cost = Some(0);
        service.places = Some((6, 18));
        service.is_confidential = has_place;
        Organization {
            id: uuid(self.rng),
            name: name.to_owned(),
            description: "Shelter at a place that is not made public. Call at any hour.",
            locations: vec![location],
            services: vec![service],
        }
    }

    fn location(&mut self, name: &str, neighborhood: usize) -> Location {
        let atom = self
            .town
            .settled_atom(&self.town.neighborhoods[neighborhood], self.rng);
        let place = self.town.place_in(atom, self.rng);
        let mut access: Vec<&str> = Vec::new();
        if self.rng.random_bool(0.7) {
            for (arrangement, chance) in ACCESS.into_iter().zip([0.85, 0.12, 0.10, 0.15]) {
                if self.rng.random_bool(chance) {
                    access.push(arrangement);
                }
            }
            if access.is_empty() {
                access.push("none");
            }
        }
        let number = self.rng.random_range(0..100);
        let phone = self
            .rng
            .random_bool(0.92)
            .then(|| format!("(620) 555-01{number:02}"));
        Location {
            id: uuid(self.rng),
            name: name.to_owned(),
            place: Some(place),
            access,
            phone,
        }
    }

    fn service(&mut self, category: &'static str, n_locations: usize) -> Service {
        let offer = OFFERS
            .iter()
            .find(|offer| offer.category == category)
            .expect("every category has an offer");
        let is_everywhere = n_locations > 1 && self.rng.random_bool(0.6);
        let locations = if is_everywhere {
            (0..n_locations).collect()
        } else {
            vec![self.rng.random_range(0..n_locations)]
        };
        Service {
            id: uuid(self.rng),
            name: (*self.pick(offer.names)).to_owned(),
            category,
            locations,
            hours: self.rng.random_bool(0.88).then(|| *self.pick(offer.hours)),
            languages: self.languages(category),
            has_interpreter: self.rng.random_bool(if category == "language-help" {
                0.6
            } else {
                0.12
            }),
            cost: *self.pick(offer.costs),
            ages: *self.pick(offer.ages),
            places: self.places(offer),
            assured_date: self.assured_date(),
            is_confidential: false,
        }
    }

    fn pick<T>(&mut self, list: &'static [T]) -> &'static T {
        list.choose(self.rng)
            .expect("lists of the catalog are not empty")
    }

    fn languages(&mut self, category: &str) -> Vec<(&'static str, &'static str)> {
        if self.rng.random_bool(0.11) {
            return Vec::new();
        }
        let boost = if category == "language-help" { 3 } else { 1 };
        let mut spoken = vec![("en", "English")];
        for (name, code, of_hundred) in LANGUAGES {
            if self.rng.random_ratio((of_hundred * boost).min(100), 100) {
                spoken.push((code, name));
            }
        }
        spoken
    }

    /// Places left and places in all.
    fn places(&mut self, offer: &Offer) -> Option<(u32, u32)> {
        let (fewest, most) = offer.places;
        let maximum = self.rng.random_range(fewest..=most);
        let roll = self.rng.random_range(0..100);
        match roll {
            0..42 => None,
            42..47 => Some((0, maximum)),
            47..80 => Some((maximum, maximum)),
            _ => Some((maximum * 2 / 3, maximum)),
        }
    }

    fn assured_date(&mut self) -> Option<String> {
        let (month, day) = (self.rng.random_range(1..=10), self.rng.random_range(1..=28));
        match self.rng.random_range(0..100) {
            0..6 => None,
            6..12 => Some(format!("2024-{month:02}-{day:02}")),
            _ => Some(format!("2026-{month:02}-{day:02}")),
        }
    }

    /// A neighborhood, more often where children live and where organizations like to be.
    fn neighborhood(&mut self, is_west: bool) -> usize {
        let weights: Vec<f64> = (0..NEIGHBORHOODS.len())
            .map(|index| self.draw_of(index, is_west))
            .collect();
        let mut left = self.rng.random_range(0.0..1.0) * weights.iter().sum::<f64>();
        for (index, weight) in weights.iter().enumerate() {
            left -= weight;
            if left <= 0.0 && *weight > 0.0 {
                return index;
            }
        }
        0
    }

    fn draw_of(&self, neighborhood: usize, is_west: bool) -> f64 {
        let atoms = &self.town.neighborhoods[neighborhood];
        let name = NEIGHBORHOODS[neighborhood].0;
        if is_west
            && atoms
                .first()
                .is_some_and(|&atom| self.town.mesh.atoms[atom].is_east)
        {
            return 0.0;
        }
        let factor = DRAW_OF
            .iter()
            .find(|draw| draw.0 == name)
            .map_or(1.0, |draw| draw.1);
        self.town.mesh.children(atoms) * factor
    }

    fn name(&mut self, neighborhood: &str, ending: &str) -> String {
        let by_place = self.rng.random_bool(0.4);
        let start = self.rng.random_range(0..THEMES.len());
        let themes = (0..THEMES.len()).map(|k| THEMES[(start + k) % THEMES.len()]);
        let first = by_place.then_some(neighborhood);
        let candidates = first.into_iter().chain(themes).chain([neighborhood]);
        let mut names = candidates.map(|start| format!("{start} {ending}"));
        let name = names
            .find(|name| !self.names.contains(name))
            .unwrap_or_else(|| format!("Riverbend {ending}"));
        self.names.insert(name.clone());
        name
    }
}
