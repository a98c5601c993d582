//! The worked examples of `/docs/analysts`: every block is run as a reader would, and prints what the page says.

use e2e::{DataDir, Server, binary, repository};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// A block of code and what stands below it as its output.
#[derive(Debug, Default)]
struct Example {
    language: String,
    code: String,
    output: Vec<String>,
}

/// The blocks of a Markdown text; a block of `text` is the output of the one before.
fn examples(markdown: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut inside: Option<String> = None;
    for line in markdown.lines() {
        match (&inside, line.strip_prefix("```")) {
            (None, Some(language)) => {
                if language != "text" {
                    examples.push(Example {
                        language: language.to_owned(),
                        ..Example::default()
                    });
                }
                inside = Some(language.to_owned());
            }
            (Some(_), Some(_)) => inside = None,
            (Some(language), None) => {
                let example = examples.last_mut().unwrap();
                if language == "text" {
                    example.output.push(line.to_owned());
                } else {
                    example.code.push_str(line);
                    example.code.push('\n');
                }
            }
            (None, None) => {}
        }
    }
    examples
}

/// Whether every expected line is in the output, in its order. Between words of a line there may be more: frames, units, spaces.
fn says(output: &str, expected: &[String]) -> bool {
    let mut lines = output.lines();
    expected.iter().all(|expected| {
        lines.any(|line| {
            let mut words = line.split_whitespace();
            expected
                .split_whitespace()
                .all(|wanted| words.any(|word| word == wanted))
        })
    })
}

fn works(program: impl Into<OsString>, arguments: &[&str]) -> bool {
    let mut command = Command::new(program.into());
    command
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// The Python that `COMMONGROUND_PYTHON` names, else `python3`.
fn python() -> OsString {
    std::env::var_os("COMMONGROUND_PYTHON").unwrap_or_else(|| OsString::from("python3"))
}

const ROWS_OF_SQL: &str =
    "import duckdb, sys\nfor row in duckdb.sql(sys.argv[1]).fetchall(): print(*row)";

/// What QGIS has done before its Python console opens.
const CONSOLE_OF_QGIS: &str = "import sys\nfrom qgis.core import QgsApplication\nconsole = QgsApplication([], False)\nconsole.initQgis()\n\
                               exec(sys.argv[1])\nconsole.exitQgis()";

/// The command that runs a block, or what is missing for it.
fn command_of(example: &Example) -> Result<Command, String> {
    let of = |program: OsString, arguments: &[&str]| {
        let mut command = Command::new(program);
        command.args(arguments);
        command
    };
    let code = example.code.as_str();
    let missing = |tool: &str| Err(tool.to_owned());
    match example.language.as_str() {
        "sh" => {
            for (tool, question) in [
                ("curl", "--version"),
                ("ogr2ogr", "--version"),
                ("ogrinfo", "--version"),
            ] {
                if code.contains(tool) && !works(tool, &[question]) {
                    return missing(tool);
                }
            }
            Ok(of("sh".into(), &["-e", "-c", code]))
        }
        "python" if code.contains("qgis.core") => {
            // QGIS comes with the Python of the system, whichever is first on the path.
            let has_qgis = |python: &&str| works(python, &["-c", "import qgis.core"]);
            let pythons = ["python3", "/usr/bin/python3"];
            let Some(python) = pythons.into_iter().find(has_qgis) else {
                return missing("QGIS with its Python");
            };
            let mut console = of(python.into(), &["-c", CONSOLE_OF_QGIS, code]);
            console.env("QT_QPA_PLATFORM", "offscreen");
            Ok(console)
        }
        "python" if works(python(), &["-c", "import geopandas, pyarrow"]) => {
            Ok(of(python(), &["-c", code]))
        }
        "python" => missing("Python with geopandas and pyarrow"),
        "r" if works("Rscript", &["-e", "library(sf)"]) => Ok(of("Rscript".into(), &["-e", code])),
        "r" => missing("R with sf"),
        "sql" if works("duckdb", &["--version"]) => Ok(of(
            "duckdb".into(),
            &["-list", "-noheader", "-separator", " ", "-c", code],
        )),
        "sql" if works(python(), &["-c", "import duckdb"]) => {
            Ok(of(python(), &["-c", ROWS_OF_SQL, code]))
        }
        "sql" => missing("duckdb"),
        other => missing(other),
    }
}

/// The folder of the binary first, so that `commonground` is the one under test.
fn path() -> OsString {
    let own: PathBuf = binary().parent().unwrap().to_owned();
    let others = std::env::var_os("PATH").unwrap_or_default();
    let folders = [own].into_iter().chain(std::env::split_paths(&others));
    std::env::join_paths(folders).unwrap()
}

#[test]
fn every_example_for_analysts_runs_and_prints_what_the_page_says() {
    let data = DataDir::new();
    let server = Server::start_demo(&data, &[]);
    let markdown = std::fs::read_to_string(repository().join("web/docs/analysts.md")).unwrap();
    let markdown = markdown
        .replace("http://127.0.0.1:8080", &server.address())
        .replace("commonground-demo", data.data().to_str().unwrap());
    let examples = examples(&markdown);
    for language in ["sh", "python", "r", "sql"] {
        let has_some = examples.iter().any(|example| example.language == language);
        assert!(has_some, "no example in {language}");
    }
    // All in one folder, one after the other: some read what others have saved.
    let folder = data.file("examples");
    std::fs::create_dir(&folder).unwrap();
    let mut failures = Vec::new();
    for example in &examples {
        assert!(!example.output.is_empty(), "no output below {example:?}");
        let mut command = match command_of(example) {
            Ok(command) => command,
            Err(missing) => {
                println!("skipped: {missing} is not installed for an example");
                continue;
            }
        };
        command
            .current_dir(&folder)
            .env("PATH", path())
            .stdin(Stdio::null());
        let output = command.output().unwrap();
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        if !output.status.success() || !says(&printed, &example.output) {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            failures.push(format!("{example:#?}\nprinted {printed}\nsaid {said}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn the_page_of_examples_names_the_server_that_shows_it() {
    let town = e2e::Town::shared();
    let page = town.server.get("/docs/analysts");
    assert_eq!(page.status, 200);
    assert!(page.content_type.starts_with("text/html"));
    let address = format!("{}/collections", town.server.address());
    assert!(page.body.contains(&address));
}

#[test]
fn blocks_and_outputs_are_told_apart() {
    let found = examples("a\n```sh\nls\n```\n\n```text\nx y\n```\n```r\n1\n```\n");
    assert_eq!(found.len(), 2);
    assert_eq!(
        (found[0].code.as_str(), found[1].code.as_str()),
        ("ls\n", "1\n")
    );
    assert_eq!(found[0].output, ["x y"]);
    assert!(says("┃ x │ y ┃\nz", &["x y".to_owned(), "z".to_owned()]));
    assert!(!says("z\nx y", &["x y".to_owned(), "z".to_owned()]));
}
