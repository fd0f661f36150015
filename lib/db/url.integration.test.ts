import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chown, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { checkRights } from "#lib/db/check-rights.ts";
import { checkSchema } from "#lib/db/check-schema.ts";
import { chooseAccount } from "#lib/db/embedded/account.ts";
import { findFreePort } from "#lib/db/embedded/server.ts";
import { migrateDatabase } from "#lib/db/migrate.ts";
import { withClient } from "#lib/db/with-client.ts";

const root = "/usr/lib/postgresql";
const versions = existsSync(root) ? await readdir(root) : [];
const bin = join(root, versions.sort().at(-1) ?? "", "bin");
const password = "p@ss/w:rd #ü%";
const run = promisify(execFile);

const settings = (folder: string) => `
  ssl = on
  ssl_ca_file = '${folder}/ca.crt'
  ssl_cert_file = '${folder}/server.crt'
  ssl_key_file = '${folder}/server.key'
  unix_socket_directories = '${folder}'
  listen_addresses = '127.0.0.1, ::1'
  fsync = off
`;
/** Access rules of the database: by password, only with TLS, only with a certificate. */
const access = `
  local all all trust
  hostssl certificate all all cert
  hostssl encrypted all all scram-sha-256
  hostnossl encrypted all all reject
  host all all all scram-sha-256
`;

/** Creates a certificate for each name, signed by the folder's one authority. */
async function makeCertificates(folder: string): Promise<void> {
  const openssl = (...args: string[]) => run("openssl", args, { cwd: folder });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  await openssl(
    ...["req", "-x509", ...key, "-keyout", "ca.key", "-out", "ca.crt", "-subj", "/CN=Test CA"],
  );
  for (const [name, subject] of [
    ["server", "localhost"],
    ["client", "visitor"],
  ] as const) {
    const request = ["-keyout", `${name}.key`, "-out", `${name}.csr`, "-subj", `/CN=${subject}`];
    await openssl("req", ...key, ...request);
    await writeFile(join(folder, `${name}.ext`), `subjectAltName=DNS:${subject}`);
    const signed = ["-in", `${name}.csr`, "-out", `${name}.crt`, "-extfile", `${name}.ext`];
    await openssl(
      ...["x509", "-req", ...signed, "-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial"],
    );
  }
}

