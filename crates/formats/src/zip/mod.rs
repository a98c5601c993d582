//! Zip archives, unpacked in memory under limits that count what really comes out.

use crate::input::unreadable;
use crate::{ImportError, Limits};
use ::zip::ZipArchive;
use ::zip::result::ZipError;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// A zip on disk. Members are unpacked to memory only, so their paths can do no harm.
pub(crate) struct Archive {
    path: String,
    zip: ZipArchive<BufReader<File>>,
    budget_bytes: u64,
    left_bytes: u64,
}

impl Archive {
    /// Opens a zip and reads its table of contents.
    pub(crate) fn open(path: &Path, limits: &Limits) -> Result<Self, ImportError> {
        let shown = path.display().to_string();
        let size_bytes = crate::input::checked_size(path, limits)?;
        let file = File::open(path).map_err(|cause| unreadable(&shown, cause))?;
        let zip = ZipArchive::new(BufReader::new(file)).map_err(|cause| broken(&shown, &cause))?;
        if zip.len() > limits.zip_members {
            let detail = format!(
                "it has {} members, the limit is {}",
                zip.len(),
                limits.zip_members
            );
            return Err(ImportError::ZipBomb {
                file: shown,
                detail,
            });
        }
        let by_ratio = size_bytes.saturating_mul(limits.unzipped_ratio);
        let budget_bytes = limits.unzipped_bytes.min(by_ratio.max(Limits::FREE_BYTES));
        Ok(Self {
            path: shown,
            zip,
            budget_bytes,
            left_bytes: budget_bytes,
        })
    }

    /// The zip's own name, as the user gave it.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// The names of its files, in the order of the zip; folders and what macOS adds are left out.
    pub(crate) fn members(&self) -> Vec<String> {
        let names = self.zip.file_names().filter_map(Result::ok);
        names
            .filter(|name| !name.ends_with('/') && !name.starts_with("__MACOSX/"))
            .map(|name| name.into_owned())
            .collect()
    }

    /// The contents of a member.
    pub(crate) fn read(&mut self, member: &str) -> Result<Vec<u8>, ImportError> {
        let file = self
            .zip
            .by_name(member)
            .map_err(|cause| broken(&self.path, &cause))?;
        let mut bytes = Vec::new();
        // One byte more than is left, so that going over the limit can be told from reaching it.
        let read = file.take(self.left_bytes + 1).read_to_end(&mut bytes);
        read.map_err(|cause| ImportError::Damaged {
            file: self.path.clone(),
            detail: format!("its member {member} cannot be unpacked: {cause}"),
        })?;
        let n_bytes = bytes.len() as u64;
        if n_bytes > self.left_bytes {
            return Err(ImportError::ZipBomb {
                file: self.path.clone(),
                detail: format!("its contents are larger than {} bytes", self.budget_bytes),
            });
        }
        self.left_bytes -= n_bytes;
        Ok(bytes)
    }
}

fn broken(path: &str, cause: &ZipError) -> ImportError {
    let file = path.to_owned();
    match cause {
        ZipError::UnsupportedArchive(what) => ImportError::NotTheFormat {
            file,
            expected: "a zip that can be read".to_owned(),
            found: (*what).to_string(),
        },
        _ => ImportError::Damaged {
            file,
            detail: format!("as a zip it cannot be read ({cause})"),
        },
    }
}
