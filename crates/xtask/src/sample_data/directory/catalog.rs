//! What kinds of organizations there are in town, and what they offer.

/// A stretch of opening: days as in iCalendar, opening and closing time.
pub(super) type Opening = (&'static str, &'static str, &'static str);

/// Opening hours that occur.
pub(super) type Hours = &'static [Opening];

const OFFICE: Hours = &[("MO,TU,WE,TH,FR", "08:30", "17:00")];
const SHORT_OFFICE: Hours = &[("MO,TU,WE,TH", "09:00", "15:00")];
const CLOSED_AFTERNOONS: Hours = &[("MO,TU,WE,TH,FR", "08:00", "12:00")];
const LATE_OFFICE: Hours = &[("MO,WE,FR", "08:30", "17:00"), ("TU,TH", "10:00", "19:00")];
const PANTRY: Hours = &[("TU,TH", "10:00", "13:00")];
const PANTRY_EVENING: Hours = &[("TH", "16:30", "19:30")];
const SATURDAY: Hours = &[("SA", "09:00", "13:00")];
const PANTRY_BOTH: Hours = &[("WE", "10:00", "12:00"), ("SA", "09:00", "12:00")];
const MEALS: Hours = &[
    ("MO,TU,WE,TH,FR,SA,SU", "11:00", "13:00"),
    ("MO,TU,WE,TH,FR", "17:00", "18:30"),
];
const CLINIC: Hours = &[("MO,TU,WE,TH,FR", "08:00", "16:30")];
const CLINIC_LONG: Hours = &[
    ("MO,TU,WE,TH,FR", "08:00", "19:00"),
    ("SA", "09:00", "13:00"),
];
const AFTER_SCHOOL: Hours = &[("MO,TU,WE,TH,FR", "15:00", "18:00")];
const AFTER_SCHOOL_SHORT: Hours = &[("MO,TU,WE,TH", "15:15", "17:00")];
const TWICE_AFTER_SCHOOL: Hours = &[("TU,TH", "15:30", "17:30")];
const EVENINGS: Hours = &[("MO,TU,WE,TH", "17:30", "20:30")];
const TWO_EVENINGS: Hours = &[("MO,WE", "18:00", "20:00")];
const CHILD_CARE: Hours = &[("MO,TU,WE,TH,FR", "06:30", "18:00")];
const CHILD_CARE_SHORT: Hours = &[("MO,TU,WE,TH,FR", "07:30", "15:30")];
const NIGHT_CARE: Hours = &[("MO,TU,WE,TH,FR", "14:00", "23:30")];
const CAMP: Hours = &[("MO,TU,WE,TH,FR", "08:00", "16:00")];
const HALF_CAMP: Hours = &[("MO,TU,WE,TH,FR", "09:00", "12:30")];
const RIDES: Hours = &[
    ("MO,TU,WE,TH,FR", "06:00", "19:00"),
    ("SA", "08:00", "14:00"),
];
const CLUB: Hours = &[("TU,TH", "16:00", "19:00"), ("SA", "10:00", "14:00")];
const LONG_DAY: Hours = &[("MO,TU,WE,TH,FR,SA,SU", "07:00", "22:00")];

/// What is offered in a category, as lists to draw from.
pub(super) struct Offer {
    /// The need category.
    pub(super) category: &'static str,
    /// Names of services.
    pub(super) names: &'static [&'static str],
    /// Opening hours.
    pub(super) hours: &'static [Hours],
    /// Prices in dollars a visit or a week; `None` is unknown.
    pub(super) costs: &'static [Option<u32>],
    /// Lowest and highest age; `None` is no stated limit.
    pub(super) ages: &'static [(Option<u32>, Option<u32>)],
    /// Fewest and most places, in families at one time.
    pub(super) places: (u32, u32),
}

const ANY_AGE: &[(Option<u32>, Option<u32>)] = &[(None, None)];
const FREE: &[Option<u32>] = &[Some(0)];
const MOSTLY_FREE: &[Option<u32>] = &[Some(0), Some(0), Some(0), None];

