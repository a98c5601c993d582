//! Opening a file: checks before the first byte is used, and a reader that reports progress.

use crate::{ImportError, Limits};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

/// Reports bytes done and bytes in all, over all files of an import.
pub(crate) type Progress<'a> = &'a dyn Fn(u64, u64);

/// A file or a member of one, ready to be read.
pub(crate) struct Input<'a> {
    /// The name that findings show: no folder.
    pub(crate) name: String,
    /// The name that refusals of the whole file show: as the user gave it.
    pub(crate) path: String,
    pub(crate) reader: Box<dyn BufRead + 'a>,
}

/// What the first bytes say that a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    Zip,
    Shapefile,
    FlatGeobuf,
    /// A SQLite database, as a GeoPackage is one.
    Sqlite,
    /// The container of old Excel workbooks and of those with a password.
    Ole,
    Json,
    Text,
    Binary,
}

impl<'a> Input<'a> {
    /// Opens a regular file that is neither empty nor over the limit.
    pub(crate) fn open(
        path: &Path,
        limits: &Limits,
        progress: &'a Counter<'a>,
    ) -> Result<Self, ImportError> {
        let shown = path.display().to_string();
        let size_bytes = checked_size(path, limits)?;
        let file = File::open(path).map_err(|cause| unreadable(&shown, cause))?;
        // A file that grows while it is read ends where it ended when it was checked.
        let counted = Counted {
            inner: file.take(size_bytes),
            counter: progress,
        };
        Ok(Self {
            name: file_name(path),
            path: shown,
            reader: Box::new(BufReader::with_capacity(1 << 16, counted)),
        })
    }

    /// A member of a zip.
    pub(crate) fn from_memory(name: String, path: String, bytes: Vec<u8>) -> Self {
        Self {
            name,
            path,
            reader: Box::new(Cursor::new(bytes)),
        }
    }

    /// What the file looks like, from its first bytes; nothing is used up.
    pub(crate) fn look(&mut self) -> Result<Look, ImportError> {
        let path = self.path.clone();
        let head = self
            .reader
            .fill_buf()
            .map_err(|cause| unreadable(&path, cause))?;
        Ok(look_at(head))
    }

    /// Everything that is left.
    pub(crate) fn read_all(mut self) -> Result<Vec<u8>, ImportError> {
        let mut bytes = Vec::new();
        match self.reader.read_to_end(&mut bytes) {
            Ok(_) => Ok(bytes),
            Err(cause) => Err(unreadable(&self.path, cause)),
        }
    }
}

/// The length of a regular file that is neither empty nor over the limit.
pub(crate) fn checked_size(path: &Path, limits: &Limits) -> Result<u64, ImportError> {
    let file = path.display().to_string();
    let metadata = std::fs::metadata(path).map_err(|cause| unreadable(&file, cause))?;
    if !metadata.is_file() {
        return Err(ImportError::NotTheFormat {
            file,
            expected: "a file".to_owned(),
            found: "it is a folder or a device".to_owned(),
        });
    }
    let size_bytes = metadata.len();
    if size_bytes == 0 {
        return Err(ImportError::Empty { file });
    }
    if size_bytes > limits.file_bytes {
        return Err(ImportError::TooLarge {
            file,
            size_bytes,
            limit_bytes: limits.file_bytes,
        });
    }
    Ok(size_bytes)
}

pub(crate) fn unreadable(file: &str, cause: io::Error) -> ImportError {
    let file = file.to_owned();
    match cause.kind() {
        io::ErrorKind::NotFound => ImportError::NotFound { file },
        _ => ImportError::Unreadable { file, cause },
    }
}

/// The file's name without its folder.
pub(crate) fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

fn look_at(head: &[u8]) -> Look {
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Look::Zip;
    }
    if head.starts_with(&[0, 0, 0x27, 0x0a]) {
        return Look::Shapefile;
    }
    // The byte after the name is the version; the last one of the eight is its patch.
    if head.starts_with(b"fgb\x03fgb") {
        return Look::FlatGeobuf;
    }
    if head.starts_with(b"SQLite format 3\0") {
        return Look::Sqlite;
    }
    if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Look::Ole;
    }
    if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
        // UTF-16 has a zero byte in every other place; the reader of tables knows it.
        return Look::Text;
    }
    let is_control = |&&byte: &&u8| byte < 32 && !b"\t\n\r\x0b\x0c".contains(&byte);
    let n_control = head.iter().filter(is_control).count();
    if head.contains(&0) || n_control * 100 > head.len() {
        return Look::Binary;
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    match text.trim_ascii_start().first() {
        Some(b'{' | b'[') => Look::Json,
        _ => Look::Text,
    }
}

/// Bytes done over all files of an import.
pub(crate) struct Counter<'a> {
    done: std::cell::Cell<u64>,
    total: u64,
    report: Progress<'a>,
}

impl<'a> Counter<'a> {
    pub(crate) fn new(total: u64, report: Progress<'a>) -> Self {
        Self {
            done: std::cell::Cell::new(0),
            total,
            report,
        }
    }

    fn add(&self, n_bytes: usize) {
        self.done.set(self.done.get() + n_bytes as u64);
        (self.report)(self.done.get(), self.total);
    }
}

struct Counted<'a, R> {
    inner: R,
    counter: &'a Counter<'a>,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n_bytes = self.inner.read(buffer)?;
        self.counter.add(n_bytes);
        Ok(n_bytes)
    }
}

/// The length of all files; what cannot be read counts nothing and is refused later.
pub(crate) fn total_bytes(files: &[PathBuf]) -> u64 {
    let length = |path: &PathBuf| std::fs::metadata(path).map_or(0, |metadata| metadata.len());
    files.iter().map(length).sum()
}
