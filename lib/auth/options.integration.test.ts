import type { CallbacksOptions } from "next-auth";
import { describe, expect, test } from "vitest";
import type { Visit } from "#lib/auth/arrival.ts";
import { authOptions } from "#lib/auth/options.ts";
import { createContext, getServer } from "#lib/runtime/server.ts";

const ctx = createContext({ id: "test", address: null, userAgent: null });

function optionsFor(changes: Partial<Visit> = {}) {
  const { env: settings } = getServer();
  const secrets = settings.KEYSMITH_SESSION_SECRET;
  const publicUrl = "http://localhost";
  const none = {
    publicUrl,
    headers: new Headers(),
    sessionId: null,
    isSignedOut: false,
    cookies: [],
  };
  return authOptions(ctx, { settings, secrets, isSecure: false, ...none, ...changes });
}

describe("next-auth", () => {
  test("sets every cookie for our pages alone, under the prefix that TLS allows", () => {
    const cookies = Object.values(optionsFor({ isSecure: true }).cookies ?? {});
    expect(cookies).toHaveLength(6);
    for (const { name, options } of cookies) {
      expect(name).toMatch(/^__Host-keysmith\./);
      expect(options).toEqual({ httpOnly: true, sameSite: "lax", path: "/", secure: true });
    }
    const names = Object.values(optionsFor().cookies ?? {}).map(({ name }) => name);
    expect(names.filter((name) => name.startsWith("__"))).toEqual([]);
  });

  test("leads nowhere but to our own origin", async () => {
    const redirect = optionsFor().callbacks?.redirect as CallbacksOptions["redirect"];
    const baseUrl = "https://keys.test";
    const lead = async (url: string) => redirect({ url, baseUrl });
    expect(await lead("/applications?a=b#c")).toBe("https://keys.test/applications?a=b#c");
    expect(await lead("https://keys.test/account")).toBe("https://keys.test/account");
    const foreign = ["https://evil.test", "//evil.test", "/\\evil.test", "javascript:alert(1)"];
    for (const url of [...foreign, "https://keys.test.evil.test", "http://keys.test", "https:%"]) {
      expect(new URL(await lead(url)).origin).toBe(baseUrl);
    }
  });

  test("never takes what a provider calls its user for a session of ours", async () => {
    const jwt = (visit: Partial<Visit>) =>
      optionsFor(visit).callbacks?.jwt as CallbacksOptions["jwt"];
    const user = { id: "ses_chosen_by_the_provider" };
    const arrive = (visit: Partial<Visit>) =>
      jwt(visit)({ token: {}, user, account: { type: "oauth" } } as never);
    expect(await arrive({})).toEqual({ sid: null });
    expect(await arrive({ sessionId: "ses_ours" })).toEqual({ sid: "ses_ours" });
  });
});