describe.skipIf(!existsSync(join(bin, "postgres")))(
  "a URL leads to a real server (skipped where Debian's PostgreSQL is not installed)",
  () => {
    let folder = "";
    let port = 0;
    let stop = async () => {};
    const credentials = `visitor:${encodeURIComponent(password)}`;
    const getUrl = (place: string) => `postgres://${place}`;
    const admin = (statement: string, database = "postgres") =>
      withClient(getUrl(`admin@/${database}?host=${folder}&port=${port}`), 5000, (sql) =>
        sql.unsafe(statement),
      );
    const read = (place: string, statement: string) =>
      withClient(getUrl(place), 5000, async (sql) => [...(await sql.unsafe(statement))][0]);
    /** Returns whether the connection has TLS, or why it fails. */
    const isEncrypted = (place: string) =>
      read(place, "select ssl from pg_stat_ssl where pid = pg_backend_pid()").then(
        (row) => row?.ssl,
        (error) => error.code,
      );

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "keysmith-url-"));
      port = await findFreePort();
      await makeCertificates(folder);
      const account = await chooseAccount(folder);
      const data = join(folder, "data");
      await mkdir(data, { mode: 0o700 });
      if (account) {
        for (const name of ["", ...(await readdir(folder))]) {
          await chown(join(folder, name), account.uid, account.gid);
        }
      }
      const options = { ...account, cwd: folder };
      await run(
        join(bin, "initdb"),
        ["-D", data, "-U", "admin", "-A", "trust", "-E", "UTF8"],
        options,
      );
      await writeFile(join(data, "postgresql.auto.conf"), settings(folder));
      await writeFile(join(data, "pg_hba.conf"), access);
      const server = spawn(join(bin, "postgres"), ["-D", data, "-p", String(port)], {
        ...options,
        stdio: "ignore",
      });
      const ended = once(server, "exit");
      stop = async () => {
        server.kill("SIGQUIT");
        await ended;
        await rm(folder, { recursive: true });
      };
      await vi.waitFor(() => admin("select"), { timeout: 30_000, interval: 50 });
      await admin(`create role visitor login password '${password}'`);
      for (const name of [
        "certificate",
        "encrypted",
        "plain",
        "migrated",
        "elsewhere",
        '"a/b c"',
      ]) {
        await admin(`create database ${name}`);
      }
    }, 60_000);
    afterAll(() => stop());

    test("over TCP, IPv6 and a socket in both spellings, with every part percent-encoded", async () => {
      const socket = encodeURIComponent(folder);
      for (const place of [
        `${credentials}@127.0.0.1:${port}/plain`,
        `${credentials}@[::1]:${port}/plain`,
        `${credentials}@127.0.0.1:1,[::1]:${port}/plain`,
        `visitor@${socket}:${port}/plain`,
        `/plain?host=${folder}&port=${port}&user=visitor`,
        `${credentials}@127.0.0.1:${port}/a%2Fb%20c`,
      ]) {
        const row = await read(place, "select current_user as name");
        expect([place, row]).toEqual([place, { name: "visitor" }]);
      }
    });

    test("has TLS as sslmode says, and trusts the certificate only where it fits", async () => {
      const at = (query: string, host = "localhost", database = "plain") =>
        isEncrypted(`${credentials}@${host}:${port}/${database}?${query}`);
      const ca = `sslrootcert=${folder}/ca.crt`;
      expect(await at("")).toBe(false);
      expect(await at("sslmode=disable", "localhost", "encrypted")).toBe("28000");
      for (const query of [
        "sslmode=prefer",
        "sslmode=require",
        "ssl=true",
        `sslmode=verify-ca&${ca}`,
        `sslmode=verify-full&${ca}`,
        `sslmode=require&channel_binding=require&${ca}`,
        `sslmode=verify-full&ssl_min_protocol_version=TLSv1.3&${ca}`,
      ]) {
        expect([query, await at(query, "localhost", "encrypted")]).toEqual([query, true]);
      }
      const untrusted = ["sslmode=verify-full", "sslmode=require&channel_binding=require"];
      for (const query of untrusted) {
        expect(await at(query)).toBe("SELF_SIGNED_CERT_IN_CHAIN");
      }
      // The certificate names localhost and no IP address.
      expect(await at(`sslmode=verify-ca&${ca}`, "127.0.0.1")).toBe(true);
      expect(await at(`sslmode=verify-full&${ca}`, "127.0.0.1")).toBe(
        "ERR_TLS_CERT_ALTNAME_INVALID",
      );
    });

    test("proves itself by a certificate", async () => {
      const place = `visitor@localhost:${port}/certificate?sslmode=verify-full&sslrootcert=${folder}/ca.crt`;
      expect(await isEncrypted(place)).toBe("28000");
      const own = `&sslcert=${folder}/client.crt&sslkey=${folder}/client.key`;
      expect(await isEncrypted(`${place}${own}`)).toBe(true);
    });

    test("hands the session what it names", async () => {
      const query = "application_name=shop&options=-c%20work_mem%3D3MB&connect_timeout=3&schema=x";
      const row = await read(
        `${credentials}@127.0.0.1:${port}/plain?${query}`,
        `select current_setting('application_name') as name, current_setting('work_mem') as memory,
          current_setting('search_path') as path`,
      );
      expect(row).toEqual({ name: "shop", memory: "3MB", path: '"x"' });
    });

    test("the role's rights are checked, and what is missing is granted by what is printed", async () => {
      const place = getUrl(`${credentials}@127.0.0.1:${port}/migrated`);
      const check = () => withClient(place, 5000, checkRights).catch(({ message }) => message);
      const message = await check();
      expect(message).toContain("The role visitor can't create what Keysmith needs");
      const grants = message.split("\n").slice(1);
      expect(grants).toEqual([
        "GRANT CREATE ON DATABASE migrated TO visitor;",
        "GRANT CREATE ON SCHEMA public TO visitor;",
      ]);
      for (const grant of grants) await admin(grant, "migrated");
      expect(await check()).toBeUndefined();
      await migrateDatabase(place);
      expect(await withClient(place, 5000, checkSchema)).toBeUndefined();
    }, 60_000);

    test("the tables are in the schema that the search_path puts first", async () => {
      const place = getUrl(`${credentials}@127.0.0.1:${port}/elsewhere?search_path=app`);
      await admin("grant create on database elsewhere to visitor", "elsewhere");
      await expect(withClient(place, 5000, checkRights)).rejects.toThrow(
        "names no schema that exists",
      );
      await admin("create schema app authorization visitor", "elsewhere");
      await withClient(place, 5000, checkRights);
      await migrateDatabase(place);
      const tables = await admin(
        "select distinct schemaname as name from pg_tables where tablename = 'api_keys'",
        "elsewhere",
      );
      expect([...tables]).toEqual([{ name: "app" }]);
    }, 60_000);
  },
);
