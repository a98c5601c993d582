//! A result that appears whole or not at all.

use crate::exit::Failure;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file under another name until it is complete; or what has no name to appear under: standard output, a pipe, a device.
pub(crate) struct ResultFile {
    kind: Kind,
}

enum Kind {
    File {
        file: File,
        partial: PathBuf,
        path: PathBuf,
    },
    Direct {
        buffer: Vec<u8>,
        path: Option<PathBuf>,
    },
}

impl ResultFile {
    /// A result at `out`, or on standard output. A link is followed; what it leads to is replaced.
    pub(crate) fn create(out: Option<&Path>) -> Result<Self, Failure> {
        let Some(out) = out else {
            return Ok(Self::direct(None));
        };
        let failed = |error| cannot_write(out, error);
        let known = match std::fs::metadata(out) {
            Ok(known) if !known.is_file() => return Ok(Self::direct(Some(out.to_path_buf()))),
            Ok(known) => Some(known),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(failed(error)),
        };
        let path = match known {
            Some(_) => std::fs::canonicalize(out).map_err(failed)?,
            None => out.to_path_buf(),
        };
        let partial = path.with_file_name(format!(".{}.partial", std::process::id()));
        let file = File::create(&partial).map_err(failed)?;
        if let Some(known) = known {
            file.set_permissions(known.permissions()).map_err(failed)?;
        }
        Ok(Self {
            kind: Kind::File {
                file,
                partial,
                path,
            },
        })
    }

    fn direct(path: Option<PathBuf>) -> Self {
        Self {
            kind: Kind::Direct {
                buffer: Vec::new(),
                path,
            },
        }
    }

    /// Adds to it; large pieces at a time.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        match &mut self.kind {
            Kind::File { file, path, .. } => file
                .write_all(bytes)
                .map_err(|error| cannot_write(path, error)),
            Kind::Direct { buffer, .. } => {
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
            Kind::Direct { buffer, path: None } => match io::stdout().lock().write_all(buffer) {
                // A closed pipe (`| head`) is no failure: whoever reads has enough.
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(
                    Failure::while_doing("standard output cannot be written", error),
                ),
                _ => Ok(()),
            },
            Kind::Direct {
                buffer,
                path: Some(path),
            } => {
                let file = File::options().write(true).open(path);
                let written = file.and_then(|mut file| file.write_all(buffer));
                written.map_err(|error| cannot_write(path, error))
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
