// Start-up only.

import { render } from "preact";
import { jsx } from "preact/jsx-runtime";
import { PlanPage } from "./pages/plan/view.tsx";
import "./style.css";

const page = document.getElementById("page");
if (page !== null) render(jsx(PlanPage, {}), page);
