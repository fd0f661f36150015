import { describe, expect, test, vi } from "vitest";
import { GET } from "#app/api/v1/audit-events/export/route.ts";
import { GET as LIST } from "#app/api/v1/audit-events/route.ts";
import { auditEvents } from "#drizzle/schema.ts";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import type { AuditEvent } from "#lib/audit/schema.ts";
import { newId } from "#lib/ids.ts";
import { getServer } from "#lib/runtime/server.ts";
import { call } from "#lib/testing/api/requests.ts";
import { runAsOwner } from "#lib/testing/database/owner.ts";
import {
  mintApplication,
  mintMerchant,
  type TestMember,
  withRole,
} from "#lib/testing/records/merchants.ts";

function request(query: string, token?: string): Promise<Response> {
  const headers = token ? { Authorization: `Bearer ${token}` } : undefined;
  return GET(new Request(`http://localhost/${query}`, { headers }), {
    params: Promise.resolve({}),
  });
}

async function exported({ token }: TestMember, query: string): Promise<string> {
  const response = await request(query, token);
  expect(response.status).toBe(200);
  return response.text();
}

async function exportedEvents(member: TestMember, filters = ""): Promise<AuditEvent[]> {
  const text = await exported(member, `?format=jsonl${filters}`);
  expect(text.endsWith("\n")).toBe(true);
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as AuditEvent);
}

