// Start-up of the pages about the data, which are whole without a script: where there is something to draw, a map draws it.

import "./pages.css";

const place = document.getElementById("map");
if (place !== null) {
  import("./feature_map.ts")
    .then(({ drawFeatures }) => drawFeatures(place))
    // The table has everything that the map would show, so a map that cannot be drawn is only said.
    .catch(() => {
      place.classList.add("map-missing");
      place.textContent = place.dataset["failed"] ?? "";
    });
}
