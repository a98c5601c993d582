//! Rows of RFC 4180 text, split into fields without copying them where nothing is quoted.

/// One row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'r> {
    /// Its number; the header is row 1.
    pub(super) row: u64,
    text: &'r str,
    bounds: &'r [(u32, u32)],
}

impl<'r> Record<'r> {
    /// How many fields the row has.
    pub(super) fn n_cells(&self) -> usize {
        self.bounds.len()
    }

    /// A field as it is meant, quotes taken away; nothing where there is no such field.
    pub(super) fn cell(&self, field: usize) -> &'r str {
        match self.bounds.get(field) {
            Some(&(start, end)) => &self.text[start as usize..end as usize],
            None => "",
        }
    }
}

/// A row that is not RFC 4180, or not text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Malformed {
    pub(super) row: u64,
    /// The field in which it goes wrong.
    pub(super) field: usize,
    pub(super) problem: &'static str,
}

pub(super) const STRAY_QUOTE: &str = "a quote stands inside a field that does not begin with one; a field with quotes stands in quotes, its own doubled";
const AFTER_QUOTE: &str = "text follows a closing quote; a quote inside a quoted field is doubled";
const OPEN_QUOTE: &str = "a quote opens in this row and is never closed";
const LONE_CR: &str = "a carriage return stands outside quotes; lines end with LF or CRLF";
const NOT_UTF8: &str = "its bytes are not UTF-8 text; save the file as UTF-8";

/// The end of the row that begins at `start`, its line end included: the first line feed outside quotes.
///
/// Quotes are counted, not understood. In well-formed text that is the same; in other text it makes everybody agree where rows end.
pub(super) fn row_end(bytes: &[u8], start: usize) -> usize {
    let mut is_quoted = false;
    for (place, byte) in bytes.iter().enumerate().skip(start) {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted => return place + 1,
            _ => {}
        }
    }
    bytes.len()
}

/// Calls `visit` with every row of `bytes`, the first of which has the number `first_row`. Lines without any character are left out.
pub(super) fn for_each_row(
    mut bytes: &[u8],
    mut first_row: u64,
    mut visit: impl FnMut(Result<Record, Malformed>),
) {
    loop {
        let not_text = match std::str::from_utf8(bytes) {
            Ok(text) => return Splitter::new(text, first_row).visit_all(&mut visit),
            Err(error) => error.valid_up_to(),
        };
        let (mut start, mut end, mut row) = (0, row_end(bytes, 0), first_row);
        while end <= not_text {
            (start, end, row) = (end, row_end(bytes, end), row + 1);
        }
        let text = std::str::from_utf8(&bytes[..start]);
        let text = text.expect("all bytes before the first that are not text are text");
        Splitter::new(text, first_row).visit_all(&mut visit);
        visit(Err(Malformed {
            row,
            field: field_at(&bytes[start..not_text]),
            problem: NOT_UTF8,
        }));
        (bytes, first_row) = (&bytes[end..], row + 1);
    }
}

/// The field in which a row has come to after these bytes.
fn field_at(bytes: &[u8]) -> usize {
    let mut is_quoted = false;
    let mut field = 0;
    for byte in bytes {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b',' if !is_quoted => field += 1,
            _ => {}
        }
    }
    field
}

/// How often a byte is there.
pub(super) fn count(bytes: &[u8], wanted: u8) -> usize {
    // So many that a sum of bytes does not overflow, which lets sixteen of them be added at once.
    let parts = bytes.chunks(u8::MAX as usize);
    let count_part = |part: &[u8]| {
        part.iter()
            .map(|byte| u8::from(*byte == wanted))
            .sum::<u8>()
    };
    parts.map(|part| usize::from(count_part(part))).sum()
}

/// Splits well-formed UTF-8 into rows.
struct Splitter<'t> {
    text: &'t str,
    /// Where the next row begins.
    at: usize,
    row: u64,
    has_cr: bool,
    /// Start and end of the fields of the row, in `text`, or in `unquoted` when the row has quotes.
    bounds: Vec<(u32, u32)>,
    unquoted: String,
}

/// How a row was split.
enum Split {
    /// Its fields are parts of the text.
    Plain,
    /// Its fields are parts of `unquoted`.
    Quoted,
    /// The line has no character.
    Blank,
}

