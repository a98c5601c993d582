//! The columns of every collection: names, units and meanings. The order is the one in which they are written.

use crate::Audience;
use model::category::categories;
use model::feature::{Field, FieldKind, GeometryKind, Schema};
use model::ids::Wave;
use model::school::Level;
use std::borrow::Cow;

/// A column.
fn field(
    name: &'static str,
    kind: FieldKind,
    title: &'static str,
    description: &'static str,
) -> Field {
    Field {
        name: Cow::Borrowed(name),
        title: Cow::Borrowed(title),
        description: Cow::Borrowed(description),
        kind,
        unit: None,
        codes: Vec::new(),
    }
}

fn text(name: &'static str, title: &'static str, description: &'static str) -> Field {
    field(name, FieldKind::Text, title, description)
}

fn with_unit(field: Field, unit: &'static str) -> Field {
    Field {
        unit: Some(unit),
        ..field
    }
}

fn with_codes(
    field: Field,
    codes: impl IntoIterator<Item = impl Into<Cow<'static, str>>>,
) -> Field {
    Field {
        codes: codes.into_iter().map(Into::into).collect(),
        ..field
    }
}

fn level(description: &'static str) -> Field {
    with_codes(
        text("level", "Level", description),
        Level::ALL.map(Level::as_str),
    )
}

fn share(name: &'static str, title: &'static str, description: &'static str) -> Field {
    with_unit(
        field(name, FieldKind::Number, title, description),
        "share from 0 to 1",
    )
}

fn schema(geometry: GeometryKind, fields: Vec<Field>) -> Schema {
    Schema {
        fields,
        geometry: Some(geometry),
    }
}

pub(super) fn schools() -> Schema {
    let levels = field(
        "levels",
        FieldKind::Texts,
        "Levels",
        "The levels that the school teaches: elementary, middle, high.",
    );
    let enrollment = field(
        "enrollment",
        FieldKind::Integer,
        "Enrollment",
        "Enrolled students; missing when not known and when there are 1 to 9.",
    );
    let operator = text(
        "operator",
        "Operator",
        "Who runs the school; missing when not known.",
    );
    schema(
        GeometryKind::Point,
        vec![
            text("name", "Name", "The school's name."),
            levels,
            text(
                "grades",
                "Grades",
                "The grade span as the district writes it, such as PK-05.",
            ),
            with_unit(enrollment, "students"),
            with_codes(operator, ["district", "charter", "independent"]),
        ],
    )
}

pub(super) fn zones() -> Schema {
    schema(
        GeometryKind::Surface,
        vec![
            level("The level for which the zone is drawn."),
            text("name", "Name", "The zone's name."),
            text(
                "school_id",
                "School",
                "The id of the school that the zone belongs to; missing when the zone names none.",
            ),
        ],
    )
}

pub(super) fn neighborhoods() -> Schema {
    schema(
        GeometryKind::Surface,
        vec![text("name", "Name", "The neighborhood's name.")],
    )
}

pub(super) fn feeder_patterns() -> Schema {
    let schools = field(
        "schools",
        FieldKind::Nested,
        "Schools",
        "The schools that feed the high school and, last, the high school itself: id, name, level, share (of the lower school that goes on, in whole percents) and split (whether it feeds several).",
    );
    schema(
        GeometryKind::Surface,
        vec![
            text(
                "name",
                "Name",
                "The name of the high school in which the pattern ends.",
            ),
            schools,
        ],
    )
}