/// Everything that is offered in town.
pub(super) const OFFERS: [Offer; 18] = [
    Offer {
        category: "food",
        names: &["Food pantry", "Weekend food boxes", "Free groceries"],
        hours: &[PANTRY, PANTRY_EVENING, SATURDAY, PANTRY_BOTH, MEALS, PANTRY],
        costs: FREE,
        ages: ANY_AGE,
        places: (60, 260),
    },
    Offer {
        category: "housing",
        names: &["Rent assistance", "Housing search help", "Family shelter"],
        hours: &[OFFICE, SHORT_OFFICE, CLOSED_AFTERNOONS, OFFICE],
        costs: MOSTLY_FREE,
        ages: ANY_AGE,
        places: (15, 70),
    },
    Offer {
        category: "utilities",
        names: &["Help with utility bills", "Heating and water assistance"],
        hours: &[OFFICE, SHORT_OFFICE, CLOSED_AFTERNOONS],
        costs: FREE,
        ages: ANY_AGE,
        places: (30, 120),
    },
    Offer {
        category: "clothing",
        names: &[
            "Clothing closet",
            "School supplies and uniforms",
            "Winter coats",
        ],
        hours: &[SATURDAY, PANTRY, TWICE_AFTER_SCHOOL, PANTRY_BOTH],
        costs: &[Some(0), Some(0), Some(5)],
        ages: ANY_AGE,
        places: (40, 160),
    },
    Offer {
        category: "transport",
        names: &[
            "Ride program",
            "Bus passes for families",
            "Bicycle workshop",
        ],
        hours: &[RIDES, OFFICE, SATURDAY, SHORT_OFFICE],
        costs: &[Some(0), Some(3), Some(6), None],
        ages: ANY_AGE,
        places: (20, 90),
    },
    Offer {
        category: "health-care",
        names: &[
            "Family clinic",
            "Checkups and immunizations",
            "School health clinic",
        ],
        hours: &[CLINIC, CLINIC_LONG, CLOSED_AFTERNOONS, CLINIC],
        costs: &[Some(0), Some(20), Some(35), None],
        ages: &[(None, None), (Some(0), Some(18)), (None, None)],
        places: (80, 260),
    },
    Offer {
        category: "dental-vision",
        names: &["Children's dentist", "Eye tests and glasses", "Dental van"],
        hours: &[CLINIC, CLOSED_AFTERNOONS, CLINIC],
        costs: &[Some(0), Some(25), Some(45), None],
        ages: &[(None, None), (Some(2), Some(18))],
        places: (40, 140),
    },
    Offer {
        category: "mental-health",
        names: &[
            "Family counseling",
            "Counseling for children and teens",
            "Grief support group",
        ],
        hours: &[OFFICE, LATE_OFFICE, CLINIC, EVENINGS],
        costs: &[Some(0), Some(15), Some(40), None],
        ages: &[(None, None), (Some(5), Some(18)), (Some(12), Some(18))],
        places: (15, 60),
    },
    Offer {
        category: "tutoring",
        names: &["Homework club", "Reading tutors", "Math tutoring"],
        hours: &[
            AFTER_SCHOOL_SHORT,
            TWICE_AFTER_SCHOOL,
            EVENINGS,
            AFTER_SCHOOL,
        ],
        costs: &[Some(0), Some(0), Some(10), Some(25), None],
        ages: &[
            (Some(6), Some(12)),
            (Some(6), Some(18)),
            (Some(11), Some(18)),
            (None, None),
        ],
        places: (15, 60),
    },
    Offer {
        category: "technology",
        names: &["Computer lab", "Laptop lending", "Low-cost home internet"],
        hours: &[OFFICE, EVENINGS, CLUB, LATE_OFFICE],
        costs: &[Some(0), Some(0), Some(10), None],
        ages: ANY_AGE,
        places: (25, 120),
    },
    Offer {
        category: "adult-learning",
        names: &[
            "English classes for parents",
            "High school equivalency classes",
            "Job search workshop",
        ],
        hours: &[EVENINGS, TWO_EVENINGS, OFFICE, CLOSED_AFTERNOONS],
        costs: &[Some(0), Some(0), Some(20), None],
        ages: ANY_AGE,
        places: (20, 80),
    },
    Offer {
        category: "child-care",
        names: &["Child care center", "Preschool", "Infant and toddler care"],
        hours: &[CHILD_CARE, CHILD_CARE, CHILD_CARE_SHORT, NIGHT_CARE],
        costs: &[Some(0), Some(45), Some(90), Some(140), None],
        ages: &[
            (Some(0), Some(5)),
            (Some(3), Some(5)),
            (Some(0), Some(12)),
            (None, None),
        ],
        places: (12, 70),
    },
    Offer {
        category: "after-school",
        names: &["After-school program", "After-school club", "Teen center"],
        hours: &[
            AFTER_SCHOOL,
            AFTER_SCHOOL,
            AFTER_SCHOOL_SHORT,
            TWICE_AFTER_SCHOOL,
        ],
        costs: &[Some(0), Some(0), Some(20), Some(45), None],
        ages: &[
            (Some(5), Some(12)),
            (Some(5), Some(14)),
            (Some(12), Some(18)),
            (None, None),
        ],
        places: (20, 90),
    },
    Offer {
        category: "summer",
        names: &[
            "Summer day camp",
            "Summer reading program",
            "Summer sports camp",
        ],
        hours: &[CAMP, HALF_CAMP, CAMP],
        costs: &[Some(0), Some(30), Some(75), None],
        ages: &[(Some(5), Some(12)), (Some(8), Some(14)), (None, None)],
        places: (25, 120),
    },
    Offer {
        category: "arts-sports",
        names: &[
            "Youth soccer",
            "Music lessons",
            "Art studio for children",
            "Swimming lessons",
            "Dance classes",
        ],
        hours: &[CLUB, TWICE_AFTER_SCHOOL, EVENINGS, SATURDAY],
        costs: &[Some(0), Some(10), Some(25), Some(40), None],
        ages: &[(Some(5), Some(18)), (Some(6), Some(14)), (None, None)],
        places: (20, 110),
    },
    Offer {
        category: "parent-support",
        names: &[
            "Parenting classes",
            "Home visits for new parents",
            "Parent circle",
        ],
        hours: &[TWO_EVENINGS, OFFICE, CLOSED_AFTERNOONS],
        costs: MOSTLY_FREE,
        ages: ANY_AGE,
        places: (12, 60),
    },
    Offer {
        category: "language-help",
        names: &["Interpreters for families", "Translation of school papers"],
        hours: &[OFFICE, LATE_OFFICE, TWO_EVENINGS],
        costs: MOSTLY_FREE,
        ages: ANY_AGE,
        places: (20, 80),
    },
    Offer {
        category: "legal-help",
        names: &[
            "Immigration help desk",
            "Legal clinic for families",
            "Tenant rights desk",
        ],
        hours: &[SHORT_OFFICE, TWO_EVENINGS, OFFICE],
        costs: &[Some(0), Some(0), Some(50), None],
        ages: ANY_AGE,
        places: (10, 45),
    },
];

