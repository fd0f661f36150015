import { test } from "vitest";
import { drillFailover } from "#e2e/drills/failover.ts";

test("a promoted standby is found by a bare list of hosts", () =>
  drillFailover("primary killed, synchronous standby promoted, bare list of hosts", ""));
