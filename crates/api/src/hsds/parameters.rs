//! The lists, and what each can be asked.

use serde_json::{Value, json};

/// A list of objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum List {
    /// Organizations.
    Organizations,
    /// Services.
    Services,
    /// Services at locations.
    Sites,
    /// Taxonomies.
    Taxonomies,
    /// Terms of taxonomies.
    Terms,
}

/// A parameter of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parameter {
    Search,
    Page,
    PerPage,
    Format,
    Minimal,
    Full,
    FullService,
    ModifiedAfter,
    TaxonomyTermId,
    TaxonomyId,
    OrganizationId,
    Postcode,
    Proximity,
    TopOnly,
    ParentId,
}

use Parameter::{
    Format, Full, FullService, Minimal, ModifiedAfter, OrganizationId, Page, ParentId, PerPage,
    Postcode, Proximity, Search, TaxonomyId, TaxonomyTermId, TopOnly,
};

/// Objects on a page when nobody says how many.
pub(super) const PAGE_SIZE: u32 = 50;
/// The most objects on a page.
pub(super) const MOST_PER_PAGE: u32 = 5_000;
/// The highest number of a page.
pub(super) const MOST_PAGES: u32 = 1_000_000_000;
/// No two places on earth are farther apart, in metres.
pub(super) const MOST_METRES: f64 = 20_100_000.0;

impl List {
    /// Every list.
    pub(super) const ALL: [Self; 5] = [
        Self::Services,
        Self::Sites,
        Self::Organizations,
        Self::Taxonomies,
        Self::Terms,
    ];

    /// Its name in addresses.
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Organizations => "organizations",
            Self::Services => "services",
            Self::Sites => "service_at_locations",
            Self::Taxonomies => "taxonomies",
            Self::Terms => "taxonomy_terms",
        }
    }

    /// What it is a list of.
    pub(super) fn entity(self) -> &'static str {
        match self {
            Self::Organizations => "organization",
            Self::Services => "service",
            Self::Sites => "service_at_location",
            Self::Taxonomies => "taxonomy",
            Self::Terms => "taxonomy_term",
        }
    }

    /// What it can be asked.
    pub(super) fn parameters(self) -> &'static [Parameter] {
        match self {
            Self::Organizations => &[
                Search,
                FullService,
                Full,
                TaxonomyTermId,
                TaxonomyId,
                Page,
                PerPage,
                Format,
            ],
            Self::Services => &[
                Search,
                Page,
                PerPage,
                Format,
                TaxonomyTermId,
                TaxonomyId,
                OrganizationId,
                ModifiedAfter,
                Minimal,
                Full,
            ],
            Self::Sites => &[
                Search,
                TaxonomyTermId,
                TaxonomyId,
                OrganizationId,
                ModifiedAfter,
                Full,
                Page,
                PerPage,
                Format,
                Postcode,
                Proximity,
            ],
            Self::Taxonomies => &[Search, Page, PerPage, Format],
            Self::Terms => &[Search, Page, PerPage, Format, TaxonomyId, TopOnly, ParentId],
        }
    }

    /// What one of its objects can be asked.
    pub(super) fn item_parameters(self) -> &'static [Parameter] {
        match self {
            Self::Organizations => &[FullService],
            _ => &[],
        }
    }
}

impl Parameter {
    /// Its name in a request.
    pub(super) fn name(self) -> &'static str {
        match self {
            Search => "search",
            Page => "page",
            PerPage => "per_page",
            Format => "format",
            Minimal => "minimal",
            Full => "full",
            FullService => "full_service",
            ModifiedAfter => "modified_after",
            TaxonomyTermId => "taxonomy_term_id",
            TaxonomyId => "taxonomy_id",
            OrganizationId => "organization_id",
            Postcode => "postcode",
            Proximity => "proximity",
            TopOnly => "top_only",
            ParentId => "parent_id",
        }
    }

    /// What it does, for people.
    pub(super) fn description(self) -> &'static str {
        match self {
            Search => {
                "Words that must all occur in the names and descriptions, the terms or the address; case and accents do not count."
            }
            Page => "The number of the page. A page after the last is empty.",
            PerPage => "Objects on a page: 50 when not given, and all of them with `minimal`.",
            Format => {
                "`json` for a page, `ndjson` for all results, one a line; with `page` or `per_page` the lines of that page."
            }
            Minimal => {
                "Only what is needed to see what changed: id, name, status and `modified_date`."
            }
            Full => "Everything that belongs to each object.",
            FullService => "The organization's services in full.",
            ModifiedAfter => {
                "Objects that last changed at this moment or later; a day counts from its beginning in UTC."
            }
            TaxonomyTermId => "Objects that have this term of a taxonomy or one below it.",
            TaxonomyId => "Objects that have a term of this taxonomy; terms of this taxonomy.",
            OrganizationId => "What this organization offers.",
            Postcode => {
                "What families of this postal code can use: services whose area holds its center, or that name no area. The center is the \
                         mean position of the public locations with this postal code; 404 when there is none."
            }
            Proximity => {
                "With `postcode`: only places within this many metres of its center; 404 without it."
            }
            TopOnly => "Only terms at the top, which have no term above them.",
            ParentId => "Terms right below this one.",
        }
    }

    /// What it must be.
    pub(super) fn schema(self) -> Value {
        match self {
            Search => json!({ "type": "string" }),
            Page => json!({ "type": "integer", "minimum": 1, "maximum": MOST_PAGES, "default": 1 }),
            PerPage => json!({ "type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE }),
            Format => json!({ "type": "string", "enum": ["json", "ndjson"], "default": "json" }),
            Minimal | Full | FullService | TopOnly => {
                json!({ "type": "boolean", "default": false })
            }
            ModifiedAfter => {
                json!({ "type": "string", "anyOf": [{ "format": "date-time" }, { "format": "date" }] })
            }
            TaxonomyTermId | TaxonomyId | OrganizationId | ParentId => {
                json!({ "type": "string", "format": "uuid" })
            }
            Postcode => json!({ "type": "string", "minLength": 1 }),
            Proximity => json!({ "type": "number", "minimum": 0, "maximum": MOST_METRES }),
        }
    }
}
