//! The demo, started on a free port and stopped when its user is done.

use std::fs::File;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use crate::failure::Failure;

/// How long the demo may take to load its district on a slow machine, in a build without optimization.
const PATIENCE: Duration = Duration::from_secs(300);

/// A running demo. It stops when this goes out of scope.
pub(crate) struct Demo {
    child: Child,
    port: u16,
    folder: tempfile::TempDir,
}

impl Demo {
    /// Starts the demo and waits until it answers.
    pub(crate) fn start(product: &Path) -> Result<Self, Failure> {
        let folder =
            tempfile::tempdir().map_err(Failure::during("cannot make a temporary folder"))?;
        let port = free_port()?;
        let log = |name: &str| {
            File::create(folder.path().join(name))
                .map_err(Failure::during("cannot write the demo's log"))
        };
        let child = Command::new(product)
            .args(["demo", "--port", &port.to_string(), "--data-dir"])
            .arg(folder.path().join("data"))
            .stdout(log("out.log")?)
            .stderr(log("err.log")?)
            .spawn()
            .map_err(Failure::during(format!(
                "cannot start {}",
                product.display()
            )))?;
        let mut server = Self {
            child,
            port,
            folder,
        };
        server.wait()?;
        Ok(server)
    }

    /// Address of the demo.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What the demo has printed.
    pub(crate) fn log(&self) -> String {
        let read =
            |name: &str| std::fs::read_to_string(self.folder.path().join(name)).unwrap_or_default();
        format!("the demo printed:\n{}{}", read("out.log"), read("err.log"))
    }

    fn wait(&mut self) -> Result<(), Failure> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if is_healthy(self.port) {
                return Ok(());
            }
            let status = self
                .child
                .try_wait()
                .map_err(Failure::during("cannot ask for the demo's state"))?;
            if let Some(status) = status {
                return Err(Failure::new(format!(
                    "the demo ended with {status}; {}",
                    self.log()
                )));
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Err(Failure::new(format!(
            "the demo did not answer within {} s; {}",
            PATIENCE.as_secs(),
            self.log()
        )))
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // It may have ended by itself, in which case there is nothing to stop.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_port() -> Result<u16, Failure> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(Failure::during("no free port"))?;
    Ok(listener
        .local_addr()
        .map_err(Failure::during("no free port"))?
        .port())
}

fn is_healthy(port: u16) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        stream
            .write_all(b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        let mut reply = [0; 15];
        stream.read_exact(&mut reply)?;
        Ok(reply.starts_with(b"HTTP/1.1 200 "))
    };
    ask().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_without_a_server_is_not_healthy() {
        assert!(!is_healthy(free_port().unwrap()));
    }

    #[test]
    fn a_demo_that_ends_at_once_is_reported() {
        let failure = Demo::start(Path::new("/bin/false"))
            .err()
            .unwrap()
            .to_string();
        assert!(failure.contains("the demo ended with"), "{failure}");
    }
}
