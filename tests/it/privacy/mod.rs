//! What the public must never be able to read.

mod confidential;
mod errors;
mod homes;
mod numbers;

use e2e::Town;

/// Every address of the town that answers the public with data.
fn public_paths() -> Vec<String> {
    let mut paths: Vec<String> = [
        "/health",
        "/api/district",
        "/api/categories",
        "/api/feeders",
        "/collections",
        "/hsds/",
        "/hsds/organizations?full=true&full_service=true&per_page=5000",
        "/hsds/services?full=true&format=ndjson",
        "/hsds/services?minimal=true",
        "/hsds/service_at_locations?full=true&per_page=5000",
    ]
    .map(str::to_owned)
    .to_vec();
    for id in [
        "schools",
        "attendance-zones",
        "neighborhoods",
        "feeder-patterns",
        "sites",
        "assets",
        "context",
    ] {
        paths.push(format!("/collections/{id}/items"));
    }
    for category in ["food", "housing", "tutoring", "legal-help"] {
        paths.push(format!("/collections/sites/items?category={category}"));
        for (geography, area) in [
            ("neighborhood", "west"),
            ("neighborhood", "east"),
            ("attendance-zone", "e-east"),
            ("attendance-zone", "h-all"),
            ("feeder-pattern", "0301"),
            ("school", "0102"),
        ] {
            paths.push(format!("/api/areas/{geography}/{area}?category={category}"));
        }
    }
    paths.extend(gap_paths());
    paths
}

/// Every gap layer, by category and wave.
fn gap_paths() -> Vec<String> {
    let mut paths = Vec::new();
    for geography in [
        "neighborhood",
        "attendance-zone",
        "feeder-pattern",
        "school",
    ] {
        for wave in ["", "&wave=2025-fall", "&wave=2026-fall"] {
            for category in [
                "",
                "&category=all",
                "&category=food",
                "&category=legal-help",
            ] {
                let layer = format!("/collections/gaps-by-{geography}/items");
                paths.push(format!("{layer}?bbox=-91,39,-89,41{wave}{category}"));
                let query = format!("{wave}{category}").replacen('&', "?", 1);
                paths.push(format!("{layer}{query}"));
            }
        }
    }
    paths
}

/// Everything that the public can read, address and text.
fn public_texts(town: &Town) -> Vec<(String, String)> {
    let read = |path: String| {
        let reply = town.server.get(&path);
        assert_eq!(reply.status, 200, "{reply:?}");
        (path, reply.body)
    };
    public_paths().into_iter().map(read).collect()
}
