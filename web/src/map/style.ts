// Colors of the map, light and dark, as data: a theme cannot forget one.

import type { StyleSpecification } from "maplibre-gl";

export type Theme = "light" | "dark";

export interface Palette {
  /** Unmet need from least to most. Luminance runs one way only, so the classes differ for color-blind readers too. */
  ramp: readonly string[];
  ground: string;
  park: string;
  water: string;
  waterText: string;
  street: string;
  streetText: string;
  border: string;
  hatch: string;
  hatchGround: string;
  selected: string;
  selectedCasing: string;
  text: string;
  halo: string;
  /** Letters on the light and on the dark classes of the ramp. */
  textOnLight: string;
  haloOnLight: string;
  textOnDark: string;
  haloOnDark: string;
  partner: string;
  partnerText: string;
  school: string;
  asset: string;
  pointEdge: string;
}

export const PALETTES: Record<Theme, Palette> = {
  light: {
    ramp: ["#fdebc8", "#f9c48b", "#ec8a68", "#bf4a72", "#6f1f64"],
    ground: "#f3f1ec",
    park: "#dfe8d3",
    water: "#b9d3de",
    waterText: "#2f5a6e",
    street: "#ffffff",
    streetText: "#5d5a54",
    border: "#ffffff",
    hatch: "#8c8880",
    hatchGround: "#e9e6df",
    selected: "#12181d",
    selectedCasing: "#ffffff",
    text: "#1d2226",
    halo: "rgba(255, 255, 255, 0.88)",
    textOnLight: "#1d2226",
    haloOnLight: "rgba(255, 244, 228, 0.8)",
    textOnDark: "#ffffff",
    haloOnDark: "rgba(70, 14, 60, 0.75)",
    partner: "#0b6470",
    partnerText: "#ffffff",
    school: "#22303c",
    asset: "#0b6470",
    pointEdge: "#ffffff",
  },
  dark: {
    ramp: ["#3b2b58", "#71306c", "#b24268", "#ea7d59", "#fbd48a"],
    ground: "#1b2025",
    park: "#232d27",
    water: "#1f3a49",
    waterText: "#9cc3d6",
    street: "#4a525a",
    streetText: "#b3b9be",
    border: "#12161a",
    hatch: "#7c858d",
    hatchGround: "#262c32",
    selected: "#ffffff",
    selectedCasing: "#0c0f12",
    text: "#f5f6f7",
    halo: "rgba(12, 15, 18, 0.85)",
    textOnLight: "#17120f",
    haloOnLight: "rgba(255, 226, 190, 0.65)",
    textOnDark: "#ffffff",
    haloOnDark: "rgba(24, 12, 34, 0.75)",
    partner: "#5fd0d8",
    partnerText: "#08252a",
    school: "#e4e9ed",
    asset: "#5fd0d8",
    pointEdge: "#0c0f12",
  },
};

/**
 * Fonts by their local names. The style names no `glyphs`, so the map library draws every letter from the reader's own
 * fonts, and nothing is fetched from anywhere.
 */
export const FONT = ["Noto Sans Medium", "system-ui", "sans-serif"];
export const FONT_BOLD = ["Noto Sans Bold", "system-ui", "sans-serif"];

/** A style with nothing in it: the page works without any other host. */
export const BARE_STYLE: StyleSpecification = { version: 8, sources: {}, layers: [] };
