import { expect, test } from "vitest";
import { listChanges } from "#components/audit/changes.ts";

test("only what differs is a change, in the words of a reader", () => {
  const before = { description: "Till", scopes: ["*"], ipAllowlist: [], expiresAt: null };
  const after = { description: "Till", scopes: ["a", "b"], ipAllowlist: [], overlapSeconds: 60 };
  expect(listChanges({ before, after })).toEqual([
    { name: "scopes", label: "Scopes", before: ["*"], after: ["a", "b"] },
    { name: "expiresAt", label: "Expires", before: null, after: undefined },
    { name: "overlapSeconds", label: "Overlap seconds", before: undefined, after: 60 },
  ]);
  expect(listChanges({ before: null, after: null })).toEqual([]);
});
