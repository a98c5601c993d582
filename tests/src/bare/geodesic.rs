//! Distances on the ellipsoid by another way than that of the product.

/// Half the longer axis of WGS 84, in metres.
const A: f64 = 6_378_137.0;
/// How flat WGS 84 is.
const F: f64 = 1.0 / 298.257_223_563;

/// The length in metres of the shortest way between two places, (longitude, latitude) in degrees, that are not on opposite sides of the earth.
///
/// # Reference
/// T. Vincenty (1975), Direct and inverse solutions of geodesics on the ellipsoid with application of nested equations, Survey Review
/// 23 (176), 88-93: good to a tenth of a millimetre.
pub fn distance_m((lon_a, lat_a): (f64, f64), (lon_b, lat_b): (f64, f64)) -> f64 {
    if (lon_a, lat_a) == (lon_b, lat_b) {
        return 0.0;
    }
    let b = A * (1.0 - F);
    let reduced = |lat: f64| ((1.0 - F) * lat.to_radians().tan()).atan();
    let ((sin_1, cos_1), (sin_2, cos_2)) = (reduced(lat_a).sin_cos(), reduced(lat_b).sin_cos());
    let around = ((lon_b - lon_a + 540.0).rem_euclid(360.0) - 180.0).to_radians();
    let (mut lambda, mut before) = (around, f64::NAN);
    let mut length = 0.0;
    for _ in 0..100 {
        let (sin_l, cos_l) = lambda.sin_cos();
        let sin_s = (cos_2 * sin_l).hypot(cos_1 * sin_2 - sin_1 * cos_2 * cos_l);
        if sin_s == 0.0 {
            return 0.0;
        }
        let cos_s = sin_1 * sin_2 + cos_1 * cos_2 * cos_l;
        let sigma = sin_s.atan2(cos_s);
        let sin_alpha = cos_1 * cos_2 * sin_l / sin_s;
        let cos2_alpha = 1.0 - sin_alpha * sin_alpha;
        let cos_2m = if cos2_alpha > 1e-18 {
            cos_s - 2.0 * sin_1 * sin_2 / cos2_alpha
        } else {
            0.0
        };
        let c = F / 16.0 * cos2_alpha * (4.0 + F * (4.0 - 3.0 * cos2_alpha));
        let square = 2.0 * cos_2m * cos_2m - 1.0;
        let inner = sigma + c * sin_s * (cos_2m + c * cos_s * square);
        lambda = around + (1.0 - c) * F * sin_alpha * inner;
        let u2 = cos2_alpha * (A * A / (b * b) - 1.0);
        let big_a = 1.0 + u2 / 16_384.0 * (4_096.0 + u2 * (-768.0 + u2 * (320.0 - 175.0 * u2)));
        let big_b = u2 / 1_024.0 * (256.0 + u2 * (-128.0 + u2 * (74.0 - 47.0 * u2)));
        let third = big_b / 6.0 * cos_2m * (4.0 * sin_s * sin_s - 3.0);
        let third = third * (4.0 * cos_2m * cos_2m - 3.0);
        let delta = big_b * sin_s * (cos_2m + big_b / 4.0 * (cos_s * square - third));
        length = b * big_a * (sigma - delta);
        if (lambda - before).abs() < 1e-14 {
            break;
        }
        before = lambda;
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_is_as_long_as_the_tables_of_the_ellipsoid_say() {
        let close = |metres: f64, table: f64| assert!((metres - table).abs() < 0.002, "{metres}");
        close(distance_m((0.0, 0.0), (1.0, 0.0)), 111_319.491);
        close(distance_m((0.0, 0.0), (0.0, 1.0)), 110_574.389);
        close(distance_m((0.0, 0.0), (0.0, 90.0)), 10_001_965.729);
        close(distance_m((179.5, 0.0), (-179.5, 0.0)), 111_319.491);
        assert_eq!(distance_m((5.0, 5.0), (5.0, 5.0)), 0.0);
    }
}
