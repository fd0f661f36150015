import { execFile, spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { chmod, cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { parseDatabaseUrl } from "#lib/db/url.ts";
import { readSettings } from "#lib/env.ts";
import { getServer } from "#lib/runtime/server.ts";
import { startApiServer } from "#lib/testing/api/api-server.ts";
import { pgbouncer } from "#lib/testing/database/pgbouncer.ts";
import { startVerifierProcess } from "#lib/testing/product/verifier.ts";
import { mintApplication, mintMerchant } from "#lib/testing/records/merchants.ts";
import { getServiceToken } from "#lib/testing/records/service-token.ts";
import { findFreePort, hasRedis, startRedis } from "#lib/testing/services/redis.ts";
import { runOperator } from "#scripts/operator/run.ts";

const run = promisify(execFile);

/** Guides whose every code block is run or checked here, one after another. */
const guides = [
  "monitoring",
  "tls",
  "proxies",
  "postgresql-ha",
  "pgbouncer",
  "redis",
  "security-checklist",
  "incidents",
  "before-real-merchants",
  "operator-api",
].map((name) => `docs/operations/${name}.md`);
const pages = [...guides, ...globSync("docs/operations/runbooks/*.md").sort()];

interface Block {
  page: string;
  kind: string;
  code: string;
}

const fence = /^( *)```(\w+)\n([\s\S]*?)^\1```$/gm;
const blocks: Block[] = pages.flatMap((page) =>
  [...readFileSync(page, "utf8").matchAll(fence)].map(([, indent = "", kind = "", code = ""]) => ({
    page,
    kind,
    code: code.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
  })),
);
const listBlocks = (kind: string) => blocks.filter((block) => block.kind === kind);

const has = (program: string) => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;

/** What sh blocks need; those of a page that needs a missing one are skipped. */
const programs = ["bash", "psql", "curl", "jq", "openssl", "promtool", "redis-cli"];
const missing = programs.filter((program) => !has(program));
if (!hasRedis) missing.push("redis-server");

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keysmith-guides-"));
  const files = ["-keyout", join(folder, "tls.key"), "-out", join(folder, "tls.crt")];
  const subject = ["-subj", "/CN=keys.example.com", "-days", "30"];
  await run("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", ...files, ...subject]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("every code block is of a kind that is run or checked", () => {
  const kinds = ["sh", "env", "nginx", "caddyfile", "haproxy", "ini", "redis"];
  // Those of a heading or a list that isn't closed would be missed.
  const opened = pages.flatMap((page) => readFileSync(page, "utf8").match(/^ *```\w+/gm) ?? []);
  expect(blocks).toHaveLength(opened.length);
  expect(blocks.filter(({ kind }) => !kinds.includes(kind))).toEqual([]);
  expect(listBlocks("sh").length).toBeGreaterThan(20);
});

test("every link to another page leads to one", () => {
  const broken = pages.flatMap((page) =>
    [...readFileSync(page, "utf8").matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)]
      .map(([, path = ""]) => join(dirname(page), path))
      .filter((path) => globSync(path).length === 0),
  );
  expect(broken).toEqual([]);
});

test("every setting in a guide is accepted, and every database URL understood", () => {
  const found = listBlocks("env");
  expect(found.length).toBeGreaterThan(5);
  for (const { page, code } of found) {
    const settings = Object.fromEntries(
      code
        .trim()
        .split("\n")
        .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
    );
    expect(() => readSettings(settings), page).not.toThrow();
    for (const [name, value] of Object.entries(settings)) {
      if (!name.endsWith("_URL") || name === "REDIS_URL") continue;
      const { options } = parseDatabaseUrl(value);
      expect(options.database, page).toBe("keysmith");
      const isLocal = options.path !== undefined || options.host[0] === "127.0.0.1";
      const isEncrypted = typeof options.ssl === "object" || isLocal || page.includes("pgbouncer");
      expect(isEncrypted, value).toBe(true);
    }
  }
});

test.skipIf(missing.length > 0)(
  `every command in a guide succeeds${missing.length > 0 ? ` (skipped: no ${missing.join(", ")})` : ""}`,
  async () => {
    const member = await mintMerchant();
    const { id: applicationId } = await mintApplication(member.ctx);
    const mint = () => createApiKey(member.ctx, { applicationId, description: "Checkout" });
    const [key, leaked] = [await mint(), await mint(), await mint()];
    const { db } = getServer();
    const [api, verifier, redis] = await Promise.all([
      startApiServer(),
      startVerifierProcess(),
      startRedis(await findFreePort()),
    ]);
    await verifier.untilTrusted();
    // In this process, because each start of the command takes a second.
    const operator = createServer(async (req, res) => {
      const args = (await buffer(req)).toString().split("\0").slice(0, -1);
      const { exitCode, text } = await runOperator(args);
      res.writeHead(exitCode === 0 ? 200 : 500).end(`${text}\n`);
    }).listen(0, "127.0.0.1");
    await cp("deploy/prometheus", join(folder, "deploy/prometheus"), { recursive: true });
    const env: NodeJS.ProcessEnv = {
      NODE_ENV: "test",
      PATH: process.env.PATH,
      DATABASE_URL: process.env.DATABASE_URL,
      KEYSMITH_URL: api.url,
      VERIFIER_URL: verifier.url,
      REDIS_URL: redis.url,
      SERVICE_TOKEN: await getServiceToken(),
      API_TOKEN: member.token,
      MERCHANT_ID: member.ctx.merchantId,
      APPLICATION_ID: applicationId,
      API_KEY: key.fullKey,
      KEY_ID: key.id,
      LEAKED_KEY: leaked.fullKey,
      CERTIFICATE: join(folder, "tls.crt"),
      CERTIFICATE_KEY: join(folder, "tls.key"),
      OPERATOR: `http://127.0.0.1:${(operator.address() as AddressInfo).port}`,
    };
    // The last page to use a key revokes it, so those that revoke all of them come last.
    const order = (page: string) => Number(page.includes("incidents"));
    const ordered = listBlocks("sh").sort((a, b) => order(a.page) - order(b.page));
    const preamble = `
      npm() {
        [ "$1 $2 $3" = "run operator --" ] || { echo "not npm run operator: $*" >&2; return 1; }
        shift 3
        printf '%s\\0' "$@" | curl -s --fail-with-body --data-binary @- "$OPERATOR"
      }`;
    const script = ordered.map(({ page, code }) => `echo '--- ${page}'\n${code}`).join("\n");
    await writeFile(join(folder, "guides.sh"), `${preamble}\n${script}`);
    try {
      const ending = run("bash", ["-euo", "pipefail", "guides.sh"], { cwd: folder, env });
      const { stdout } = await ending.catch((error) => {
        throw new Error(`${error.stdout}\n${error.stderr}`);
      });
      expect(stdout.match(/effective-at: /gi)).toHaveLength(1);
      const revoked = await db.execute(`select id from api_keys where revoked_at is not null`);
      expect(revoked.map(({ id }) => id)).toContain(leaked.id);
      expect(revoked).toHaveLength(3);
      const rules = readFileSync(join(folder, "deploy/prometheus/alert-rules.yml"), "utf8");
      expect(rules).toContain("runbook_url: https://git.example.com/keysmith/docs/operations/");
    } finally {
      operator.close();
      redis.signal("SIGKILL");
      await Promise.all([verifier.stop(), api.close(), redis.ended]);
    }
  },
  60_000,
);

/** Replaces what only exists where the guide is followed. */
const localize = (code: string) =>
  code
    .replaceAll("/etc/ssl/keys.example.com.pem", join(folder, "tls.crt"))
    .replaceAll("/etc/ssl/keys.example.com.key", join(folder, "tls.key"))
    .replaceAll(/\b[a-z]+-[12]\.internal\b/g, "127.0.0.1");

const checkers = [
  {
    program: "nginx",
    kind: "nginx",
    check: async (file: string, code: string) => {
      await writeFile(
        file,
        `events {}\nhttp {\n${code.replace("listen 443", `listen ${await findFreePort()}`)}\n}`,
      );
      return ["nginx", "-t", "-p", folder, "-e", "stderr", "-g", "pid nginx.pid;", "-c", file];
    },
  },
  {
    program: "caddy",
    kind: "caddyfile",
    check: async (file: string, code: string) => {
      await writeFile(file, code);
      return ["caddy", "validate", "--adapter", "caddyfile", "--config", file];
    },
  },
  {
    program: "haproxy",
    kind: "haproxy",
    check: async (file: string, code: string) => {
      const both = ["tls.crt", "tls.key"].map((name) => readFileSync(join(folder, name), "utf8"));
      await writeFile(join(folder, "both.pem"), both.join(""));
      await writeFile(file, code.replace(join(folder, "tls.crt"), join(folder, "both.pem")));
      return ["haproxy", "-c", "-f", file];
    },
  },
];

describe("the configuration in a guide is valid", () => {
  for (const { program, kind, check } of checkers) {
    const isThere = has(program);
    test.skipIf(!isThere)(
      `${program}${isThere ? "" : " (skipped: it is not on the PATH)"}`,
      async () => {
        const found = listBlocks(kind);
        expect(found).toHaveLength(1);
        const file = join(folder, `config.${kind}`);
        const [command = "", ...args] = await check(file, localize(found[0]?.code ?? ""));
        await run(command, args, { env: { ...process.env, HOME: folder } });
      },
    );
  }

  test.skipIf(!hasRedis)(`redis-server${hasRedis ? "" : " (skipped)"}`, async () => {
    const file = join(folder, "redis.conf");
    await writeFile(file, listBlocks("redis")[0]?.code ?? "");
    const port = await findFreePort();
    const redis = await startRedis(port, [file]);
    const { stdout } = await run("redis-cli", [
      "-u",
      redis.url,
      "config",
      "get",
      "maxmemory-policy",
    ]);
    redis.signal("SIGKILL");
    await redis.ended;
    expect(stdout).toContain("volatile-ttl");
  });

  test.skipIf(!pgbouncer)(
    `pgbouncer${pgbouncer ? "" : " (skipped: it is not installed)"}`,
    async () => {
      const port = await findFreePort();
      const users = join(folder, "userlist.txt");
      await writeFile(users, '"keysmith" "secret"\n');
      const code = (listBlocks("ini")[0]?.code ?? "")
        .replace("listen_addr = 0.0.0.0", "listen_addr = 127.0.0.1\nunix_socket_dir =")
        .replace("listen_port = 6432", `listen_port = ${port}`)
        .replace("/etc/pgbouncer/userlist.txt", users);
      const file = join(folder, "pgbouncer.ini");
      await writeFile(file, code);
      // It refuses to run as root, and says so after it has read its configuration.
      await chmod(folder, 0o755);
      const account = process.getuid?.() === 0 ? ["-u", "nobody"] : [];
      const child = spawnSync(pgbouncer ?? "", [...account, file], {
        timeout: 1500,
        encoding: "utf8",
      });
      expect(child.stderr).toContain(`listening on 127.0.0.1:${port}`);
      expect(child.stderr).not.toMatch(/ERROR|FATAL|unrecognized/);
    },
  );
});
