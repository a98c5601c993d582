//! The objects of HSDS that we have something to say in.
//!
//! Keys to other objects (`organization_id` and the like) always stand; the objects themselves (`organization`) stand in
//! nested answers only.

use super::describe::{
    Clock, Day, Entity, Field, FrequencyWord, Id, Kind, Moment, Number, Object, PlaceWord,
    StatusWord, Uri, Value, objects,
};

objects! {
    /// An organization that offers services.
    Organization is "organization" in "organizations" {
        /// Its identifier.
        id: Id,
        /// Its name.
        name: String,
        /// What it does; empty when not known.
        description: String,
        /// Its web address.
        website: Option<Uri>,
        /// Its web address as the source writes it, where that is no URI.
        @ours website_as_given: Option<String>,
        /// The source that the record comes from.
        @ours source: Option<String>,
        /// Who publishes the record here.
        @ours publisher: Option<String>,
        /// When the record last changed here.
        @ours last_modified: Option<Moment>,
        /// The id under which the source keeps the record, where it is not the identifier itself.
        organization_identifiers: Vec<OrganizationIdentifier>,
        /// The last change of the record.
        metadata: Vec<Metadata>,
        /// The services that it offers, in answers about organizations.
        @ours services: Vec<Service>,
    }

    /// An identifier of an organization with others.
    OrganizationIdentifier is "organization_identifier" in "organization_identifiers" {
        /// Its identifier.
        id: Id,
        /// The organization.
        organization_id: Option<Id>,
        /// Who gave the identifier: the source of the record.
        identifier_scheme: Option<String>,
        /// What it is: `commonground-record-id`, the id of the record with its source.
        identifier_type: String,
        /// The identifier given.
        identifier: String,
    }

    /// A service that an organization offers.
    Service is "service" in "services" {
        /// Its identifier.
        id: Id,
        /// The organization that offers it.
        organization_id: Option<Id>,
        /// Its name.
        name: String,
        /// What it does.
        description: Option<String>,
        /// Its web address.
        url: Option<Uri>,
        /// Its web address as the source writes it, where that is no URI.
        @ours url_as_given: Option<String>,
        /// Whether it runs.
        status: StatusWord,
        /// Whether interpreters are offered, in words; not there when nothing is known of it.
        interpretation_services: Option<String>,
        /// The provider's own words on who may come.
        eligibility_description: Option<String>,
        /// Youngest age served, in years.
        minimum_age: Option<Number>,
        /// Oldest age served, in years.
        maximum_age: Option<Number>,
        /// The day on which somebody last made sure of the record.
        assured_date: Option<Day>,
        /// When the record last changed here.
        last_modified: Option<Moment>,
        /// The source that the record comes from.
        @ours source: Option<String>,
        /// Who publishes the record here.
        @ours publisher: Option<String>,
        /// The id under which the source keeps the record, where it is not the identifier itself.
        @ours external_identifier: Option<String>,
        /// What `external_identifier` is: `commonground-record-id`.
        @ours external_identifier_type: Option<String>,
        /// Telephone numbers for the public.
        phones: Vec<Phone>,
        /// Opening hours.
        schedules: Vec<Schedule>,
        /// Where families must live to be served; anywhere when not there.
        service_areas: Vec<ServiceArea>,
        /// The places where it is offered.
        service_at_locations: Vec<ServiceAtLocation>,
        /// Languages spoken.
        languages: Vec<Language>,
        /// The organization that offers it.
        organization: Option<Box<Organization>>,
        /// What it costs.
        cost_options: Vec<CostOption>,
        /// Places available.
        capacities: Vec<ServiceCapacity>,
        /// The need categories that it answers.
        attributes: Vec<Attribute>,
        /// The last change of the record.
        metadata: Vec<Metadata>,
    }

    /// A place where services are offered.
    Location is "location" in "locations" {
        /// Its identifier.
        id: Id,
        /// What sort of place it is.
        location_type: PlaceWord,
        /// Its name.
        name: Option<String>,
        /// Degrees north (WGS 84).
        latitude: Option<Number>,
        /// Degrees east (WGS 84).
        longitude: Option<Number>,
        /// The id under which the source keeps the record, where it is not the identifier itself.
        external_identifier: Option<String>,
        /// What `external_identifier` is: `commonground-record-id`.
        external_identifier_type: Option<String>,
        /// True in a confidential export for a place that its owner keeps out of the public's sight; such a place is in no public answer.
        @ours is_confidential: Option<bool>,
        /// The source that the record comes from.
        @ours source: Option<String>,
        /// Who publishes the record here.
        @ours publisher: Option<String>,
        /// When the record last changed here.
        @ours last_modified: Option<Moment>,
        /// Languages spoken at every service offered here.
        languages: Vec<Language>,
        /// Its street address.
        addresses: Vec<Address>,
        /// Arrangements for disabled people.
        accessibility: Vec<Accessibility>,
        /// The last change of the record.
        metadata: Vec<Metadata>,
    }

    /// A service at one of its locations: a site.
    ServiceAtLocation is "service_at_location" in "service_at_location" {
        /// Its identifier.
        id: Id,
        /// The service.
        service_id: Option<Id>,
        /// The location.
        location_id: Option<Id>,
        /// The source that the record comes from.
        @ours source: Option<String>,
        /// Who publishes the record here.
        @ours publisher: Option<String>,
        /// When the record last changed here.
        @ours last_modified: Option<Moment>,
        /// The id under which the source keeps the record, where it is not the identifier itself.
        @ours external_identifier: Option<String>,
        /// What `external_identifier` is: `commonground-record-id`.
        @ours external_identifier_type: Option<String>,
        /// Opening hours here, where they differ from the service's.
        schedules: Vec<Schedule>,
        /// Languages spoken here, where they differ from the service's.
        @ours languages: Vec<Language>,
        /// What it costs here, where that differs from the service's.
        @ours cost_options: Vec<CostOption>,
        /// Places available here, where they differ from the service's.
        @ours capacities: Vec<ServiceCapacity>,
        /// The location.
        location: Option<Box<Location>>,
        /// The service, in answers about services at locations.
        @ours service: Option<Box<Service>>,
        /// The last change of the record.
        metadata: Vec<Metadata>,
    }

    /// A telephone number.
    Phone is "phone" in "phones" {
        /// Its identifier.
        id: Id,
        /// The service that it belongs to.
        service_id: Option<Id>,
        /// The number as the source writes it.
        number: String,
    }

    /// When a service is open.
    Schedule is "schedule" in "schedules" {
        /// Its identifier.
        id: Id,
        /// The service that it belongs to.
        service_id: Option<Id>,
        /// The service at a location that it belongs to.
        service_at_location_id: Option<Id>,
        /// How often it comes again.
        freq: Option<FrequencyWord>,
        /// Every how many weeks.
        interval: Option<Number>,
        /// The days, as two letters each.
        byday: Option<String>,
        /// When it opens.
        opens_at: Option<Clock>,
        /// When it closes; at or before `opens_at` that is on the next day.
        closes_at: Option<Clock>,
        /// The IANA name of the time zone that the times are in.
        @ours time_zone: Option<String>,
        /// The hours in the source's words, where they have no form that can be computed with.
        description: Option<String>,
    }

    /// Where families must live to be served.
    ServiceArea is "service_area" in "service_areas" {
        /// Its identifier.
        id: Id,
        /// The service that it belongs to.
        service_id: Option<Id>,
        /// The area.
        extent: Option<String>,
        /// The format of `extent`: `geojson`.
        extent_type: Option<String>,
    }

    /// A language spoken.
    Language is "language" in "languages" {
        /// Its identifier.
        id: Id,
        /// The service that it belongs to.
        service_id: Option<Id>,
        /// The location that it belongs to.
        location_id: Option<Id>,
        /// The service at a location that it belongs to.
        @ours service_at_location_id: Option<Id>,
        /// Its English name.
        name: Option<String>,
        /// Its code, ISO 639-1 or else ISO 639-3.
        code: Option<String>,
    }

    /// What a service costs.
    CostOption is "cost_option" in "cost_options" {
        /// Its identifier.
        id: Id,
        /// The service that it belongs to.
        service_id: Option<Id>,
        /// The service at a location that it belongs to.
        @ours service_at_location_id: Option<Id>,
        /// The lowest price, in the district's currency; 0 is free.
        amount: Option<Number>,
        /// The price in words.
        amount_description: Option<String>,
    }

    /// Places available.
    ServiceCapacity is "service_capacity" in "service_capacity" {
        /// Its identifier.
        id: Id,
        /// The service that it belongs to.
        service_id: Option<Id>,
        /// The service at a location that it belongs to.
        @ours service_at_location_id: Option<Id>,
        /// The identifier of the unit.
        unit_id: Option<Id>,
        /// What is counted.
        unit: Box<Unit>,
        /// How many are available.
        available: Number,
        /// When that last changed here.
        updated: Moment,
    }

    /// What a capacity counts.
    Unit is "unit" in "units" {
        /// Its identifier.
        id: Id,
        /// Its name.
        name: String,
    }

    /// That a term of a taxonomy applies to a service.
    Attribute is "attribute" in "attributes" {
        /// Its identifier.
        id: Id,
        /// What the term applies to.
        link_id: Option<Id>,
        /// The term.
        taxonomy_term_id: Option<Id>,
        /// What the term says: `need-category`.
        link_type: Option<String>,
        /// The kind of object that it applies to.
        link_entity: Option<String>,
        /// How the term came here, for people.
        label: Option<String>,
        /// The term.
        taxonomy_term: Option<Box<TaxonomyTerm>>,
    }

    /// A street address.
    Address is "address" in "addresses" {
        /// Its identifier.
        id: Id,
        /// The location that it belongs to.
        location_id: Option<Id>,
        /// Street and number; the whole line where its parts cannot be told apart.
        address_1: String,
        /// What stands between street and city.
        address_2: Option<String>,
        /// The city; empty when not known.
        city: String,
        /// The state; empty when not known.
        state_province: String,
        /// The postal code; empty when not known.
        postal_code: String,
        /// The country's two letters; empty when not known.
        country: String,
        /// What sort of address it is.
        address_type: PlaceWord,
    }

    /// An arrangement for disabled people.
    Accessibility is "accessibility" in "accessibility" {
        /// Its identifier.
        id: Id,
        /// The location that has it.
        location_id: Option<Id>,
        /// What it is.
        description: Option<String>,
    }

    /// A taxonomy.
    Taxonomy is "taxonomy" in "taxonomies" {
        /// Its identifier.
        id: Id,
        /// Its name.
        name: String,
        /// What it is.
        description: String,
        /// Its web address.
        uri: Option<Uri>,
        /// Its version.
        version: Option<String>,
    }

    /// A term of a taxonomy.
    TaxonomyTerm is "taxonomy_term" in "taxonomy_terms" {
        /// Its identifier.
        id: Id,
        /// Its code within the taxonomy.
        code: Option<String>,
        /// Its name.
        name: String,
        /// What it means.
        description: String,
        /// The term above it.
        parent_id: Option<Id>,
        /// The name of its taxonomy.
        taxonomy: Option<String>,
        /// Its taxonomy.
        taxonomy_detail: Option<Box<Taxonomy>>,
        /// The language of its name, ISO 639-1.
        language: Option<String>,
        /// The identifier of its taxonomy.
        taxonomy_id: Option<Id>,
    }

    /// The last change of a record. What a record said before is not published: it may have been withdrawn for a reason.
    Metadata is "metadata" in "metadata" {
        /// Its identifier.
        id: Id,
        /// The object that changed.
        resource_id: Option<Id>,
        /// The kind of object that changed.
        resource_type: Option<String>,
        /// The day of the change.
        last_action_date: Day,
        /// What was done: `create` or `update`.
        last_action_type: String,
        /// The field that tells of the change: `id` of a new object, `last_modified` of a changed one.
        field_name: String,
        /// What that field said before; empty for a new object.
        previous_value: String,
        /// What it says now.
        replacement_value: String,
        /// The source that brought the change.
        updated_by: String,
    }
}
