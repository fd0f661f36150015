import { expect, test } from "vitest";
import { config } from "#keysmith.config.ts";
import { overrideConfig } from "#lib/config.ts";
import { writeSecurityTxt } from "#lib/security-txt.ts";

test("security.txt has the fields that RFC 9116 requires, and expires within a year", () => {
  const now = new Date("2026-11-28T10:00:00Z");
  expect(
    writeSecurityTxt({ contact: "mailto:security@acme.test", url: "https://keys.acme.test", now }),
  ).toBe(`Contact: mailto:security@acme.test
Expires: 2027-05-27T00:00:00Z
Preferred-Languages: en
Canonical: https://keys.acme.test/.well-known/security.txt
`);
});

test.each(["security@acme.test", "http://acme.test", "https://acme.test/\nX: y"])(
  "%j is refused as a security contact",
  (securityContact) => {
    const set = (contact: string) =>
      overrideConfig(config, JSON.stringify({ securityContact: contact }));
    expect(() => set(securityContact)).toThrow(/securityContact/);
    expect(set("mailto:security@acme.test").securityContact).toBe("mailto:security@acme.test");
    expect(set("https://acme.test/security").securityContact).toBe("https://acme.test/security");
  },
);
