// Questions that others ask, ready to be changed.

import type { TextKey } from "../../lib/text.ts";
import { FIRST_QUERY, wholeOf, type Query } from "./state.ts";

export const EXAMPLES: readonly { name: TextKey; query: Query }[] = [
  { name: "analyze.example.feeders", query: FIRST_QUERY },
  {
    name: "analyze.example.capacity",
    query: {
      ...wholeOf("gaps-by-neighborhood"),
      conditions: [{ property: "unmet_capacity", operator: "gt", value: "0" }],
      columns: ["name", "category", "unmet", "unmet_capacity", "coordination_gain"],
      sort: "-unmet_capacity",
    },
  },
  {
    name: "analyze.example.response",
    query: {
      ...wholeOf("response-rates"),
      conditions: [{ property: "response_rate", operator: "lt", value: "0.25" }],
      columns: ["name", "responses", "enrollment", "response_rate"],
      sort: "response_rate",
    },
  },
  {
    name: "analyze.example.sites",
    query: {
      ...wholeOf("sites"),
      conditions: [
        { property: "categories", operator: "has", value: "after-school" },
        { property: "cost", operator: "eq", value: "0" },
      ],
      columns: ["name", "organization", "languages", "hours", "capacity", "last_verified"],
      sort: "name",
    },
  },
];
