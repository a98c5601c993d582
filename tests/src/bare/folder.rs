//! Files of any names in a folder of their own, and commands that work on them.

use crate::command::{DataDir, Outcome};

/// A folder in which there is nothing but the files of a test. Commands run in it, so that files go by their names alone.
#[derive(Debug)]
pub struct Folder {
    folder: DataDir,
}

impl Folder {
    /// A folder with these files.
    ///
    /// # Panics
    /// When they cannot be written.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let folder = DataDir::new();
        for (name, content) in files {
            folder.write(name, content);
        }
        Self { folder }
    }

    /// Writes a file, over the one of this name when there is one.
    ///
    /// # Panics
    /// When it cannot be written.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        self.folder.write(name, content);
    }

    /// What is in a file, which goes.
    ///
    /// # Panics
    /// When it is not there.
    pub fn take(&self, name: &str) -> String {
        let path = self.folder.file(name);
        let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{name}: {e}"));
        std::fs::remove_file(path).unwrap();
        text
    }

    /// Runs a command, its words given in one line.
    ///
    /// # Panics
    /// As [`DataDir::run`].
    pub fn outcome(&self, line: &str) -> Outcome {
        self.folder
            .run_here(&line.split_whitespace().collect::<Vec<_>>())
    }

    /// The file that a command writes with `--out`, and what it says on standard error. It must leave nothing else, and print nothing.
    ///
    /// # Panics
    /// When the command fails.
    pub fn result_and_notes(&self, line: &str) -> (String, String) {
        let before = self.folder.names();
        let outcome = self.outcome(&format!("{line} --out result.csv")).expect(0);
        assert_eq!(outcome.stdout, "", "{outcome:#?}");
        let text = self.take("result.csv");
        assert_eq!(self.folder.names(), before, "{outcome:#?}");
        (text, outcome.stderr)
    }

    /// The file that a command writes with `--out`.
    ///
    /// # Panics
    /// When the command fails.
    pub fn result(&self, line: &str) -> String {
        self.result_and_notes(line).0
    }

    /// The command must fail with this exit status, say all of these words, and leave neither a result nor a part of one; a result that
    /// was there before must stay.
    ///
    /// # Panics
    /// When it does not.
    pub fn fails(&self, line: &str, status: i32, words: &[&str]) {
        let before = self.folder.names();
        for old in [None, Some("yesterday's")] {
            let out = self.folder.file("result.csv");
            if let Some(old) = old {
                self.write("result.csv", old);
            }
            let outcome = self.outcome(&format!("{line} --out result.csv"));
            let outcome = outcome.expect(status);
            for word in words {
                assert!(outcome.stderr.contains(word), "no {word} in {outcome:#?}");
            }
            let is_clean = outcome.stdout.is_empty() && !outcome.stderr.contains("panicked");
            assert!(is_clean, "{outcome:#?}");
            assert_eq!(std::fs::read_to_string(&out).ok().as_deref(), old);
            let _ = std::fs::remove_file(out);
            assert_eq!(self.folder.names(), before, "{outcome:#?}");
        }
    }
}
