// Start-up only.

import { render } from "preact";
import { jsx } from "preact/jsx-runtime";
import { App } from "./shell/app.tsx";
import "./style.css";

const page = document.getElementById("page");
if (page !== null) render(jsx(App, {}), page);
