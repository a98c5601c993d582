//! Web addresses as URIs, which HSDS wants.

use super::describe::Uri;

/// A web address as a URI, and as it was given where that is another text. What cannot be made a URI has none.
pub fn of_address(given: &str) -> (Option<Uri>, Option<String>) {
    if is_web_uri(given) {
        return (Some(Uri::new(given)), None);
    }
    let with_scheme = format!("http://{given}");
    let is_host = given.contains('.') && !given.contains(':') && is_web_uri(&with_scheme);
    (
        is_host.then(|| Uri::new(with_scheme)),
        Some(given.to_owned()),
    )
}

/// Whether a text is an `http` or `https` URI by RFC 3986. Rare forms (user names, addresses in brackets) are not looked into: they count as none.
fn is_web_uri(text: &str) -> bool {
    let rest = text
        .strip_prefix("http://")
        .or_else(|| text.strip_prefix("https://"));
    let Some(rest) = rest else { return false };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, port),
        None => (authority, ""),
    };
    let is_label = |label: &str| {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        !label.is_empty() && label.len() <= 63 && label.bytes().all(is_plain)
    };
    let host = host.strip_suffix('.').unwrap_or(host);
    host.split('.').all(is_label)
        && port.len() <= 5
        && port.bytes().all(|byte| byte.is_ascii_digit())
        && (port.is_empty() != authority.contains(':'))
        && is_rest(path.as_bytes())
}

/// Whether everything after the host may stand there: at most one `#`, percent signs before two digits, no bracket, quote, blank or
/// anything beyond ASCII.
fn is_rest(bytes: &[u8]) -> bool {
    let mut n_fragments = 0;
    bytes.iter().enumerate().all(|(place, byte)| match byte {
        b'%' => bytes
            .get(place + 1..place + 3)
            .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)),
        b'#' => {
            n_fragments += 1;
            n_fragments == 1
        }
        byte => byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?".contains(byte),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uri_is_kept_and_a_bare_host_gets_a_scheme() {
        let uri = |given| of_address(given).0.map(|uri| uri.as_str().to_owned());
        assert_eq!(of_address("https://a.org/x?y=%20#z").1, None);
        assert_eq!(uri("www.a.org/b"), Some("http://www.a.org/b".to_owned()));
        assert_eq!(of_address("www.a.org").1, Some("www.a.org".to_owned()));
        for given in [
            "see our page",
            "http://",
            "http://a b.org",
            "http://a.org/%zz",
            "http://a.org/é",
            "http://a.org/#a#b",
            "http://a.org:port/",
            "http://a..org",
            "ftp:x.org",
            "info@a.org",
        ] {
            assert_eq!(uri(given), None, "{given}");
            assert_eq!(of_address(given).1, Some(given.to_owned()));
        }
    }
}
