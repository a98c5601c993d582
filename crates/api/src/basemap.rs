//! Online basemaps: styles that the page lays under the areas, from hosts that are not ours.

use actix_web::http::Uri;
use serde::Serialize;
use std::str::FromStr;

/// The address of a MapLibre style, as a browser can ask for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Basemap(String);

impl FromStr for Basemap {
    type Err = String;

    /// # Errors
    /// A sentence when the page could not fetch it: it is no `http://` or `https://` address with a host, or it carries a
    /// password, which every reader would see and no browser would send.
    fn from_str(given: &str) -> Result<Self, String> {
        let uri = given.parse::<Uri>().ok();
        let is_web = uri
            .as_ref()
            .and_then(Uri::scheme_str)
            .is_some_and(|scheme| scheme == "http" || scheme == "https");
        let authority = uri.as_ref().and_then(Uri::authority);
        match authority {
            Some(authority) if is_web && authority.as_str().contains('@') => Err(
                "an address that every browser asks for cannot carry a name and a password"
                    .to_owned(),
            ),
            Some(authority) if is_web && authority.as_str().chars().all(is_of_host) => {
                Ok(Self(given.to_owned()))
            }
            _ => Err(
                "not the address of a MapLibre style, such as https://tiles.example.org/style.json"
                    .to_owned(),
            ),
        }
    }
}

/// What hosts and ports are written with, and no word of a content security policy.
fn is_of_host(char: char) -> bool {
    char.is_ascii_alphanumeric() || ".-:[]".contains(char)
}

impl Basemap {
    /// Where it is, when that is not covered by "any host, encrypted".
    fn plain_origin(&self) -> Option<String> {
        let rest = self.0.strip_prefix("http://")?;
        let authority = rest.split(['/', '?', '#']).next()?;
        Some(format!("http://{authority}"))
    }
}

/// The basemaps of a server; none by default, so that no other host is asked.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Basemaps {
    /// Under a light map.
    pub light: Option<Basemap>,
    /// Under a dark map.
    pub dark: Option<Basemap>,
}

impl Basemaps {
    /// Hosts that the page may ask beside its own, as sources of a content security policy; nothing without a basemap.
    /// Tiles and pictures of a style may come from other hosts than the style.
    pub(crate) fn sources(&self) -> Option<String> {
        let all: Vec<&Basemap> = self.light.iter().chain(&self.dark).collect();
        if all.is_empty() {
            return None;
        }
        let plain = all.iter().filter_map(|basemap| basemap.plain_origin());
        let mut sources: Vec<String> = std::iter::once("https:".to_owned()).chain(plain).collect();
        sources.dedup();
        Some(sources.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_no_browser_could_ask_for_are_refused_in_words() {
        for given in [
            "",
            "style.json",
            "/style.json",
            "tiles.example.org/style.json",
            "mapbox://styles/light",
            "file:///style.json",
            "https://",
            "https://exa mple.org/style.json",
            "http://example.org;script-src/style.json",
            "http://example.org,x/style.json",
        ] {
            let error = given.parse::<Basemap>().unwrap_err();
            assert!(
                error.contains("https://tiles.example.org/style.json"),
                "{given:?}: {error}"
            );
        }
        let error = "https://name:word@example.org/style.json"
            .parse::<Basemap>()
            .unwrap_err();
        assert!(
            error.contains("password") && !error.contains("word@"),
            "{error}"
        );
    }

    #[test]
    fn the_page_may_ask_encrypted_hosts_and_the_one_that_is_named_but_nobody_without_a_basemap() {
        let of = |light: Option<&str>, dark: Option<&str>| {
            let parse = |given: &str| given.parse().unwrap();
            Basemaps {
                light: light.map(parse),
                dark: dark.map(parse),
            }
            .sources()
        };
        assert_eq!(of(None, None), None);
        let online = "https://tiles.example.org/style.json?key=1";
        assert_eq!(of(Some(online), None).unwrap(), "https:");
        let near = "http://127.0.0.1:9000/style.json";
        assert_eq!(
            of(Some(near), Some(online)).unwrap(),
            "https: http://127.0.0.1:9000"
        );
        assert_eq!(
            of(Some(near), Some(near)).unwrap(),
            "https: http://127.0.0.1:9000"
        );
        let bare = "http://tiles.example.org?style=dark";
        assert_eq!(
            of(None, Some(bare)).unwrap(),
            "https: http://tiles.example.org"
        );
    }
}
