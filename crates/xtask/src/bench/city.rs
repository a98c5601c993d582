//! Where people and services are in the workloads: clusters and an even share in a box.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Metres a degree of latitude.
const DEGREE_M: f64 = 111_320.0;

/// Chance of its own for each name: what one file draws does not move what another draws.
pub(crate) fn chance(seed: u64, name: &str) -> ChaCha8Rng {
    // FNV-1a, 64 bits.
    let stream = name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(stream);
    rng
}

/// A box in degrees and how its clusters are drawn.
#[derive(Clone, Copy)]
pub(crate) struct Ground {
    /// Western, southern, eastern and northern edge.
    pub(crate) edges: [f64; 4],
    n_clusters: usize,
    /// Least and largest standard deviation of a cluster in metres.
    spread_m: [f64; 2],
    /// Shape of the gamma distribution of which the clusters' weights are: the smaller, the more live in few of them.
    evenness: f64,
}

impl Ground {
    /// A box the size of Chicago.
    pub(crate) const CITY: Self = Self {
        edges: [-87.94, 41.64, -87.52, 42.03],
        n_clusters: 40,
        spread_m: [700.0, 3_500.0],
        evenness: 1.2,
    };
    /// A box the size of the contiguous United States, with some large and many small towns.
    pub(crate) const COUNTRY: Self = Self {
        edges: [-124.0, 25.5, -67.0, 49.0],
        n_clusters: 3_000,
        spread_m: [1_500.0, 15_000.0],
        evenness: 0.25,
    };
}

struct Cluster {
    lon: f64,
    lat: f64,
    spread_m: f64,
}

/// The ground with its clusters.
pub(crate) struct City {
    ground: Ground,
    clusters: Vec<Cluster>,
    /// Sums of the clusters' weights, the last one the whole.
    sums: Vec<f64>,
}

impl City {
    /// The city of a seed: all its workloads have the same clusters.
    pub(crate) fn draw(ground: Ground, seed: u64) -> Self {
        let mut rng = chance(seed, "clusters");
        let [west, south, east, north] = ground.edges;
        let clusters = (0..ground.n_clusters).map(|_| Cluster {
            lon: rng.random_range(west + 0.03..east - 0.05),
            lat: rng.random_range(south + 0.03..north - 0.03),
            spread_m: rng.random_range(ground.spread_m[0]..ground.spread_m[1]),
        });
        let clusters = clusters.collect();
        let mut sum = 0.0;
        let weights = (0..ground.n_clusters).map(|_| {
            sum += gamma(&mut rng, ground.evenness);
            sum
        });
        Self {
            ground,
            clusters,
            sums: weights.collect(),
        }
    }

    /// A longitude and latitude with seven decimals, inside the box: in a cluster, or with the chance `even_share` anywhere.
    pub(crate) fn point(&self, even_share: f64, rng: &mut ChaCha8Rng) -> (f64, f64) {
        let [west, south, east, north] = self.ground.edges;
        loop {
            let (lon, lat) = if rng.random_bool(even_share) {
                (rng.random_range(west..east), rng.random_range(south..north))
            } else {
                let cluster = &self.clusters[weighted(&self.sums, rng)];
                let scale = DEGREE_M * cluster.lat.to_radians().cos();
                (
                    cluster.lon + normal(rng) * cluster.spread_m / scale,
                    cluster.lat + normal(rng) * cluster.spread_m / DEGREE_M,
                )
            };
            let (lon, lat) = (rounded(lon), rounded(lat));
            if lon > west && lon < east && lat > south && lat < north {
                return (lon, lat);
            }
        }
    }
}

/// Seven decimals of a degree: a centimetre.
fn rounded(degrees: f64) -> f64 {
    (degrees * 1e7).round() / 1e7
}

/// One of several by their weights, given as ascending sums of which the last is the whole.
pub(crate) fn weighted(sums: &[f64], rng: &mut ChaCha8Rng) -> usize {
    let whole = sums.last().copied().unwrap_or_default();
    let at = rng.random_range(0.0..1.0) * whole;
    sums.partition_point(|sum| *sum <= at).min(sums.len() - 1)
}

/// A standard normal number, by Box and Muller.
pub(crate) fn normal(rng: &mut ChaCha8Rng) -> f64 {
    let radius = (-2.0 * (1.0 - rng.random_range(0.0..1.0f64)).ln()).sqrt();
    radius * (rng.random_range(0.0..1.0) * std::f64::consts::TAU).cos()
}

/// A gamma number of scale 1, by Marsaglia and Tsang.
fn gamma(rng: &mut ChaCha8Rng, shape: f64) -> f64 {
    if shape < 1.0 {
        let share: f64 = 1.0 - rng.random_range(0.0..1.0f64);
        return gamma(rng, shape + 1.0) * share.powf(1.0 / shape);
    }
    let d = shape - 1.0 / 3.0;
    loop {
        let x = normal(rng);
        let v = (1.0 + x / (9.0 * d).sqrt()).powi(3);
        if v > 0.0 {
            let u = 1.0 - rng.random_range(0.0..1.0f64);
            if u.ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return d * v;
            }
        }
    }
}