/// A kind of organization.
pub(super) struct Kind {
    /// How many there are.
    pub(super) n: usize,
    /// Endings of their names.
    pub(super) endings: &'static [&'static str],
    /// What they say of themselves.
    pub(super) description: &'static str,
    /// Categories they all serve.
    pub(super) main: &'static [&'static str],
    /// Categories that some serve too.
    pub(super) also: &'static [&'static str],
}

const fn kind(
    n: usize,
    endings: &'static [&'static str],
    description: &'static str,
    main: &'static [&'static str],
    also: &'static [&'static str],
) -> Kind {
    Kind {
        n,
        endings,
        description,
        main,
        also,
    }
}

/// The kinds of organizations in town.
pub(super) const KINDS: [Kind; 20] = [
    kind(
        12,
        &["Food Pantry", "Food Shelf"],
        "Volunteers who hand out groceries.",
        &["food"],
        &["clothing"],
    ),
    kind(
        3,
        &["Community Kitchen"],
        "A kitchen that serves meals to whoever comes.",
        &["food"],
        &["adult-learning"],
    ),
    kind(
        8,
        &["Housing Partners", "Homes Trust"],
        "Helps families to find and keep a home.",
        &["housing"],
        &["utilities", "legal-help"],
    ),
    kind(
        6,
        &["Energy Fund", "Relief Fund"],
        "Pays bills for families in a tight month.",
        &["utilities"],
        &["housing", "food"],
    ),
    kind(
        8,
        &["Clothing Closet", "Thrift House"],
        "Clothes and school things, sorted by volunteers.",
        &["clothing"],
        &["food"],
    ),
    kind(
        7,
        &["Rides", "Bicycle Kitchen"],
        "Gets families to where they have to be.",
        &["transport"],
        &[],
    ),
    kind(
        9,
        &["Family Health Center", "Clinic"],
        "Primary care for families.",
        &["health-care"],
        &["dental-vision", "mental-health"],
    ),
    kind(
        6,
        &["Dental Care", "Eye Care"],
        "Care for teeth and eyes.",
        &["dental-vision"],
        &[],
    ),
    kind(
        9,
        &["Counseling", "Wellness Center"],
        "Counselors for children and their parents.",
        &["mental-health"],
        &["parent-support"],
    ),
    kind(
        12,
        &["Learning Center", "Reading Corps", "Homework House"],
        "Help with school after school.",
        &["tutoring"],
        &["after-school", "technology"],
    ),
    kind(
        8,
        &["Digital Commons", "Technology Center"],
        "Computers, and people who show how they work.",
        &["technology"],
        &["tutoring", "adult-learning"],
    ),
    kind(
        9,
        &["Adult Education", "Job Center"],
        "Classes for grown-ups.",
        &["adult-learning"],
        &["language-help", "technology"],
    ),
    kind(
        18,
        &["Child Care", "Nursery School", "Early Learning Center"],
        "Care for young children.",
        &["child-care"],
        &["summer", "after-school"],
    ),
    kind(
        13,
        &["Youth Club", "After-School Alliance"],
        "A place to be when school is out.",
        &["after-school"],
        &["arts-sports", "summer", "tutoring"],
    ),
    kind(
        9,
        &["Summer Camps", "Outdoor School"],
        "Long days outside when there is no school.",
        &["summer"],
        &["arts-sports"],
    ),
    kind(
        14,
        &["Arts Workshop", "Athletic League", "Music School"],
        "Art, music and sport for the young.",
        &["arts-sports"],
        &["summer", "after-school"],
    ),
    kind(
        10,
        &["Family Resource Center", "Parent Network"],
        "Parents who help parents.",
        &["parent-support"],
        &["child-care", "clothing"],
    ),
    kind(
        7,
        &["Language Bridge", "Newcomer Center"],
        "Helps newcomers to be understood.",
        &["language-help"],
        &["adult-learning", "legal-help"],
    ),
    kind(
        6,
        &["Legal Aid", "Rights Center"],
        "Advice on the law for those who cannot pay for it.",
        &["legal-help"],
        &["housing"],
    ),
    kind(
        4,
        &["Community House", "Neighborhood Center"],
        "Many things under one roof.",
        &["food", "parent-support", "adult-learning"],
        &["mental-health", "technology", "child-care"],
    ),
];

