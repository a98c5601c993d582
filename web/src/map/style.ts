// Colors of the map, light and dark, as data: a theme cannot forget one.

import type { StyleSpecification } from "maplibre-gl";

export type Theme = "light" | "dark";

export interface Palette {
  /**
   * From least to most: unmet need, and what is good to have. Luminance runs one way only, away from the ground, so the
   * classes differ for color-blind readers too.
   */
  ramps: Readonly<Record<"need" | "good", readonly string[]>>;
  /** Of the areas over the ground, so that what lies below shows through a little. */
  areaOpacity: number;
  ground: string;
  park: string;
  /** Parks on top of the areas: a veil that keeps the hue below it, so that no park looks like an area of another class. */
  parkOver: string;
  parkText: string;
  water: string;
  waterText: string;
  street: string;
  /** Where no area lies below. */
  streetBare: string;
  streetText: string;
  border: string;
  /** Near, where streets are drawn as wide as borders, and in the same color. */
  borderNear: string;
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
  hover: string;
  /** Lines between schools. */
  feeder: string;
  /** By heading of the category, in the order of the headings; letters on them are `partnerText`. */
  headings: readonly string[];
  partner: string;
  partnerText: string;
  school: string;
  asset: string;
  pointEdge: string;
  /** Around a number that stands on markers. */
  plateEdge: string;
}

export const PALETTES: Record<Theme, Palette> = {
  light: {
    ramps: {
      need: ["#fdebc8", "#f9c48b", "#ec8a68", "#bf4a72", "#6f1f64"],
      good: ["#edf3d6", "#b3d9b0", "#5fae9a", "#1f7a86", "#0c4560"],
    },
    areaOpacity: 0.88,
    ground: "#f3f1ec",
    park: "#d9e5cb",
    parkOver: "rgba(255, 255, 255, 0.14)",
    parkText: "#3d5f37",
    water: "#b9d3de",
    waterText: "#2f5a6e",
    street: "#ffffff",
    streetBare: "#d3cec3",
    streetText: "#5d5a54",
    border: "#ffffff",
    borderNear: "#5b5560",
    hatch: "#99948a",
    hatchGround: "#eae7e1",
    selected: "#12181d",
    selectedCasing: "#ffffff",
    text: "#1d2226",
    halo: "rgba(255, 255, 255, 0.9)",
    textOnLight: "#1d2226",
    haloOnLight: "rgba(255, 246, 232, 0.7)",
    textOnDark: "#ffffff",
    haloOnDark: "rgba(38, 16, 46, 0.55)",
    hover: "#12181d",
    feeder: "#1d3f8f",
    headings: ["#7a4300", "#a01850", "#1c55a5", "#0b6444", "#5b3a9c"],
    partner: "#0b6470",
    partnerText: "#ffffff",
    school: "#22303c",
    asset: "#0b6470",
    pointEdge: "#ffffff",
    plateEdge: "rgba(255, 255, 255, 0.85)",
  },
  dark: {
    ramps: {
      need: ["#2f2358", "#67307c", "#b1447a", "#ee8158", "#fbd98f"],
      good: ["#1c3a4a", "#1d6074", "#2b8d8c", "#66bfa0", "#bff3dc"],
    },
    areaOpacity: 0.92,
    ground: "#1b2025",
    park: "#26332a",
    parkOver: "rgba(255, 255, 255, 0.09)",
    parkText: "#a9c8a4",
    water: "#1f3a49",
    waterText: "#9cc3d6",
    street: "#4a525a",
    streetBare: "#4a525a",
    streetText: "#b3b9be",
    border: "#12161a",
    borderNear: "#c9ced2",
    hatch: "#7c858d",
    hatchGround: "#262c32",
    selected: "#ffffff",
    selectedCasing: "#0c0f12",
    text: "#f5f6f7",
    halo: "rgba(12, 15, 18, 0.85)",
    textOnLight: "#17120f",
    haloOnLight: "rgba(255, 236, 210, 0.32)",
    textOnDark: "#ffffff",
    haloOnDark: "rgba(16, 12, 26, 0.6)",
    hover: "#ffffff",
    feeder: "#9cc0ff",
    headings: ["#f2b35d", "#ff9dbf", "#8fc1ff", "#6fdcae", "#cbb2ff"],
    partner: "#5fd0d8",
    partnerText: "#08252a",
    school: "#e4e9ed",
    asset: "#5fd0d8",
    pointEdge: "#0c0f12",
    plateEdge: "rgba(12, 15, 18, 0.75)",
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
