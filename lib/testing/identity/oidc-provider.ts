import { generateKeyPairSync, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import Provider, { type Configuration } from "oidc-provider";

interface TestPerson {
  sub: string;
  email?: string;
  /** Some providers send a string. */
  isEmailVerified?: boolean | string;
  /** Authentication methods there (RFC 8176). */
  amr?: readonly string[];
}

/** Differences between providers. */
export interface OidcShape {
  idTokenAlg: string;
  /** Additional algorithms in the discovery document. */
  otherAlgs?: readonly string[];
  /** Place of the email claims; by default only in userinfo. */
  emailIn?: "userinfo" | "id-token" | "id-token, but verified in userinfo";
  clientAuth?: "client_secret_basic" | "client_secret_post";
}

export interface TestOidcProvider {
  issuer: string;
  /** Environment of a product that is its client. */
  env: { OIDC_ISSUER: string; OIDC_CLIENT_ID: string; OIDC_CLIENT_SECRET: string };
  close(): Promise<void>;
}

/**
 * Starts a real OpenID provider on loopback that requires PKCE. Its only page lets the visitor
 * choose one of `people`.
 * @param options.origin of its only client, such as http://localhost:3000
 */
export async function startOidcProvider(options: {
  origin: string;
  people: readonly TestPerson[];
  shape?: OidcShape;
}): Promise<TestOidcProvider> {
  const { origin, people, shape = { idTokenAlg: "RS256" } } = options;
  const client = { client_id: "keysmith", client_secret: randomUUID() };
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const provider = quietly(
    () =>
      new Provider(issuer, {
        ...configurationFor(people, shape),
        clients: [
          {
            ...client,
            redirect_uris: [`${origin}/api/auth/callback/oidc`],
            id_token_signed_response_alg: shape.idTokenAlg as never,
            token_endpoint_auth_method: shape.clientAuth ?? "client_secret_basic",
          },
        ],
      }),
  );
  const answer = provider.callback();
  server.on("request", (req: IncomingMessage, res: ServerResponse) => {
    if (req.url?.startsWith("/choose/")) void choose(provider, people, req, res);
    else void answer(req, res);
  });
  return {
    issuer,
    env: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: client.client_id,
      OIDC_CLIENT_SECRET: client.client_secret,
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Suppresses its warning about in-memory storage, which is right for a test. */
function quietly<T>(start: () => T): T {
  const { warn } = console;
  console.warn = () => {};
  try {
    return start();
  } finally {
    console.warn = warn;
  }
}

/** In seconds; without them the provider warns about each default. */
const lifetimes = { AccessToken: 60, Grant: 600, IdToken: 60, Interaction: 600, Session: 600 };

const keyPairs = {
  RSA: () => generateKeyPairSync("rsa", { modulusLength: 2048 }),
  ES256: () => generateKeyPairSync("ec", { namedCurve: "P-256" }),
  ES384: () => generateKeyPairSync("ec", { namedCurve: "P-384" }),
  ES512: () => generateKeyPairSync("ec", { namedCurve: "P-521" }),
  OKP: () => generateKeyPairSync("ed25519"),
};

function generateSigningKey(alg: string) {
  const kind = /^[RP]S/.test(alg) ? "RSA" : alg.startsWith("Ed") ? "OKP" : alg;
  const { privateKey } = keyPairs[kind as keyof typeof keyPairs]();
  return { ...privateKey.export({ format: "jwk" }), kid: alg, use: "sig" };
}

function configurationFor(people: readonly TestPerson[], shape: OidcShape): Configuration {
  const { idTokenAlg, otherAlgs = [], emailIn = "userinfo", clientAuth } = shape;
  const algorithms = [idTokenAlg, ...otherAlgs];
  const keys = algorithms.filter((alg) => !alg.startsWith("HS")).map(generateSigningKey);
  return {
    jwks: { keys } as never,
    enabledJWA: { idTokenSigningAlgValues: algorithms as never },
    conformIdTokenClaims: emailIn === "userinfo",
    ...(clientAuth && { clientAuthMethods: [clientAuth] }),
    cookies: { keys: [randomUUID()] },
    pkce: { required: () => true },
    claims: { openid: ["sub", "amr"], email: ["email", "email_verified"] },
    ttl: lifetimes,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/choose/${uid}` },
    findAccount: (_ctx, sub) => {
      const person = people.find((each) => each.sub === sub);
      return (
        person && {
          accountId: sub,
          claims: (use) => ({
            sub,
            email: person.email,
            email_verified:
              emailIn === "id-token, but verified in userinfo" && use === "id_token"
                ? undefined
                : person.isEmailVerified,
            amr: person.amr,
          }),
        }
      );
    },
    // There is no consent step, because the client belongs to the provider.
    loadExistingGrant: async ({ oidc }) => {
      const { session, client, provider } = oidc;
      const grant = new provider.Grant({
        clientId: client?.clientId,
        accountId: session?.accountId,
      });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  };
}

async function choose(
  provider: Provider,
  people: readonly TestPerson[],
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  if (req.method === "POST") {
    const chunks = await req.toArray();
    const accountId = new URLSearchParams(Buffer.concat(chunks).toString()).get("sub") ?? "";
    await provider.interactionFinished(req, res, { login: { accountId } });
    return;
  }
  const buttons = people.map(
    ({ sub }) => `<button name="sub" value="${sub}">Continue as ${sub}</button>`,
  );
  res.setHeader("Content-Type", "text/html; charset=utf-8");
  res.end(
    `<!doctype html><title>Who are you?</title><form method="post">${buttons.join("")}</form>`,
  );
}
