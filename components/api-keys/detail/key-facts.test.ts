import { expect, test } from "vitest";
import { changedFacts, changesFrom } from "#components/api-keys/detail/key-facts.ts";

const facts = {
  description: "Till",
  scopes: ["payments:read", "refunds:read"],
  expiresAt: null,
  ipAllowlist: ["203.0.113.0/24", "2001:db8::1"],
  rateLimit: { limit: 100, windowSeconds: 60 } as const,
};

test("only what differs is sent, and the order of a list is no difference", () => {
  const wanted = {
    description: "Till at the door",
    scopes: ["refunds:read", "payments:read"],
    expiresAt: null,
    ipAllowlist: ["203.0.113.0/24"],
  };
  expect(changesFrom(facts, wanted)).toEqual({
    description: "Till at the door",
    ipAllowlist: ["203.0.113.0/24"],
  });
  expect(changesFrom(facts, facts)).toEqual({});
});

test("what is left open is not sent, and the end of an expiry is", () => {
  const dated = { ...facts, expiresAt: "2027-01-31T00:00:00Z" };
  expect(changesFrom(dated, { expiresAt: null })).toEqual({ expiresAt: null });
  expect(changesFrom(facts, { rateLimit: null })).toEqual({ rateLimit: null });
});

test("what another person has changed is named", () => {
  const theirs = { ...facts, scopes: ["*"], expiresAt: "2027-01-31T00:00:00Z" };
  expect(changedFacts(facts, theirs)).toEqual(["scopes", "expiresAt"]);
});
