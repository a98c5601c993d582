//! A space-filling curve: what is close on it is close on the ground, so that work done in its order finds what it needs in the cache.

use model::LonLat;

/// Bits of each axis.
const N_BITS: u32 = 20;

/// The place of a position on a Hilbert curve over the whole earth in longitude and latitude, below 2^40; cells are 40 m wide at the equator.
///
/// # References
/// The iterative form of Warren, Hacker's Delight, 2nd edition, section 16-2.
pub fn hilbert_place(position: LonLat) -> u64 {
    let cell = |degrees: f64, span: f64| {
        let part = (degrees / span + 0.5) * f64::from((1u32 << N_BITS) - 1);
        part as u32
    };
    let (mut x, mut y) = (cell(position.lon(), 360.0), cell(position.lat(), 180.0));
    let mut place = 0u64;
    for bit in (0..N_BITS).rev() {
        let (right, up) = (x >> bit & 1, y >> bit & 1);
        place = place << 2 | u64::from((3 * right) ^ up);
        // In the lower half the axes change places, on its right side mirrored. With masks, as no processor foresees where a point lies.
        let is_low = up.wrapping_sub(1);
        let mirror = is_low & right.wrapping_neg();
        let swap = (x ^ y) & is_low;
        (x, y) = (x ^ mirror ^ swap, y ^ mirror ^ swap);
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbors_on_the_curve_are_neighbors_on_the_ground() {
        let side = 64;
        let at = |x: i32, y: i32| {
            let degrees =
                |n: i32, span: f64| (f64::from(n) + 0.5) / f64::from(side) * span - span / 2.0;
            hilbert_place(LonLat::try_new(degrees(x, 360.0), degrees(y, 180.0)).unwrap())
        };
        let mut cells: Vec<_> = (0..side * side).map(|n| (n % side, n / side)).collect();
        cells.sort_by_key(|&(x, y)| at(x, y));
        for step in cells.windows(2) {
            let apart = (step[0].0 - step[1].0).abs() + (step[0].1 - step[1].1).abs();
            assert_eq!(apart, 1, "{step:?}");
        }
    }
}
