//! `cargo xtask types`: the web page's types of what the server sends, from the server's own OpenAPI document.

mod typescript;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::demo::Demo;
use crate::failure::Failure;
use crate::process::{product, root};

/// Options of the command.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Say whether the file is what would be written, and write nothing
    #[arg(long)]
    check: bool,
    /// The product's binary; built in debug mode when not given
    #[arg(long, value_name = "FILE")]
    bin: Option<PathBuf>,
}

/// Writes `web/src/api/schema.gen.ts`, or checks it.
pub(crate) fn types(options: &Options) -> Result<(), Failure> {
    let product = match &options.bin {
        Some(bin) => bin.clone(),
        None => product(false)?,
    };
    let demo = Demo::start(&product)?;
    if options.check {
        check(&demo)
    } else {
        fs::write(file(), generated(&demo)?).map_err(Failure::during("the types cannot be written"))
    }
}

/// Fails when the types of the web page are not those of the running server.
pub(crate) fn check(demo: &Demo) -> Result<(), Failure> {
    let there = fs::read_to_string(file())
        .map_err(Failure::during("web/src/api/schema.gen.ts cannot be read"))?;
    if there == generated(demo)? {
        return Ok(());
    }
    Err(Failure::new(
        "web/src/api/schema.gen.ts is not what the server's OpenAPI document says: run `cargo xtask types`",
    ))
}

fn file() -> PathBuf {
    root().join(Path::new("web/src/api/schema.gen.ts"))
}

fn generated(demo: &Demo) -> Result<String, Failure> {
    let address = format!("{}/api", demo.url());
    let during = || Failure::during(address.clone());
    let mut reply = ureq::get(&address)
        .header("Accept", "application/vnd.oai.openapi+json;version=3.1")
        .call()
        .map_err(during())?;
    let text = reply.body_mut().read_to_string().map_err(during())?;
    let document: Value = serde_json::from_str(&text).map_err(Failure::during(address))?;
    typescript::from_openapi(&document).map_err(Failure::new)
}
