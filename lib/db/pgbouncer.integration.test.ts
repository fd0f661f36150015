import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { POST as RESTORE } from "#app/api/v1/applications/[id]/api-keys/[keyId]/restore/route.ts";
import { POST as FINISH } from "#app/api/v1/applications/[id]/api-keys/[keyId]/rotate/finish/route.ts";
import { POST as ROTATE } from "#app/api/v1/applications/[id]/api-keys/[keyId]/rotate/route.ts";
import {
  GET as GET_KEY,
  PATCH,
  DELETE as REVOKE,
} from "#app/api/v1/applications/[id]/api-keys/[keyId]/route.ts";
import { POST as CREATE, GET as LIST } from "#app/api/v1/applications/[id]/api-keys/route.ts";
import { POST as CREATE_APPLICATION } from "#app/api/v1/applications/route.ts";
import { GET as WHOAMI } from "#app/api/v1/whoami/route.ts";
import { keySorts } from "#lib/api-keys/constants.ts";
import { keepsSession } from "#lib/db/check-session.ts";
import { runShutdownHooks } from "#lib/lifecycle.ts";
import { getServer } from "#lib/runtime/server.ts";
import { call } from "#lib/testing/api/requests.ts";
import { pgbouncer, startPgbouncer } from "#lib/testing/database/pgbouncer.ts";
import { mintMerchant } from "#lib/testing/records/merchants.ts";
import { applyMigrations, describeDatabase } from "#scripts/start/database.ts";
import { prepareFirstMerchant } from "#scripts/start/seed.ts";

const direct = process.env.DATABASE_URL ?? "";

describe.skipIf(!pgbouncer)(
  "behind pgbouncer in transaction mode (skipped where there is none)",
  () => {
    let stop = async () => {};

    beforeAll(async () => {
      const bouncer = await startPgbouncer(process.env.DATABASE_URL ?? "");
      process.env.DATABASE_URL = bouncer.url;
      process.env.DATABASE_PREPARE = "false";
      stop = bouncer.stop;
    });
    afterAll(async () => {
      await runShutdownHooks();
      await stop();
    });

    test("a start looks for the first merchant", async () => {
      const url = process.env.DATABASE_URL ?? "";
      const installation = { isEmbedded: false, publicUrl: undefined, password: "" };
      const first = await prepareFirstMerchant({ ...installation, url, prepare: false });
      expect(first).toEqual({ kind: "none" });
    });

    test("a start is told of the pooler where it needs a session, and not of one that keeps them", async () => {
      const url = process.env.DATABASE_URL ?? "";
      await expect(applyMigrations(describeDatabase({ DATABASE_URL: url }))).rejects.toThrow(
        /is behind a pooler.* Set DATABASE_DIRECT_URL to the PostgreSQL server itself/,
      );
      const session = await startPgbouncer(direct, "session");
      expect(await keepsSession(session.url, 5000)).toBe(true);
      expect(await keepsSession(direct, 5000)).toBe(true);
      await session.stop();
    });

    test("keys live their whole lives, many at once", async () => {
      const { token } = await mintMerchant();
      const { body: application } = await call(CREATE_APPLICATION, {
        token,
        body: { name: "Shop" },
      });
      const id = application.id;

      const live = async (name: string) => {
        const use = async (key: string) =>
          (await call(WHOAMI, { headers: { "X-API-Key": key, "x-forwarded-for": "192.0.2.7" } }))
            .status;
        const headers = { "Idempotency-Key": encodeURIComponent(name) };
        const body = { description: name };
        const { body: created } = await call(CREATE, { token, params: { id }, body, headers });
        const again = await call(CREATE, { token, params: { id }, body, headers });
        expect(again.body).toEqual(created);
        expect(await use(created.fullKey)).toBe(200);
        const params = { id, keyId: created.id };
        for (const sort of keySorts) {
          const query = `?${new URLSearchParams({ sort, q: name, limit: "1" })}`;
          const found = await call(LIST, { token, params, query });
          expect(found.body.data).toEqual([expect.objectContaining({ id: created.id })]);
        }
        const edited = await call(PATCH, {
          method: "PATCH",
          token,
          params,
          body: { scopes: ["refunds:read"] },
        });
        expect(edited.body).toMatchObject({ scopes: ["refunds:read"], version: 2 });
        const rotated = await call(ROTATE, { token, params, body: { overlapSeconds: 60 } });
        expect(rotated.status).toBe(201);
        expect([await use(created.fullKey), await use(rotated.body.fullKey)]).toEqual([200, 200]);
        expect((await call(FINISH, { method: "POST", token, params })).status).toBe(200);
        expect([await use(created.fullKey), await use(rotated.body.fullKey)]).toEqual([401, 200]);
        const revoked = await call(REVOKE, {
          method: "DELETE",
          token,
          params,
          query: "?reason=Done",
        });
        expect([revoked.status, await use(rotated.body.fullKey)]).toEqual([204, 401]);
        expect((await call(RESTORE, { method: "POST", token, params })).status).toBe(200);
        expect(await use(rotated.body.fullKey)).toBe(200);
        const read = async () => {
          await getServer().usage.flush();
          return (await call(GET_KEY, { token, params })).body.lastUsedIp;
        };
        await expect.poll(read).toBe("192.0.2.7");
      };
      const names = Array.from({ length: 12 }, (_, index) => `The key number ${index + 100}`);
      await Promise.all(names.map(live));

      const pages: string[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const query = `?${new URLSearchParams({ sort: "description", limit: "5", ...(cursor && { cursor }) })}`;
        const { body } = await call(LIST, { token, params: { id }, query });
        pages.push(...body.data.map((key: { description: string }) => key.description));
        cursor = body.nextCursor;
      }
      expect(pages).toEqual(names);
    });
  },
);
