//! GDAL as an independent reader of what we write.

use std::path::Path;
use std::process::{Command, Stdio};

/// What `ogrinfo` says of a file; nothing when it is not installed.
///
/// # Panics
/// When it is installed and cannot read the file.
pub fn ogrinfo(file: &Path) -> Option<String> {
    let mut command = Command::new("ogrinfo");
    command.args(["-ro", "-al", "-so"]).arg(file);
    let output = command.stdin(Stdio::null()).output().ok()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && complained.trim().is_empty(),
        "ogrinfo cannot read {}: {complained}{said}",
        file.display()
    );
    Some(said)
}
