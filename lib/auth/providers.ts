import type { OAuthConfig } from "next-auth/providers/oauth";
import { openidProvider, type ProviderProfile } from "#lib/auth/openid-provider.ts";
import type { SigningAlgorithm } from "#lib/auth/schema.ts";
import type { Provider, ProviderId } from "#lib/identities/schema.ts";

/** The part of the environment that sets identity providers up. */
export interface ProviderSettings {
  GOOGLE_CLIENT_ID?: string;
  GOOGLE_CLIENT_SECRET?: string;
  GITHUB_CLIENT_ID?: string;
  GITHUB_CLIENT_SECRET?: string;
  OIDC_ISSUER?: string;
  OIDC_CLIENT_ID?: string;
  OIDC_CLIENT_SECRET?: string;
  OIDC_ID_TOKEN_SIGNED_RESPONSE_ALG?: SigningAlgorithm;
  OIDC_NAME: string;
}

type ProviderConfig = OAuthConfig<ProviderProfile>;

const requestTimeoutMs = 3000;

/** Returns the display name of each provider, configured or not. */
export function providerNames(settings: ProviderSettings): Record<ProviderId, string> {
  return { google: "Google", github: "GitHub", oidc: settings.OIDC_NAME };
}

/** Lists the configured providers in the order in which they are offered. */
export function listProviders(settings: ProviderSettings): Provider[] {
  const names = providerNames(settings);
  return oauthProviders(settings).map(({ id }) => ({
    id: id as ProviderId,
    name: names[id as ProviderId],
  }));
}

/** The configured providers for next-auth. */
export function oauthProviders(settings: ProviderSettings): ProviderConfig[] {
  const { GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET, OIDC_ISSUER } = settings;
  const { GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = settings;
  const names = providerNames(settings);
  const found: ProviderConfig[] = [];
  if (OIDC_ISSUER && OIDC_CLIENT_ID && OIDC_CLIENT_SECRET) {
    const openid = openidProvider({
      issuer: OIDC_ISSUER,
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET,
      idTokenAlg: settings.OIDC_ID_TOKEN_SIGNED_RESPONSE_ALG,
    });
    found.push({ id: "oidc", name: names.oidc, ...openid });
  }
  if (GOOGLE_CLIENT_ID && GOOGLE_CLIENT_SECRET) {
    const google = openidProvider({
      issuer: "https://accounts.google.com",
      clientId: GOOGLE_CLIENT_ID,
      clientSecret: GOOGLE_CLIENT_SECRET,
    });
    found.push({ id: "google", name: names.google, ...google });
  }
  if (GITHUB_CLIENT_ID && GITHUB_CLIENT_SECRET) {
    const client = { clientId: GITHUB_CLIENT_ID, clientSecret: GITHUB_CLIENT_SECRET };
    found.push({ id: "github", name: names.github, ...githubProvider, ...client });
  }
  return found;
}

const githubProvider: Omit<ProviderConfig, "id" | "name"> = {
  type: "oauth",
  issuer: "https://github.com/login/oauth",
  authorization: {
    url: "https://github.com/login/oauth/authorize",
    params: { scope: "read:user user:email" },
  },
  token: "https://github.com/login/oauth/access_token",
  checks: ["pkce", "state"],
  userinfo: {
    request: async ({ tokens, client }) => {
      const [user, emails] = await Promise.all([
        client.userinfo(tokens.access_token ?? "") as Promise<{ id?: unknown }>,
        fetchGithub("https://api.github.com/user/emails", tokens.access_token ?? ""),
      ]);
      return toGithubProfile(user, emails);
    },
    url: "https://api.github.com/user",
  },
  profile: ({ sub, email }) => ({ id: sub, email }),
};

async function fetchGithub(url: string, token: string): Promise<unknown> {
  const response = await fetch(url, {
    cache: "no-store",
    redirect: "error",
    signal: AbortSignal.timeout(requestTimeoutMs),
    headers: { Accept: "application/json", Authorization: `Bearer ${token}` },
  });
  if (!response.ok) throw new Error(`GitHub answered with ${response.status}`);
  return response.json();
}

/** Converts GitHub's responses to claims: of several emails the primary one counts, if verified. */
export function toGithubProfile(user: { id?: unknown }, emails: unknown): ProviderProfile {
  if (typeof user.id !== "number") throw new Error("GitHub named no user");
  const list = Array.isArray(emails) ? emails : [];
  const primary = list.find((each) => each?.primary === true && each.verified === true);
  const email = typeof primary?.email === "string" ? primary.email : undefined;
  return { sub: String(user.id), email, email_verified: email !== undefined };
}
