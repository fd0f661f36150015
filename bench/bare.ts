import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import postgres from "postgres";

/*
 * The least that a Node.js server can do for a request, as a process of its own: `/` reads the body and
 * answers a constant, `/insert` adds a row durably, `/select` reads one by a prepared statement.
 */

const sql = postgres(process.env.DATABASE_URL ?? "", { max: 10, onnotice: () => {} });
await sql`create schema if not exists bench`;
await sql`
  create table if not exists bench.rows (
    id uuid primary key default gen_random_uuid(),
    owner text not null,
    digest bytea not null,
    description text not null,
    scopes text[] not null,
    created_at timestamptz not null default now()
  )`;
await sql`create index if not exists rows_owner on bench.rows (owner, created_at)`;
const digest = Buffer.alloc(32, 7);
const insert = (description: string) => sql`
  insert into bench.rows (owner, digest, description, scopes)
  values (${"mer_bench"}, ${digest}, ${description}, ${["payments:read"]})
  returning id, created_at`;
const [kept] = await insert("Kept");

const server = createServer(async (req, res) => {
  let body = "";
  for await (const chunk of req) body += chunk;
  let answer: unknown = { ok: true };
  if (req.url === "/insert") [answer] = await insert(JSON.parse(body).description);
  if (req.url === "/select") [answer] = await sql`select * from bench.rows where id = ${kept?.id}`;
  res.setHeader("Content-Type", "application/json");
  res.end(JSON.stringify(answer));
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
process.send?.((server.address() as AddressInfo).port);
process.once("SIGTERM", () => process.exit(0));
