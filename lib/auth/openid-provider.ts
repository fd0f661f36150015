import type { TokenSet } from "next-auth";
import type {
  OAuthConfig,
  TokenEndpointHandler,
  UserinfoEndpointHandler,
} from "next-auth/providers/oauth";
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  customFetch,
  enableNonRepudiationChecks,
  fetchUserInfo,
  ResponseBodyError,
  type ServerMetadata,
} from "openid-client";
import { type SigningAlgorithm, signingAlgorithmSchema } from "#lib/auth/schema.ts";
import { log } from "#lib/log.ts";

/** A person's profile from an identity provider, in the claims of OpenID Connect. */
export interface ProviderProfile {
  sub: string;
  iss?: string;
  email?: string;
  email_verified?: unknown;
  amr?: unknown;
  auth_time?: unknown;
}

interface OpenidProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** By default whatever the discovery document lists, and RS256 where it lists nothing. */
  idTokenAlg?: SigningAlgorithm;
}

type Kind = Omit<OAuthConfig<ProviderProfile>, "id" | "name">;
type TokenRequest = NonNullable<TokenEndpointHandler["request"]>;
type UserinfoRequest = NonNullable<UserinfoEndpointHandler["request"]>;
type DiscoveringClient = Parameters<TokenRequest>[0]["client"];

const answerSeconds = 3;

/**
 * Defines any OpenID provider for next-auth. A newer openid-client than next-auth's own exchanges
 * the code and checks the ID token: the old one takes one algorithm alone and fails on unknown
 * keys.
 */
export function openidProvider(provider: OpenidProvider): Kind {
  const { issuer, clientId, clientSecret } = provider;
  return {
    type: "oauth",
    clientId,
    clientSecret,
    wellKnown: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    token: { request: (about) => exchangeCode(configure(provider, about.client), about) },
    userinfo: { request: (about) => readProfile(configure(provider, about.client), about) },
    profile: ({ sub, email }) => ({ id: sub, email }),
  };
}

/** Configures the client from the discovery document that next-auth has fetched. */
function configure(provider: OpenidProvider, { issuer: found }: DiscoveringClient): Configuration {
  const { issuer, clientId, clientSecret, idTokenAlg } = provider;
  const metadata = found.metadata as unknown as ServerMetadata;
  // The document must not speak for another issuer (OpenID Discovery section 4.3).
  if (metadata.issuer !== issuer) throw new Error("the discovery document is of another issuer");
  const { id_token_signing_alg_values_supported: listed = ["RS256"] } = metadata;
  const isAccepted = (alg: string) => signingAlgorithmSchema.safeParse(alg).success;
  const algorithms = idTokenAlg ? [idTokenAlg] : listed.filter(isAccepted);
  const methods = metadata.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
  const isBasic =
    methods.includes("client_secret_basic") || !methods.includes("client_secret_post");
  const config = new Configuration(
    { ...metadata, id_token_signing_alg_values_supported: algorithms },
    clientId,
    undefined,
    isBasic ? ClientSecretBasic(clientSecret) : ClientSecretPost(clientSecret),
  );
  config.timeout = answerSeconds;
  config[customFetch] = (url, options) =>
    fetch(url, { ...options, cache: "no-store" } as RequestInit);
  enableNonRepudiationChecks(config);
  // Such an issuer is on this machine: the settings take no other one without TLS.
  if (issuer.startsWith("http:")) allowInsecureRequests(config);
  return config;
}

async function exchangeCode(
  config: Configuration,
  { provider, params, checks }: Parameters<TokenRequest>[0],
): Promise<{ tokens: TokenSet }> {
  const returned = new URL(provider.callbackUrl);
  returned.search = new URLSearchParams(params as Record<string, string>).toString();
  const { state, nonce, code_verifier } = checks as Record<string, string | undefined>;
  const tokens = await authorizationCodeGrant(config, returned, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: code_verifier,
    idTokenExpected: true,
  }).catch(throwCause);
  return { tokens: tokens as TokenSet };
}

/** Throws the most specific cause, because next-auth logs the message alone. */
function throwCause(error: unknown): never {
  if (error instanceof ResponseBodyError) {
    throw new Error(`${error.error} (${error.error_description ?? "no description"})`);
  }
  throw error instanceof ClientError && error.cause instanceof Error ? error.cause : error;
}

async function readProfile(
  config: Configuration,
  { tokens }: Parameters<UserinfoRequest>[0],
): Promise<ProviderProfile> {
  const idToken = (tokens as unknown as { claims(): ProviderProfile }).claims();
  const isWhole = idToken.email && isSaid(idToken.email_verified);
  if (isWhole || !config.serverMetadata().userinfo_endpoint) return idToken;
  try {
    const userinfo = await fetchUserInfo(config, tokens.access_token ?? "", idToken.sub);
    return mergeProfiles(idToken, userinfo as ProviderProfile);
  } catch (error) {
    if (!idToken.email || !(error instanceof Error)) throw error;
    log.warn({ reason: error.message }, "userinfo was not read, so the email is unverified");
    return idToken;
  }
}

/**
 * Merges the claims of the ID token with those of userinfo. `email_verified` counts only beside the
 * same email, or beside none.
 */
function mergeProfiles(idToken: ProviderProfile, userinfo: ProviderProfile): ProviderProfile {
  const email = idToken.email || userinfo.email;
  const speaksOfIt = (claims: ProviderProfile) => !claims.email || claims.email === email;
  const { email_verified } =
    [idToken, userinfo].find((claims) => isSaid(claims.email_verified) && speaksOfIt(claims)) ?? {};
  return { ...userinfo, ...idToken, email, email_verified };
}

function isSaid(claim: unknown): boolean {
  return claim !== undefined && claim !== null;
}
