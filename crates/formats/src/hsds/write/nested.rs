//! Objects within objects, put together from texts that are made once.

use model::hsds::Directory;
use model::hsds::describe::Id;
use serde::Serialize;
use serde_json::Value;
use std::collections::HashMap;

/// How much of an object is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Fields that have one value, and objects of which there is one.
    Basic,
    /// Everything.
    Full,
}

/// What is said of an organization's services.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Services {
    /// Nothing.
    No,
    /// Their fields that have one value.
    Basic,
    /// Everything.
    Full,
}

/// A directory whose objects can be written with those that belong to them.
#[derive(Debug, Default)]
pub struct Nested {
    organizations: Vec<Text>,
    services: Vec<Text>,
    locations: Vec<Text>,
    sites: Vec<Text>,
    organization_of: Vec<usize>,
    services_of: Vec<Vec<usize>>,
    sites_of: Vec<Vec<usize>>,
    places_of: Vec<Place>,
}

/// An object's own fields as JSON, without the objects that have an id of their own.
#[derive(Debug)]
struct Text {
    basic: Box<str>,
    full: Box<str>,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    service: usize,
    location: usize,
}

impl Nested {
    /// Writes every object of a directory once.
    pub fn new(directory: &Directory) -> Self {
        let organizations = numbers(directory.organizations.iter().map(|o| &o.id));
        let services = numbers(directory.services.iter().map(|s| &s.id));
        let locations = numbers(directory.locations.iter().map(|l| &l.id));
        let number = |numbers: &HashMap<&Id, usize>, id: &Option<Id>| {
            let id = id.as_ref().expect("keys always stand");
            *numbers.get(id).expect("no key dangles")
        };
        let of_service = directory.services.iter();
        let organization_of: Vec<_> = of_service
            .map(|service| number(&organizations, &service.organization_id))
            .collect();
        let of_site = directory.service_at_locations.iter();
        let places_of: Vec<_> = of_site
            .map(|site| Place {
                service: number(&services, &site.service_id),
                location: number(&locations, &site.location_id),
            })
            .collect();
        Self {
            services_of: grouped(organization_of.iter().copied(), organizations.len()),
            sites_of: grouped(places_of.iter().map(|place| place.service), services.len()),
            organization_of,
            places_of,
            organizations: texts(&directory.organizations),
            services: texts(&directory.services),
            locations: texts(&directory.locations),
            sites: texts(&directory.service_at_locations),
        }
    }

    /// Writes an organization by its number.
    pub fn organization(
        &self,
        number: usize,
        detail: Detail,
        services: Services,
        out: &mut String,
    ) {
        let mut object = Object::open(out, self.organizations[number].of(detail));
        let own = &self.services_of[number];
        if services != Services::No && !own.is_empty() {
            object.list("services", own, |&service, out| match services {
                Services::Full => self.service_without_organization(service, out),
                _ => out.push_str(&self.services[service].basic),
            });
        }
        object.close();
    }

    /// Writes a service by its number: with its organization, and in full with its sites and their locations.
    pub fn service(&self, number: usize, detail: Detail, out: &mut String) {
        let mut object = Object::open(out, self.services[number].of(detail));
        object.one("organization", self.organization_text(number, detail));
        if detail == Detail::Full {
            self.add_sites(number, &mut object);
        }
        object.close();
    }

    /// Writes a service at a location by its number: with location and service.
    pub fn site(&self, number: usize, detail: Detail, out: &mut String) {
        let Place { service, location } = self.places_of[number];
        let mut object = Object::open(out, self.sites[number].of(detail));
        object.one("location", self.locations[location].of(detail));
        object.member("service");
        let mut inner = Object::open(object.out, self.services[service].of(detail));
        inner.one("organization", self.organization_text(service, detail));
        inner.close();
        object.close();
    }

    /// Writes a location in full by its number.
    pub fn location(&self, number: usize, out: &mut String) {
        out.push_str(&self.locations[number].full);
    }

