//! Replies that are made once and sent often.

use crate::ogc::media_type::HTML;
use crate::ogc::tiles::MVT;
use crate::page::POLICY;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::HttpResponseBuilder;
use actix_web::body::{BodySize, MessageBody};
use actix_web::http::StatusCode;
use actix_web::http::header::{
    self, AcceptEncoding, ContentEncoding, ETAG, EntityTag, Header, HeaderName, HeaderValue,
    IF_NONE_MATCH, IfNoneMatch, VARY,
};
use actix_web::web::Bytes;
use sha2::{Digest, Sha256};
use std::convert::Infallible;
use std::io::Write;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};

/// A reply: its bytes and their tag, or the pieces of a long one.
#[derive(Debug)]
pub(crate) struct Body {
    media_type: &'static str,
    source: Source,
    headers: Vec<(HeaderName, HeaderValue)>,
    caching: Option<&'static str>,
}

#[derive(Debug)]
enum Source {
    Whole(Whole),
    Pieces(Pieces),
}

/// Bytes, and what goes over the wire where the client takes it packed. Packing is done once.
#[derive(Debug)]
struct Whole {
    /// The tag of the bytes as they are; a packed one has the name of its packing behind it.
    tag: String,
    plain: Bytes,
    gzip: OnceLock<Bytes>,
    brotli: OnceLock<Bytes>,
}

/// Pieces by their number, made when they are sent; nothing behind the last one.
#[derive(Clone)]
pub(crate) struct Pieces(Arc<dyn Fn(usize) -> Option<Bytes> + Send + Sync>);

impl Pieces {
    /// The pieces that a function gives by their numbers from 0, until it gives none.
    pub(crate) fn new(piece: impl Fn(usize) -> Option<Bytes> + Send + Sync + 'static) -> Self {
        Self(Arc::new(piece))
    }

    /// All pieces, each made when it is asked for.
    pub(crate) fn all(&self) -> impl Iterator<Item = Bytes> + '_ {
        (0..).map_while(|number| (self.0)(number))
    }

    /// The pieces as what is sent: the first again, whatever was made before.
    pub(crate) fn sent(self) -> impl MessageBody + 'static {
        Sending {
            pieces: self,
            next: 0,
        }
    }
}

impl std::fmt::Debug for Pieces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pieces(…)")
    }
}

/// Below this many bytes packing does not pay.
const LEAST_TO_PACK: usize = 512;

impl Body {
    /// A reply of this media type.
    pub(crate) fn new(media_type: &'static str, bytes: impl Into<Bytes>) -> Self {
        let plain = bytes.into();
        let digest = Sha256::digest(&plain);
        let tag = digest[..12]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let whole = Whole {
            tag,
            plain,
            gzip: OnceLock::new(),
            brotli: OnceLock::new(),
        };
        Self {
            media_type,
            source: Source::Whole(whole),
            headers: Vec::new(),
            caching: None,
        }
    }

    /// A long reply that is made while it is sent, piece by piece by their numbers until there is none. It has no tag.
    pub(crate) fn in_pieces(
        media_type: &'static str,
        piece: impl Fn(usize) -> Option<Bytes> + Send + Sync + 'static,
    ) -> Self {
        Self {
            media_type,
            source: Source::Pieces(Pieces::new(piece)),
            headers: Vec::new(),
            caching: None,
        }
    }

    /// With one more header. A value that no header can hold is left out.
    pub(crate) fn with_header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.push((name, value));
        }
        self
    }

    /// With a `Cache-Control` of its own, whatever those around it have.
    pub(crate) fn with_caching(mut self, caching: &'static str) -> Self {
        self.caching = Some(caching);
        self
    }

    /// Bytes held, with room for what they are packed into.
    pub(crate) fn n_bytes(&self) -> usize {
        match &self.source {
            Source::Whole(whole) => whole.plain.len() + whole.plain.len() / 2 + 512,
            // Beside the contents, which the snapshot holds anyway, the numbers of the features.
            Source::Pieces(_) => 1 << 20,
        }
    }

    /// The reply to a request: 304 where the client has these bytes already, else packed as the client likes best.
    ///
    /// `caching` is the value of `Cache-Control` for replies without one of their own.
    pub(crate) fn reply(&self, request: &HttpRequest, caching: &'static str) -> HttpResponse {
        let mut reply = HttpResponse::Ok();
        reply
            .insert_header((header::CACHE_CONTROL, self.caching.unwrap_or(caching)))
            .insert_header((VARY, self.vary()));
        for (name, value) in &self.headers {
            reply.append_header((name.clone(), value.clone()));
        }
        if self.is_page() {
            reply.insert_header((header::CONTENT_SECURITY_POLICY, POLICY));
        }
        match &self.source {
            Source::Whole(whole) => whole.reply(self.media_type, request, reply),
            Source::Pieces(pieces) => {
                reply.insert_header((header::CONTENT_TYPE, self.media_type));
                reply.body(pieces.clone().sent())
            }
        }
    }

    fn is_page(&self) -> bool {
        self.media_type == HTML
    }

    /// The headers of a request that decide what the reply is. Pages are in the reader's language.
    fn vary(&self) -> &'static str {
        if self.is_page() {
            "Accept, Accept-Encoding, Accept-Language, Authorization"
        } else {
            "Accept, Accept-Encoding, Authorization"
        }
    }
}

