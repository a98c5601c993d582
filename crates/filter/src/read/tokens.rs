//! CQL2 text as words, numbers, texts and signs, with the places where they stand.

use crate::error::{FilterError, Position, quoted};

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    /// A name or keyword as it stands.
    Word,
    /// A name in double quotes.
    Name(String),
    /// A text in single quotes, with its escapes undone.
    Text(String),
    /// A number without sign.
    Number,
    /// `(`.
    Open,
    /// `)`.
    Close,
    /// `,`.
    Comma,
    /// An operator that is written with signs.
    Sign,
}

/// One token.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Token<'t> {
    pub(crate) kind: Kind,
    /// As it is written.
    pub(crate) text: &'t str,
    /// The byte of the source where it begins.
    pub(crate) start: usize,
    /// Whether there is white space before it.
    pub(crate) spaced: bool,
}

impl Token<'_> {
    pub(crate) fn is_word(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.text.eq_ignore_ascii_case(word)
    }
}

/// The place of a byte of the source, for people.
pub(crate) fn character(source: &str, byte: usize) -> Position {
    let before = source.get(..byte).unwrap_or(source);
    Position::Character(before.chars().count() + 1)
}

/// The tokens of `source`.
pub(crate) fn tokens(source: &str) -> Result<Vec<Token<'_>>, FilterError> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut spaced = false;
    while let Some(first) = source[at..].chars().next() {
        if first.is_whitespace() {
            spaced = true;
            at += first.len_utf8();
            continue;
        }
        let (kind, length) =
            token(&source[at..], first).map_err(|error| error.at(character(source, at)))?;
        found.push(Token {
            kind,
            text: &source[at..at + length],
            start: at,
            spaced,
        });
        spaced = false;
        at += length;
    }
    Ok(found)
}

/// The token at the start of `rest`, which begins with `first`, and its length in bytes.
fn token(rest: &str, first: char) -> Result<(Kind, usize), FilterError> {
    match first {
        '(' => Ok((Kind::Open, 1)),
        ')' => Ok((Kind::Close, 1)),
        ',' => Ok((Kind::Comma, 1)),
        '\'' => text(rest),
        '"' => name(rest),
        '0'..='9' | '.' => number(rest),
        _ if starts_word(first) => Ok((Kind::Word, word(rest))),
        _ => sign(rest, first),
    }
}

fn starts_word(letter: char) -> bool {
    letter.is_alphabetic() || matches!(letter, '_' | ':')
}

fn continues_word(letter: char) -> bool {
    starts_word(letter)
        || letter.is_numeric()
        || matches!(letter, '.' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

fn word(rest: &str) -> usize {
    rest.find(|letter| !continues_word(letter))
        .unwrap_or(rest.len())
}

fn sign(rest: &str, first: char) -> Result<(Kind, usize), FilterError> {
    const SIGNS: [&str; 13] = [
        "<>", "<=", ">=", "!=", "=", "<", ">", "+", "-", "*", "/", "%", "^",
    ];
    if rest.starts_with("==") {
        return Err(FilterError::new(
            "“==” is no operator",
            "Equality is written =",
        ));
    }
    match SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
        Some(sign) => Ok((Kind::Sign, sign.len())),
        None => {
            let remedy = match first {
                '&' | '|' => "Conditions are joined with AND and OR",
                '!' => "Negation is written NOT, and unequal <>",
                '‘' | '’' | '“' | '”' | '`' => {
                    "Text stands between straight single quotes: 'like this'"
                }
                '[' | ']' | '{' | '}' => {
                    "Lists are written in parentheses; CQL2 JSON needs filter-lang=cql2-json"
                }
                _ => {
                    "Names with unusual characters are written in double quotes, text in single quotes"
                }
            };
            let given = first.escape_debug().to_string();
            Err(FilterError::new(
                format!("the character {} has no meaning here", quoted(&given)),
                remedy,
            ))
        }
    }
}

fn number(rest: &str) -> Result<(Kind, usize), FilterError> {
    let digits = |from: usize| {
        let tail = &rest.as_bytes()[from..];
        from + tail.iter().take_while(|byte| byte.is_ascii_digit()).count()
    };
    let bytes = rest.as_bytes();
    let mut end = digits(0);
    if bytes.get(end) == Some(&b'.') {
        end = digits(end + 1);
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let signed = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits(end + 1 + signed);
        if exponent > end + 1 + signed {
            end = exponent;
        }
    }
    let stray = rest[end..].chars().next().is_some_and(continues_word);
    if stray || &rest[..end] == "." {
        let given = &rest[..end + word(&rest[end..])];
        let remedy = "A number is written like 12, 0.5 or 1e3; a name that begins with a digit stands in double quotes";
        return Err(FilterError::new(
            format!("{} is no number", quoted(given)),
            remedy,
        ));
    }
    Ok((Kind::Number, end))
}

fn name(rest: &str) -> Result<(Kind, usize), FilterError> {
    match rest[1..].find('"') {
        Some(0) => Err(FilterError::new(
            "a name in double quotes is empty",
            "A property's name stands in the quotes",
        )),
        Some(length) => Ok((Kind::Name(rest[1..=length].to_owned()), length + 2)),
        None => Err(FilterError::new(
            "a name that begins with a double quote has no end",
            "A name in double quotes ends with one",
        )),
    }
}

/// A text with its escapes undone: `''` and `\'` are a quote, `\n` and its kin are control characters, `\\` is a
/// backslash. `\%` and `\_` stay as they are, because they mean something to `LIKE`; so does a backslash before any
/// other character.
fn text(rest: &str) -> Result<(Kind, usize), FilterError> {
    let mut content = String::new();
    let mut letters = rest.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|&(_, next)| next);
        match (letter, next) {
            ('\'', Some('\'')) => {
                content.push('\'');
                letters.next();
            }
            ('\'', _) => return Ok((Kind::Text(content), at + 1)),
            ('\\', Some(escaped)) if unescaped(escaped).is_some() => {
                content.extend(unescaped(escaped));
                letters.next();
            }
            _ => content.push(letter),
        }
    }
    Err(FilterError::new(
        "a text that begins with a single quote has no end",
        "A text ends with a single quote; a quote inside it is written twice",
    ))
}

fn unescaped(letter: char) -> Option<char> {
    Some(match letter {
        '\'' => '\'',
        '\\' => '\\',
        'a' => '\u{7}',
        'b' => '\u{8}',
        't' => '\t',
        'n' => '\n',
        'v' => '\u{B}',
        'f' => '\u{C}',
        'r' => '\r',
        _ => return None,
    })
}
