//! The worked examples, with the address of the server that shows them.

use crate::ogc::html::Frame;
use crate::ogc::html::language::Language;
use maud::{PreEscaped, html};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The examples. Tests run every block of code in them.
const SOURCE: &str = include_str!("../../../../web/docs/analysts.md");

/// The address that stands in the examples for the server's.
const ADDRESS: &str = "http://127.0.0.1:8080";

/// The page of examples. They are in English, whatever the language around them.
pub(super) fn page(language: Language, base: &str) -> String {
    let words = language.words();
    let source = SOURCE.replace(ADDRESS, base);
    let (title, rest) = source.split_once('\n').unwrap_or((&source, ""));
    let content = html! {
        div.prose lang="en" { (PreEscaped(rendered(rest))) }
    };
    let frame = Frame {
        language,
        title: title.trim_start_matches("# "),
        trail: &[(words.docs, "/docs".to_owned())],
        links: &[],
    };
    frame.around(&content)
}

/// Markdown as HTML. Headings can be linked to, code is scrolled with the keyboard, and what a block prints stands apart from it.
fn rendered(markdown: &str) -> String {
    let mut events: Vec<Event<'_>> = Vec::new();
    let mut heading: Option<(usize, String)> = None;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match &event {
            Event::Start(Tag::Heading { .. }) => heading = Some((events.len(), String::new())),
            Event::Text(text) | Event::Code(text) => {
                if let Some((_, words)) = &mut heading {
                    words.push_str(text);
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some((place, words)) = heading.take()
                    && let Event::Start(Tag::Heading { id, .. }) = &mut events[place]
                {
                    *id = Some(slug(&words).into());
                }
            }
            _ => {}
        }
        events.push(event);
    }
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events.into_iter());
    html.replace(
        "<pre><code class=\"language-text\">",
        "<pre class=\"output\" tabindex=\"0\"><code>",
    )
    .replace("<pre><code", "<pre tabindex=\"0\"><code")
}

/// A heading as an anchor: `Command line: curl` is `command-line-curl`.
fn slug(heading: &str) -> String {
    let words = heading
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_name_the_server_that_shows_them() {
        let page = page(Language::English, "https://data.example");
        assert!(page.contains("https://data.example/collections"));
        assert!(!page.contains(ADDRESS));
        for anchor in ["id=\"qgis\"", "id=\"geopandas\"", "id=\"duckdb\""] {
            assert!(page.contains(anchor), "{anchor}");
        }
    }

    #[test]
    fn headings_become_anchors() {
        assert_eq!(slug("Command line: curl"), "command-line-curl");
    }
}