/// The field that is wrong, and how.
type Fault = (usize, &'static str);

impl<'t> Splitter<'t> {
    fn new(text: &'t str, first_row: u64) -> Self {
        Self {
            text,
            at: 0,
            row: first_row,
            has_cr: count(text.as_bytes(), b'\r') > 0,
            bounds: Vec::with_capacity(16),
            unquoted: String::new(),
        }
    }

    fn visit_all(mut self, visit: &mut impl FnMut(Result<Record, Malformed>)) {
        while self.at < self.text.len() {
            let row = self.row;
            self.row += 1;
            let text = match self.split() {
                Ok(Split::Blank) => continue,
                Ok(Split::Plain) => self.text,
                Ok(Split::Quoted) => &self.unquoted,
                Err((field, problem)) => {
                    visit(Err(Malformed {
                        row,
                        field,
                        problem,
                    }));
                    continue;
                }
            };
            visit(Ok(Record {
                row,
                text,
                bounds: &self.bounds,
            }));
        }
    }

    /// Splits the row at `at` and goes to the next.
    fn split(&mut self) -> Result<Split, Fault> {
        let start = self.at;
        self.bounds.clear();
        let Some(line_feed) = self.split_plain() else {
            return self.split_quoted(start);
        };
        let end = self.content_end(start, line_feed);
        self.at = line_feed + 1;
        if end == start {
            return Ok(Split::Blank);
        }
        if let Some(last) = self.bounds.last_mut() {
            last.1 = end as u32;
        }
        match self.has_cr {
            true => self.refuse_lone_cr(start, end).map(|()| Split::Plain),
            false => Ok(Split::Plain),
        }
    }

    /// Notes the fields of a row without quotes and gives the place of its line feed or the end of the text; nothing when it meets a quote.
    fn split_plain(&mut self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let (mut place, mut field_start) = (self.at, self.at);
        while let Some(word) = bytes.get(place..place + 8) {
            let word = u64::from_le_bytes(word.try_into().expect("the slice has eight bytes"));
            let mut hits =
                bytes_equal(word, b',') | bytes_equal(word, b'\n') | bytes_equal(word, b'"');
            while hits != 0 {
                let hit = place + hits.trailing_zeros() as usize / 8;
                match bytes[hit] {
                    b'"' => return None,
                    b',' => self.bounds.push((field_start as u32, hit as u32)),
                    _ => {
                        self.bounds.push((field_start as u32, hit as u32));
                        return Some(hit);
                    }
                }
                field_start = hit + 1;
                hits &= hits - 1;
            }
            place += 8;
        }
        self.split_tail(place, field_start)
    }

    /// Goes on where fewer than eight bytes are left.
    fn split_tail(&mut self, place: usize, mut field_start: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        for (hit, byte) in bytes.iter().enumerate().skip(place) {
            match byte {
                b'"' => return None,
                b',' => self.bounds.push((field_start as u32, hit as u32)),
                b'\n' => {
                    self.bounds.push((field_start as u32, hit as u32));
                    return Some(hit);
                }
                _ => continue,
            }
            field_start = hit + 1;
        }
        self.bounds.push((field_start as u32, bytes.len() as u32));
        Some(bytes.len())
    }

    /// Where the last field of a row ends: before the CR of a CRLF.
    fn content_end(&self, start: usize, line_feed: usize) -> usize {
        let is_crlf = line_feed < self.text.len() && self.text[start..line_feed].ends_with('\r');
        line_feed - usize::from(is_crlf)
    }

    fn refuse_lone_cr(&self, start: usize, end: usize) -> Result<(), Fault> {
        match self.text[start..end].find('\r') {
            None => Ok(()),
            Some(place) => Err((
                field_at(&self.text.as_bytes()[start..start + place]),
                LONE_CR,
            )),
        }
    }

    /// Splits a row that has a quote somewhere.
    fn split_quoted(&mut self, start: usize) -> Result<Split, Fault> {
        self.bounds.clear();
        self.unquoted.clear();
        let after = row_end(self.text.as_bytes(), start);
        self.at = after;
        let row = &self.text[start..after];
        let row = row
            .strip_suffix('\n')
            .map_or(row, |row| row.strip_suffix('\r').unwrap_or(row));
        let mut rest = Some(row);
        while let Some(field) = rest {
            let field_start = self.unquoted.len() as u32;
            let taken = match field.strip_prefix('"') {
                Some(quoted) => self.take_quoted(quoted),
                None => self.take_plain(field),
            };
            rest = taken.map_err(|problem| (self.bounds.len(), problem))?;
            self.bounds.push((field_start, self.unquoted.len() as u32));
        }
        Ok(Split::Quoted)
    }

    /// Takes the text up to the closing quote; gives what follows the comma after it, nothing at the end of the row.
    fn take_quoted<'r>(&mut self, mut rest: &'r str) -> Result<Option<&'r str>, &'static str> {
        loop {
            let (inside, after) = rest.split_once('"').ok_or(OPEN_QUOTE)?;
            self.unquoted.push_str(inside);
            if after.is_empty() {
                return Ok(None);
            }
            if let Some(next) = after.strip_prefix(',') {
                return Ok(Some(next));
            }
            rest = after.strip_prefix('"').ok_or(AFTER_QUOTE)?;
            self.unquoted.push('"');
        }
    }

    /// Takes the text up to the next comma.
    fn take_plain<'r>(&mut self, rest: &'r str) -> Result<Option<&'r str>, &'static str> {
        let (field, next) = match rest.split_once(',') {
            Some((field, next)) => (field, Some(next)),
            None => (rest, None),
        };
        match field.find(['"', '\r']) {
            None => self.unquoted.push_str(field),
            Some(place) if field[place..].starts_with('"') => return Err(STRAY_QUOTE),
            Some(_) => return Err(LONE_CR),
        }
        Ok(next)
    }
}

/// The highest bit of every byte of `word` that equals `byte`, and no other bit.
fn bytes_equal(word: u64, byte: u8) -> u64 {
    const LOW_BITS: u64 = u64::from_le_bytes([0x7f; 8]);
    let different = word ^ u64::from_le_bytes([byte; 8]);
    // Adding 0x7f carries into the highest bit of every byte whose low bits are not all zero, and never beyond it.
    !(((different & LOW_BITS) + LOW_BITS) | different | LOW_BITS)
}
