import { expect, test } from "vitest";
import { EventGroups, type ResolvedEvent } from "#lib/audit/event-groups.ts";

const pauseMs = 60_000;
const bounds = { pauseMs, perMerchant: 3, total: 5 };

function createEvent(change: Partial<ResolvedEvent> = {}): ResolvedEvent {
  return {
    action: "security.sign_in_failed",
    reason: "wrong_password",
    merchantId: "mer_1",
    userId: "usr_1",
    sessionId: null,
    applicationId: null,
    keyId: null,
    via: "token",
    address: "192.0.2.1",
    userAgent: "curl",
    requestId: "first",
    ...change,
  };
}

/** Takes what is due, as a flush that is written does. */
function write(groups: EventGroups, now: number, isLast = false): [string | null, number][] {
  return groups.due(now, isLast).map((group) => {
    const row: [string | null, number] = [group.event.merchantId, group.count];
    group.count = 0;
    group.writtenAt = now;
    return row;
  });
}

test("the first event of a group is due at once, the others after a pause or at the end", () => {
  const groups = new EventGroups(bounds);
  groups.add(createEvent(), "a", 1);
  expect(write(groups, 0)).toEqual([["mer_1", 1]]);
  for (let i = 0; i < 5000; i++) groups.add(createEvent(), "a", 1);
  expect(write(groups, pauseMs - 1)).toEqual([]);
  expect(write(groups, pauseMs)).toEqual([["mer_1", 5000]]);
  groups.add(createEvent(), "a", 7);
  expect(write(groups, pauseMs + 1)).toEqual([]);
  expect(write(groups, pauseMs + 2, true)).toEqual([["mer_1", 7]]);
});

test("a row tells of the first request that it stands for", () => {
  const groups = new EventGroups(bounds);
  const requestIds = () => groups.due(0, true).map(({ event }) => event.requestId);
  groups.add(createEvent(), "a", 1);
  groups.add(createEvent({ requestId: "second" }), "a", 1);
  expect(requestIds()).toEqual(["first"]);
  write(groups, 0, true);
  groups.add(createEvent({ requestId: "third" }), "a", 1);
  groups.add(createEvent({ requestId: "fourth" }), "a", 1);
  expect(requestIds()).toEqual(["third"]);
});

test("sources beyond a merchant's bound are one row, which names nobody, and leave others their room", () => {
  const groups = new EventGroups(bounds);
  for (let i = 0; i < 1000; i++) groups.add(createEvent(), `${i}`, 1);
  groups.add(createEvent({ merchantId: "mer_2" }), "a", 1);
  const due = groups.due(0, false);
  expect(due.map(({ event, count }) => [event.merchantId, event.reason, count])).toEqual([
    ["mer_1", "wrong_password", 1],
    ["mer_1", "wrong_password", 1],
    ["mer_1", "wrong_password", 1],
    ["mer_1", "various", 997],
    ["mer_2", "wrong_password", 1],
  ]);
  expect(due[3]?.event).toMatchObject({ userId: null, address: null, userAgent: null });
});

test("merchants beyond the bound of all are one row of the installation, and nothing is lost", () => {
  const groups = new EventGroups(bounds);
  for (let i = 0; i < 1000; i++) groups.add(createEvent({ merchantId: `mer_${i}` }), "a", 1);
  const rows = write(groups, 0);
  expect(rows).toHaveLength(2 * bounds.total + 1);
  expect(rows.at(-1)).toEqual([null, 1000 - 2 * bounds.total]);
});

test("a group that is over gives its room back", () => {
  const groups = new EventGroups(bounds);
  for (let i = 0; i < 10; i++) groups.add(createEvent(), `${i}`, 1);
  write(groups, 0);
  write(groups, pauseMs);
  groups.add(createEvent(), "another", 1);
  expect(groups.due(pauseMs, false).map(({ event }) => event.reason)).toEqual(["wrong_password"]);
});
