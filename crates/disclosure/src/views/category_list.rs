//! The need categories.

use crate::Published;
use model::category::{Category, HEADINGS, Heading, Name};
use serde::Serialize;

/// The taxonomy of need categories.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct CategoryList {
    /// The headings in their order.
    pub headings: Vec<HeadingView>,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct HeadingView {
    /// Its id.
    pub id: &'static str,
    /// Its name.
    pub name: NameView,
    /// Its categories in their order.
    pub categories: Vec<CategoryView>,
}

/// A category.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct CategoryView {
    /// Its id.
    pub id: &'static str,
    /// Its name.
    pub name: NameView,
    /// How families are taken to travel when they do not say.
    pub mode: &'static str,
    /// The longest way when they do not say, in minutes.
    pub limit_min: u32,
    /// Terms of Open Eligibility.
    pub open_eligibility: Vec<TermView>,
}

/// A name in the languages of the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct NameView {
    /// English.
    pub en: &'static str,
    /// Spanish.
    pub es: &'static str,
}

/// A term of Open Eligibility.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TermView {
    /// Its code.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
}

impl CategoryList {
    /// The whole taxonomy.
    pub fn open() -> Published<Self> {
        let headings = HEADINGS.iter().map(HeadingView::of).collect();
        Published::new(Self { headings })
    }
}

impl HeadingView {
    fn of(heading: &Heading) -> Self {
        Self {
            id: heading.id,
            name: NameView::of(heading.name),
            categories: heading.categories.iter().map(CategoryView::of).collect(),
        }
    }
}

impl CategoryView {
    fn of(category: &Category) -> Self {
        let terms = category.open_eligibility.iter().map(|term| TermView {
            id: term.id,
            name: term.name,
        });
        Self {
            id: category.id,
            name: NameView::of(category.name),
            mode: category.mode.as_str(),
            limit_min: category.limit_min,
            open_eligibility: terms.collect(),
        }
    }
}

impl NameView {
    fn of(name: Name) -> Self {
        Self {
            en: name.en,
            es: name.es,
        }
    }
}
