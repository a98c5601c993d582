//! What converters of rows share: references to other records, and counts of small repairs.

use crate::geometry::{Geometry, Repairs, interior_position, to_surface};
use crate::import::Known;
use crate::import::cells::Cells;
use crate::report::{Finding, Report, Severity};
use crate::table::Fault;
use model::LonLat;
use model::geometry::Surface;
use model::record::RecordKind;

/// The surroundings of the rows of one file.
pub(crate) struct Context<'a> {
    pub(crate) known: &'a Known,
    pub(crate) file: &'a str,
    pub(crate) report: &'a mut Report,
    /// What plain numbers of shares are parts of: 1, or 100 where they are percentages.
    pub(crate) whole_of_shares: f64,
    n_turned: u64,
    n_repeated: u64,
    n_inside: u64,
}

impl<'a> Context<'a> {
    pub(crate) fn new(known: &'a Known, file: &'a str, report: &'a mut Report) -> Self {
        Self {
            known,
            file,
            report,
            whole_of_shares: 1.0,
            n_turned: 0,
            n_repeated: 0,
            n_inside: 0,
        }
    }

    /// Settles what plain numbers of shares are parts of, and says so when they are percentages.
    pub(crate) fn read_shares_as(&mut self, whole: f64) {
        self.whole_of_shares = whole;
        if whole > 1.0 {
            let expected = "shares from 0 to 1; these go up to 100 and were read as percentages";
            let finding = Finding::new(Severity::Repaired, "percentages", self.file, expected);
            self.report.add(finding);
        }
    }

    /// Reports something about a row that does not keep it from being used.
    pub(crate) fn tell(&mut self, severity: Severity, row: u64, fault: Fault) {
        let mut finding = Finding::new(severity, fault.kind, self.file, &fault.expected).at(row);
        if let Some(column) = &fault.column {
            finding = finding.in_column(column);
        }
        if let Some(value) = &fault.value {
            finding = finding.about(value);
        }
        self.report.add(finding);
    }

    /// The id of a row's own record, with zeros that it lost since the last import.
    pub(crate) fn own_id(&mut self, cells: &mut Cells, kind: RecordKind) -> Option<String> {
        let id = cells.required("id")?;
        let Some(whole) = self.known.with_zeros(kind, &id) else {
            return Some(id);
        };
        let whole = whole.to_owned();
        let expected =
            format!("{whole}, as in the last import: zeros at the start were lost and are back");
        cells.repair("leading-zeros", "id", &id, expected);
        Some(whole)
    }

    /// The position of a row: its point, or one inside its polygon. Unknown when it has no shape.
    pub(crate) fn position(
        &mut self,
        cells: &mut Cells,
        geometry: Option<&Geometry>,
    ) -> Option<LonLat> {
        match geometry? {
            Geometry::Points(points) if points.iter().all(|point| *point == points[0]) => {
                LonLat::try_from(*points.first()?).ok()
            }
            Geometry::Polygons(polygons) => {
                let surface = self.surface(cells, polygons.clone())?;
                self.n_inside += 1;
                interior_position(&surface)
            }
            Geometry::Points(_) | Geometry::Lines(_) => {
                let fault = Fault::new("bad-geometry", "one position, or a polygon");
                cells.faults.push(fault);
                None
            }
        }
    }

    /// The area of a row.
    pub(crate) fn area(
        &mut self,
        cells: &mut Cells,
        geometry: Option<&Geometry>,
    ) -> Option<Surface> {
        match geometry? {
            Geometry::Polygons(polygons) => self.surface(cells, polygons.clone()),
            Geometry::Points(_) | Geometry::Lines(_) => {
                cells.faults.push(Fault::new("bad-geometry", "a polygon"));
                None
            }
        }
    }

