//! The need categories: our own taxonomy, five headings, cross-referenced to Open Eligibility 2.0 by id.
//!
//! Open Eligibility (<http://openeligibility.org>, CC BY-SA 3.0) is named here by code and term name only. It has no term
//! for internet access or summer programs, so some categories have none.

use crate::BadValue;
use crate::ids::CategoryId;
use crate::survey::Mode;
use crate::units::Micro;

/// A name in the two languages of the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name {
    /// English.
    pub en: &'static str,
    /// Spanish.
    pub es: &'static str,
}

/// A term of Open Eligibility 2.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenEligibilityTerm {
    /// Its code.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
}

/// A heading over categories.
#[derive(Debug)]
pub struct Heading {
    /// Its id.
    pub id: &'static str,
    /// Its name.
    pub name: Name,
    /// Its categories, in the order in which they are shown.
    pub categories: &'static [Category],
}

/// A need category.
#[derive(Debug)]
pub struct Category {
    /// Its id, stable for ever.
    pub id: &'static str,
    /// Its name.
    pub name: Name,
    /// How families are taken to travel when they do not say.
    pub mode: Mode,
    /// The longest way accepted when families do not say, in minutes.
    pub limit_min: u32,
    /// Terms of Open Eligibility that mean the same or part of it.
    pub open_eligibility: &'static [OpenEligibilityTerm],
}

impl Category {
    /// The category's id as an id.
    pub fn category_id(&self) -> CategoryId {
        CategoryId::try_from(self.id).expect("ids of the taxonomy are not empty")
    }

    /// The default limit as a quantity.
    pub fn limit(&self) -> Micro {
        Micro::from_whole(self.limit_min)
    }
}

const fn name(en: &'static str, es: &'static str) -> Name {
    Name { en, es }
}

macro_rules! category {
    ($id:literal, $en:literal, $es:literal, $mode:ident $limit:literal, [$($code:literal $term:literal),*]) => {
        Category {
            id: $id,
            name: name($en, $es),
            mode: Mode::$mode,
            limit_min: $limit,
            open_eligibility: &[$(OpenEligibilityTerm { id: $code, name: $term }),*],
        }
    };
}

/// The taxonomy.
pub const HEADINGS: [Heading; 5] = [
    Heading {
        id: "basic-needs",
        name: name("Basic needs", "Necesidades básicas"),
        categories: &[
            category!("food", "Food", "Alimentos", Transit 30, ["1102" "Food"]),
            category!("housing", "Housing", "Vivienda", Transit 45, ["1103" "Housing"]),
            category!("utilities", "Help with bills", "Ayuda con las facturas", Transit 45, ["1119" "Help Pay for Utilities"]),
            category!("clothing", "Clothing and supplies", "Ropa y útiles", Transit 30, ["1158" "Clothing"]),
            category!("transport", "Transportation", "Transporte", Walk 20, ["1175" "Transportation"]),
        ],
    },
    Heading {
        id: "health",
        name: name("Health", "Salud"),
        categories: &[
            category!("health-care", "Health care", "Atención médica", Transit 30, ["1206" "Medical Care"]),
            category!("dental-vision", "Dental and eye care", "Dentista y vista", Transit 40, ["1184" "Dental Care", "1216" "Vision Tests"]),
            category!("mental-health", "Counseling and mental health", "Consejería y salud mental", Transit 30, ["1220" "Counseling", "1310" "Peer Support"]),
        ],
    },
    Heading {
        id: "learning",
        name: name("Learning", "Aprendizaje"),
        categories: &[
            category!("tutoring", "Tutoring and homework help", "Tutoría y ayuda con tareas", Walk 20, ["1343" "Tutoring"]),
            category!("technology", "Internet and devices", "Internet y dispositivos", Transit 30, []),
            category!("adult-learning", "Adult learning and jobs", "Educación de adultos y empleo", Transit 40, ["1109" "Education", "1110" "Work"]),
        ],
    },
    Heading {
        id: "care-enrichment",
        name: name("Care and enrichment", "Cuidado y enriquecimiento"),
        categories: &[
            category!("child-care", "Child care", "Cuidado infantil", Drive 15, ["1280" "Childcare"]),
            category!("after-school", "After-school care", "Cuidado después de la escuela", Walk 20, ["1279" "Afterschool Care"]),
            category!("summer", "Summer programs", "Programas de verano", Transit 30, []),
            category!("arts-sports", "Arts and sports", "Arte y deporte", Transit 30, ["1285" "Recreation"]),
        ],
    },
    Heading {
        id: "family-community",
        name: name("Family and community", "Familia y comunidad"),
        categories: &[
            category!("parent-support", "Support for parents", "Apoyo para madres y padres", Transit 30, ["1195" "Parenting Education"]),
            category!("language-help", "Language and interpreting", "Idioma e interpretación", Transit 30, ["1390" "Translation & Interpretation"]),
            category!("legal-help", "Legal and immigration help", "Ayuda legal y migratoria", Transit 45, ["1111" "Legal"]),
        ],
    },
];

/// Every category, in the order of the taxonomy.
pub fn categories() -> impl Iterator<Item = &'static Category> {
    HEADINGS.iter().flat_map(|heading| heading.categories)
}

/// The category with this id.
///
/// # Errors
/// When the taxonomy has none; the message names them all.
pub fn find(id: &str) -> Result<&'static Category, BadValue> {
    categories()
        .find(|category| category.id == id)
        .ok_or_else(|| {
            let ids: Vec<_> = categories().map(|category| category.id).collect();
            BadValue::new(id, format!("a need category: {}", ids.join(", ")))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_taxonomy_has_fourteen_to_eighteen_categories_with_ids_of_their_own() {
        let ids: BTreeSet<_> = categories().map(|category| category.id).collect();
        assert_eq!(ids.len(), categories().count());
        assert!((14..=18).contains(&ids.len()));
    }

    #[test]
    fn every_name_is_given_in_both_languages() {
        for category in categories() {
            assert!(
                !category.name.en.is_empty() && !category.name.es.is_empty(),
                "{}",
                category.id
            );
        }
    }
}
