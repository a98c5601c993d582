//! Files that are no regular files: needs that come through a pipe, results that go into one or through a link.
#![cfg(unix)]

use e2e::bare::{BareFiles, file};
use e2e::binary;
use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::{FileTypeExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};

const COMMANDS: [&[&str]; 3] = [
    &["match"],
    &["allocate", "--rule", "nearest-first"],
    &["anatomy"],
];

/// Two needs, one of which no site serves.
fn files(order: [&str; 2]) -> BareFiles {
    let needs = order.map(|id| format!("{id},0,0,{}", if id == "a" { "food" } else { "x" }));
    BareFiles::write(
        file("id,lon,lat,category", &needs),
        file("id,lon,lat,categories", &["s,0,0,food"]),
    )
}

/// The command on the sites file and needs that come from `needs`.
fn command(files: &BareFiles, words: &[&str], needs: &Path) -> Command {
    let mut command = Command::new(binary());
    command.args(words).arg("--needs").arg(needs);
    command.arg("--sites").arg(files.path("sites.csv"));
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    command.stderr(Stdio::piped());
    command
}

/// Like `zcat needs.csv.gz | commonground match --needs /dev/stdin ...`: a pipe can be read once.
#[test]
fn needs_from_a_pipe_may_be_in_any_order() {
    for order in [["a", "b"], ["b", "a"]] {
        let files = files(order);
        let needs = std::fs::read(files.path("needs.csv")).unwrap();
        for words in COMMANDS {
            let mut command = command(&files, words, Path::new("/dev/stdin"));
            let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
            child.stdin.take().unwrap().write_all(&needs).unwrap();
            let output = child.wait_with_output().unwrap();
            assert!(output.status.success(), "{order:?} {words:?} {output:?}");
            let printed = String::from_utf8(output.stdout).unwrap();
            assert_eq!(printed, files.result(words), "{order:?} {words:?}");
        }
    }
}

#[test]
fn a_result_goes_through_a_link_and_the_link_stays() {
    for words in COMMANDS {
        let files = files(["a", "b"]);
        let expected = files.result(words);
        let (target, link) = (files.path("target.csv"), files.path("link.csv"));
        std::fs::write(&target, "yesterday's").unwrap();
        symlink("target.csv", &link).unwrap();
        let words = [words, &["--out", link.to_str().unwrap()]].concat();
        files.outcome(&words).expect(0).text();
        assert!(link.is_symlink(), "{words:?} put a file in place of a link");
        assert_eq!(std::fs::read_to_string(target).unwrap(), expected);
    }
}

/// What holds for a named pipe holds for a device: `--out /dev/null` by an administrator must not take the device away.
#[test]
fn a_result_goes_into_a_pipe_or_device_and_never_takes_its_place() {
    for words in COMMANDS {
        let files = files(["a", "b"]);
        let expected = files.result(words);
        let pipe = files.path("pipe");
        let made = Command::new("mkfifo").arg(&pipe).status();
        if !made.is_ok_and(|status| status.success()) {
            eprintln!(
                "skipped a_result_goes_into_a_pipe_or_device_and_never_takes_its_place: no mkfifo"
            );
            return;
        }
        let mut reader = Command::new("cat");
        let mut reader = reader.arg(&pipe).stdout(Stdio::piped()).spawn().unwrap();
        let words = [words, &["--out", pipe.to_str().unwrap()]].concat();
        files.outcome(&words).expect(0).text();
        let is_pipe = std::fs::metadata(&pipe).unwrap().file_type().is_fifo();
        if !is_pipe {
            // Nobody will ever write to it.
            reader.kill().unwrap();
        }
        let output = reader.wait_with_output().unwrap();
        assert!(is_pipe, "{words:?} put a file in place of a pipe");
        assert_eq!(String::from_utf8(output.stdout).unwrap(), expected);
    }
}

#[test]
fn a_result_for_which_standard_output_has_no_room_is_exit_status_one() {
    let full = Path::new("/dev/full");
    let Ok(full) = OpenOptions::new().write(true).open(full) else {
        eprintln!(
            "skipped a_result_for_which_standard_output_has_no_room_is_exit_status_one: no /dev/full"
        );
        return;
    };
    let files = files(["a", "b"]);
    for words in COMMANDS {
        let mut command = command(&files, words, &files.path("needs.csv"));
        let output = command.stdout(full.try_clone().unwrap()).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{words:?} {output:?}");
        assert!(!output.stderr.is_empty(), "{words:?}");
    }
}
