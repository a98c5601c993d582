//! Why a whole file is refused.

/// The largest number of column names that a message lists.
const MAX_LISTED: usize = 40;

/// A file that cannot be imported at all; nothing of it is used.
///
/// Every message is a sentence that begins with the file's name.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// There is no such file.
    #[error("{file}: there is no such file")]
    NotFound {
        /// The file.
        file: String,
    },
    /// The operating system does not let it be read.
    #[error("{file}: it cannot be read: {cause}")]
    Unreadable {
        /// The file.
        file: String,
        /// What the operating system says.
        #[source]
        cause: std::io::Error,
    },
    /// It has no bytes.
    #[error("{file}: it is empty (0 bytes)")]
    Empty {
        /// The file.
        file: String,
    },
    /// It is larger than the limit.
    #[error("{file}: it has {size_bytes} bytes, which is more than the limit of {limit_bytes}")]
    TooLarge {
        /// The file.
        file: String,
        /// Its length.
        size_bytes: u64,
        /// The most that is read.
        limit_bytes: u64,
    },
    /// It holds something else than was expected.
    #[error("{file}: this is not {expected}: {found}")]
    NotTheFormat {
        /// The file.
        file: String,
        /// What it should be.
        expected: String,
        /// What was seen.
        found: String,
    },
    /// It breaks off, or contradicts itself.
    #[error("{file}: it is cut off or damaged: {detail}")]
    Damaged {
        /// The file.
        file: String,
        /// Where and how.
        detail: String,
    },
    /// A zip that unpacks to more than anybody would send.
    #[error("{file}: unpacking it was stopped: {detail}")]
    ZipBomb {
        /// The file.
        file: String,
        /// Which limit it went over.
        detail: String,
    },
    /// Its coordinates are not WGS 84 longitude and latitude.
    #[error(
        "{file}: its coordinates are in {crs}; convert it to WGS 84 longitude and latitude (EPSG:4326) first"
    )]
    ForeignCrs {
        /// The file.
        file: String,
        /// The coordinate reference system as the file names it.
        crs: String,
    },
    /// Columns that are needed are not there.
    #[error("{file}: {problem}; its columns are: {}", listed(columns))]
    Columns {
        /// The file.
        file: String,
        /// What is missing or repeated.
        problem: String,
        /// The columns that are there.
        columns: Vec<String>,
    },
    /// The mapping cannot be used.
    #[error("{file}: {problem}")]
    Mapping {
        /// The mapping file.
        file: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The request does not fit together.
    #[error("{0}")]
    Request(String),
}

/// Names one after the other, long ones cut and most of a long list left out.
pub(crate) fn listed(columns: &[String]) -> String {
    let shorten = |name: &String| name.chars().take(40).collect::<String>();
    let mut names: Vec<_> = columns.iter().take(MAX_LISTED).map(shorten).collect();
    if columns.len() > MAX_LISTED {
        names.push(format!("and {} more", columns.len() - MAX_LISTED));
    }
    if names.is_empty() {
        return "none".to_owned();
    }
    names.join(", ")
}