    /// The organizations that offer no service, and the locations where nothing is offered, by their numbers.
    pub fn alone(&self) -> (Vec<usize>, Vec<usize>) {
        let without = |groups: &[Vec<usize>]| {
            let numbers = groups
                .iter()
                .enumerate()
                .filter(|(_, group)| group.is_empty());
            numbers.map(|(number, _)| number).collect()
        };
        let at = self.places_of.iter().map(|place| place.location);
        let sites_at = grouped(at, self.locations.len());
        (without(&self.services_of), without(&sites_at))
    }

    /// How many services there are.
    pub fn n_services(&self) -> usize {
        self.services.len()
    }

    /// The number of the organization of a service.
    pub fn organization_of(&self, service: usize) -> usize {
        self.organization_of[service]
    }

    /// The numbers of the service and the location of a site.
    pub fn place_of(&self, site: usize) -> (usize, usize) {
        let Place { service, location } = self.places_of[site];
        (service, location)
    }

    /// The numbers of an organization's services.
    pub fn services_of(&self, organization: usize) -> &[usize] {
        &self.services_of[organization]
    }

    fn organization_text(&self, service: usize, detail: Detail) -> &str {
        self.organizations[self.organization_of[service]].of(detail)
    }

    fn service_without_organization(&self, number: usize, out: &mut String) {
        let mut object = Object::open(out, &self.services[number].full);
        self.add_sites(number, &mut object);
        object.close();
    }

    fn add_sites(&self, service: usize, object: &mut Object) {
        let sites = &self.sites_of[service];
        if sites.is_empty() {
            return;
        }
        object.list("service_at_locations", sites, |&site, out| {
            let location = self.places_of[site].location;
            let mut object = Object::open(out, &self.sites[site].full);
            object.one("location", &self.locations[location].full);
            object.close();
        });
    }
}

impl Text {
    fn of(&self, detail: Detail) -> &str {
        match detail {
            Detail::Basic => &self.basic,
            Detail::Full => &self.full,
        }
    }
}

fn texts<T: Serialize>(objects: &[T]) -> Vec<Text> {
    let text = |object: &T| {
        let value = serde_json::to_value(object).expect("its keys are text");
        let full = value.to_string().into_boxed_str();
        let mut basic = value;
        if let Value::Object(members) = &mut basic {
            members.retain(|_, value| !value.is_array() && !value.is_object());
        }
        let basic = basic.to_string().into_boxed_str();
        Text { basic, full }
    };
    objects.iter().map(text).collect()
}

fn numbers<'a>(ids: impl Iterator<Item = &'a Id>) -> HashMap<&'a Id, usize> {
    ids.zip(0..).collect()
}

/// For each of `n` groups the places at which it occurs.
fn grouped(groups: impl Iterator<Item = usize>, n: usize) -> Vec<Vec<usize>> {
    let mut places = vec![Vec::new(); n];
    for (place, group) in groups.enumerate() {
        places[group].push(place);
    }
    places
}

/// A JSON object to which members are being added.
struct Object<'a> {
    out: &'a mut String,
}

impl<'a> Object<'a> {
    /// Begins with the members of a written object, which has at least one.
    fn open(out: &'a mut String, text: &str) -> Self {
        out.push_str(text.strip_suffix('}').unwrap_or(text));
        Self { out }
    }

    fn member(&mut self, name: &str) {
        self.out.push_str(",\"");
        self.out.push_str(name);
        self.out.push_str("\":");
    }

    fn one(&mut self, name: &str, text: &str) {
        self.member(name);
        self.out.push_str(text);
    }

    fn list<T>(&mut self, name: &str, items: &[T], mut write: impl FnMut(&T, &mut String)) {
        self.member(name);
        for (nth, item) in items.iter().enumerate() {
            self.out.push(if nth == 0 { '[' } else { ',' });
            write(item, self.out);
        }
        self.out.push(']');
    }

    fn close(self) {
        self.out.push('}');
    }
}
