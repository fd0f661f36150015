import fc from "fast-check";
import { expect, test } from "vitest";
import { isTotpCode, newRecoveryCode, normalizeCode } from "#lib/second-factor/code-form.ts";

test("a recovery code is one however it is typed, and never taken for one of an app", () => {
  const code = newRecoveryCode();
  expect(code).toMatch(/^[a-hjkmnp-z2-9]{5}(-[a-hjkmnp-z2-9]{5}){2}$/);
  const typed = fc.array(fc.constantFrom(" ", "-", "\t"), { maxLength: 3 });
  fc.assert(
    fc.property(typed, fc.boolean(), (noise, isLoud) => {
      const text = [...code].join(noise.join(""));
      expect(normalizeCode(isLoud ? text.toUpperCase() : text)).toBe(code.replaceAll("-", ""));
    }),
  );
  expect(isTotpCode(normalizeCode(code))).toBe(false);
  expect(isTotpCode(normalizeCode("123 456"))).toBe(true);
});
