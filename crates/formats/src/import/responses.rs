//! Survey responses. Personal data: findings about them name row and column, never a home.

use crate::geometry::Geometry;
use crate::import::cells::Cells;
use crate::import::context::Context;
use model::BadValue;
use model::category;
use model::hours::WeekHours;
use model::ids::{CategoryId, OrganizationId, ResponseId, SchoolId, Wave};
use model::language::Language;
use model::record::{Record, RecordKind};
use model::survey::{Mode, Response};
use model::units::Micro;

pub(super) fn response(
    cells: &mut Cells,
    geometry: Option<&Geometry>,
    context: &mut Context,
) -> Option<Record> {
    let id = context.own_id(cells, RecordKind::Response);
    let wave = cells.required("wave");
    let school_id = cells
        .text("school_id")
        .map(|id| context.reference(cells, "school_id", RecordKind::School, id));
    let languages = cells.parsed_words("languages", parse_language);
    let weight = cells.quantity("weight").unwrap_or(Micro::ONE);
    let needs = cells.parsed_words("needs", parse_category);
    let times = times(cells);
    let mode = cells.parsed("mode", |word| Mode::parse(&word.to_lowercase()));
    let [max_minutes, max_cost] = ["max_minutes", "max_cost"].map(|field| cells.quantity(field));
    let child_age = cells.age("child_age");
    let accessibility = cells.words("accessibility");
    let severity = cells.quantity("severity").unwrap_or(Micro::ONE);
    let trusted = cells.parsed_words("trusted", |id| OrganizationId::try_from(id));
    let is_simulated = cells.flag("simulated");
    let home = context.position(cells, geometry);
    Some(Record::Response(Box::new(Response {
        id: ResponseId::try_from(id?).ok()?,
        wave: Wave::try_from(wave?).ok()?,
        home,
        school_id: school_id.and_then(|id| SchoolId::try_from(id).ok()),
        languages: languages.into_iter().flatten().collect(),
        weight,
        needs: needs.into_iter().collect(),
        times,
        mode,
        max_minutes,
        max_cost,
        child_age,
        accessibility: accessibility
            .into_iter()
            .filter(|word| word != "none")
            .collect(),
        severity,
        trusted: trusted.into_iter().collect(),
        is_simulated,
    })))
}

/// Hours as `mon-fri 15:00-18:00;sat 10:00-12:00`, or a list whose words the mapping translates to such entries.
fn times(cells: &mut Cells) -> Option<WeekHours> {
    let entries = cells.words("times").join(";");
    let read = WeekHours::parse(&entries);
    cells.judged("times", &entries, read)?
}

/// Reads a BCP 47 tag, else an English name.
fn parse_language(word: &str) -> Result<Option<Language>, BadValue> {
    // A name such as "Amharic" is a well-formed tag too, so that only what ISO 639 knows counts as one.
    let by_tag = Language::parse(word);
    let is_tag = |language: &Language| language.english_name().is_some();
    match (by_tag, Language::from_english_name(word)) {
        (Ok(None), _) => Ok(None),
        (Ok(Some(language)), _) if is_tag(&language) => Ok(Some(language)),
        (_, Some(language)) => Ok(Some(language)),
        _ => Err(BadValue::new(
            word,
            "a language: a BCP 47 tag such as es, or an English name",
        )),
    }
}

fn parse_category(word: &str) -> Result<CategoryId, BadValue> {
    Ok(category::find(&word.to_lowercase())?.category_id())
}
