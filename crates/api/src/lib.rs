//! The HTTP interface.
//!
//! | module | what it answers |
//! |---|---|
//! | `app` | `/health` and `/api/...`: our own routes |
//! | [`ogc`] | `/`, `/collections/...`: OGC API - Features |
//! | `docs` | `/docs`, `/problems`: the reference for people, made from the code |
//! | `body` | replies that are made once and sent often |
//! | [`hsds`] | `/hsds/...`, `/profile`, `/schema`: the directory in HSDS |
//! | `encodings` | an `Accept-Encoding` that nothing can meet |
//! | `page` | the web page, built into the binary |
//! | `basemap` | online basemaps that the page may ask for |
//! | `problem` | every error, as RFC 9457 problem details; the only place that knows status codes of errors |
//! | `auth` | who is asking: the public or staff |
//! | [`live`] | the snapshot that requests read, swapped whole when the store changes |
//!
//! Replies to the public are made of `disclosure::Published` values only.

mod app;
mod auth;
mod basemap;
mod body;
mod docs;
mod encodings;
pub mod hsds;
pub mod live;
pub mod ogc;
mod page;
mod problem;

pub use auth::{Audience, StaffToken};
pub use basemap::{Basemap, Basemaps};
pub use page::PageFile;
pub use problem::Problem;

use actix_web::middleware::{Compress, DefaultHeaders, from_fn};
use actix_web::{App, HttpServer, web};
use live::Live;
use std::net::TcpListener;
use std::sync::Arc;

/// What a server is started with.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The snapshot to read.
    pub live: Arc<Live>,
    /// The token that opens the staff view; without one there is no staff view.
    pub staff_token: Option<StaffToken>,
    /// The files of the web page.
    pub page: &'static [PageFile],
    /// What the page lays under the areas.
    pub basemaps: Basemaps,
    /// Threads that answer requests.
    pub n_workers: usize,
}

/// Serves on `listener` until the process is told to stop.
///
/// # Errors
/// When the listener cannot be used.
pub fn serve(listener: TcpListener, settings: Settings) -> std::io::Result<()> {
    let n_workers = settings.n_workers.max(1);
    let settings = web::Data::new(settings);
    actix_web::rt::System::new().block_on(async move {
        HttpServer::new(move || {
            App::new()
                .app_data(settings.clone())
                .wrap(from_fn(docs::for_people::problems_for_people))
                .wrap(Compress::default())
                .wrap(from_fn(encodings::refused_as_problem))
                .wrap(security_headers())
                .configure(app::routes)
                .configure(ogc::routes)
                .configure(docs::routes)
                .configure(hsds::routes)
                .configure(page::routes)
        })
        .workers(n_workers)
        // The end of a long reply must not wait for the client's acknowledgement, which may take 40 ms.
        .tcp_nodelay(true)
        .listen(listener)?
        .run()
        .await
    })
}

fn security_headers() -> DefaultHeaders {
    DefaultHeaders::new()
        .add(("X-Content-Type-Options", "nosniff"))
        .add(("Referrer-Policy", "same-origin"))
}
