// What `cargo xtask bench --web` measures in the browser: times are told, never judged.

import { defineConfig } from "@playwright/test";
import tests from "./playwright.config.ts";

export default defineConfig(tests, { testMatch: /.*\.bench\.ts$/, workers: 1, timeout: 180_000, reporter: "./bench_reporter.ts" });