/** The rows of a CSV text as RFC 4180 has it. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g,
  )) {
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

async function addEvents({ ctx }: TestMember, count: number): Promise<string[]> {
  const { merchantId, caller } = ctx;
  const rows = Array.from({ length: count }, () => ({
    id: newId("aud"),
    merchantId,
    action: "account.signed_in",
    actorId: caller.userId,
    via: "portal" as const,
    requestId: "r",
  }));
  await ctx.db.insert(auditEvents).values(rows);
  return rows.map((row) => row.id).reverse();
}

describe("GET /api/v1/audit-events/export", () => {
  test.each([
    ["csv", "text/csv; charset=utf-8; header=present"],
    ["jsonl", "application/jsonl; charset=utf-8"],
  ])("answers a file to keep as %s", async (format, contentType) => {
    const { token } = await mintMerchant();
    const response = await request(`?format=${format}`, token);
    expect(response.headers.get("content-type")).toBe(contentType);
    expect(response.headers.get("content-disposition")).toMatch(
      new RegExp(`^attachment; filename="audit-log-\\d{4}-\\d\\d-\\d\\d\\.${format}"$`),
    );
    await response.body?.cancel();
  });

  test("holds the events as the list has them, and is one itself", async () => {
    const owner = await mintMerchant();
    const { id: applicationId } = await mintApplication(owner.ctx);
    const { id: keyId } = await createApiKey(owner.ctx, { applicationId, description: "Süd" });
    const events = await exportedEvents(owner);
    const { body } = await call(LIST, { token: owner.token });
    expect(events).toEqual(body.data);
    expect(events[0]).toMatchObject({
      action: "audit_log.exported",
      actor: { email: owner.email },
      after: { format: "jsonl" },
    });
    expect(await exportedEvents(owner, `&keyId=${keyId}&action=api_key.created`)).toEqual([
      body.data.find((event: AuditEvent) => event.keyId === keyId),
    ]);
    const { body: after } = await call(LIST, { token: owner.token, query: "?limit=1" });
    expect(after.data[0].after).toEqual({ format: "jsonl", keyId, action: "api_key.created" });
  });

  test("as CSV has a header, the same rows, and before and after as JSON", async () => {
    const owner = await mintMerchant();
    const { id: applicationId } = await mintApplication(owner.ctx);
    const key = await createApiKey(owner.ctx, { applicationId, description: 'A "quoted", key' });
    const [header = [], ...rows] = readCsv(await exported(owner, `?format=csv&keyId=${key.id}`));
    const [event] = await exportedEvents(owner, `&keyId=${key.id}`);
    expect(rows).toHaveLength(1);
    const row = Object.fromEntries(header.map((name, index) => [name, rows[0]?.[index]]));
    expect(row).toEqual({
      id: event?.id,
      createdAt: event?.createdAt,
      action: "api_key.created",
      actorId: owner.ctx.caller.userId,
      actorEmail: owner.email,
      actorName: "",
      via: "token",
      sessionId: owner.ctx.claim.sessionId,
      applicationId,
      applicationName: "Checkout",
      keyId: key.id,
      keyDescription: 'A "quoted", key',
      keyPrefix: key.keyPrefix,
      address: "192.0.2.1",
      userAgent: "vitest",
      requestId: owner.ctx.request.id,
      before: "",
      after: expect.stringContaining('"scopes":["*"]'),
    });
    expect(JSON.parse(row.after ?? "")).toEqual(event?.after);
  });

  test("as CSV begins with a byte order mark, by which Excel knows UTF-8, and as JSON with none", async () => {
    const { token } = await mintMerchant();
    const begin = async (format: string) => {
      const response = await request(`?format=${format}`, token);
      return Buffer.from(await response.arrayBuffer())
        .subarray(0, 5)
        .toString();
    };
    expect(await begin("csv")).toBe("\uFEFFid");
    expect(await begin("jsonl")).toBe('{"id"');
  });

  test.each(["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://evil.test","a")'])(
    "lets no spreadsheet run %s",
    async (description) => {
      const owner = await mintMerchant();
      const { id: applicationId } = await mintApplication(owner.ctx);
      const { id } = await createApiKey(owner.ctx, { applicationId, description });
      const [header = [], row = []] = readCsv(await exported(owner, `?format=csv&keyId=${id}`));
      expect(row[header.indexOf("keyDescription")]).toBe(`'${description}`);
    },
  );

  test.each(["\t=1", "\r=1", "\n=1"])("neither behind the white space of %j", async (userAgent) => {
    const owner = await mintMerchant();
    const { merchantId, caller } = owner.ctx;
    const who = { merchantId, actorId: caller.userId, via: "portal", requestId: "r" } as const;
    const id = newId("aud");
    const action = "account.signed_out";
    await owner.ctx.db.insert(auditEvents).values({ id, ...who, action, userAgent });
    const text = await exported(owner, `?format=csv&action=${action}`);
    const [header = [], row = []] = readCsv(text);
    expect(row[header.indexOf("userAgent")]).toBe(`'${userAgent}`);
  });

  test("of 2,500 events is whole in both formats while events are added", async () => {
    const owner = await mintMerchant();
    const ids = await addEvents(owner, 2500);
    for (const format of ["csv", "jsonl"]) {
      const response = await request(
        `?format=${format}&action=account.signed_in&actor=${owner.ctx.caller.userId}`,
        owner.token,
      );
      const decoder = new TextDecoder();
      let text = "";
      for await (const chunk of response.body ?? []) {
        text += decoder.decode(chunk, { stream: true });
        await addEvents(owner, 100);
      }
      const found = new Set(text.match(/aud_[0-9a-z]{26}/g));
      expect(ids.filter((id) => !found.has(id))).toEqual([]);
      const rows = text.trimEnd().split("\n").length - (format === "csv" ? 1 : 0);
      expect(rows).toBe(found.size);
    }
  });

  test("asks the database for no more once the reader has gone", async () => {
    const owner = await mintMerchant();
    await addEvents(owner, 4000);
    const response = await request("?format=jsonl", owner.token);
    const asked = vi.spyOn(getServer().db.$client, "unsafe");
    // Others ask too, such as what writes down when a session was last seen.
    const countPages = () =>
      asked.mock.calls.filter(([query]) => query.includes("audit_events")).length;
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.read();
    expect(countPages()).toBe(1);
    await reader?.cancel();
    expect(countPages()).toBe(1);
    asked.mockRestore();
  });

  test("that fails half-way breaks off, and does not end like a whole file", async () => {
    const owner = await mintMerchant();
    await addEvents(owner, 1500);
    const response = await request("?format=csv", owner.token);
    await runAsOwner("alter table audit_events rename to audit_events_elsewhere");
    await expect(response.text()).rejects.toThrow();
    await runAsOwner("alter table audit_events_elsewhere rename to audit_events");
  });

  test("of nothing is a header, or empty", async () => {
    const owner = await mintMerchant();
    const none = "&action=api_key.leak_reported";
    expect(await exported(owner, `?format=csv${none}`)).toMatch(/^id,createdAt,[^\r\n]+\r\n$/);
    expect(await exported(owner, `?format=jsonl${none}`)).toBe("");
  });

  test("is for admins and owners, and shows nothing of another merchant's", async () => {
    const owner = await mintMerchant();
    const { id } = await mintApplication(owner.ctx);
    expect((await request("?format=csv")).status).toBe(401);
    const stranger = await mintMerchant();
    expect(await exported(stranger, `?format=jsonl&applicationId=${id}`)).toBe("");
    for (const [role, status] of [
      ["viewer", 403],
      ["developer", 403],
      ["admin", 200],
    ] as const) {
      const { token } = await withRole(owner, role);
      const response = await request("?format=csv", token);
      expect(response.status).toBe(status);
      await response.body?.cancel();
    }
  });

  test.each([
    ["", "format"],
    ["?format=xlsx", "format"],
    ["?format=csv&limit=5", "limit"],
    ["?format=csv&cursor=x", "cursor"],
    ["?format=csv&keyId=1", "keyId"],
    ["?format=csv&from=2026-02-24T00:00:00Z&to=2026-02-23T00:00:00Z", "to"],
  ])("refuses %j in the envelope, and leaves no event", async (query, field) => {
    const owner = await mintMerchant();
    const { status, body } = await call(GET, { token: owner.token, query });
    expect([status, body.details[0].field]).toEqual([400, field]);
    const exports = await call(LIST, { token: owner.token, query: "?action=audit_log.exported" });
    expect(exports.body.data).toEqual([]);
  });
});
