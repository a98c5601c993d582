// Start-up only.

import { render } from "preact";
import { jsx } from "preact/jsx-runtime";
import { loadWords, preferredLanguage } from "./lib/text.ts";
import { App } from "./shell/app.tsx";
import { PAGE_CODE } from "./shell/page.ts";
import { routeFromHash } from "./shell/route.ts";
import "./style.css";

// The map's code is on its way while the page asks for the district.
if (routeFromHash(window.location.hash).page === "map") void Promise.all([PAGE_CODE.map(), import("./map/map.ts")]).catch(() => {});

const wanted = routeFromHash(window.location.hash).language ?? preferredLanguage(navigator.languages);
await loadWords(wanted).catch(() => loadWords("en"));

const page = document.getElementById("page");
if (page !== null) render(jsx(App, {}), page);