    /// Reads polygons as a surface; reports what had to be repaired, refuses the row when nothing is left.
    pub(crate) fn surface(
        &mut self,
        cells: &mut Cells,
        polygons: Vec<Vec<Vec<[f64; 2]>>>,
    ) -> Option<Surface> {
        match to_surface(polygons) {
            Ok((surface, repairs)) => {
                self.tell_repairs(cells.number(), &repairs);
                Some(surface)
            }
            Err(expected) => {
                cells.faults.push(Fault::new("bad-geometry", expected));
                None
            }
        }
    }

    /// An id of another record: with its zeros back when they were lost, found by the name where a school is named instead, with a note when
    /// nothing stored has it.
    ///
    /// Nothing is noted while no record of that kind is stored at all.
    pub(crate) fn reference(
        &mut self,
        cells: &mut Cells,
        name: &'static str,
        kind: RecordKind,
        id: String,
    ) -> String {
        if let Some(whole) = self.known.with_zeros(kind, &id) {
            let whole = whole.to_owned();
            let expected = format!("{whole}: zeros at the start were lost and are back");
            cells.repair("leading-zeros", name, &id, expected);
            return whole;
        }
        let is_unknown = !self.known.has(kind, &id);
        let named = self.known.school_named(&id);
        if let Some(named) = named.filter(|_| kind == RecordKind::School && is_unknown) {
            let named = named.to_owned();
            let expected = format!("{named}, the id of the school of this name");
            cells.repair("school-name", name, &id, expected);
            return named;
        }
        let is_any_stored = self.known.ids.get(&kind).is_some_and(|ids| !ids.is_empty());
        if is_any_stored && is_unknown {
            let fault = Fault {
                kind: "unknown-reference",
                column: Some(cells.column(name)),
                value: Some(id.clone()),
                expected: format!("the id of a {} that has been imported", kind.as_str()),
            };
            self.tell(Severity::Noted, cells.number(), fault);
        }
        id
    }

    /// Reports what was only counted.
    pub(crate) fn finish(self) {
        if self.n_inside > 0 {
            let expected = format!(
                "positions; {} polygons were read as a position inside them",
                self.n_inside
            );
            let finding = Finding::new(Severity::Noted, "polygon-position", self.file, &expected);
            self.report.add(finding);
        }
        let mut tell = |kind, expected: String| {
            let finding = Finding::new(Severity::Repaired, kind, self.file, &expected);
            self.report.add(finding);
        };
        if self.n_turned > 0 {
            let expected = format!(
                "outer rings counterclockwise, holes clockwise (RFC 7946); rings of {} shapes were turned",
                self.n_turned
            );
            tell("ring-direction", expected);
        }
        if self.n_repeated > 0 {
            let expected = format!(
                "no position twice in a row; repeats were taken out of {} shapes",
                self.n_repeated
            );
            tell("repeated-positions", expected);
        }
    }

    fn tell_repairs(&mut self, row: u64, repairs: &Repairs) {
        self.n_turned += u64::from(repairs.n_turned > 0);
        self.n_repeated += u64::from(repairs.n_repeated > 0);
        if repairs.n_closed > 0 {
            let expected = "rings that end where they begin; they were closed";
            let fault = Fault::new("unclosed-ring", expected);
            self.tell(Severity::Repaired, row, fault);
        }
        if repairs.n_cut > 0 {
            let expected = "a shape that does not run over the antimeridian; it was cut there (RFC 7946, 3.1.9)";
            let fault = Fault::new("antimeridian", expected);
            self.tell(Severity::Repaired, row, fault);
        }
        if repairs.n_dropped > 0 {
            let expected = format!(
                "rings with an area; {} of fewer than three positions or on one line were left out",
                repairs.n_dropped
            );
            self.tell(Severity::Repaired, row, Fault::new("empty-ring", expected));
        }
        if let Some(rebuilt) = &repairs.rebuilt {
            let expected = format!(
                "a shape that does not cross itself ({}); it was made valid, its area went from {:.0} to {:.0} m2",
                rebuilt.reason, rebuilt.area_before_m2, rebuilt.area_after_m2
            );
            let fault = Fault::new("self-intersection", expected);
            self.tell(Severity::Repaired, row, fault);
        }
    }
}
