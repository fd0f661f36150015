import { randomBytes, randomUUID } from "node:crypto";
import {
  createApplication,
  createKey,
  password,
  send,
  signInByForm,
  signUpMerchant,
} from "./client.ts";
import { inDatabase } from "./database.ts";
import { readMailedPath } from "./mailbox.ts";
import { createServiceToken } from "./service-token.ts";
import { addMember, newEmail, verifyAddress, waitForLink } from "./team.ts";

/** What a call needs besides the operation's own example, and what comes of it. */
export interface GoodCall {
  token?: string;
  /** Of the portal's session, for what no token can call. */
  cookie?: string;
  params?: Record<string, string>;
  /** Fields of the body in whose place the example has something made up. */
  body?: Record<string, unknown>;
  /** Text of the example for which something real stands. */
  real?: Record<string, string>;
  status: number;
}

type Merchant = Awaited<ReturnType<typeof signUpMerchant>>;

/** What calls share that leave it as it is. */
interface World {
  owner: Merchant;
  service: string;
}

let world: Promise<World> | undefined;

async function makeWorld(): Promise<World> {
  const owner = await signUpMerchant();
  await verifyAddress(owner.email);
  return { owner, service: (await createServiceToken(`Contract ${randomUUID()}`)).token };
}

type Prepare = (world: World) => Promise<GoodCall> | GoodCall;

async function anApplication({ owner }: World, status = 200): Promise<GoodCall> {
  const { id } = await createApplication(owner.token);
  return { token: owner.token, params: { id }, status };
}

async function aKey({ owner }: World, status = 200, then?: string): Promise<GoodCall> {
  const application = await createApplication(owner.token);
  const key = await createKey(owner.token, application.id);
  const path = `/api/v1/applications/${application.id}/api-keys/${key.id}`;
  if (then === "revoked") await send("DELETE", path, { token: owner.token });
  if (then === "rotating") await send("POST", `${path}/rotate`, { token: owner.token, body: {} });
  return { token: owner.token, params: { id: application.id, keyId: key.id }, status };
}

async function aFullKey({ owner }: World): Promise<string> {
  const application = await createApplication(owner.token);
  return (await createKey(owner.token, application.id)).fullKey;
}

async function anInvitation({ owner }: World) {
  const email = newEmail();
  const body = { email, role: "developer" };
  const { body: invitation } = await send("POST", "/api/v1/invitations", {
    token: owner.token,
    body,
  });
  const open = async () => (await waitForLink(email)).split("#")[1] ?? "";
  return { id: invitation.id as string, email, open };
}

async function aMember({ owner }: World): Promise<string> {
  const { email } = await addMember(owner.token, "developer");
  const [user] = await inDatabase((sql) => sql`select id from users where email = ${email}`);
  return user?.id;
}

async function userIdOf({ email }: Merchant): Promise<string> {
  const [user] = await inDatabase((sql) => sql`select id from users where email = ${email}`);
  return user?.id;
}

/** Of a person of its own, whom it asks for more than a password from now on. */
async function aPasskey(status: number): Promise<GoodCall> {
  const owner = await signUpMerchant();
  const id = randomBytes(16).toString("base64url");
  const userId = await userIdOf(owner);
  await inDatabase(
    (sql) => sql`
      insert into passkeys (id, user_id, name, public_key, counter, transports, is_synced)
      values (${id}, ${userId}, 'Laptop', '\\x00', 0, '{}', false)`,
  );
  return { token: owner.token, params: { id }, status };
}

async function mailedToken(email: string, subject: string): Promise<string> {
  return (await readMailedPath(email, subject)).split("#")[1] ?? "";
}

const inAMonth = () => new Date(Date.now() + 30 * 24 * 3_600_000).toISOString();

