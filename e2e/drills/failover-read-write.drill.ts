import { test } from "vitest";
import { drillFailover } from "#e2e/drills/failover.ts";

test("a promoted standby is found by target_session_attrs=read-write", () =>
  drillFailover("the same, `target_session_attrs=read-write`", "?target_session_attrs=read-write"));