/// The two shelters whose place must stay unknown: name, and whether the directory gives coordinates all the same.
pub(super) const SHELTERS: [(&str, bool); 2] = [
    ("Safe Passage Shelter", false),
    ("Lantern House Shelter", true),
];

/// Hours of the shelters.
pub(super) const SHELTER_HOURS: Hours = LONG_DAY;

/// Languages besides English: name, code, and in how many of a hundred services they are spoken.
pub(super) const LANGUAGES: [(&str, &str, u32); 6] = [
    ("Spanish", "es", 38),
    ("Vietnamese", "vi", 7),
    ("Somali", "so", 5),
    ("Arabic", "ar", 5),
    ("Swahili", "sw", 3),
    ("Chinese", "zh", 3),
];

/// What places say of their accessibility.
pub(super) const ACCESS: [&str; 4] = ["wheelchair", "sign-language", "hearing-loop", "large-print"];

/// A heading of needs: its id and name, and ids and names of the categories below it.
type Heading = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

/// Headings and categories of needs.
pub(super) const TAXONOMY: [Heading; 5] = [
    (
        "basic-needs",
        "Basic needs",
        &[
            ("food", "Food"),
            ("housing", "Housing"),
            ("utilities", "Help with bills"),
            ("clothing", "Clothing and supplies"),
            ("transport", "Transportation"),
        ],
    ),
    (
        "health",
        "Health",
        &[
            ("health-care", "Health care"),
            ("dental-vision", "Dental and eye care"),
            ("mental-health", "Counseling and mental health"),
        ],
    ),
    (
        "learning",
        "Learning",
        &[
            ("tutoring", "Tutoring and homework help"),
            ("technology", "Internet and devices"),
            ("adult-learning", "Adult learning and jobs"),
        ],
    ),
    (
        "care-enrichment",
        "Care and enrichment",
        &[
            ("child-care", "Child care"),
            ("after-school", "After-school care"),
            ("summer", "Summer programs"),
            ("arts-sports", "Arts and sports"),
        ],
    ),
    (
        "family-community",
        "Family and community",
        &[
            ("parent-support", "Support for parents"),
            ("language-help", "Language and interpreting"),
            ("legal-help", "Legal and immigration help"),
        ],
    ),
];

/// Categories that nobody offers east of the river.
pub(super) const WEST_BANK_ONLY: [&str; 4] = [
    "mental-health",
    "dental-vision",
    "legal-help",
    "adult-learning",
];

/// How readily organizations settle in a neighborhood, for its children: the rest count 1.
pub(super) const DRAW_OF: [(&str, f64); 11] = [
    ("Old Town", 2.6),
    ("Depot District", 2.2),
    ("Millrace", 1.6),
    ("Riverfront", 1.6),
    ("Ferry Landing", 0.60),
    ("East Mill", 0.50),
    ("Sandstone", 0.40),
    ("Heron Lake", 0.30),
    ("Cedar Flats", 0.30),
    ("Quarry Ridge", 0.30),
    (crate::sample_data::places::EMPTY_CORNER, 0.0),
];
