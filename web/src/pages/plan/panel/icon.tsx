// One small mark for each thing that can stand in the way; a partner's facts wear the same marks.

import type { Cause } from "../../../api/types.ts";

const PATHS: Record<Cause, string> = {
  distance: "M8 14.2S3.2 9.6 3.2 6.3a4.8 4.8 0 0 1 9.6 0C12.8 9.6 8 14.2 8 14.2zM8 7.9a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2z",
  hours: "M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4zM8 4.6V8l2.5 1.6",
  language: "M2 3h12v8H8l-3.2 2.8V11H2zM5 6h6M5 8.4h4",
  eligibility: "M1.8 3.2h12.4v9.6H1.8zM5.4 8a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3zM3.6 10.8c.2-2.2 3.4-2.2 3.6 0M9.6 6.2h2.8M9.6 9h2.8",
  cost: "M8 1.6v12.8M11 4.6C9.6 2.9 5.2 3.1 5.2 5.6S11 7.9 11 10.5s-4.8 2.7-6.3.8",
  accessibility: "M7 3.3a.8.8 0 1 0 0-1.6.8.8 0 0 0 0 1.6zM7 5.2v4h3.6l1.7 3.8M7 6.8h3M5.4 7.4a3.5 3.5 0 1 0 4.6 4.4",
  capacity: "M3.4 2v6.4h9.2V2M3.4 8.4V14M12.6 8.4V14M3.4 5.2h9.2",
  several: "M8 1.8 14.4 5 8 8.2 1.6 5zM1.6 8.2 8 11.4l6.4-3.2M1.6 11.2 8 14.4l6.4-3.2",
  no_provider: "M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4zM3.7 3.7l8.6 8.6",
};

export function CauseIcon({ cause }: { cause: Cause }) {
  return (
    <svg class="cause-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path
        d={PATHS[cause]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.5"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
