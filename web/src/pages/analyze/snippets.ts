// The current query in the languages of other tools. Pure.

export const TOOLS = ["python", "r", "qgis", "curl", "duckdb"] as const;
export type Tool = (typeof TOOLS)[number];

/** Code that loads an address. The address is encoded, so it holds no quote, blank, backslash or dollar sign. */
export function snippetOf(tool: Tool, address: string): string {
  const file = address.includes("f=geojsonseq") ? "result.geojsonl" : "result.geojson";
  switch (tool) {
    case "python":
      return `import geopandas\n\nrows = geopandas.read_file(\n    "${address}"\n)\nprint(rows.drop(columns="geometry", errors="ignore").to_string(index=False))`;
    case "r":
      return `library(sf)\n\nrows <- st_read(\n  "${address}",\n  quiet = TRUE\n)\nprint(st_drop_geometry(rows))`;
    case "qgis":
      return address;
    case "curl":
      return `curl --silent --fail --output ${file} \\\n  '${address}'`;
    case "duckdb":
      return `INSTALL spatial;\nLOAD spatial;\n\nSELECT *\nFROM ST_Read('${address}');`;
  }
}