/** By method and path, each made anew for one call. */
const prepares: Record<string, Prepare> = {
  "POST /api/v1/applications": ({ owner }) => ({ token: owner.token, status: 201 }),
  "GET /api/v1/applications": ({ owner }) => ({ token: owner.token, status: 200 }),
  "GET /api/v1/applications/{id}": (w) => anApplication(w),
  "PATCH /api/v1/applications/{id}": (w) => anApplication(w),
  "DELETE /api/v1/applications/{id}": (w) => anApplication(w, 204),
  "POST /api/v1/applications/{id}/api-keys": (w) => anApplication(w, 201),
  "GET /api/v1/applications/{id}/api-keys": (w) => aKey(w),
  "GET /api/v1/applications/{id}/api-keys/{keyId}": (w) => aKey(w),
  "PATCH /api/v1/applications/{id}/api-keys/{keyId}": (w) => aKey(w),
  "DELETE /api/v1/applications/{id}/api-keys/{keyId}": (w) => aKey(w, 204),
  "POST /api/v1/applications/{id}/api-keys/{keyId}/restore": (w) => aKey(w, 200, "revoked"),
  "POST /api/v1/applications/{id}/api-keys/{keyId}/rotate": (w) => aKey(w, 201),
  "POST /api/v1/applications/{id}/api-keys/{keyId}/rotate/finish": (w) => aKey(w, 200, "rotating"),
  "POST /api/v1/applications/{id}/api-keys/{keyId}/rotate/cancel": (w) => aKey(w, 200, "rotating"),
  "GET /api/v1/applications/{id}/api-keys/{keyId}/usage": (w) => aKey(w),
  "GET /api/v1/hygiene": ({ owner }) => ({ token: owner.token, status: 200 }),
  "GET /api/v1/hygiene/counts": ({ owner }) => ({ token: owner.token, status: 200 }),

  "GET /api/v1/whoami": async (w) => ({ token: await aFullKey(w), status: 200 }),
  "POST /api/v1/api-keys/verify": async (w) => {
    const fullKey = await aFullKey(w);
    return {
      token: w.service,
      real: { YOUR_API_KEY: fullKey },
      body: { key: fullKey },
      status: 200,
    };
  },
  "POST /api/v1/api-keys/report-leak": async (w) => {
    const fullKey = await aFullKey(w);
    return { real: { YOUR_API_KEY: fullKey }, body: { keys: [fullKey] }, status: 200 };
  },

  "POST /api/v1/auth/token": ({ owner: { email } }) => ({ body: { email, password }, status: 200 }),
  "POST /api/v1/auth/token/refresh": async ({ owner: { email } }) => {
    const { body } = await send("POST", "/api/v1/auth/token", { body: { email, password } });
    return { body: { refreshToken: body.refreshToken }, status: 200 };
  },
  "POST /api/v1/auth/passkey/options": () => ({ status: 200 }),
  "POST /api/v1/auth/password-reset": ({ owner: { email } }) => ({ body: { email }, status: 204 }),
  "POST /api/v1/auth/password-reset/confirm": async () => {
    const { email } = await signUpMerchant();
    await send("POST", "/api/v1/auth/password-reset", { body: { email } });
    const token = await mailedToken(email, "Reset your password");
    return { body: { token, newPassword: `${password} anew` }, status: 204 };
  },
  "POST /api/v1/auth/mailed-link": async () => {
    const { email, token } = await signUpMerchant();
    return { token, body: { token: await mailedToken(email, "Confirm your") }, status: 200 };
  },
  "POST /api/v1/auth/verify-email": async () => {
    const { email, token } = await signUpMerchant();
    return { token, body: { token: await mailedToken(email, "Confirm your") }, status: 204 };
  },
  "POST /api/v1/merchants": () => ({ body: { email: newEmail(), password }, status: 201 }),
  // Nobody has just come back from a provider.
  "POST /api/v1/merchants/from-identity": () => ({ status: 403 }),

  "GET /api/v1/api-tokens": ({ owner }) => ({ token: owner.token, status: 200 }),
  "POST /api/v1/api-tokens": ({ owner }) => ({
    token: owner.token,
    body: { expiresAt: inAMonth() },
    status: 201,
  }),
  "DELETE /api/v1/api-tokens/{id}": async ({ owner: { token } }) => {
    const asked = { name: "Deployment", scopes: ["applications:read"], expiresAt: inAMonth() };
    const { body } = await send("POST", "/api/v1/api-tokens", { token, body: asked });
    return { token, params: { id: body.id }, status: 204 };
  },

  "GET /api/v1/audit-events": ({ owner }) => ({ token: owner.token, status: 200 }),
  "GET /api/v1/audit-events/export": ({ owner }) => ({ token: owner.token, status: 200 }),

  "GET /api/v1/members": ({ owner }) => ({ token: owner.token, status: 200 }),
  "PATCH /api/v1/members/{userId}": async (w) => ({
    token: w.owner.token,
    params: { userId: await aMember(w) },
    status: 200,
  }),
  "DELETE /api/v1/members/{userId}": async (w) => ({
    token: w.owner.token,
    params: { userId: await aMember(w) },
    status: 204,
  }),
  "POST /api/v1/members/{userId}/transfer-ownership": async (w) => {
    const owner = await signUpMerchant();
    await verifyAddress(owner.email);
    const userId = await aMember({ ...w, owner });
    return { token: owner.token, params: { userId }, status: 204 };
  },
  "GET /api/v1/invitations": ({ owner }) => ({ token: owner.token, status: 200 }),
  "POST /api/v1/invitations": ({ owner }) => ({
    token: owner.token,
    body: { email: newEmail() },
    status: 201,
  }),
  "DELETE /api/v1/invitations/{id}": async (w) => ({
    token: w.owner.token,
    params: { id: (await anInvitation(w)).id },
    status: 204,
  }),
  "POST /api/v1/invitations/{id}/resend": async (w) => ({
    token: w.owner.token,
    params: { id: (await anInvitation(w)).id },
    status: 204,
  }),
  "POST /api/v1/invitations/look-up": async (w) => ({
    body: { token: await (await anInvitation(w)).open() },
    status: 200,
  }),
  "POST /api/v1/invitations/accept": async ({ owner }) => {
    const { email, token } = await signUpMerchant();
    await verifyAddress(email);
    const body = { email, role: "developer" };
    await send("POST", "/api/v1/invitations", { token: owner.token, body });
    const link = await waitForLink(email);
    return { token, body: { token: link.split("#")[1] }, status: 200 };
  },

  "GET /api/v1/merchant": ({ owner }) => ({ token: owner.token, status: 200 }),
  "PATCH /api/v1/merchant": async () => ({ token: (await signUpMerchant()).token, status: 200 }),
  "DELETE /api/v1/merchant": async () => ({ token: (await signUpMerchant()).token, status: 204 }),

  "GET /api/v1/account/memberships": ({ owner }) => ({ token: owner.token, status: 200 }),
  "POST /api/v1/account/email-verification": async () => ({
    token: (await signUpMerchant()).token,
    status: 204,
  }),
  "POST /api/v1/account/password": async () => ({
    token: (await signUpMerchant()).token,
    body: { currentPassword: password, newPassword: `${password} anew` },
    status: 204,
  }),
  "GET /api/v1/account/sessions": ({ owner }) => ({ token: owner.token, status: 200 }),
  "DELETE /api/v1/account/sessions": async () => ({
    token: (await signUpMerchant()).token,
    status: 204,
  }),
  "DELETE /api/v1/account/sessions/{id}": async () => {
    const { email, token } = await signUpMerchant();
    await send("POST", "/api/v1/auth/token", { body: { email, password } });
    const { body } = await send("GET", "/api/v1/account/sessions", { token });
    const other = body.data.find((session: { isCurrent: boolean }) => !session.isCurrent);
    return { token, params: { id: other.id }, status: 204 };
  },
  "GET /api/v1/account/second-factor": ({ owner }) => ({ token: owner.token, status: 200 }),
  "POST /api/v1/account/totp": async () => ({
    token: (await signUpMerchant()).token,
    status: 201,
  }),
  "POST /api/v1/account/totp/confirm": async () => ({
    token: (await signUpMerchant()).token,
    status: 409,
  }),
  "DELETE /api/v1/account/totp": async () => ({
    token: (await signUpMerchant()).token,
    status: 204,
  }),
  "POST /api/v1/account/recovery-codes": () => aPasskey(201),
  "POST /api/v1/account/passkeys/options": ({ owner }) => ({ token: owner.token, status: 200 }),
  // Only an authenticator can answer.
  "POST /api/v1/account/passkeys": ({ owner }) => ({ token: owner.token, status: 400 }),
  "PATCH /api/v1/account/passkeys/{id}": () => aPasskey(200),
  "DELETE /api/v1/account/passkeys/{id}": () => aPasskey(204),
  "GET /api/v1/account/identities": ({ owner }) => ({ token: owner.token, status: 200 }),
  "POST /api/v1/account/identities": ({ owner }) => ({ token: owner.token, status: 409 }),
  "POST /api/v1/account/identities/connect": ({ owner }) => ({ token: owner.token, status: 204 }),
  "DELETE /api/v1/account/identities/{provider}": async () => {
    const owner = await signUpMerchant();
    const userId = await userIdOf(owner);
    const subject = randomUUID();
    await inDatabase(
      (sql) =>
        sql`insert into identities (provider, subject, user_id) values ('google', ${subject}, ${userId})`,
    );
    return { token: owner.token, params: { provider: "google" }, status: 204 };
  },
  "POST /api/v1/account/proof/options": () => aPasskey(200),
  "POST /api/v1/account/proof": ({ owner }) => ({
    token: owner.token,
    body: { password },
    status: 204,
  }),
  "PUT /api/v1/page-votes": ({ owner }) => ({ token: owner.token, status: 200 }),
  "POST /api/v1/account/console-token": async () => {
    const { email } = await signUpMerchant();
    return { cookie: await signInByForm(email, password), status: 201 };
  },
  "POST /api/v1/account/switch": async () => {
    const { email, token } = await signUpMerchant();
    const { body } = await send("GET", "/api/v1/merchant", { token });
    const cookie = await signInByForm(email, password);
    return { cookie, body: { merchantId: body.id }, status: 204 };
  },
};

/** A call of the operation that is answered with `status`. Throws for one that nobody thought of. */
export async function prepareGoodCall(method: string, path: string): Promise<GoodCall> {
  const prepare = prepares[`${method.toUpperCase()} ${path}`];
  if (!prepare) throw new Error(`${method} ${path} has no good call in e2e/support/good-calls.ts`);
  world ??= makeWorld();
  return prepare(await world);
}
