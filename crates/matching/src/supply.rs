//! The sites as columns, indexed by category.

use crate::terms::Terms;
use crate::week::WeekSlots;
use crate::words::{Distinct, OWN_BITS, WordSet, WordSets};
use model::analysis::Site;
use model::hours::WeekHours;
use model::ids::CategoryId;
use model::language::Language;
use model::units::Micro;
use spatial::areas::AreaIndex;
use spatial::distance::EarthPoint;
use spatial::index::{Entry, PointIndex};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Sites by ascending id, with a packed tree for each category.
#[derive(Debug, Clone)]
pub struct Supply {
    sites: Vec<Arc<Site>>,
    pub(crate) terms: Arc<Terms>,
    pub(crate) offers: Vec<Offer>,
    pub(crate) language_sets: WordSets<Language>,
    pub(crate) arrangement_sets: WordSets<String>,
    pub(crate) weeks: Distinct<WeekHours>,
    pub(crate) slots: Vec<WeekSlots>,
    pub(crate) categories: Vec<Arc<CategorySites>>,
    /// Changes since the words were collected; those that nobody uses any more are still among them.
    n_changes: usize,
}

/// What matching asks of a site.
#[derive(Debug, Clone)]
pub(crate) struct Offer {
    pub(crate) place: Option<EarthPoint>,
    pub(crate) is_virtual: bool,
    pub(crate) has_interpreter: bool,
    pub(crate) languages: WordSet,
    pub(crate) arrangements: WordSet,
    /// The number of the hours, or [`UNKNOWN`].
    pub(crate) week: u32,
    /// The number of the organization, or [`UNKNOWN`].
    pub(crate) organization: u32,
    pub(crate) min_age: Option<Micro>,
    pub(crate) max_age: Option<Micro>,
    pub(crate) cost: Option<Micro>,
    pub(crate) capacity: Option<Micro>,
    pub(crate) service_area: Option<Arc<AreaIndex>>,
}

/// Changes after which a small supply forgets words that nobody uses any more.
const FEW: usize = 1_000;

/// Stands for a number that there is none of.
pub(crate) const UNKNOWN: u32 = u32::MAX;

/// The sites of one category: all by ascending number, those with a way to travel in trees, the others by ascending number.
#[derive(Debug, Default)]
pub(crate) struct CategorySites {
    pub(crate) all: Vec<u32>,
    pub(crate) unplaced: Vec<u32>,
    /// The tree of all of them, then one for each language that fewer than half may serve.
    pub(crate) trees: Vec<Tree>,
}

/// Sites of one category in an index of their own.
#[derive(Debug)]
pub(crate) struct Tree {
    /// The bit of the language that all of them may serve; all bits for the tree of all sites.
    tags: u64,
    pub(crate) index: PointIndex<Placed>,
    /// The slots of the sites in the index, by site.
    slots: Vec<(u32, u32)>,
}

impl Tree {
    fn new(tags: u64, placed: &[(EarthPoint, Placed)]) -> Self {
        let may_serve = |(_, entry): &&(EarthPoint, Placed)| {
            tags == u64::MAX || entry.tags & (tags | ANY_LANGUAGE) != 0
        };
        let index = PointIndex::build(placed.iter().filter(may_serve).copied());
        let entries = index.entries().iter();
        let mut slots: Vec<_> = entries
            .zip(0..)
            .map(|(entry, slot)| (entry.site, slot))
            .collect();
        slots.sort_unstable();
        Self { tags, index, slots }
    }

    /// The slot of a site in the index, where it has one.
    pub(crate) fn slot_of(&self, site: u32) -> Option<usize> {
        let place = self
            .slots
            .binary_search_by_key(&site, |(site, _)| *site)
            .ok()?;
        Some(self.slots[place].1 as usize)
    }
}

impl CategorySites {
    fn new(all: Vec<u32>, offers: &[Offer]) -> Self {
        let offer = |number: u32| &offers[number as usize];
        let placed = all
            .iter()
            .filter_map(|&number| Some((offer(number).place?, Placed::new(number, offer(number)))));
        let placed: Vec<_> = placed.collect();
        let serving = |bit: u64| {
            placed
                .iter()
                .filter(|(_, entry)| entry.tags & (bit | ANY_LANGUAGE) != 0)
                .count()
        };
        let spoken = placed.iter().fold(0, |bits, (_, entry)| bits | entry.tags);
        let few = |bit: &u64| spoken & bit != 0 && serving(*bit) * 2 < placed.len();
        // Families who speak a rarer language would pass by most sites of the large tree.
        let languages = (0..OWN_BITS).map(|place| 1 << place).filter(few);
        let trees = std::iter::once(u64::MAX).chain(languages);
        let trees = trees.map(|tags| Tree::new(tags, &placed)).collect();
        let is_unplaced = |number: &u32| offer(*number).place.is_none();
        let unplaced = all.iter().copied().filter(is_unplaced).collect();
        Self {
            all,
            unplaced,
            trees,
        }
    }