impl Whole {
    fn reply(
        &self,
        media_type: &'static str,
        request: &HttpRequest,
        mut reply: HttpResponseBuilder,
    ) -> HttpResponse {
        let encoding = self.encoding(media_type, request);
        let tag = EntityTag::new_strong(match encoding {
            ContentEncoding::Identity => self.tag.clone(),
            other => format!("{}-{}", self.tag, other.as_str()),
        });
        reply.insert_header((ETAG, tag.to_string()));
        if self.is_known(request) {
            return reply.status(StatusCode::NOT_MODIFIED).finish();
        }
        // A tile in which nothing is has no bytes (OGC API - Tiles, `/rec/core/tc-empty-tile`); an empty file is a file.
        if self.plain.is_empty() && media_type == MVT {
            return reply.status(StatusCode::NO_CONTENT).finish();
        }
        let content_type = match media_type {
            HTML => "text/html; charset=utf-8",
            other => other,
        };
        reply.insert_header((header::CONTENT_TYPE, content_type));
        // Said in any case: what names its encoding is not packed a second time.
        reply.insert_header(encoding);
        reply.body(Slices(self.packed(encoding)))
    }

    /// Whether the client says that it has these bytes, packed or not.
    fn is_known(&self, request: &HttpRequest) -> bool {
        if !request.headers().contains_key(IF_NONE_MATCH) {
            return false;
        }
        match IfNoneMatch::parse(request) {
            Ok(IfNoneMatch::Any) => true,
            Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|tag| {
                let rest = tag.tag().strip_prefix(self.tag.as_str());
                rest.is_some_and(|rest| matches!(rest, "" | "-gzip" | "-br"))
            }),
            Err(_) => false,
        }
    }

    fn encoding(&self, media_type: &str, request: &HttpRequest) -> ContentEncoding {
        let is_asked = request.headers().contains_key(header::ACCEPT_ENCODING);
        if !is_asked || self.plain.len() < LEAST_TO_PACK || !is_packable(media_type) {
            return ContentEncoding::Identity;
        }
        let Ok(accepted) = AcceptEncoding::parse(request) else {
            return ContentEncoding::Identity;
        };
        let supported = [
            header::Encoding::brotli(),
            header::Encoding::gzip(),
            header::Encoding::identity(),
        ];
        match accepted.negotiate(supported.iter()) {
            Some(header::Encoding::Known(known)) => known,
            _ => ContentEncoding::Identity,
        }
    }

    fn packed(&self, encoding: ContentEncoding) -> Bytes {
        match encoding {
            ContentEncoding::Gzip => self.gzip.get_or_init(|| gzip(&self.plain)).clone(),
            ContentEncoding::Brotli => self.brotli.get_or_init(|| brotli(&self.plain)).clone(),
            _ => self.plain.clone(),
        }
    }
}

/// Files that are packed already gain nothing.
fn is_packable(media_type: &str) -> bool {
    !media_type.contains("parquet") && !media_type.contains("officedocument")
}

fn gzip(bytes: &[u8]) -> Bytes {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    packer.write_all(bytes).expect("a vector takes every byte");
    packer.finish().expect("a vector takes every byte").into()
}

fn brotli(bytes: &[u8]) -> Bytes {
    let mut packed = Vec::new();
    let quality = if bytes.len() > 1 << 20 { 4 } else { 6 };
    let mut packer = ::brotli::CompressorWriter::new(&mut packed, 1 << 16, quality, 20);
    packer.write_all(bytes).expect("a vector takes every byte");
    packer.flush().expect("a vector takes every byte");
    drop(packer);
    packed.into()
}

/// Bytes handed over in slices that stay in the processor's cache while they are copied to the socket.
struct Slices(Bytes);

/// Bytes a slice: with the head of a reply still less than the largest packet between two programs of one machine (65,483 bytes), so that no slice
/// leaves a few bytes over that would travel alone.
const SLICE: usize = 64_000;

impl MessageBody for Slices {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Sized(self.0.len() as u64)
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Infallible>>> {
        if self.0.is_empty() {
            return Poll::Ready(None);
        }
        let n_bytes = self.0.len().min(SLICE);
        Poll::Ready(Some(Ok(self.0.split_to(n_bytes))))
    }
}

/// Pieces that are made while they are sent.
struct Sending {
    pieces: Pieces,
    next: usize,
}

impl MessageBody for Sending {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Infallible>>> {
        let piece = (self.pieces.0)(self.next);
        self.next += 1;
        Poll::Ready(piece.map(Ok))
    }
}
