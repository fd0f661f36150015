import { test } from "vitest";
import { drillFailover } from "#e2e/drills/failover.ts";

test("a promoted standby is found by target_session_attrs=primary", () =>
  drillFailover("the same, `target_session_attrs=primary`", "?target_session_attrs=primary"));
