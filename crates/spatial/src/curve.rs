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
    place_of_cell(cell(position.lon(), 360.0), cell(position.lat(), 180.0))
}

fn place_of_cell(x: u32, y: u32) -> u64 {
    let (mut place, mut turn) = (0u64, 0);
    for step in (0..N_BITS / STEP).rev() {
        let bits = |along: u32| (along >> (step * STEP)) as usize % SIDE;
        let (cell, next) = STEPS[turn % 4][bits(x) * SIDE + bits(y)];
        place = place << (2 * STEP) | u64::from(cell);
        turn = usize::from(next);
    }
    place
}

/// Bits of each axis that are looked up at a time, and how many cells they tell apart.
const STEP: u32 = 4;
const SIDE: usize = 1 << STEP;

/// For each way that the curve may be turned, and for the bits of both axes: the place of the cell, and how the curve is turned in it.
static STEPS: [[(u8, u8); SIDE * SIDE]; 4] = {
    let mut steps = [[(0, 0); SIDE * SIDE]; 4];
    let mut number = 0;
    while number < 4 * SIDE * SIDE {
        let (turn, cell) = (number / (SIDE * SIDE), number % (SIDE * SIDE));
        steps[turn][cell] = walk(turn as u8, (cell / SIDE) as u8, (cell % SIDE) as u8);
        number += 1;
    }
    steps
};

/// The place of a cell on the curve and how the curve is turned in it. The first bit of a turn says that the axes change places, the second that
/// both run backward.
const fn walk(mut turn: u8, x: u8, y: u8) -> (u8, u8) {
    let (mut place, mut bit) = (0, STEP);
    while bit > 0 {
        bit -= 1;
        let (x, y) = (x >> bit & 1 ^ turn >> 1, y >> bit & 1 ^ turn >> 1);
        let (right, up) = if turn & 1 == 1 { (y, x) } else { (x, y) };
        place = place << 2 | ((3 * right) ^ up);
        // In the lower half the axes change places, on its right side mirrored.
        if up == 0 {
            turn ^= 1 | right << 1;
        }
    }
    (place, turn)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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

    /// The iterative form, a bit at a time.
    fn walked_place(mut x: u32, mut y: u32) -> u64 {
        (0..N_BITS).rev().fold(0, |place, bit| {
            let (right, up) = (x >> bit & 1, y >> bit & 1);
            if up == 0 {
                if right == 1 {
                    (x, y) = (!x, !y);
                }
                (x, y) = (y, x);
            }
            place << 2 | u64::from((3 * right) ^ up)
        })
    }

    proptest! {
        #[test]
        fn several_bits_at_a_time_lead_where_each_bit_leads(x in 0u32..1 << N_BITS, y in 0u32..1 << N_BITS) {
            prop_assert_eq!(place_of_cell(x, y), walked_place(x, y));
        }
    }
}
