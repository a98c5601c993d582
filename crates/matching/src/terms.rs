//! Words that needs and sites have in common, as numbers.

use crate::words::Alphabet;
use model::analysis::Site;
use model::ids::{CategoryId, OrganizationId};
use model::language::Language;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The numbers of categories and organizations, and the bits of languages and arrangements.
///
/// Numbers, once given, stay: a supply that changes keeps its terms and adds to them, so that needs read with the old ones stay right.
#[derive(Debug, Clone)]
pub struct Terms {
    pub(crate) categories: BTreeMap<CategoryId, u32>,
    pub(crate) organizations: BTreeMap<OrganizationId, u32>,
    pub(crate) languages: Arc<Alphabet<Language>>,
    pub(crate) arrangements: Arc<Alphabet<String>>,
}

impl Terms {
    /// The terms of `sites`.
    pub fn new(sites: &[Arc<Site>]) -> Self {
        let mut terms = Self {
            categories: BTreeMap::new(),
            organizations: BTreeMap::new(),
            languages: Arc::new(Alphabet::new(sites.iter().map(|site| &*site.languages))),
            arrangements: Arc::new(Alphabet::new(sites.iter().map(|site| &*site.accessibility))),
        };
        for site in sites {
            terms.add(site);
        }
        terms
    }

    /// Takes up a category that no site may offer yet.
    pub fn add_category(&mut self, category: &CategoryId) {
        number_in(&mut self.categories, category);
    }

    /// Takes up an organization that may have no site yet.
    pub fn add_organization(&mut self, organization: &OrganizationId) {
        number_in(&mut self.organizations, organization);
    }

    /// Whether the words of a site are known.
    pub(crate) fn know(&self, site: &Site) -> bool {
        let mut categories = site.categories.iter();
        let mut organization = site.organization_id.iter();
        categories.all(|category| self.categories.contains_key(category))
            && organization.all(|organization| self.organizations.contains_key(organization))
    }

    /// Takes up the words of one more site.
    pub(crate) fn add(&mut self, site: &Site) {
        for category in site.categories.iter() {
            number_in(&mut self.categories, category);
        }
        if let Some(organization) = &site.organization_id {
            number_in(&mut self.organizations, organization);
        }
    }
}

fn number_in<T: Ord + Clone>(numbers: &mut BTreeMap<T, u32>, word: &T) {
    if !numbers.contains_key(word) {
        let next = numbers.len() as u32;
        numbers.insert(word.clone(), next);
    }
}
