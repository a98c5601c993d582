//! The definition of the interface (OpenAPI) as a page.

use super::language::Language;
use super::{Frame, trail_to_data};
use crate::ogc::link::Link;
use maud::{Markup, html};
use serde_json::Value;

/// Paths, parameters and replies of an OpenAPI 3.1 document, by tag.
pub(in crate::ogc) fn api(language: Language, document: &Value, links: &[Link]) -> String {
    let words = language.words();
    let definition = Definition { language, document };
    let tags = document["tags"].as_array().into_iter().flatten();
    let content = html! {
        p.lead lang="en" { (text(&document["info"]["description"])) }
        p { a href="/api?f=json" { (words.for_programs) } " · " a href="/docs" { (words.columns_and_meaning) } }
        @for tag in tags {
            h2 lang="en" { (text(&tag["name"])) }
            p lang="en" { (text(&tag["description"])) }
            @for (path, method, operation) in definition.operations(text(&tag["name"])) {
                (definition.operation(path, method, operation))
            }
        }
    };
    let frame = Frame {
        language,
        title: words.interface,
        trail: &[trail_to_data(language)],
        links,
    };
    frame.around(&content)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

struct Definition<'a> {
    language: Language,
    document: &'a Value,
}

impl<'a> Definition<'a> {
    /// Operations of a tag, in the document's order.
    fn operations(&self, tag: &str) -> Vec<(&'a str, &'a str, &'a Value)> {
        let paths = self.document["paths"].as_object();
        let all = paths.into_iter().flatten().flat_map(|(path, item)| {
            let methods = item.as_object().into_iter().flatten();
            methods.map(move |(method, operation)| (path.as_str(), method.as_str(), operation))
        });
        let is_of_tag = |operation: &Value| {
            let tags = operation["tags"].as_array();
            tags.is_some_and(|tags| tags.iter().any(|of| text(of) == tag))
        };
        all.filter(|(_, _, operation)| is_of_tag(operation))
            .collect()
    }

    /// What stands at a reference within the document, else the value itself.
    fn resolved(&self, value: &'a Value) -> &'a Value {
        let pointer = value["$ref"]
            .as_str()
            .and_then(|address| address.strip_prefix('#'));
        pointer
            .and_then(|pointer| self.document.pointer(pointer))
            .unwrap_or(value)
    }

    fn operation(&self, path: &str, method: &str, operation: &'a Value) -> Markup {
        let words = self.language.words();
        let parameters = operation["parameters"].as_array();
        html! {
            details.operation {
                summary {
                    span.method { (method) }
                    code { (path) } " "
                    span lang="en" { (text(&operation["summary"])) }
                }
                div lang="en" {
                    @if let Some(description) = operation["description"].as_str() { p { (description) } }
                    @if let Some(parameters) = parameters.filter(|parameters| !parameters.is_empty()) {
                        h3 lang=(self.language.tag()) { (words.parameters) }
                        (self.parameters(path, parameters))
                    }
                    h3 lang=(self.language.tag()) { (words.replies) }
                    (self.replies(path, &operation["responses"]))
                }
            }
        }
    }

    fn parameters(&self, path: &str, parameters: &'a [Value]) -> Markup {
        let words = self.language.words();
        html! {
            div.wide tabindex="0" role="region" aria-label={ (words.parameters) ": " (path) } {
                table.columns {
                    thead { tr lang=(self.language.tag()) {
                        th scope="col" { (words.column) } th scope="col" { (words.place) }
                        th scope="col" { (words.kind) } th scope="col" { (words.meaning) }
                    } }
                    tbody {
                        @for parameter in parameters {
                            @let parameter = self.resolved(parameter);
                            tr {
                                th scope="row" { code { (text(&parameter["name"])) } }
                                td {
                                    (text(&parameter["in"]))
                                    @if parameter["required"] == Value::Bool(true) {
                                        ", " span lang=(self.language.tag()) { (words.required) }
                                    }
                                }
                                td { (kind(self.resolved(&parameter["schema"]))) }
                                td {
                                    (text(&parameter["description"]))
                                    (self.codes(self.resolved(&parameter["schema"])))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn codes(&self, schema: &Value) -> Markup {
        let codes = schema["enum"].as_array();
        html! {
            @if let Some(codes) = codes {
                span.codes {
                    span lang=(self.language.tag()) { (self.language.words().one_of) }
                    @for (place, code) in codes.iter().enumerate() {
                        @if place > 0 { "," } " " code { (plain(code)) }
                    }
                }
            }
        }
    }

    fn replies(&self, path: &str, responses: &'a Value) -> Markup {
        let words = self.language.words();
        let responses = responses.as_object().into_iter().flatten();
        html! {
            div.wide tabindex="0" role="region" aria-label={ (words.replies) ": " (path) } {
                table {
                    thead { tr lang=(self.language.tag()) {
                        th scope="col" { (words.status) } th scope="col" { (words.meaning) } th scope="col" { (words.media_types) }
                    } }
                    tbody {
                        @for (status, response) in responses {
                            @let response = self.resolved(response);
                            @let types = response["content"].as_object();
                            tr {
                                th scope="row" { (status) }
                                td { (text(&response["description"])) }
                                td {
                                    @for (place, media_type) in types.into_iter().flat_map(|types| types.keys()).enumerate() {
                                        @if place > 0 { ", " } code { (media_type) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A value as a plain text.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// What a schema allows, in a few words: its type, bounds and default.
fn kind(schema: &Value) -> String {
    let mut parts = vec![match &schema["type"] {
        Value::String(name) => name.clone(),
        Value::Array(names) => names.iter().map(plain).collect::<Vec<_>>().join(" or "),
        _ => String::new(),
    }];
    if let Some(item) = schema["items"]["type"].as_str() {
        parts[0] = format!("{} of {item}", parts[0]);
    }
    for (name, said) in [
        ("minimum", "from"),
        ("maximum", "to"),
        ("default", "default"),
    ] {
        if !schema[name].is_null() {
            parts.push(format!("{said} {}", plain(&schema[name])));
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn references_are_followed_and_every_parameter_and_reply_is_named() {
        let document = json!({
            "info": { "description": "About <us>." },
            "tags": [{ "name": "Features" }],
            "paths": { "/things": { "get": {
                "tags": ["Features"], "summary": "All things",
                "parameters": [{ "$ref": "#/components/parameters/limit" }],
                "responses": { "200": { "description": "Things", "content": { "text/csv": {} } },
                               "400": { "$ref": "#/components/responses/bad" } },
            } } },
            "components": {
                "parameters": { "limit": { "name": "limit", "in": "query", "description": "At most.",
                    "schema": { "type": "integer", "minimum": 1, "default": 10 } } },
                "responses": { "bad": { "description": "Not understood" } },
            },
        });
        let page = api(Language::English, &document, &[]);
        for part in [
            "About &lt;us&gt;.",
            "All things",
            "At most.",
            "integer, from 1, default 10",
            "text/csv",
            "Not understood",
        ] {
            assert!(page.contains(part), "{part} in {page}");
        }
    }
}