    /// The number of the smallest tree that holds every site that may serve a family with these language bits.
    pub(crate) fn tree_for(&self, languages: u64) -> usize {
        self.trees
            .iter()
            .position(|tree| tree.tags == languages)
            .unwrap_or(0)
    }
}

/// What the index keeps with a site: enough to pass over most that cannot serve a need.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed {
    pub(crate) site: u32,
    pub(crate) week: u32,
    /// Bits of the languages, [`ANY_LANGUAGE`] and [`HAS_CONDITIONS`].
    pub(crate) tags: u64,
}

/// The tag of a site that may serve a family whatever it speaks: one with an interpreter, or whose languages are not known.
pub(crate) const ANY_LANGUAGE: u64 = 1 << 63;
/// The tag of a site that states an age, a price, arrangements, where families must live, or that it has no places: whatever may turn away a
/// family that speaks its language and comes at its hours.
pub(crate) const HAS_CONDITIONS: u64 = 1 << 61;

impl Placed {
    fn new(site: u32, offer: &Offer) -> Self {
        let speaks_any = offer.has_interpreter || offer.languages.is_empty();
        let has_conditions = offer.min_age.is_some()
            || offer.max_age.is_some()
            || offer.cost.is_some_and(|cost| cost > Micro::ZERO)
            || !offer.arrangements.is_empty()
            || offer.service_area.is_some()
            || offer.capacity == Some(Micro::ZERO);
        let tag = |is_set: bool, tag: u64| if is_set { tag } else { 0 };
        Self {
            site,
            week: offer.week,
            tags: offer.languages.bits
                | tag(speaks_any, ANY_LANGUAGE)
                | tag(has_conditions, HAS_CONDITIONS),
        }
    }
}

impl Entry for Placed {
    fn number(&self) -> u32 {
        self.site
    }

    fn tags(&self) -> u64 {
        self.tags
    }
}

impl Supply {
    /// Indexes `sites`, in any order. O(n log n).
    pub fn build(sites: Vec<Site>) -> Self {
        let mut sites: Vec<_> = sites.into_iter().map(Arc::new).collect();
        sites.sort_by(|a, b| a.id.cmp(&b.id));
        let terms = Terms::new(&sites);
        Self::with_terms(sites, Arc::new(terms))
    }

    /// Indexes `sites`, by ascending id, with terms that know all their categories and organizations.
    pub fn with_terms(sites: Vec<Arc<Site>>, terms: Arc<Terms>) -> Self {
        let mut supply = Self {
            offers: Vec::with_capacity(sites.len()),
            language_sets: WordSets::default(),
            arrangement_sets: WordSets::default(),
            weeks: Distinct::default(),
            slots: Vec::new(),
            categories: Vec::new(),
            sites: Vec::new(),
            n_changes: 0,
            terms,
        };
        for site in &sites {
            let offer = supply.offer(site);
            supply.offers.push(offer);
        }
        supply.read_weeks();
        supply.categories = supply.by_category(&sites);
        supply.sites = sites;
        supply
    }

    /// The same sites but for one: `site` is added, or takes the place of the one with its id; nothing in its stead removes that one.
    ///
    /// Costs a new index over the categories of a site that takes another one's place, and over all where numbers move; nothing that needs were
    /// read with changes.
    #[must_use]
    pub fn with_change(&self, id: &model::ids::SiteId, site: Option<Arc<Site>>) -> Self {
        let mut supply = self.clone();
        if let Some(site) = site.as_deref().filter(|site| !supply.terms.know(site)) {
            Arc::make_mut(&mut supply.terms).add(site);
        }
        let offer = site.as_deref().map(|site| supply.offer(site));
        supply.read_weeks();
        let number = self.number_of(id);
        let (was, place) = (number.ok(), number.unwrap_or_else(|place| place));
        let gone = place..place + was.iter().count();
        supply.sites.splice(gone.clone(), site);
        let is = offer.is_some().then_some(place);
        supply.offers.splice(gone, offer);
        let touched = was.map_or_else(BTreeSet::new, |was| {
            self.categories_of(was as u32).collect()
        });
        supply.index_change(was.map(|was| was as u32), is.map(|is| is as u32), touched);
        supply.n_changes += 1;
        if supply.n_changes > supply.sites.len().max(FEW) {
            return Self::with_terms(supply.sites, supply.terms);
        }
        supply
    }

