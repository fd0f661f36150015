import { randomBytes, randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { NextRequest } from "next/server";
import { encode } from "next-auth/jwt";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { GET, POST } from "#app/api/auth/[...nextauth]/route.ts";
import { GET as APPLICATIONS } from "#app/api/v1/applications/route.ts";
import {
  apiKeySecrets,
  apiKeys,
  idempotencyRecords,
  knownDevices,
  pageVotes,
  serviceTokens,
  signingKeys,
  totpSecrets,
} from "#drizzle/schema.ts";
import { lookUpMailedLink } from "#lib/accounts/look-up-mailed-link.ts";
import { makeMailedToken, spendMailedToken } from "#lib/accounts/mailed-token.ts";
import { createApiKey, createApiKeyOnce } from "#lib/api-keys/create/create.ts";
import { reportLeaks } from "#lib/api-keys/leaks/report-leaks.ts";
import { rotateApiKey } from "#lib/api-keys/rotation/rotate.ts";
import { settleRehashing } from "#lib/api-keys/verify/rehash.ts";
import { verifyApiKey } from "#lib/api-keys/verify/verify.ts";
import { decodeCookie, readSessionId } from "#lib/auth/cookie.ts";
import { linkingLine, readLinking } from "#lib/auth/identity-cookies.ts";
import { findSigningKey, getSigningKeys } from "#lib/auth/signing-keys.ts";
import type { MerchantContext } from "#lib/context.ts";
import { openPendingIdentity, sealPendingIdentity } from "#lib/identities/pending.ts";
import { inviteMember } from "#lib/invitations/create.ts";
import { lookUpInvitation } from "#lib/invitations/look-up.ts";
import { resealSecrets } from "#lib/jobs/reseal.ts";
import { votePage } from "#lib/page-votes/vote.ts";
import { openCursor, toPage } from "#lib/pagination.ts";
import { resetProcessWide } from "#lib/process-wide.ts";
import { getServer } from "#lib/runtime/server.ts";
import { takeCode } from "#lib/second-factor/take-code.ts";
import { authenticateServiceToken } from "#lib/service-tokens/authenticate.ts";
import { createServiceToken } from "#lib/service-tokens/create.ts";
import { findKnownDevice, rememberDevice } from "#lib/sessions/known-devices.ts";
import { call } from "#lib/testing/api/requests.ts";
import { vouch, waiting } from "#lib/testing/identity/identities.ts";
import { addTotp, totpCode } from "#lib/testing/identity/totp.ts";
import { getVerdict, mintApiKey } from "#lib/testing/records/api-keys.ts";
import { takeMail } from "#lib/testing/records/mail.ts";
import {
  mintApplication,
  mintMerchant,
  openPortal,
  type TestMember,
  testPassword,
  verifyAddress,
} from "#lib/testing/records/merchants.ts";
import { createStages, type Stage, stages } from "#lib/testing/records/secret-stages.ts";

const { db, env } = getServer();
const { at, getLists } = createStages();
const holdingFirst: Stage[] = ["before", "added", "promoted"];
const holdingBoth: Stage[] = ["added", "promoted"];
const holdingSecond: Stage[] = ["added", "promoted", "retired"];

let owner: TestMember;
let ctx: MerchantContext;
let applicationId: string;
beforeAll(async () => {
  owner = await mintMerchant();
  await verifyAddress(owner);
  ({ ctx } = owner);
  ctx = { ...ctx, caller: { ...ctx.caller, isEmailVerified: true } };
  applicationId = (await mintApplication(ctx)).id;
});

const createKey = (stage: Stage) =>
  createApiKey(at(stage, ctx), { applicationId, description: "Checkout" });
const readVersion = async (keyId: string) => {
  const [row] = await db.select().from(apiKeySecrets).where(eq(apiKeySecrets.apiKeyId, keyId));
  return row?.secretVersion;
};
async function getVerdictsAt(asked: readonly Stage[], fullKey: string) {
  const verdicts = [];
  for (const stage of asked) {
    verdicts.push(await getVerdict(at(stage, ctx), fullKey));
    await settleRehashing(db);
  }
  return verdicts;
}

/** Waits until a statement of this file's database waits for another one. */
async function untilBlocked(): Promise<void> {
  const isBlocked = async () => {
    const [row] = await db.execute<{ isBlocked: boolean }>(sql`
      select exists (
        select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'
      ) as "isBlocked"`);
    return row?.isBlocked;
  };
  await vi.waitUntil(isBlocked, { timeout: 10_000, interval: 20 });
}

describe("an API key", () => {
  test("verifies wherever its version is held, and with the second one after its next use", async () => {
    for (const stage of ["before", "added"] as const) {
      const key = await createKey(stage);
      expect(await readVersion(key.id)).toBe(1);
      expect(await getVerdictsAt(["before", "added"], key.fullKey)).toEqual(["valid", "valid"]);
      expect(await readVersion(key.id)).toBe(1);
      expect(await getVerdictsAt(["retired"], key.fullKey)).toEqual(["not_found"]);
      expect(await getVerdictsAt(["promoted"], key.fullKey)).toEqual(["valid"]);
      expect(await readVersion(key.id)).toBe(2);
      expect(await getVerdictsAt(["added"], key.fullKey)).toEqual(["valid"]);
      expect(await readVersion(key.id)).toBe(2);
      expect(await getVerdictsAt(holdingSecond, key.fullKey)).toEqual(["valid", "valid", "valid"]);
    }
  });

  test("from before there were versions is of the first one", async () => {
    const key = await createKey("before");
    await db.update(apiKeySecrets).set({ secretVersion: null });
    expect(await getVerdictsAt(["promoted", "retired"], key.fullKey)).toEqual(["valid", "valid"]);
  });

  test("made by the second version is known to all who hold it", async () => {
    const key = await createKey("promoted");
    expect(await getVerdictsAt(holdingSecond, key.fullKey)).toEqual(["valid", "valid", "valid"]);
    expect(await getVerdictsAt(["before"], key.fullKey)).toEqual(["not_found"]);
  });

  test("is looked up by one statement, many keys of both versions together", async () => {
    const keys = [];
    for (let i = 0; i < 6; i++) keys.push(await createKey(i % 2 ? "before" : "promoted"));
    const { client } = db._.session as unknown as { client: { unsafe(text: string): unknown } };
    const unsafe = vi.spyOn(client, "unsafe");
    const instance = at("promoted", ctx);
    const texts = [...keys.map(({ fullKey }) => fullKey), `${keys[0]?.fullKey}`];
    const verdicts = await Promise.all(
      texts.map((key) => verifyApiKey(instance, { key, ip: null, userAgent: null })),
    );
    const lookUps = unsafe.mock.calls.filter(([text]) => text.includes("primary_server"));
    unsafe.mockRestore();
    expect(verdicts.map(({ valid }) => valid)).toEqual(texts.map(() => true));
    expect(lookUps).toHaveLength(1);
    await settleRehashing(db);
    for (const { id } of keys) expect(await readVersion(id)).toBe(2);
  });

  test("is not looked for under the old version where the new one has it", async () => {
    const key = await createKey("promoted");
    const { client } = db._.session as unknown as {
      client: { unsafe(text: string, values?: unknown): Promise<Record<string, string>[]> };
    };
    const unsafe = vi.spyOn(client, "unsafe");
    await getVerdictsAt(["promoted"], key.fullKey);
    const [text = "", values] =
      unsafe.mock.calls.find(([each]) => each.includes("api_key_secrets s")) ?? [];
    unsafe.mockRestore();
    const plan = await client.unsafe(`explain (analyze, costs off) ${text}`, values);
    const scans = plan
      .map((row) => row["QUERY PLAN"])
      .filter((line) => line?.includes("api_key_secrets s"));
    expect(scans.map((line) => line?.includes("never executed"))).toEqual([false, true]);
  });

  test("is found at every moment of its rehash, by instances that differ", async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => createKey("before")));
    const asked = keys.flatMap(({ fullKey }) =>
      [...holdingBoth, ...holdingBoth].map((stage) => getVerdict(at(stage, ctx), fullKey)),
    );
    expect(new Set(await Promise.all(asked))).toEqual(new Set(["valid"]));
    await settleRehashing(db);
    for (const { id } of keys) expect(await readVersion(id)).toBe(2);
  });

  test("tells every verifier that it was rehashed", async () => {
    const key = await createKey("before");
    const heard: string[] = [];
    const { unlisten } = await db.$client.listen("keysmith_verifiers", (text) => heard.push(text));
    await getVerdictsAt(["promoted"], key.fullKey);
    await vi.waitFor(() => expect(heard).toContain(`key ${key.id}`), { timeout: 10_000 });
    await unlisten();
  });

  test("is revoked by a report of its leak, whichever version hashed it", async () => {
    for (const [made, reported] of [
      ["before", "promoted"],
      ["promoted", "added"],
    ] as const) {
      const key = await createKey(made);
      const reports = [{ text: `leaked ${key.fullKey}` }];
      expect(await reportLeaks(at(reported, ctx), { reports, reporter: "by a test" })).toEqual([
        true,
      ]);
      expect(await getVerdictsAt(["promoted"], key.fullKey)).toEqual(["revoked"]);
    }
  });

  test("gets its second secret from the first version that the instance has", async () => {
    const { key, ref, ctx: theirs } = await mintApiKey();
    const { answer } = await rotateApiKey(at("promoted", theirs), { ...ref, overlapSeconds: 60 });
    expect(await getVerdictsAt(["added"], answer.fullKey)).toEqual(["valid"]);
    expect(await getVerdictsAt(["added"], key.fullKey)).toEqual(["valid"]);
  });
});

