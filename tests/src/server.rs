//! The server on a free port, stopped when dropped.

use crate::command::{DataDir, binary};
use crate::reply::Reply;
use std::fs::File;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use ureq::http::Response;
use ureq::{Agent, Body};

/// How long a start may take on a slow machine, in a build without optimization; the demo loads its district first.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running server.
#[derive(Debug)]
pub struct Server {
    child: Child,
    port: u16,
    log: PathBuf,
    agent: Agent,
    staff_token: Option<String>,
}

impl Server {
    /// Starts `serve` on a database and waits until it answers.
    ///
    /// # Panics
    /// When it does not; the message shows its log.
    pub fn start(data: &DataDir, staff_token: Option<&str>) -> Self {
        let mut words = vec!["serve"];
        if let Some(token) = staff_token {
            words.extend(["--staff-token", token]);
        }
        Self::start_as(data, &words, staff_token)
    }

    /// Starts `demo` with further arguments and waits until it answers.
    ///
    /// # Panics
    /// When it does not; the message shows its log.
    pub fn start_demo(data: &DataDir, more: &[&str]) -> Self {
        let words: Vec<&str> = ["demo"].iter().chain(more).copied().collect();
        Self::start_as(data, &words, None)
    }

    /// The address under which it answers.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn start_as(data: &DataDir, words: &[&str], staff_token: Option<&str>) -> Self {
        // Between asking for a free port and using it, another test may take it.
        for _ in 0..3 {
            let mut server = Self::spawn(data, words, staff_token);
            if server.wait() {
                return server;
            }
        }
        panic!("the server did not start three times");
    }

    /// Asks without a sign-in.
    ///
    /// # Panics
    /// When there is no answer.
    pub fn get(&self, path: &str) -> Reply {
        self.ask(path, None)
    }

    /// Asks as signed-in staff.
    ///
    /// # Panics
    /// When there is no answer, or the server was started without a token.
    pub fn get_as_staff(&self, path: &str) -> Reply {
        let token = self.staff_token.as_deref();
        self.ask(path, Some(token.expect("the server has a staff token")))
    }

    /// Asks with a token of one's own.
    ///
    /// # Panics
    /// When there is no answer.
    pub fn get_with_token(&self, path: &str, token: &str) -> Reply {
        self.ask(path, Some(token))
    }

    /// Sends a request with headers of its own and without a body.
    ///
    /// # Panics
    /// When there is no answer.
    pub fn request(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Reply {
        let mut request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.address()));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(()).expect("the request is one");
        // Methods that usually have a body are sent without one too.
        self.reply(path, self.agent.run(request))
    }

    /// Asks again and again until `is_so`.
    ///
    /// # Panics
    /// When it does not come to be.
    pub fn wait_until(&self, is_so: impl Fn(&Self) -> bool) {
        let started = Instant::now();
        while !is_so(self) {
            assert!(
                started.elapsed() < PATIENCE,
                "not within {PATIENCE:?}: {}",
                self.log()
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Sends a JSON body, with the staff token or without a sign-in.
    ///
    /// # Panics
    /// When there is no answer.
    pub fn post(&self, path: &str, body: &str, is_staff: bool) -> Reply {
        let mut request = self.agent.post(format!("{}{path}", self.address()));
        request = request.header("Content-Type", "application/json");
        if let Some(token) = self.staff_token.as_deref().filter(|_| is_staff) {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        self.reply(path, request.send(body))
    }

    /// What it has logged so far.
    ///
    /// # Panics
    /// When the log cannot be read.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap()
    }

    fn spawn(data: &DataDir, words: &[&str], staff_token: Option<&str>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
        let port = listener.local_addr().unwrap().port();
        drop(listener);
        let log = data.file(&format!("serve-{port}.log"));
        let file = File::create(&log).unwrap();
        let mut command = Command::new(binary());
        command.args(words).args(["--port", &port.to_string()]);
        command.arg("--data-dir").arg(data.data());
        command.stdin(Stdio::null());
        command.stdout(file.try_clone().unwrap()).stderr(file);
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .timeout_global(Some(Duration::from_secs(30)));
        Self {
            child: command.spawn().expect("the binary can be started"),
            port,
            log,
            agent: config.build().new_agent(),
            staff_token: staff_token.map(str::to_owned),
        }
    }

    /// Whether it came up; `false` when it ended because somebody else has the port.
    fn wait(&mut self) -> bool {
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            let url = format!("{}/health", self.address());
            if self.agent.get(&url).call().is_ok_and(|r| r.status() == 200) {
                return true;
            }
            if let Some(status) = self.child.try_wait().unwrap() {
                let log = self.log();
                let is_taken = log.to_lowercase().contains("in use");
                assert!(is_taken, "the server ended with {status}: {log}");
                return false;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("no answer within {PATIENCE:?}: {}", self.log());
    }

    fn ask(&self, path: &str, token: Option<&str>) -> Reply {
        let mut request = self.agent.get(format!("{}{path}", self.address()));
        if let Some(token) = token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        self.reply(path, request.call())
    }

    fn reply(&self, path: &str, answer: Result<Response<Body>, ureq::Error>) -> Reply {
        let mut reply = answer.unwrap_or_else(|e| panic!("{path}: {e}; {}", self.log()));
        let bytes = reply.body_mut().read_to_vec().unwrap();
        let content_type = reply.headers().get("content-type");
        Reply {
            path: path.to_owned(),
            status: reply.status().as_u16(),
            content_type: content_type
                .map(|value| value.to_str().unwrap().to_owned())
                .unwrap_or_default(),
            headers: reply
                .headers()
                .iter()
                .map(|(name, value)| {
                    (
                        name.as_str().to_owned(),
                        value.to_str().unwrap_or_default().to_owned(),
                    )
                })
                .collect(),
            body: String::from_utf8_lossy(&bytes).into_owned(),
            bytes,
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself, in which case there is nothing to stop.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