    /// Indexes anew what changes when the site with the number `was`, of the categories `before`, becomes the one with the number `is`; the numbers of
    /// those after it move where only one of both is there.
    fn index_change(&mut self, was: Option<u32>, is: Option<u32>, before: BTreeSet<u32>) {
        let moved = |site: &u32| match (was, is) {
            (Some(was), None) => site - u32::from(*site > was),
            (None, Some(is)) => site + u32::from(*site >= is),
            _ => *site,
        };
        let now: BTreeSet<u32> = is
            .into_iter()
            .flat_map(|is| self.categories_of(is))
            .collect();
        let none = || Arc::new(CategorySites::new(Vec::new(), &[]));
        self.categories
            .resize_with(self.terms.categories.len(), none);
        for (category, sites) in (0u32..).zip(&mut self.categories) {
            if was.is_some() == is.is_some()
                && !before.contains(&category)
                && !now.contains(&category)
            {
                continue;
            }
            let others = sites.all.iter().filter(|site| Some(**site) != was);
            let mut all: Vec<_> = others.map(moved).collect();
            if let Some(is) = is.filter(|_| now.contains(&category)) {
                all.insert(all.partition_point(|other| *other < is), is);
            }
            *sites = Arc::new(CategorySites::new(all, &self.offers));
        }
    }

    /// Reads the weeks that are not read yet into slots.
    fn read_weeks(&mut self) {
        let new = &self.weeks.values()[self.slots.len()..];
        self.slots
            .extend(new.iter().map(|week| WeekSlots::new(week)));
    }

    /// The number of the site with this id, or the one it would have.
    ///
    /// # Errors
    /// When there is no such site.
    pub fn number_of(&self, id: &model::ids::SiteId) -> Result<usize, usize> {
        self.sites.binary_search_by(|site| site.id.cmp(id))
    }

    /// The sites by ascending id.
    pub fn sites(&self) -> &[Arc<Site>] {
        &self.sites
    }

    /// Whether any site offers `category`.
    pub fn has_category(&self, category: &CategoryId) -> bool {
        !self.of_category(category).is_empty()
    }

    /// The sites that offer `category`, by number.
    pub fn of_category(&self, category: &CategoryId) -> &[u32] {
        let number = self.terms.categories.get(category);
        number.map_or(&[], |number| &self.categories[*number as usize].all)
    }

    /// The terms that it was built with.
    pub fn terms(&self) -> &Arc<Terms> {
        &self.terms
    }

    /// The places that each site states, in the order of [`Supply::sites`].
    pub(crate) fn capacities(&self) -> impl Iterator<Item = Option<Micro>> + '_ {
        self.offers.iter().map(|offer| offer.capacity)
    }

    /// The numbers of the categories of a site.
    pub(crate) fn categories_of(&self, site: u32) -> impl Iterator<Item = u32> + '_ {
        let offered = self.sites[site as usize].categories.iter();
        offered.filter_map(|category| self.terms.categories.get(category).copied())
    }

    fn offer(&mut self, site: &Site) -> Offer {
        let week = site.hours.as_ref().map(|hours| self.weeks.number_of(hours));
        let organization = site.organization_id.as_ref();
        let organization = organization.and_then(|id| self.terms.organizations.get(id).copied());
        Offer {
            place: site.travel_position().map(EarthPoint::new),
            is_virtual: site.is_virtual,
            has_interpreter: site.has_interpreter,
            languages: self
                .language_sets
                .add(&self.terms.languages, &site.languages),
            arrangements: self
                .arrangement_sets
                .add(&self.terms.arrangements, &site.accessibility),
            week: week.unwrap_or(UNKNOWN),
            organization: organization.unwrap_or(UNKNOWN),
            min_age: site.min_age,
            max_age: site.max_age,
            cost: site.cost,
            capacity: site.capacity,
            service_area: site
                .service_area
                .as_deref()
                .map(|area| Arc::new(AreaIndex::build([area]))),
        }
    }

    fn by_category(&self, sites: &[Arc<Site>]) -> Vec<Arc<CategorySites>> {
        let mut members = vec![Vec::new(); self.terms.categories.len()];
        let mut last: (usize, Vec<u32>) = (0, Vec::new());
        for (number, site) in (0u32..).zip(sites) {
            // Sites often share one list of categories.
            let address = Arc::as_ptr(&site.categories) as usize;
            if last.0 != address {
                let known = |category| self.terms.categories.get(category).copied();
                last = (address, site.categories.iter().filter_map(known).collect());
            }
            for category in &last.1 {
                members[*category as usize].push(number);
            }
        }
        let category = |all| Arc::new(CategorySites::new(all, &self.offers));
        members.into_iter().map(category).collect()
    }
}
