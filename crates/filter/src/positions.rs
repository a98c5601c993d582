//! The systems of coordinates that a filter may use, as transforms to longitude, latitude.

/// EPSG:4326, which names the latitude first.
pub fn latitude_first([lat, lon]: [f64; 2]) -> Option<[f64; 2]> {
    Some([lon, lat])
}

/// EPSG:3857, the meters of web maps.
pub fn web_mercator([x, y]: [f64; 2]) -> Option<[f64; 2]> {
    const RADIUS: f64 = 6_378_137.0;
    let lon = (x / RADIUS).to_degrees();
    let lat = (y / RADIUS).sinh().atan().to_degrees();
    Some([lon, lat])
}
