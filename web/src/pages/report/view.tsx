import type { PageProps } from "../../shell/page.ts";

export function ReportPage({ district }: PageProps) {
  return (
    <main class="page" id="results" tabIndex={-1}>
      <h2>{district.name}</h2>
    </main>
  );
}
