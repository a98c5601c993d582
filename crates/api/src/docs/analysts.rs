//! The worked examples, with the address of the server that shows them.

use crate::ogc::html::Frame;
use crate::ogc::html::language::Language;
use maud::{PreEscaped, html};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The examples. Tests run every block of code in them.
const SOURCE: &str = include_str!("../../../../web/docs/analysts.md");

/// The words around them in Spanish; each `BLOCK` stands for the next block of `SOURCE`.
const SPANISH: &str = include_str!("../../../../web/docs/analysts.es.md");

/// Where a block of code or of output goes.
const BLOCK: &str = "[[block]]";

/// The address that stands in the examples for the server's.
const ADDRESS: &str = "http://127.0.0.1:8080";

/// The page of examples.
pub(super) fn page(language: Language, base: &str) -> String {
    let words = language.words();
    let source = match language {
        Language::English => SOURCE.to_owned(),
        Language::Spanish => with_blocks(SPANISH, SOURCE),
    };
    let source = source.replace(ADDRESS, base);
    let (title, rest) = source.split_once('\n').unwrap_or((&source, ""));
    let content = html! {
        div.prose { (PreEscaped(rendered(rest))) }
    };
    let frame = Frame {
        language,
        title: title.trim_start_matches("# "),
        trail: &[(words.docs, "/docs".to_owned())],
        links: &[],
    };
    frame.around(&content)
}

/// The fenced blocks of a Markdown text, in their order.
fn blocks(markdown: &str) -> impl Iterator<Item = &str> {
    const FENCE: &str = "```";
    let mut rest = markdown;
    std::iter::from_fn(move || {
        let start = rest.find(FENCE)?;
        let end = start + FENCE.len() + rest[start + FENCE.len()..].find(FENCE)? + FENCE.len();
        let block = &rest[start..end];
        rest = &rest[end..];
        Some(block)
    })
}

/// Words in another language with the blocks of a page.
fn with_blocks(words: &str, page: &str) -> String {
    let mut parts = words.split(BLOCK);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (block, part) in blocks(page).zip(parts) {
        text.push_str(block);
        text.push_str(part);
    }
    text
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
    fn the_spanish_page_has_the_same_blocks_in_the_same_order() {
        assert_eq!(SPANISH.matches(BLOCK).count(), blocks(SOURCE).count());
        let whole = with_blocks(SPANISH, SOURCE);
        assert!(blocks(&whole).eq(blocks(SOURCE)));
        let n_headings = |text: &str| text.lines().filter(|line| line.starts_with("## ")).count();
        assert_eq!(n_headings(SPANISH), n_headings(SOURCE));
        let page = page(Language::Spanish, "https://data.example");
        assert!(page.contains("GDAL sigue las páginas") && !page.contains(BLOCK));
        assert!(page.contains("id=\"hojas-de-cálculo\""));
    }

    #[test]
    fn every_entry_of_the_contents_leads_to_a_heading() {
        for source in [SOURCE, SPANISH] {
            let headings = source.lines().filter_map(|line| line.strip_prefix("## "));
            let anchors: Vec<_> = headings.map(slug).collect();
            let links = source.lines().filter_map(|line| line.strip_prefix("- ["));
            let linked: Vec<_> = links
                .filter_map(|line| line.split_once("](#")?.1.strip_suffix(')'))
                .collect();
            assert_eq!(linked, anchors);
        }
    }

    #[test]
    fn headings_become_anchors() {
        assert_eq!(slug("Command line: curl"), "command-line-curl");
    }
}
