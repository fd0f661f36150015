import fc from "fast-check";
import { expect, test } from "vitest";
import { listLabels } from "#lib/metadata/labels.ts";
import {
  externalIdInput,
  metadataInput,
  operatorMetadataInput,
  splitMetadata,
  tagsInput,
} from "#lib/metadata/schema.ts";

const isTaken = (pairs: unknown) => metadataInput.safeParse(pairs).success;

test("metadata that a merchant may set is taken as it is", () => {
  const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.:-]{0,39}$/);
  const value = fc.stringMatching(/^[ -~]{0,180}$/);
  const pairs = fc.dictionary(name, value, { maxKeys: 15, noNullPrototype: true });
  fc.assert(
    fc.property(pairs, (sent) => {
      fc.pre(!Object.keys(sent).some((each) => each.startsWith("operator:")));
      expect(metadataInput.parse(sent)).toEqual(sent);
      expect(splitMetadata(sent).metadata ?? {}).toEqual(sent);
    }),
  );
});

test("a name that would change an object's prototype is refused, not passed over", () => {
  expect(isTaken(JSON.parse('{"__proto__":"a"}'))).toBe(false);
  expect(operatorMetadataInput.safeParse(JSON.parse('{"__proto__":"a"}')).success).toBe(false);
});

test("only the operator sets the operator's names, however they are spelled", () => {
  expect(isTaken({ "operator:risk": "low" })).toBe(false);
  expect(isTaken({ " operator:risk": "low" })).toBe(false);
  expect(operatorMetadataInput.safeParse({ "operator:risk": "low" }).success).toBe(true);
  const { metadata, operatorMetadata } = splitMetadata({ "operator:risk": "low", plan: "gold" });
  expect([metadata, operatorMetadata]).toEqual([{ plan: "gold" }, { "operator:risk": "low" }]);
});

test("a key's labels tell its tags from its pairs", () => {
  const pairs = { metadata: { plan: "a=b" }, operatorMetadata: null };
  expect(listLabels(["plan=a"], pairs)).toEqual(["#plan=a", "plan=a=b"]);
});

test("tags and external ids hold no control characters, secrets or more than they may", () => {
  const secret = `ks_live_${"a".repeat(49)}`;
  for (const tags of [[""], ["a\0"], ["\ud800"], [secret], ["a".repeat(41)], Array(11).fill("a")]) {
    expect(tagsInput.safeParse(tags).success).toBe(false);
  }
  for (const id of ["", "a\r\nb", "\ud800", secret, "a".repeat(129)]) {
    expect(externalIdInput.safeParse(id).success).toBe(false);
  }
  expect(externalIdInput.parse("Müller #1/2")).toBe("Müller #1/2");
});
