import { describe, expect, test } from "vitest";
import { listProviders, toGithubProfile } from "#lib/auth/providers.ts";

describe("identity providers", () => {
  test("are offered where they are set up, and not otherwise", () => {
    const none = { OIDC_NAME: "Acme ID" };
    expect(listProviders(none)).toEqual([]);
    const github = { GITHUB_CLIENT_ID: "x", GITHUB_CLIENT_SECRET: "y" };
    const oidc = {
      OIDC_ISSUER: "https://id.example.com",
      OIDC_CLIENT_ID: "x",
      OIDC_CLIENT_SECRET: "y",
    };
    expect(listProviders({ ...none, ...github, ...oidc })).toEqual([
      { id: "oidc", name: "Acme ID" },
      { id: "github", name: "GitHub" },
    ]);
  });

  test("GitHub's address counts where it is the primary one and verified", () => {
    const primary = { email: "me@example.com", primary: true, verified: true };
    const other = { email: "other@example.com", primary: false, verified: true };
    const known = { sub: "7", email: "me@example.com", email_verified: true };
    const unknown = { sub: "7", email: undefined, email_verified: false };
    expect(toGithubProfile({ id: 7 }, [other, primary])).toEqual(known);
    expect(toGithubProfile({ id: 7 }, [other, { ...primary, verified: false }])).toEqual(unknown);
    expect(toGithubProfile({ id: 7 }, [other])).toEqual(unknown);
    expect(toGithubProfile({ id: 7 }, { message: "no" })).toEqual(unknown);
    expect(() => toGithubProfile({}, [primary])).toThrow("no user");
  });
});
