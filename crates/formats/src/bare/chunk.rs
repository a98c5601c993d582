//! A file in pieces of whole rows, so that several threads can read it and it never has to be in memory at once.

use super::BareFile;
use super::header::{Header, Schema};
use super::record::{count, for_each_row, row_end};
use super::refusal::{Refusal, Refusals};
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::sync::Arc;

/// The longest row. Without a bound, a quote that is never closed would draw the rest of the file into memory.
pub(super) const MAX_ROW_BYTES: usize = 16 << 20;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Whole rows as they stand in the file.
#[derive(Debug)]
pub(super) struct RawChunk {
    pub(super) bytes: Vec<u8>,
    pub(super) header: Arc<Header>,
    /// The number of its first row; the header is row 1.
    pub(super) first_row: u64,
    /// How many rows it has, lines without any character included.
    pub(super) n_rows: u64,
}

/// A file that is being read.
pub(super) struct Chunks<'a> {
    pub(super) header: Arc<Header>,
    lines: Lines<'a>,
    next_row: u64,
}

impl<'a> Chunks<'a> {
    /// Opens a file and reads its header.
    pub(super) fn open(file: &BareFile<'a>, schema: &'static Schema) -> Result<Self, Refusals> {
        let mut lines = Lines::open(file)?;
        let mut next_row = 1;
        let mut is_start = true;
        loop {
            let no_header = match is_start {
                true => "it is empty (0 bytes); a file without rows has its header",
                false => "it has no header; its first row names the columns",
            };
            let Some(mut bytes) = lines.next_rows(next_row)? else {
                return Err(lines.refusal(no_header).into());
            };
            if std::mem::take(&mut is_start) && bytes.starts_with(BYTE_ORDER_MARK) {
                bytes.drain(..BYTE_ORDER_MARK.len());
            }
            let mut start = 0;
            while start < bytes.len() {
                let end = row_end(&bytes, start);
                next_row += 1;
                if let Some(header) =
                    read_header(&lines.name, schema, &bytes[start..end], next_row - 1)?
                {
                    lines.give_back(&bytes[end..]);
                    return Ok(Self {
                        header: Arc::new(header),
                        lines,
                        next_row,
                    });
                }
                start = end;
            }
        }
    }

    /// The next rows, or nothing at the end of the file.
    pub(super) fn next_chunk(&mut self) -> Result<Option<RawChunk>, Refusals> {
        let Some(bytes) = self.lines.next_rows(self.next_row)? else {
            return Ok(None);
        };
        let first_row = self.next_row;
        let n_rows = n_rows(&bytes);
        self.next_row += n_rows;
        Ok(Some(RawChunk {
            bytes,
            header: self.header.clone(),
            first_row,
            n_rows,
        }))
    }

    /// Bytes read so far, and bytes in all (0 for what is no regular file).
    pub(super) fn progress(&self) -> (u64, u64) {
        (self.lines.n_read, self.lines.n_bytes)
    }
}

/// The header, or nothing when the line has no character.
fn read_header(
    file: &Arc<str>,
    schema: &'static Schema,
    line: &[u8],
    row: u64,
) -> Result<Option<Header>, Refusals> {
    let mut header = Ok(None);
    for_each_row(line, row, |record| {
        header = match record {
            Ok(record) => Header::read(file, schema, &record).map(Some),
            Err(malformed) => Err(Refusal::new(file, malformed.problem).at(row).into()),
        };
    });
    header
}

/// The bytes of a file, cut at ends of rows.
struct Lines<'a> {
    file: BareFile<'a>,
    name: Arc<str>,
    source: Box<dyn Read + Send>,
    /// What was read and not given out: the beginning of a row.
    kept: Vec<u8>,
    is_at_end: bool,
    n_read: u64,
    n_bytes: u64,
}

