//! Writing the files of the workloads, row by row.

use super::cells::cells;
use super::city::{City, Ground, chance};
use super::people::{CATEGORIES, LANGUAGES, needs, sites, words};
use crate::failure::Failure;
use rand::RngExt;
use std::fs::File;
use std::io::{BufWriter, Error, Write};
use std::path::Path;

/// A file that a workload needs.
pub(crate) struct Drawn {
    /// Its name.
    pub(crate) name: &'static str,
    /// Its rows.
    pub(crate) rows: usize,
    /// What they are.
    pub(crate) kind: Kind,
}

/// What the rows of a file are.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// Needs.
    Needs,
    /// Sites; with places, their sum.
    Sites(Option<u64>),
    /// Needs of a country.
    CountryNeeds,
    /// Sites of a country.
    CountrySites,
    /// Places, with the share of them that lies anywhere.
    Points(f64),
    /// Places with an amount in a column of this name, from the first to below the second number.
    Amounts(&'static str, u32, u32),
    /// Polygons that cover the box.
    Cells,
}

impl Drawn {
    /// Draws the file unless it is there. It appears under its name when it is whole.
    pub(crate) fn draw(&self, folder: &Path, seed: u64) -> Result<(), Failure> {
        let path = folder.join(self.name);
        if path.exists() {
            return Ok(());
        }
        eprintln!("drawing {} ({} rows)", self.name, self.rows);
        let part = path.with_extension("part");
        let done = File::create(&part).and_then(|file| {
            let mut out = BufWriter::with_capacity(1 << 20, file);
            self.write(seed, &mut out)?;
            out.flush()?;
            std::fs::rename(&part, &path)
        });
        done.map_err(Failure::during(path.display().to_string()))
    }

    fn write(&self, seed: u64, out: &mut impl Write) -> Result<(), Error> {
        let is_country = matches!(self.kind, Kind::CountryNeeds | Kind::CountrySites);
        let ground = if is_country {
            Ground::COUNTRY
        } else {
            Ground::CITY
        };
        let city = City::draw(ground, seed);
        match self.kind {
            Kind::Needs | Kind::CountryNeeds => self.write_needs(&city, seed, out),
            Kind::Sites(n_places) => self.write_sites(&city, (seed, n_places), out),
            Kind::CountrySites => self.write_sites(&city, (seed, None), out),
            Kind::Points(even_share) => self.write_points(&city, (seed, even_share), out),
            Kind::Amounts(column, least, end) => {
                self.write_amounts(&city, (seed, column, least..end), out)
            }
            Kind::Cells => self.write_cells(&city, seed, out),
        }
    }

    fn write_needs(&self, city: &City, seed: u64, out: &mut impl Write) -> Result<(), Error> {
        writeln!(
            out,
            "id,lon,lat,category,languages,times,mode,max_minutes,max_cost,age,severity,weight,accessibility"
        )?;
        for (number, row) in needs(city, seed, self.name).take(self.rows).enumerate() {
            let (category, language) = (CATEGORIES[row.category], LANGUAGES[row.language]);
            let (lon, lat, times) = (row.lon, row.lat, row.times);
            writeln!(
                out,
                "n{number:08},{lon},{lat},{category},{language},{times},walk,,,,,,"
            )?;
        }
        Ok(())
    }

    fn write_sites(
        &self,
        city: &City,
        (seed, n_places): (u64, Option<u64>),
        out: &mut impl Write,
    ) -> Result<(), Error> {
        writeln!(
            out,
            "id,lon,lat,categories,languages,hours,min_age,max_age,cost,capacity,accessibility"
        )?;
        let rows = sites(city, (seed, self.name), (self.rows, n_places));
        for (number, row) in rows.enumerate() {
            let list = |bits, names| words(bits, names).collect::<Vec<_>>().join(";");
            let (categories, languages) = (
                list(row.categories, &CATEGORIES),
                list(row.languages, &LANGUAGES),
            );
            let places = row
                .places
                .map_or(String::new(), |places| places.to_string());
            let (lon, lat, hours) = (row.lon, row.lat, row.hours);
            writeln!(
                out,
                "s{number:07},{lon},{lat},{categories},{languages},{hours},,,,{places},"
            )?;
        }
        Ok(())
    }

    fn write_points(
        &self,
        city: &City,
        (seed, even_share): (u64, f64),
        out: &mut impl Write,
    ) -> Result<(), Error> {
        writeln!(out, "id,lon,lat")?;
        let mut rng = chance(seed, self.name);
        for number in 0..self.rows {
            let (lon, lat) = city.point(even_share, &mut rng);
            writeln!(out, "{number},{lon},{lat}")?;
        }
        Ok(())
    }

    fn write_amounts(
        &self,
        city: &City,
        (seed, column, range): (u64, &str, std::ops::Range<u32>),
        out: &mut impl Write,
    ) -> Result<(), Error> {
        writeln!(out, "id,lon,lat,{column}")?;
        let mut rng = chance(seed, self.name);
        for number in 0..self.rows {
            let (lon, lat) = city.point(0.15, &mut rng);
            let amount = rng.random_range(range.clone());
            writeln!(out, "{number},{lon},{lat},{amount}")?;
        }
        Ok(())
    }

    fn write_cells(&self, city: &City, seed: u64, out: &mut impl Write) -> Result<(), Error> {
        let mut rng = chance(seed, self.name);
        let points: Vec<_> = (0..self.rows).map(|_| city.point(0.35, &mut rng)).collect();
        let name = self.name.trim_end_matches(".geojson");
        write!(out, "{{\"type\":\"FeatureCollection\",\"features\":[")?;
        for (number, ring) in cells(&points, Ground::CITY.edges, seed).iter().enumerate() {
            let comma = if number > 0 { "," } else { "" };
            let corner = |corner: &[i64; 2]| {
                let [lon, lat] = corner.map(|units| units as f64 / 1e7);
                format!("[{lon},{lat}]")
            };
            let corners: Vec<_> = ring.iter().map(corner).collect();
            write!(
                out,
                "{comma}\n{{\"type\":\"Feature\",\"properties\":{{\"id\":\"{name}-{number}\",\"name\":\"{name} {}\"}},\
                 \"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[{}]]}}}}",
                number + 1,
                corners.join(",")
            )?;
        }
        writeln!(out, "\n]}}")
    }
}
