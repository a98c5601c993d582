//! How an object tells of its fields.

use serde::{Serialize, Serializer};

/// What kind of values a field has.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// A UUID.
    Id,
    /// Text.
    Text,
    /// An absolute URI.
    Uri,
    /// A number.
    Number,
    /// Yes or no.
    Boolean,
    /// A day, YYYY-MM-DD.
    Day,
    /// A moment, RFC 3339.
    Moment,
    /// A time of day, HH:MM.
    Clock,
    /// One of a few words.
    Word(&'static [&'static str]),
    /// An object within this one.
    One(fn() -> &'static Entity),
    /// Objects within this one.
    Many(fn() -> &'static Entity),
}

/// One field of an object.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it means, in a sentence or two.
    pub description: &'static str,
    /// What kind of values it has.
    pub kind: Kind,
    /// Whether it is always there.
    pub is_required: bool,
    /// Whether our profile adds it; the standard has the others.
    pub is_ours: bool,
}

/// A kind of object.
#[derive(Debug, Clone, Copy)]
pub struct Entity {
    /// Its name: that of its schema.
    pub name: &'static str,
    /// Its table in a data package: the file's name without the ending.
    pub table: &'static str,
    /// What it is.
    pub description: &'static str,
    /// Its fields in order.
    pub fields: &'static [Field],
}

impl Entity {
    /// The fields that a table has a column for.
    pub fn columns(&self) -> impl Iterator<Item = &'static Field> + use<> {
        let is_plain = |field: &&Field| !matches!(field.kind, Kind::One(_) | Kind::Many(_));
        self.fields.iter().filter(is_plain)
    }

    /// The field with this name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// An object of HSDS.
pub trait Object {
    /// What it is made of.
    const ENTITY: Entity;

    /// The texts of its plain fields, in the order of [`Entity::columns`]; nothing where a field says nothing.
    fn cells(&self) -> Vec<Option<String>>;
}

/// A value of a field.
pub trait Value {
    /// The kind of the values.
    const KIND: Kind;
    /// Whether there is always one.
    const IS_REQUIRED: bool = true;

    /// Whether the field is left out.
    fn is_absent(&self) -> bool {
        false
    }

    /// The value as the text of a table's cell.
    fn cell(&self) -> Option<String>;
}

impl Value for String {
    const KIND: Kind = Kind::Text;

    fn cell(&self) -> Option<String> {
        Some(self.clone()).filter(|text| !text.is_empty())
    }
}

impl Value for bool {
    const KIND: Kind = Kind::Boolean;

    fn cell(&self) -> Option<String> {
        Some(self.to_string())
    }
}

impl<T: Value> Value for Option<T> {
    const KIND: Kind = T::KIND;
    const IS_REQUIRED: bool = false;

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn cell(&self) -> Option<String> {
        self.as_ref()?.cell()
    }
}

impl<T: Object> Value for Box<T> {
    const KIND: Kind = Kind::One(|| const { &T::ENTITY });

    fn cell(&self) -> Option<String> {
        None
    }
}

impl<T: Object> Value for Vec<T> {
    const KIND: Kind = Kind::Many(|| const { &T::ENTITY });
    const IS_REQUIRED: bool = false;

    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    fn cell(&self) -> Option<String> {
        None
    }
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident is $kind:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            pub(crate) fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// It as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Value for $name {
            const KIND: Kind = $kind;

            fn cell(&self) -> Option<String> {
                Some(self.0.clone())
            }
        }
    )+};
}

texts! {
    /// A UUID.
    Id is Kind::Id;
    /// An absolute URI.
    Uri is Kind::Uri;
    /// A day, YYYY-MM-DD.
    Day is Kind::Day;
    /// A moment, RFC 3339, in whole seconds.
    Moment is Kind::Moment;
    /// A time of day, HH:MM.
    Clock is Kind::Clock;
}

/// A number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// An exact decimal.
    Exact(crate::units::Micro),
    /// Degrees of longitude or latitude.
    Degrees(f64),
    /// A count.
    Count(u32),
}

impl Value for Number {
    const KIND: Kind = Kind::Number;

    fn cell(&self) -> Option<String> {
        Some(match self {
            Self::Exact(number) => number.to_string(),
            Self::Degrees(number) => number.to_string(),
            Self::Count(number) => number.to_string(),
        })
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Exact(number) if number.millionths() % 1_000_000 == 0 => {
                serializer.serialize_u64(number.millionths() / 1_000_000)
            }
            Self::Exact(number) => serializer.serialize_f64(number.as_f64()),
            Self::Degrees(number) => serializer.serialize_f64(*number),
            Self::Count(number) => serializer.serialize_u32(*number),
        }
    }
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $($word:literal),+;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
        #[serde(transparent)]
        pub struct $name(pub(crate) &'static str);

        impl $name {
            /// It as text.
            pub fn as_str(self) -> &'static str {
                self.0
            }
        }

        impl Value for $name {
            const KIND: Kind = Kind::Word(&[$($word),+]);

            fn cell(&self) -> Option<String> {
                Some(self.0.to_owned())
            }
        }
    )+};
}

words! {
    /// Whether a service runs.
    StatusWord: "active", "inactive", "defunct", "temporarily closed";
    /// What sort of place a location or an address is.
    PlaceWord: "physical", "postal", "virtual";
    /// How often something comes again.
    FrequencyWord: "WEEKLY";
}

/// Declares objects: the fields in order, each with its meaning as a doc comment; `@ours` before those of our profile.
macro_rules! objects {
    ($(
        $(#[doc = $about:literal])+
        $name:ident is $entity:literal in $table:literal {
            $($(#[doc = $doc:literal])+ $(@$ours:ident)? $field:ident: $type:ty,)+
        }
    )+) => {$(
        $(#[doc = $about])+
        #[derive(Debug, Clone, PartialEq, serde::Serialize)]
        pub struct $name {
            $(
                $(#[doc = $doc])+
                #[serde(skip_serializing_if = "Value::is_absent")]
                pub $field: $type,
            )+
        }

        impl Object for $name {
            const ENTITY: Entity = Entity {
                name: $entity,
                table: $table,
                description: concat!($($about),+).trim_ascii(),
                fields: &[$(Field {
                    name: stringify!($field),
                    description: concat!($($doc),+).trim_ascii(),
                    kind: <$type as Value>::KIND,
                    is_required: <$type as Value>::IS_REQUIRED,
                    is_ours: objects!(@ours $($ours)?),
                }),+],
            };

            fn cells(&self) -> Vec<Option<String>> {
                let mut cells = Vec::new();
                $(
                    if !matches!(<$type as Value>::KIND, Kind::One(_) | Kind::Many(_)) {
                        cells.push(Value::cell(&self.$field));
                    }
                )+
                cells
            }
        }
    )+};
    (@ours ours) => { true };
    (@ours) => { false };
}
pub(super) use objects;