pub(super) fn sites() -> Schema {
    let texts = |name, title, description| field(name, FieldKind::Texts, title, description);
    let number = |name, title, description| field(name, FieldKind::Number, title, description);
    schema(
        GeometryKind::Point,
        vec![
            text("name", "Name", "The location's name, else the service's."),
            text(
                "organization",
                "Organization",
                "The organization that offers the service.",
            ),
            text("service", "Service", "The service's name."),
            texts(
                "categories",
                "Categories",
                "The need categories that the service answers.",
            ),
            texts(
                "languages",
                "Languages",
                "Languages spoken, as BCP 47 tags; empty when not known.",
            ),
            text(
                "hours",
                "Hours",
                "Opening hours by day of the week, else the source's own words for them; missing when not known.",
            ),
            with_unit(
                number("cost", "Cost", "Price; 0 is free, missing is not known."),
                "district currency",
            ),
            with_unit(
                number(
                    "capacity",
                    "Capacity",
                    "Places available; missing is not known.",
                ),
                "families",
            ),
            with_unit(
                number(
                    "min_age",
                    "Youngest",
                    "Youngest age served; missing is not known.",
                ),
                "years",
            ),
            with_unit(
                number(
                    "max_age",
                    "Oldest",
                    "Oldest age served; missing is not known.",
                ),
                "years",
            ),
            texts(
                "accessibility",
                "Accessibility",
                "Arrangements for disabled people; none means that there are none, empty that they are not known.",
            ),
            text(
                "url",
                "Web address",
                "The web address of the service, else of the organization.",
            ),
            text("phone", "Telephone", "A telephone number for the public."),
            text(
                "last_verified",
                "Last verified",
                "The day on which somebody last made sure of the record, as the source writes it.",
            ),
        ],
    )
}

pub(super) fn assets() -> Schema {
    schema(
        GeometryKind::Point,
        vec![
            text("name", "Name", "The asset's name."),
            text(
                "kind",
                "Kind",
                "What it is, such as library or recreation center.",
            ),
            text("address", "Address", "Its street address."),
            text("url", "Web address", "Its web address."),
        ],
    )
}

pub(super) fn context() -> Schema {
    let kind = text("kind", "Kind", "What it is.");
    schema(
        GeometryKind::Mixed,
        vec![
            with_codes(kind, ["street", "water", "park"]),
            text("name", "Name", "Its name; missing for what has none."),
        ],
    )
}

/// The columns that say which cell of the gap table a row is.
fn cell(waves: &[Wave]) -> Vec<Field> {
    let geographies = [
        "district",
        "neighborhood",
        "attendance-zone",
        "feeder-pattern",
        "school",
    ];
    let ids = categories().map(|category| category.id).chain(["all"]);
    let names = waves.iter().map(|wave| wave.as_str().to_owned());
    vec![
        with_codes(
            text("geography", "Geography", "The kind of area."),
            geographies,
        ),
        text(
            "geography_id",
            "Area",
            "The area's id; missing for homes in no area.",
        ),
        text(
            "name",
            "Name",
            "The area's name; missing for homes in no area.",
        ),
        level("The level of an attendance zone; missing for other areas."),
        with_codes(
            text(
                "category",
                "Category",
                "What is needed. A family that needs two categories counts in both, and twice in all.",
            ),
            ids,
        ),
        with_codes(text("wave", "Wave", "The round of the survey."), names),
    ]
}

const HIDDEN: &str = "Missing when hidden or not computed.";

const ACCESS: &str = "Places that 100 families with the need can count on: those of every site of the category shared out among all families who need it \
    and reach it in 30 minutes, the nearer ones more (E2SFCA: weight 1 up to 10 minutes, 0.68 up to 20, 0.22 up to 30). What suits a family is not \
    looked at; sites that state no places are left out. Missing for all categories together too, and where no site states its places.";