test("a service token is accepted wherever its version is held, and rehashed at its next use", async () => {
  const { id, token } = await createServiceToken(at("before", ctx), { name: randomUUID() });
  const admitAt = async (stage: Stage) => {
    resetProcessWide("service tokens");
    return authenticateServiceToken(at(stage, ctx), token, "verify").then(
      () => true,
      () => false,
    );
  };
  const readVersion = async () => {
    const [row] = await db.select().from(serviceTokens).where(eq(serviceTokens.id, id));
    return row?.secretVersion;
  };
  expect([await admitAt("added"), await admitAt("retired")]).toEqual([true, false]);
  expect(await readVersion()).toBe(1);
  expect(await admitAt("promoted")).toBe(true);
  await vi.waitFor(async () => expect(await readVersion()).toBe(2), { timeout: 10_000 });
  expect(await Promise.all(holdingSecond.map(admitAt))).toEqual([true, true, true]);
  expect(await readVersion()).toBe(2);
});

describe("a create with an Idempotency-Key", () => {
  const createOnce = (stage: Stage, idempotencyKey: string) =>
    createApiKeyOnce(at(stage, ctx), { applicationId, description: "Once" }, { idempotencyKey });

  test("is repeated on instances with other versions in front, without a second key", async () => {
    for (const order of [
      ["before", "added", "promoted"],
      ["promoted", "added"],
      ["promoted", "retired"],
    ] as const) {
      const once = randomUUID();
      const [first, ...repeats] = order;
      const { answer } = await createOnce(first, once);
      for (const stage of repeats) {
        expect(await createOnce(stage, once)).toMatchObject({
          isReplay: true,
          answer: { id: answer.id, fullKey: answer.fullKey },
        });
      }
    }
  });

  test("names its key where the secret that sealed the response is retired", async () => {
    const { answer } = await createOnce("added", "retired-since");
    await expect(createOnce("retired", "retired-since")).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining(answer.id),
    });
  });

  test("at once on instances that differ makes one key", async () => {
    for (const pair of [
      ["before", "added"],
      ["added", "promoted"],
      ["promoted", "retired"],
    ] as const) {
      for (let round = 0; round < 5; round++) {
        const once = randomUUID();
        const results = await Promise.all(
          [...pair, ...pair].map((stage) => createOnce(stage, once)),
        );
        expect(new Set(results.map(({ answer }) => answer.id)).size).toBe(1);
        expect(results.filter(({ isReplay }) => !isReplay)).toHaveLength(1);
      }
    }
    const dangling = await db
      .select({ id: idempotencyRecords.apiKeyId })
      .from(idempotencyRecords)
      .leftJoin(apiKeys, eq(apiKeys.id, idempotencyRecords.apiKeyId))
      .where(sql`${apiKeys.id} is null`);
    expect(dangling).toEqual([]);
  });

  test("that only one of the versions can be claimed for is a repeat", async () => {
    for (const [first, second] of [
      ["before", "added"],
      ["retired", "promoted"],
    ] as const) {
      const once = randomUUID();
      let later: ReturnType<typeof createOnce> | undefined;
      const { answer } = await db.transaction(async (tx) => {
        const input = { applicationId, description: "Once" };
        const instance = at(first, { ...ctx, db: tx });
        const made = await createApiKeyOnce(instance, input, { idempotencyKey: once });
        later = createOnce(second, once);
        await untilBlocked();
        return made;
      });
      expect(await later).toMatchObject({ isReplay: true, answer: { id: answer.id } });
    }
  });

  test("covers rotations too", async () => {
    const { ref, ctx: theirs } = await mintApiKey();
    const rotate = (stage: Stage) =>
      rotateApiKey(at(stage, theirs), { ...ref, overlapSeconds: 60 }, { idempotencyKey: "once" });
    const { answer } = await rotate("added");
    expect(await rotate("promoted")).toEqual({ answer, isReplay: true });
  });
});