impl<'a> Lines<'a> {
    fn open(file: &BareFile<'a>) -> Result<Self, Refusals> {
        let name: Arc<str> = file.path.display().to_string().into();
        let refused = |error| Refusal::new(&name, unreadable(&error));
        let source = File::open(file.path).map_err(refused)?;
        let metadata = source.metadata().map_err(refused)?;
        if metadata.is_dir() {
            return Err(Refusal::new(&name, "it is a folder, not a file").into());
        }
        Ok(Self {
            file: *file,
            name,
            source: Box::new(source),
            kept: Vec::new(),
            is_at_end: false,
            n_read: 0,
            n_bytes: metadata.len(),
        })
    }

    fn refusal(&self, problem: impl Into<String>) -> Refusal {
        Refusal::new(&self.name, problem)
    }

    /// Puts bytes back before those that come next.
    fn give_back(&mut self, bytes: &[u8]) {
        self.kept.splice(..0, bytes.iter().copied());
    }

    /// The next whole rows, at least one, of which the first has the number `row`.
    fn next_rows(&mut self, row: u64) -> Result<Option<Vec<u8>>, Refusals> {
        let chunk_bytes = self.file.chunk_bytes;
        let mut bytes = std::mem::take(&mut self.kept);
        let mut n_wanted = chunk_bytes;
        loop {
            self.fill(&mut bytes, n_wanted)?;
            if self.is_at_end {
                return Ok((!bytes.is_empty()).then_some(bytes));
            }
            if let Some(end) = last_row_end(&bytes) {
                self.kept.reserve_exact(chunk_bytes.max(bytes.len() - end));
                self.kept.extend_from_slice(&bytes[end..]);
                bytes.truncate(end);
                return Ok(Some(bytes));
            }
            if bytes.len() > MAX_ROW_BYTES {
                self.is_at_end = true;
                let problem = format!(
                    "it is longer than {MAX_ROW_BYTES} bytes; a quote that opens in it may never be closed"
                );
                return Err(self.refusal(problem).at(row).into());
            }
            // One byte more than a row may have is enough to know.
            n_wanted = (2 * bytes.len()).min(MAX_ROW_BYTES + 1);
        }
    }

    /// Reads until there are `n_wanted` bytes or the file ends.
    fn fill(&mut self, bytes: &mut Vec<u8>, n_wanted: usize) -> Result<(), Refusals> {
        let n_missing = n_wanted.saturating_sub(bytes.len());
        if self.is_at_end || n_missing == 0 {
            return Ok(());
        }
        bytes.reserve_exact(n_missing);
        let read = (&mut self.source).take(n_missing as u64).read_to_end(bytes);
        let n_read = read.map_err(|error| self.refusal(unreadable(&error)))?;
        self.is_at_end = n_read < n_missing;
        self.n_read += n_read as u64;
        (self.file.progress)(self.n_read, self.n_bytes);
        Ok(())
    }
}

fn unreadable(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file".to_owned(),
        _ => format!("it cannot be read: {error}"),
    }
}

/// The end of the last row that ends within `bytes`, which begin with a row.
fn last_row_end(bytes: &[u8]) -> Option<usize> {
    let mut n_quotes_before = count(bytes, b'"');
    let mut end = bytes.len();
    loop {
        let line_feed = bytes[..end].iter().rposition(|byte| *byte == b'\n')?;
        n_quotes_before -= count(&bytes[line_feed..end], b'"');
        if n_quotes_before.is_multiple_of(2) {
            return Some(line_feed + 1);
        }
        end = line_feed;
    }
}

/// How many rows there are, the last of which may lack its line end.
fn n_rows(bytes: &[u8]) -> u64 {
    if count(bytes, b'"') == 0 {
        let is_open = bytes.last().is_some_and(|byte| *byte != b'\n');
        return (count(bytes, b'\n') + usize::from(is_open)) as u64;
    }
    let (mut n_rows, mut end) = (0, 0);
    while end < bytes.len() {
        end = row_end(bytes, end);
        n_rows += 1;
    }
    n_rows
}
