//! `commonground locate`

use crate::exit::Failure;
use crate::output;
use crate::pairing::{Threads, refused};
use crate::progress::Progress;
use crate::result_file::ResultFile;
use clap::Args;
use formats::bare::write::{LOCATIONS_HEADER, location_row};
use formats::bare::{BareFile, Points, Texts, read_points};
use formats::{Area, LayerRequest, Limits, Mapping, Severity};
use matching::parallel::in_blocks_of;
use model::LonLat;
use spatial::areas::AreaIndex;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  commonground locate --points homes.csv --areas tracts.geojson --out located.csv\n  \
                        commonground locate --points homes.csv --areas zones.zip --map zones.toml\n\n\
                        A point on a border belongs to the area with the lowest id, so that it is in exactly one of a partition. A point in no area\n\
                        has an empty area_id. Longitudes 180 and -180 are one border, and a pole is one point.\n\n\
                        Edges of areas are straight in longitude and latitude. None runs over the antimeridian: an area on both sides of it is cut there\n\
                        into a MultiPolygon (RFC 7946, section 3.1.9). A ring from 179 to -179 is read as going the long way round."
)]
pub(crate) struct LocateArgs {
    /// The points, a CSV file with the columns id,lon,lat.
    #[arg(long, value_name = "FILE")]
    points: PathBuf,
    /// The areas, GeoJSON or a zipped Shapefile, each with an id: the property or column `id`, else the id of the GeoJSON feature. Several files
    /// are one layer.
    #[arg(long, value_name = "FILE", required = true)]
    areas: Vec<PathBuf>,
    /// A mapping (TOML) that says which column holds the id of an area.
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    #[command(flatten)]
    threads: Threads,
    /// The file to write; standard output when not given.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Rows that a thread writes at a time.
const N_ROWS: usize = 1 << 15;

pub(crate) fn run(arguments: &LocateArgs) -> Result<(), Failure> {
    let n_threads = arguments.threads.count();
    let areas = read_areas(&arguments.areas, arguments.map.as_deref())?;
    let points = {
        let progress = Progress::new("reading points");
        let told = |n_done, n_all| progress.bytes(n_done, n_all);
        let file = BareFile::new(&arguments.points)
            .with_threads(n_threads)
            .with_progress(&told);
        read_points(&file).map_err(refused)?
    };
    let index = AreaIndex::build(areas.iter().map(|area| &area.surface));
    let held = locate(&index, &points, n_threads);
    warn_of_none(&areas, &points, &held);
    let blocks = in_blocks_of(N_ROWS, &by_id(&points.ids), n_threads, |numbers| {
        let mut rows = Vec::with_capacity(numbers.len() * 24);
        for &number in numbers {
            let area = held[number as usize].map(|area| areas[area as usize].id.as_str());
            location_row(&mut rows, points.ids.text(number as usize), area);
        }
        rows
    });
    let mut result = ResultFile::create(arguments.out.as_deref())?;
    result.write(LOCATIONS_HEADER.as_bytes())?;
    for rows in blocks {
        result.write(&rows)?;
    }
    result.finish()
}

/// The area of each point; none for a point without a position.
fn locate(index: &AreaIndex, points: &Points, n_threads: usize) -> Vec<Option<u32>> {
    let positions: Vec<LonLat> = points.positions.iter().copied().flatten().collect();
    let mut held = index.locate_all(&positions, n_threads).into_iter();
    let area = |position: &Option<LonLat>| position.and_then(|_| held.next().flatten());
    points.positions.iter().map(area).collect()
}

/// The numbers of texts in the order of their bytes.
pub(crate) fn by_id(ids: &Texts) -> Vec<u32> {
    // Eight bytes decide most comparisons without a look at the texts.
    let head = |id: &str| {
        let mut head = [0; 8];
        let n = id.len().min(8);
        head[..n].copy_from_slice(&id.as_bytes()[..n]);
        u64::from_be_bytes(head)
    };
    let mut order: Vec<_> = ids.iter().map(head).zip(0u32..).collect();
    order.sort_unstable_by(|(a, one), (b, other)| {
        let in_full = || ids.text(*one as usize).cmp(ids.text(*other as usize));
        a.cmp(b).then_with(in_full)
    });
    order.into_iter().map(|(_, number)| number).collect()
}

/// Reads a layer of areas, by id.
fn read_areas(files: &[PathBuf], map: Option<&Path>) -> Result<Vec<Area>, Failure> {
    let failed = |error: formats::ImportError| Failure::Refused(error.to_string());
    let mapping = map
        .map(Mapping::read)
        .transpose()
        .map_err(failed)?
        .unwrap_or_default();
    let progress = Progress::new("reading areas");
    let layer = formats::read_layer(&LayerRequest {
        files,
        mapping: &mapping,
        limits: Limits::default(),
        progress: &|n_done, n_all| progress.bytes(n_done, n_all),
    });
    drop(progress);
    let layer = layer.map_err(failed)?;
    let groups = layer.report.groups.iter();
    let told = groups.filter(|group| group.severity != Severity::Noted);
    let mut findings: Vec<_> = told.flat_map(|group| &group.findings).collect();
    findings.sort_by_key(|finding| (&finding.file, finding.row));
    findings.into_iter().for_each(output::note);
    match layer.report.refused_rows {
        0 => Ok(layer.areas),
        1 => Err(Failure::Refused("an area is refused: see above".to_owned())),
        n_refused => Err(Failure::Refused(format!(
            "{n_refused} areas are refused: see above"
        ))),
    }
}

/// Points that are all elsewhere mostly have longitude and latitude exchanged, in one of the files.
fn warn_of_none(areas: &[Area], points: &Points, held: &[Option<u32>]) {
    let n_placed = points.positions.iter().flatten().count();
    if n_placed > 0 && !areas.is_empty() && held.iter().all(Option::is_none) {
        output::note(format_args!(
            "warning: of {n_placed} points with a position none is in an area; longitude comes before latitude in both files"
        ));
    }
}
