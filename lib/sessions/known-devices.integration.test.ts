import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { POST as PASSWORD } from "#app/api/v1/account/password/route.ts";
import { DELETE as REVOKE } from "#app/api/v1/api-tokens/[id]/route.ts";
import { POST as CREATE } from "#app/api/v1/api-tokens/route.ts";
import { knownDevices } from "#drizzle/schema.ts";
import { createConsoleToken } from "#lib/auth/create-console-token.ts";
import { deviceLine, readDeviceId } from "#lib/auth/device-cookie.ts";
import type { Context } from "#lib/context.ts";
import { createContext } from "#lib/runtime/server.ts";
import { deviceLifeDays, findKnownDevice, forgetDevices } from "#lib/sessions/known-devices.ts";
import { startSession } from "#lib/sessions/sessions.ts";
import { call } from "#lib/testing/api/requests.ts";
import { takeMail } from "#lib/testing/records/mail.ts";
import {
  addMember,
  mintMerchant,
  openPortal,
  type TestMember,
  testPassword,
} from "#lib/testing/records/merchants.ts";

const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

function from(address: string, userAgent: string, deviceId?: string): Context {
  return createContext({ id: randomUUID(), address, userAgent, deviceId });
}

async function signIn({ ctx, email }: TestMember, device: Context) {
  const { merchantId, caller } = ctx;
  const kind = device.request.deviceId ? "portal" : "token";
  await startSession(device, kind, { merchantId, userId: caller.userId });
  return (await takeMail(ctx, email)).filter(({ subject }) => subject.startsWith("New sign-in"));
}

const newDevice = () => readDeviceId(new Headers(), true);

describe("a sign-in from a device not seen before", () => {
  test("is told by email, with the time, the IP address and the browser", async () => {
    const member = await mintMerchant();
    const device = from("203.0.113.7", firefox, newDevice());
    const [mail, ...more] = await signIn(member, device);
    expect(more).toEqual([]);
    expect(mail?.text).toMatch(/^Time: \d{4}-\d\d-\d\d \d\d:\d\d UTC$/m);
    expect(mail?.text).toContain("IP address: 203.0.113.7\nBrowser: Firefox on Linux");
    expect(await signIn(member, device)).toEqual([]);
  });

  test("is told by no email where it is the account's first", async () => {
    const member = await mintMerchant();
    await member.ctx.db
      .delete(knownDevices)
      .where(eq(knownDevices.userId, member.ctx.caller.userId));
    expect(await signIn(member, from("203.0.113.7", firefox, newDevice()))).toEqual([]);
    expect(await signIn(member, from("203.0.113.7", firefox, newDevice()))).toHaveLength(1);
  });

  test("of a client without a cookie is one by another name or from another network", async () => {
    const member = await mintMerchant();
    const listMails = async (...client: [string, string]) =>
      (await signIn(member, from(...client))).length;
    expect(await listMails("198.51.100.7", "curl/8.5.0")).toBe(1);
    expect(await listMails("198.51.100.99", "curl/8.9.1")).toBe(0);
    expect(await listMails("198.51.101.7", "curl/8.5.0")).toBe(1);
    expect(await listMails("198.51.100.7", "python-requests/2.32")).toBe(1);
    expect(await listMails("2001:db8:1:2::1", "curl/8.5.0")).toBe(1);
    expect(await listMails("2001:db8:1:ffff::9", "curl/8.5.0")).toBe(0);
  });

  test("is told once where two come at once", async () => {
    const member = await mintMerchant();
    const device = from("203.0.113.7", firefox, newDevice());
    const mails = await Promise.all([1, 2, 3].map(() => signIn(member, device)));
    expect(mails.flat()).toHaveLength(1);
  });

  test("is not what a console token or another company's session is", async () => {
    const member = await mintMerchant();
    const portal = await openPortal(member);
    await takeMail(member.ctx, member.email);
    const elsewhere = { ...portal.ctx.request, address: "203.0.113.99" };
    await createConsoleToken({ ...portal.ctx, request: elsewhere });
    expect(await takeMail(member.ctx, member.email)).toEqual([]);
  });
});