/// The figures of a cell.
fn figures(audience: Audience) -> Vec<Field> {
    // The public's counts are multiples of 5; those of staff are weighted sums.
    let kind = match audience {
        Audience::Public => FieldKind::Integer,
        Audience::Staff => FieldKind::Number,
    };
    let count = |name, title, meaning: &str| {
        let described = Field {
            description: Cow::Owned(format!("{meaning} {HIDDEN}")),
            ..field(name, kind, title, "")
        };
        with_unit(described, "families")
    };
    let responses = Field {
        unit: Some("answers"),
        kind: FieldKind::Integer,
        ..count("responses", "Answers", "Answers of the wave in the area.")
    };
    let rate = share(
        "unmet_rate",
        "Unmet rate",
        "Unmet need per need, in whole percents. Missing when hidden or without need.",
    );
    let access = Field {
        unit: Some("places per 100 families"),
        ..count("access_score", "Access score", ACCESS)
    };
    let suppression = text(
        "suppression",
        "Suppression",
        "S when the whole row is hidden because it stands on fewer than 10 answers or 10 families; missing otherwise.",
    );
    vec![
        responses,
        count("needs", "Needs", "Families with the need."),
        count(
            "within_reach",
            "Within reach",
            "Of these, with at least one eligible site.",
        ),
        count(
            "served",
            "Served",
            "Of these, served when places go to the nearest first.",
        ),
        count(
            "served_coordinated",
            "Served if coordinated",
            "Served if the places were shared out by coordination over the whole district.",
        ),
        count(
            "coordination_gain",
            "Coordination gain",
            "Served by coordination less served; negative where another area gains.",
        ),
        access,
        count(
            "unmet",
            "Unmet",
            "Families with the need that are not served.",
        ),
        rate,
        count(
            "unmet_strict",
            "Unmet, strictly read",
            "Not served when unknown facts count as violations.",
        ),
        count(
            "unmet_distance",
            "Unmet: distance",
            "Unmet for the distance alone.",
        ),
        count(
            "unmet_hours",
            "Unmet: hours",
            "Unmet for the opening hours alone.",
        ),
        count(
            "unmet_language",
            "Unmet: language",
            "Unmet for the language alone.",
        ),
        count(
            "unmet_eligibility",
            "Unmet: eligibility",
            "Unmet for eligibility alone.",
        ),
        count("unmet_cost", "Unmet: cost", "Unmet for the cost alone."),
        count(
            "unmet_accessibility",
            "Unmet: accessibility",
            "Unmet for accessibility alone.",
        ),
        count(
            "unmet_capacity",
            "Unmet: capacity",
            "Unmet for want of a place alone.",
        ),
        count(
            "unmet_several",
            "Unmet: several",
            "Unmet for several reasons at once.",
        ),
        count(
            "unmet_no_provider",
            "Unmet: no provider",
            "Unmet with no provider within the horizon.",
        ),
        with_codes(suppression, ["S"]),
    ]
}

fn simulated() -> Field {
    field(
        "simulated",
        FieldKind::Boolean,
        "Simulated",
        "Whether any answer of the wave was drawn by a computer.",
    )
}

/// A gap layer: one row an area and category.
pub(super) fn gaps(geometry: GeometryKind, waves: &[Wave], audience: Audience) -> Schema {
    let mut fields = cell(waves);
    fields.extend(figures(audience));
    fields.push(simulated());
    schema(geometry, fields)
}

/// A gap layer with one row an area: the figures of every category side by side.
pub(super) fn wide_gaps(geometry: GeometryKind, waves: &[Wave], audience: Audience) -> Schema {
    let mut fields = cell(waves);
    fields.retain(|field| field.name != "category");
    fields.push(simulated());
    for category in categories().map(|category| category.id).chain(["all"]) {
        for figure in figures(audience) {
            fields.push(Field {
                name: Cow::Owned(wide_name(category, &figure.name)),
                title: Cow::Owned(format!("{} ({category})", figure.title)),
                description: Cow::Owned(format!("For {category}: {}", figure.description)),
                ..figure
            });
        }
    }
    schema(geometry, fields)
}

/// The column of a figure of one category: `after_school_unmet`. Without hyphens, which a filter would take for a minus.
pub(super) fn wide_name(category: &str, figure: &str) -> String {
    format!("{}_{figure}", category.replace('-', "_"))
}

pub(super) fn response_rates(waves: &[Wave]) -> Schema {
    let names = waves.iter().map(|wave| wave.as_str().to_owned());
    let count = |name, title, description, unit| {
        with_unit(field(name, FieldKind::Integer, title, description), unit)
    };
    let suppression = text(
        "suppression",
        "Suppression",
        "S when there are 1 to 9 answers, which are hidden; missing otherwise.",
    );
    schema(
        GeometryKind::Point,
        vec![
            text("school_id", "School", "The school's id."),
            text("name", "Name", "The school's name."),
            with_codes(text("wave", "Wave", "The round of the survey."), names),
            count(
                "responses",
                "Answers",
                "Answers from families of the school, rounded to 5. Missing when hidden.",
                "answers",
            ),
            count(
                "enrollment",
                "Enrollment",
                "Enrolled students; missing when not known and when there are 1 to 9.",
                "students",
            ),
            share(
                "response_rate",
                "Response rate",
                "Answers per enrolled student, in whole percents: who has not been heard from. Missing when hidden and where the enrollment is not known.",
            ),
            with_codes(suppression, ["S"]),
            simulated(),
        ],
    )
}
