//! A result that appears whole or not at all.

use crate::exit::Failure;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file under another name until it is complete; or standard output, written at the end.
pub(crate) struct ResultFile {
    kind: Kind,
}

enum Kind {
    File {
        file: File,
        partial: PathBuf,
        path: PathBuf,
    },
    Standard(Vec<u8>),
}

impl ResultFile {
    /// A result at `out`, or on standard output.
    pub(crate) fn create(out: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = out else {
            return Ok(Self {
                kind: Kind::Standard(Vec::new()),
            });
        };
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".partial-{}", std::process::id()));
        let partial = path.with_file_name(name);
        let failed = |error| cannot_write(path, error);
        let file = File::create(&partial).map_err(failed)?;
        let path = path.to_path_buf();
        Ok(Self {
            kind: Kind::File {
                file,
                partial,
                path,
            },
        })
    }

    /// Adds to it; large pieces at a time.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        match &mut self.kind {
            Kind::File { file, path, .. } => file
                .write_all(bytes)
                .map_err(|error| cannot_write(path, error)),
            Kind::Standard(buffer) => {
                buffer.extend_from_slice(bytes);
                Ok(())
            }
        }
    }

    /// Lets it appear.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        match &self.kind {
            Kind::File { partial, path, .. } => {
                std::fs::rename(partial, path).map_err(|error| cannot_write(path, error))
            }
            Kind::Standard(buffer) => {
                // A closed pipe (`| head`) is no failure.
                let _ = io::stdout().lock().write_all(buffer);
                Ok(())
            }
        }
    }
}

impl Drop for ResultFile {
    fn drop(&mut self) {
        if let Kind::File { partial, .. } = &self.kind {
            // After it was renamed there is nothing to remove.
            let _ = std::fs::remove_file(partial);
        }
    }
}

fn cannot_write(path: &Path, error: io::Error) -> Failure {
    Failure::while_doing(
        format_args!("the file {} cannot be written", path.display()),
        error,
    )
}
