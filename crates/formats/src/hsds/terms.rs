//! What the mapping says that the directory's own words mean.

use crate::ImportError;
use crate::hsds::tables::{Entity, Place, Tables};
use crate::mapping::{Mapping, OneOrMany};
use model::category;
use model::hours::WeekHours;
use model::ids::CategoryId;
use model::language::Language;
use model::units::Micro;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// In `[languages]`, what stands for an interpreter of any language.
const ANY_LANGUAGE: &str = "*";
/// Terms above a term are looked at this far up.
const MAX_TERM_DEPTH: usize = 10;

/// Translations with everything in them checked.
#[derive(Debug)]
pub(super) struct Terms {
    categories: HashMap<String, BTreeSet<CategoryId>>,
    languages: HashMap<String, Spoken>,
    fees: HashMap<String, Micro>,
    hours: HashMap<String, Option<WeekHours>>,
    accessibility: BTreeMap<String, Vec<String>>,
}

/// What the name of a language means.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Spoken {
    pub(super) languages: BTreeSet<Language>,
    pub(super) has_interpreter: bool,
}

impl Terms {
    pub(super) fn new(mapping: &Mapping) -> Result<Self, ImportError> {
        let mut terms = Self {
            categories: HashMap::new(),
            languages: HashMap::new(),
            fees: HashMap::new(),
            hours: HashMap::new(),
            accessibility: BTreeMap::new(),
        };
        let wrong = |table: &str, key: &str, bad: String| {
            mapping.wrong(format!("[{table}] {key:?}: {bad}"))
        };
        for (term, words) in &mapping.categories {
            let found = words.words().iter().map(|word| category::find(word));
            let found: Result<BTreeSet<_>, _> = found.map(|c| c.map(|c| c.category_id())).collect();
            let found = found.map_err(|bad| wrong("categories", term, bad.to_string()))?;
            terms.categories.insert(folded(term), found);
        }
        for (name, words) in &mapping.languages {
            let spoken = spoken(words).map_err(|bad| wrong("languages", name, bad))?;
            terms.languages.insert(folded(name), spoken);
        }
        for (fee, amount) in &mapping.fees {
            let amount = Micro::parse(&amount.as_text());
            let amount = amount.map_err(|bad| wrong("fees", fee, bad.to_string()))?;
            terms.fees.insert(folded(fee), amount);
        }
        for (text, hours) in &mapping.hours {
            let hours = WeekHours::parse(hours);
            let hours = hours.map_err(|bad| wrong("hours", text, bad.to_string()))?;
            terms.hours.insert(folded(text), hours);
        }
        for (part, words) in &mapping.accessibility {
            terms
                .accessibility
                .insert(folded(part), words.words().to_vec());
        }
        Ok(terms)
    }

    /// The categories of a taxonomy term; nothing when neither the mapping nor the taxonomy of categories knows it or a term above it.
    pub(super) fn categories(
        &self,
        tables: &Tables,
        terms_by_id: &HashMap<&str, Vec<Place>>,
        term_id: &str,
    ) -> Option<BTreeSet<CategoryId>> {
        let mut id = term_id;
        for _ in 0..MAX_TERM_DEPTH {
            let place = terms_by_id.get(id).and_then(|places| places.first());
            let cell = |column| place.and_then(|&place| tables.cell(place, column));
            let names = [cell("name"), cell("code"), Some(id)];
            let mapped = names
                .iter()
                .flatten()
                .find_map(|name| self.categories.get(&folded(name)));
            if let Some(categories) = mapped {
                return Some(categories.clone());
            }
            let own = [cell("code"), Some(id)].into_iter().flatten();
            if let Some(found) = own.into_iter().find_map(|code| category::find(code).ok()) {
                return Some(BTreeSet::from([found.category_id()]));
            }
            if let Some(found) = place.and_then(|&place| open_eligibility(tables, place)) {
                return Some(BTreeSet::from([found]));
            }
            id = cell("parent_id")?;
        }
        None
    }

    /// The languages that a name or a code stands for; nothing when it is not known.
    pub(super) fn spoken(&self, name: Option<&str>, code: Option<&str>) -> Option<Spoken> {
        if let Some(spoken) = [name, code]
            .iter()
            .flatten()
            .find_map(|n| self.languages.get(&folded(n)))
        {
            return Some(spoken.clone());
        }
        let by_code = code.and_then(|code| Language::parse(code).ok());
        if let Some(language) = by_code {
            return Some(Spoken {
                languages: language.into_iter().collect(),
                has_interpreter: false,
            });
        }
        let language = Language::from_english_name(name?)?;
        Some(Spoken {
            languages: BTreeSet::from([language]),
            has_interpreter: false,
        })
    }

    /// The amount that a description of fees stands for.
    pub(super) fn fee(&self, description: &str) -> Option<Micro> {
        self.fees.get(&folded(description)).copied()
    }

    /// The hours that a text stands for: by the mapping, else in the regular form.
    pub(super) fn hours(&self, text: &str) -> Option<WeekHours> {
        if let Some(hours) = self.hours.get(&folded(text)) {
            return hours.clone();
        }
        let entries = super::hours_text::parse(text)?;
        WeekHours::from_entries(&entries).ok()?
    }

    /// The arrangements that a description stands for. Without a table in the mapping it stands for itself.
    pub(super) fn arrangements(&self, description: &str) -> Vec<String> {
        if self.accessibility.is_empty() {
            return vec![description.to_owned()];
        }
        let whole = self.accessibility.get(&folded(description));
        if let Some(words) = whole {
            return words.clone();
        }
        let parts = description.split([',', ';']).map(str::trim);
        let parts = parts.filter(|part| !part.is_empty());
        parts
            .flat_map(|part| match self.accessibility.get(&folded(part)) {
                Some(words) => words.clone(),
                None => vec![part.to_owned()],
            })
            .collect()
    }
}

fn spoken(words: &OneOrMany) -> Result<Spoken, String> {
    let mut spoken = Spoken::default();
    for word in words.words() {
        if word == ANY_LANGUAGE {
            spoken.has_interpreter = true;
        } else {
            let language = Language::parse(word).map_err(|bad| bad.to_string())?;
            spoken.languages.extend(language);
        }
    }
    Ok(spoken)
}

/// The category that names a term of Open Eligibility by its code.
fn open_eligibility(tables: &Tables, term: Place) -> Option<CategoryId> {
    debug_assert_eq!(term.0, Entity::TaxonomyTerm);
    let code = tables.cell(term, "code")?;
    let mut categories = category::categories();
    let found = categories.find(|c| c.open_eligibility.iter().any(|t| t.id == code))?;
    is_of_open_eligibility(tables, term).then(|| found.category_id())
}

/// Whether a term says that it is of Open Eligibility, or its taxonomy does.
fn is_of_open_eligibility(tables: &Tables, term: Place) -> bool {
    let says = |place, column| {
        let text = tables.cell(place, column).unwrap_or_default();
        let text = text.to_lowercase().replace([' ', '-', '_'], "");
        text.contains("openeligibility")
    };
    if ["taxonomy", "term_uri", "taxonomy_id"]
        .iter()
        .any(|column| says(term, column))
    {
        return true;
    }
    let Some(id) = tables.cell(term, "taxonomy_id") else {
        return false;
    };
    tables
        .places(Entity::Taxonomy)
        .filter(|&taxonomy| tables.cell(taxonomy, "id") == Some(id))
        .any(|taxonomy| says(taxonomy, "name") || says(taxonomy, "uri"))
}

fn folded(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}