describe("a known device", () => {
  test("is known for the person who signed in on it, and for nobody else", async () => {
    const [member, other] = [await mintMerchant(), await mintMerchant()];
    const deviceId = newDevice();
    const device = from("203.0.113.7", firefox, deviceId);
    const { userId } = member.ctx.caller;
    expect(await findKnownDevice(device, userId)).toBeNull();
    await signIn(member, device);
    expect(await findKnownDevice(from("192.0.2.99", "another", deviceId), userId)).toBeTruthy();
    expect(await findKnownDevice(device, other.ctx.caller.userId)).toBeNull();
    expect(await findKnownDevice(from("203.0.113.7", firefox, newDevice()), userId)).toBeNull();
  });

  test("is kept as a keyed hash, for a bounded time, and of one person 50 at most", async () => {
    const member = await mintMerchant();
    const { db, caller } = member.ctx;
    const { userId } = caller;
    const isTheirs = eq(knownDevices.userId, userId);
    const deviceId = newDevice();
    await signIn(member, from("203.0.113.7", firefox, deviceId));
    const rows = await db.select().from(knownDevices).where(isTheirs);
    expect(JSON.stringify(rows)).not.toContain(deviceId);
    await db.execute(sql`
      insert into known_devices (user_id, device_hash, last_seen_at)
      select ${userId}, sha256(n::text::bytea), now() - make_interval(mins => n)
      from generate_series(1, 60) n`);
    await signIn(member, from("203.0.113.7", firefox, newDevice()));
    expect(await db.$count(knownDevices, isTheirs)).toBe(50);
    expect(await findKnownDevice(from("203.0.113.7", firefox, deviceId), userId)).toBeTruthy();
    const past = { lastSeenAt: sql`now() - make_interval(days => ${deviceLifeDays + 1})` };
    await db.update(knownDevices).set(past).where(isTheirs);
    await forgetDevices(member.ctx);
    expect(await db.$count(knownDevices, isTheirs)).toBe(0);
  });

  test("has a cookie that no script reads, and that only this site can have set", () => {
    const line = deviceLine(true, newDevice());
    expect(line).toMatch(
      /^__Host-keysmith\.device=[\w-]{43}; Path=\/; Max-Age=15552000; HttpOnly; SameSite=Lax; Secure$/,
    );
    const [pair = ""] = line.split(";");
    expect(readDeviceId(new Headers({ cookie: pair }), true)).toBe(pair.split("=")[1]);
    const planted = pair.replace("__Host-", "");
    expect(readDeviceId(new Headers({ cookie: planted }), true)).not.toBe(pair.split("=")[1]);
    expect(readDeviceId(new Headers({ cookie: "__Host-keysmith.device=x" }), true)).toHaveLength(
      43,
    );
  });
});

describe("a person is told by email", () => {
  const tokenBody = () => ({
    name: "Deployment",
    scopes: ["applications:read"],
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  });
  const from = /Time: .* UTC\nIP address: .*\nBrowser: /;

  test("that their password was changed", async () => {
    const { ctx, email, token } = await mintMerchant();
    const body = { currentPassword: testPassword, newPassword: "seven quiet rivers at dawn" };
    expect((await call(PASSWORD, { token, body })).status).toBe(204);
    const mails = await takeMail(ctx, email);
    expect(mails.map(({ subject }) => subject)).toEqual(["Your password was changed"]);
    expect(mails[0]?.text).toMatch(from);
  });

  test("that an API token of theirs was made, and that somebody revoked it", async () => {
    const owner = await mintMerchant();
    const member = await addMember(owner, "developer");
    await takeMail(owner.ctx, member.email);
    const made = await call(CREATE, { token: member.token, body: tokenBody() });
    const [created] = await takeMail(owner.ctx, member.email);
    expect(created?.subject).toBe("An API token was created for your account");
    expect(created?.text).toContain("“Deployment”");
    expect(created?.text).not.toContain(made.body.token);
    const revoke = { method: "DELETE", token: owner.token, params: { id: made.body.id } };
    expect((await call(REVOKE, revoke)).status).toBe(204);
    const [revoked] = await takeMail(owner.ctx, member.email);
    expect(revoked?.subject).toBe("An API token of your account was revoked");
    expect(revoked?.text).toContain(owner.email);
    expect(await takeMail(owner.ctx, owner.email)).toEqual([]);
  });
});
