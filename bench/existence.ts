import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median } from "#bench/median.ts";
import { startProduct } from "#lib/testing/product/product.ts";

/** Whether the time of an answer tells that an address has an account: it should not. */
const pairs = Number(process.env.BENCH_PAIRS ?? 400);
const owner = { email: "owner@demo.test", password: "a password for the bench" };

type Ask = (email: string) => Promise<number>;

async function post(url: string, body: unknown, token?: string): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      ...(token && { Authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
}

/** Milliseconds until a request is answered in full. */
async function time(status: number, send: () => Promise<Response>): Promise<number> {
  const start = performance.now();
  const response = await send();
  await response.arrayBuffer();
  const ms = performance.now() - start;
  if (response.status !== status) throw new Error(`${response.url}: ${response.status}`);
  return ms;
}

function questions(url: string, token: string): Record<string, Ask> {
  const api = `${url}/api/v1`;
  const password = "not the password of anybody";
  return {
    "sign in": (email) => time(401, () => post(`${api}/auth/token`, { email, password })),
    "reset the password": (email) => time(204, () => post(`${api}/auth/password-reset`, { email })),
    invite: (email) =>
      time(201, () => post(`${api}/invitations`, { email, role: "viewer" }, token)),
  };
}

async function signUpAccounts(url: string): Promise<string[]> {
  const emails = Array.from({ length: pairs }, () => `${randomUUID()}@example.test`);
  for (const email of emails) {
    const body = { merchantName: "Bench", email, password: "correct horse battery staple" };
    await time(201, () => post(`${url}/api/v1/merchants`, body));
  }
  return emails;
}

/** One known and one unknown address in turn, each of them first every other time. */
async function measure(ask: Ask, known: readonly string[]): Promise<Record<string, number[]>> {
  const times: Record<string, number[]> = { known: [], unknown: [] };
  for (const [index, email] of known.entries()) {
    const both = [
      ["known", email],
      ["unknown", `${randomUUID()}@example.test`],
    ] as const;
    for (const [kind, address] of index % 2 === 0 ? both : both.toReversed()) {
      times[kind]?.push(await ask(address));
    }
  }
  return times;
}

const folder = await mkdtemp(join(tmpdir(), "keysmith-bench-"));
const product = startProduct({
  LOG_LEVEL: "error",
  KEYSMITH_DATA_DIR: join(folder, "data"),
  KEYSMITH_DEMO_PASSWORD: owner.password,
  RATE_LIMIT_FACTOR: "1000000",
});
try {
  const url = await product.ready;
  const { accessToken } = await (await post(`${url}/api/v1/auth/token`, owner)).json();
  const known = await signUpAccounts(url);
  for (const [name, ask] of Object.entries(questions(url, accessToken))) {
    const times = await measure(ask, known);
    const half = (kind: string, rest: number) =>
      median((times[kind] ?? []).filter((_, index) => index % 2 === rest));
    const [of, without] = [median(times.known ?? []), median(times.unknown ?? [])];
    console.log(
      `${name.padEnd(20)} with an account ${of.toFixed(2)} ms, without ${without.toFixed(2)} ms, ` +
        `ratio ${(of / without).toFixed(3)}; two halves of those without ` +
        `${(half("unknown", 0) / half("unknown", 1)).toFixed(3)}`,
    );
  }
} finally {
  product.kill("SIGTERM");
  await product.ended;
  await rm(folder, { recursive: true, force: true });
}
