/// <reference types="vitest/config" />
import { defineConfig, loadEnv } from "vite";
import en from "./src/text/en.json" with { type: "json" };
import es from "./src/text/es.json" with { type: "json" };

/** The running server that the page asks while it is developed. */
const SERVER = loadEnv("development", ".", "COMMONGROUND_")["COMMONGROUND_SERVER"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  // Relative addresses, so that the page also works below a path of a district's own web server.
  base: "./",
  plugins: [
    {
      name: "words-of-the-bare-page",
      transformIndexHtml: (html) =>
        html.replace("%noscript-en%", en["page.noscript"]).replace("%noscript-es%", es["page.noscript"]),
    },
  ],
  build: {
    target: "es2022",
    // The map library is one file of 1 MB that no split of ours could make smaller.
    chunkSizeWarningLimit: 1300,
    rolldownOptions: {
      // The map, and what the pages about the data share. Those pages are written by the server, which knows no hashes.
      input: { index: "index.html", pages: "src/pages/data/main.ts" },
      output: {
        entryFileNames: ({ name }) => (name === "pages" ? "pages.js" : "assets/[name]-[hash].js"),
        // Every server knows the media type of `.js`; not every server knows that of `.mjs`.
        assetFileNames: ({ names }) => {
          if (names.includes("pages.css")) return "pages.css";
          return names.some((name) => name.endsWith(".mjs")) ? "assets/[name]-[hash].js" : "assets/[name]-[hash][extname]";
        },
        codeSplitting: { groups: [{ name: "maplibre", test: /node_modules[\\/]maplibre-gl/ }] },
      },
    },
  },
  // A test reads the styles; without this they would be empty there.
  test: { css: true, setupFiles: ["src/text/load_all.ts"] },
  server: {
    proxy: Object.fromEntries(["/api", "/collections", "/health", "/docs", "/hsds"].map((path) => [path, SERVER])),
  },
});