test("links in emails open wherever the version is held that made them", async () => {
  const { userId, email } = ctx.caller;
  for (const made of ["before", "added", "promoted"] as const) {
    const facts = { purpose: "reset_password", userId, email, validSeconds: 600 } as const;
    const token = await makeMailedToken(at(made, ctx), facts);
    const holding = made === "promoted" ? holdingSecond : holdingFirst;
    for (const stage of holding) {
      expect(await lookUpMailedLink(at(stage, ctx), { token }, null)).toMatchObject({ email });
    }
    const last = at(holding.at(-1) ?? made, ctx);
    expect(await spendMailedToken(last, "reset_password", token)).toMatchObject({ userId });
    await expect(spendMailedToken(last, "reset_password", token)).rejects.toThrow();
  }
});

test("invitations, and the queued emails that carry them, outlive a change of the first version", async () => {
  for (const [made, opened] of [
    ["before", "promoted"],
    ["promoted", "added"],
  ] as const) {
    const email = `${randomUUID()}@example.test`;
    await inviteMember(at(made, ctx), { email, role: "viewer" });
    const [mail] = await takeMail(at(opened, ctx), email);
    const [, token = ""] = /[#?&/](?:token=)?([\w-]{43})\b/.exec(mail?.text ?? "") ?? [];
    expect(await lookUpInvitation(at(opened, ctx), { token })).toMatchObject({ email });
  }
});

describe("what is sealed in the database", () => {
  test("is sealed anew in the background by instances with the second version in front", async () => {
    const member = await mintMerchant();
    const { userId } = member.ctx.caller;
    const { secret, recoveryCodes } = await addTotp({ ...member, ctx: at("before", member.ctx) });
    resetProcessWide("signing keys");
    const [signing] = await getSigningKeys(at("before", ctx));
    const readSealed = async () => [
      (await db.select().from(totpSecrets).where(eq(totpSecrets.userId, userId)))[0]?.sealedSecret,
      (await db.select().from(signingKeys))[0]?.sealedPrivateKey,
    ];
    const sealed = await readSealed();
    await resealSecrets(at("added", ctx));
    expect(await readSealed()).toEqual(sealed);
    const take = (stage: Stage, code: string) => takeCode(at(stage, member.ctx), userId, code);
    expect(await take("promoted", recoveryCodes[0] ?? "")).toEqual({ recoveryCodesLeft: 9 });

    await resealSecrets(at("promoted", ctx));
    const resealed = await readSealed();
    for (const [i, bytes] of resealed.entries()) expect(bytes).not.toEqual(sealed[i]);
    await resealSecrets(at("promoted", ctx));
    await resealSecrets(at("added", ctx));
    expect(await readSealed()).toEqual(resealed);

    for (const [i, stage] of holdingSecond.entries()) {
      const code = recoveryCodes[i + 1] ?? "";
      expect(await take(stage, code)).toEqual({ recoveryCodesLeft: 8 - i });
      expect(await take(stage, code)).toBeNull();
      resetProcessWide("signing keys");
      expect(await findSigningKey(at(stage, ctx), signing?.kid ?? "")).toBeDefined();
    }
    expect(await take("retired", totpCode(secret, 0))).toEqual({ recoveryCodesLeft: null });
    // The server of the other tests has the first version alone.
    await db.delete(signingKeys);
    resetProcessWide("signing keys");
  });

  test("is spent once by a recovery code that is re-sealed meanwhile", async () => {
    const member = await mintMerchant();
    const { userId } = member.ctx.caller;
    const { recoveryCodes } = await addTotp({ ...member, ctx: at("before", member.ctx) });
    const theirs = at("promoted", member.ctx);
    let taken: ReturnType<typeof takeCode> | undefined;
    await db.transaction(async (tx) => {
      await resealSecrets({ ...theirs, db: tx });
      taken = takeCode(theirs, userId, recoveryCodes[0] ?? "");
      await untilBlocked();
    });
    expect(await taken).toEqual({ recoveryCodesLeft: 9 });
    expect(await takeCode(theirs, userId, recoveryCodes[0] ?? "")).toBeNull();
    await db.delete(signingKeys);
    resetProcessWide("signing keys");
  });

  test("is not lost to those who use it at the same time", async () => {
    const member = await mintMerchant();
    const { userId } = member.ctx.caller;
    const { secret, recoveryCodes } = await addTotp({ ...member, ctx: at("before", member.ctx) });
    const theirs = at("promoted", member.ctx);
    const [code = "", other = ""] = recoveryCodes;
    const taken = await Promise.all([
      resealSecrets(theirs),
      takeCode(theirs, userId, code),
      takeCode(at("added", theirs), userId, totpCode(secret, 0)),
      resealSecrets(theirs),
      takeCode(theirs, userId, other),
    ]);
    expect(taken.filter((each) => each)).toHaveLength(3);
  });
});

test("a person's device stays known, and is told once as a new one to none of the instances", async () => {
  const browser = (stage: Stage) =>
    at(stage, { ...ctx, request: { ...ctx.request, deviceId: "d".repeat(43) } });
  const { userId } = ctx.caller;
  await db.delete(knownDevices).where(eq(knownDevices.userId, userId));
  await rememberDevice(at("before", ctx), userId);
  expect(await rememberDevice(browser("before"), userId)).toBe(true);
  expect(await findKnownDevice(browser("promoted"), userId)).not.toBeNull();
  for (const stage of ["added", "promoted", "added", "promoted", "retired"] as const) {
    expect(await rememberDevice(browser(stage), userId)).toBe(false);
  }
  expect(await findKnownDevice(browser("retired"), userId)).not.toBeNull();
  expect(await db.$count(knownDevices, eq(knownDevices.userId, userId))).toBe(2);
});

test("a visitor's vote replaces the one under another version", async () => {
  const page = "/docs/quick-start";
  const visitorId = randomBytes(32).toString("base64url");
  const vote = (stage: Stage, comment?: string) =>
    votePage(at(stage, ctx), { page, helpful: true, comment }, { caller: null, visitorId });
  const before = await db.$count(pageVotes);
  await vote("before", "Thanks");
  for (const stage of ["added", "promoted", "added", "promoted", "retired"] as const) {
    expect(await vote(stage)).toMatchObject({ comment: "Thanks" });
  }
  expect(await db.$count(pageVotes)).toBe(before + 1);
});

test("cursors and the cookies of a sign-in under way are read wherever their version is held", async () => {
  const rows = [{ id: "a" }, { id: "b" }];
  const identity = waiting(vouch());
  for (const made of stages) {
    const maker = at(made, ctx);
    const cursor = toPage(maker, "list", rows, 1).nextCursor ?? "";
    const pending = sealPendingIdentity(maker, identity);
    const linking = linkingLine(maker, false, "ses_1").split(";", 1)[0] ?? "";
    const version = maker.secrets.sealing[0].version;
    for (const stage of stages) {
      const reader = at(stage, ctx);
      const isHeld = reader.secrets.sealing.some((each) => each.version === version);
      const headers = new Headers({ cookie: linking });
      expect(openPendingIdentity(reader, pending)).toEqual(isHeld ? identity : null);
      expect(readLinking(reader, headers, false)).toBe(isHeld ? "ses_1" : null);
      const open = () => openCursor(reader, "list", { cursor } as never);
      if (isHeld) expect(open()).toBe("a");
      else expect(open).toThrow();
    }
  }
});

describe("the portal's cookies", () => {
  const first = env.KEYSMITH_SESSION_SECRET;
  const startAt = (stage: Stage) => {
    env.KEYSMITH_SESSION_SECRET = getLists(stage).KEYSMITH_SESSION_SECRET;
  };
  const firstText = (stage: Stage) => getLists(stage).KEYSMITH_SESSION_SECRET[0].text;
  beforeEach(() => () => {
    env.KEYSMITH_SESSION_SECRET = first;
  });

  test("keep people signed in wherever their version is held", async () => {
    for (const made of stages) {
      startAt(made);
      const { headers } = await openPortal(owner);
      for (const stage of stages) {
        startAt(stage);
        const isHeld = getLists(stage).KEYSMITH_SESSION_SECRET.some(
          ({ text }) => text === firstText(made),
        );
        const { status } = await call(APPLICATIONS, { headers });
        expect(status).toBe(isHeld ? 200 : 401);
      }
    }
  });

  test("of a sign-in at an identity provider are read with next-auth's salt", async () => {
    const salt = "keysmith.state";
    const token = await encode({ token: { value: "x" }, secret: firstText("before"), salt });
    const list = getLists("promoted").KEYSMITH_SESSION_SECRET;
    expect(await decodeCookie(list, { token, salt })).toMatchObject({ value: "x" });
    const rest = getLists("retired").KEYSMITH_SESSION_SECRET;
    await expect(decodeCookie(rest, { token, salt })).rejects.toThrow();
  });

  test("let a form be sent that was opened under another version", async () => {
    for (const [opened, sent, isHeld] of [
      ["before", "added", true],
      ["added", "promoted", true],
      ["promoted", "added", true],
      ["promoted", "retired", true],
      ["before", "retired", false],
    ] as const) {
      startAt(opened);
      const form = await GET(new NextRequest("http://localhost/api/auth/csrf"));
      const { csrfToken } = await form.json();
      const cookie = form.headers
        .getSetCookie()
        .map((line) => line.split(";", 1)[0])
        .join("; ");
      startAt(sent);
      const fields = { csrfToken, json: "true", email: owner.email, password: testPassword };
      const response = await POST(
        new NextRequest("http://localhost/api/auth/callback/credentials", {
          method: "POST",
          headers: { cookie, "content-type": "application/x-www-form-urlencoded" },
          body: new URLSearchParams(fields).toString(),
        }),
      );
      const session = response.headers
        .getSetCookie()
        .find((line) => line.startsWith("keysmith.session="));
      const value = session?.split(";", 1)[0]?.split("=")[1];
      const made = getLists(sent).KEYSMITH_SESSION_SECRET;
      const sessionId = await readSessionId(value, [made[0]]);
      expect(sessionId === null).toBe(!isHeld);
    }
  });
});
