import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDatabaseUrl } from "#lib/db/url.ts";

const parse = (rest: string) => parseDatabaseUrl(`postgres://${rest}`);
const options = (rest: string) => parse(rest).options;

describe("a URL of a database", () => {
  test("has every part percent-decoded, and ends where libpq ends it", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => !text.includes("\0")),
        fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => !text.includes("\0")),
        fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => !text.includes("\0")),
        (user, password, database) => {
          const [u, p, d] = [user, password, database].map(encodeURIComponent);
          expect(options(`${u}:${p}@db.test:6543/${d}?application_name=${p}`)).toMatchObject({
            ...{ user, password, database, host: ["db.test"], port: [6543] },
            connection: { application_name: password },
          });
        },
      ),
    );
  });

  test("shows no part of a password that was not encoded", () => {
    const letters = fc.constantFrom(..."ab7@/?#:%&=, []");
    fc.assert(
      fc.property(fc.string({ unit: letters, minLength: 1, maxLength: 12 }), (text) => {
        // Each run of letters in it becomes one that no message contains by itself.
        const password = text.replaceAll(/[a-z]/g, "zqx");
        const isClean = /^(?:[a-z0-9:&=,[\]]|%[0-9a-f]{2})*$/.test(password);
        let shown = "";
        try {
          shown = parse(`user:${password}@db.test/keysmith`).description;
        } catch (error) {
          shown = (error as Error).message;
        }
        expect(shown).not.toContain("zqx");
        if (!isClean) expect(shown).toMatch(/cannot be read|^db\.test/);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    "u:p@ss/w:rd@host/db",
    "u:p@ss@host/db",
    "u:p/ss@host/db",
    "u:12/ss@host",
    "u:p?ss@host/db",
    "u:5?ss@host/db",
    "u:p#ss@host/db",
    "u:p%ss@host/db",
    "u:p ss@host/db",
    "u:p@host:port/db",
    "u:p@ho%st/db",
  ])("%s is not read at all", (rest) => {
    expect(() => parse(rest)).toThrow(/^(cannot be read|has a port that is not one)/);
  });

  test("names hosts, ports and sockets in each spelling", () => {
    expect(options("one,two:6543,[::1]:7/db")).toMatchObject({
      ...{ host: ["one", "two", "::1"], port: [5432, 6543, 7] },
    });
    expect(options("/db?host=one,two&port=6543")).toMatchObject({
      ...{ host: ["one", "two"], port: [6543, 6543] },
    });
    expect(options("/db?host=::1&port=1&user=u&password=p&dbname=other")).toMatchObject({
      ...{ host: ["::1"], port: [1], user: "u", password: "p", database: "other" },
    });
    const path = "/run/postgresql/.s.PGSQL.6543";
    for (const place of ["%2Frun%2Fpostgresql:6543/db", "/db?host=/run/postgresql&port=6543"]) {
      expect(options(`u@${place}`)).toMatchObject({ path, database: "db", ssl: false });
    }
    expect(parse("u:secret@[::1]:6543,two/db").description).toBe("[::1]:6543,two/db");
    expect(() => parse("one/db?host=/run/postgresql,two")).toThrow("among several hosts");
    expect(() => parse("/db?host=one,two&port=1,2,3")).toThrow("not as many ports as hosts");
    expect(() => parse("one:70000/db")).toThrow("a port that is not one");
  });

  test("asks for TLS as libpq does, and for none on this machine unless told to", () => {
    const tls = (rest: string) => options(rest).ssl;
    expect([tls("db.test/x"), tls("localhost/x"), tls("127.0.0.1/x"), tls("[::1]/x")]).toEqual([
      ...["prefer", false, false, false],
    ]);
    expect(tls("localhost/x?sslmode=prefer")).toBe("prefer");
    expect(tls("db.test/x?sslmode=disable")).toBe(false);
    expect(tls("db.test/x?sslmode=require")).toMatchObject({ rejectUnauthorized: false });
    expect(tls("db.test/x?ssl=true")).toMatchObject({ rejectUnauthorized: false });
    for (const query of [
      "sslmode=verify-full",
      "sslrootcert=system",
      "sslmode=require&channel_binding=require",
    ]) {
      expect(tls(`db.test/x?${query}`)).not.toHaveProperty("rejectUnauthorized");
      expect(tls(`db.test/x?${query}`)).toHaveProperty("checkServerIdentity");
    }
  });

  test("takes what providers and Prisma write", () => {
    const neon = "u:p@ep-cool-1.eu.aws.neon.tech/db?sslmode=require&channel_binding=require";
    expect(options(neon).connection).toEqual({});
    const prisma = parse("u:p@db.test/db?schema=My%22App&pgbouncer=true&connection_limit=3");
    expect(prisma).toMatchObject({ prepare: false, poolSize: 3 });
    expect(prisma.options.connection).toEqual({ search_path: '"My""App"' });
    const query = "connect_timeout=7&keepalives_idle=9&options=-c%20work_mem%3D8MB&search_path=a,b";
    expect(options(`db.test/db?${query}`)).toMatchObject({
      ...{ connect_timeout: 7, keep_alive: 9 },
      connection: { options: "-c work_mem=8MB", search_path: "a,b" },
    });
    expect(options("db.test/db?keepalives=0").keep_alive).toBeNull();
    expect(options("db.test/db?fallback_application_name=x").connection).toEqual({
      application_name: "x",
    });
  });

  test.each([
    ["passfile=/x", "parameter passfile"],
    ["requirepeer=x", "parameter requirepeer"],
    ["keepalives_count=3", "parameter keepalives_count"],
    ["statement_timeout=5", "parameter statement_timeout"],
    ["constructor=5", "parameter constructor"],
    ["gssencmode=require", "value of gssencmode"],
    ["target_session_attrs=standby", "value of target_session_attrs"],
    ["target_session_attrs=prefer-standby", "value of target_session_attrs"],
    ["client_encoding=LATIN1", "value of client_encoding"],
    ["sslmode=verify", "sslmode that is none of"],
    ["sslmode=require&sslmode=disable", "parameter sslmode twice"],
    ["sslmode=verify-full&sslrootcert=/nowhere", "sslrootcert that cannot be read (ENOENT)"],
    ["sslcert=/nowhere", "sslcert, which needs sslmode=require"],
    ["sslnegotiation=direct", "sslnegotiation=direct, which needs"],
    ["connect_timeout=soon", "value of connect_timeout"],
    ["connection_limit=0", "value of connection_limit"],
  ])("with %s is refused by the name of what is at fault", (query, message) => {
    expect(() => parse(`u:secret@db.test/db?${query}`)).toThrow(message);
  });
});
