//! A problem as a page, for whoever asked with a browser: the same facts as in the problem document.

use super::Frame;
use super::language::Language;
use super::names;
use super::trail_to_data;
use crate::problem::Problem;
use maud::html;
use serde_json::Value;

/// The page of a problem.
pub(crate) fn page(language: Language, problem: &Problem) -> String {
    let words = language.words();
    let document = serde_json::to_value(problem).unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let errors = document["errors"].as_array();
    let kind = text(&document["type"]);
    let title = crate::docs::problems::title_of(language, &kind)
        .map_or_else(|| text(&document["title"]), ToOwned::to_owned);
    let content = html! {
        p.lead lang="en" { (names::capitalized(&text(&document["detail"]))) }
        @for error in errors.into_iter().flatten() {
            div.wide {
                table.facts {
                    tbody {
                        @for (member, name) in [("parameter", words.parameter), ("given", words.given), ("expected", words.expected)] {
                            @if let Some(value) = error[member].as_str() {
                                tr { th scope="row" { (name) } td lang="en" { code { (value) } } }
                            }
                        }
                    }
                }
            }
        }
        p.pager { a href=(kind) { (words.about_problem) } }
    };
    let frame = Frame {
        language,
        title: &title,
        trail: &[trail_to_data(language)],
        links: &[],
    };
    frame.around(&content)
}
