//! How much of a file is read before it is refused.

/// Bounds on what an import reads, so that no file can use up the machine.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The longest file, in bytes.
    pub file_bytes: u64,
    /// The most that all members of one zip may unpack to, in bytes, counted while unpacking.
    pub unzipped_bytes: u64,
    /// How many times larger than the zip its contents may be, once they are over [`Limits::FREE_BYTES`].
    pub unzipped_ratio: u64,
    /// The most members of a zip.
    pub zip_members: usize,
}

impl Limits {
    /// Contents of a zip up to this size are never called a bomb, however well they pack.
    pub const FREE_BYTES: u64 = 64 << 20;
}

impl Default for Limits {
    /// 1 GiB a file, 1 GiB unpacked, at most 200 times the zip's size, 10,000 members.
    fn default() -> Self {
        Self {
            file_bytes: 1 << 30,
            unzipped_bytes: 1 << 30,
            unzipped_ratio: 200,
            zip_members: 10_000,
        }
    }
}
