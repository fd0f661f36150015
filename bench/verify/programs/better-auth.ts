import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { serve } from "#bench/verify/serve.ts";

/** Only what is used here: the package is not there when the types are checked. */
interface Auth {
  api: {
    signUpEmail(input: { body: object }): Promise<{ user: { id: string } }>;
    createApiKey(input: { body: object }): Promise<{ key: string }>;
    verifyApiKey(input: { body: { key: string } }): Promise<{ valid: boolean }>;
  };
}

const { BENCH_FOLDER: folder = "", DATABASE_URL: connectionString } = process.env;
const [keyCount, poolSize] = [Number(process.env.BENCH_KEYS), Number(process.env.BENCH_POOL_SIZE)];
const parallel = 8;

const { resolve } = createRequire(join(folder, "package.json"));
const load = (name: string) => import(pathToFileURL(resolve(name)).href);

const { default: pg } = await load("pg");
const { betterAuth } = await load("better-auth");
const { getMigrations } = await load("better-auth/db/migration");
const { apiKey } = await load("@better-auth/api-key");

const auth = betterAuth({
  baseURL: "http://localhost",
  secret: "a secret of the bench that is long enough",
  database: new pg.Pool({ connectionString, max: poolSize }),
  emailAndPassword: { enabled: true },
  telemetry: { enabled: false },
  // The length of our keys, so that requests have the same size.
  plugins: [
    apiKey({ defaultPrefix: "ks_live_", defaultKeyLength: 49, rateLimit: { enabled: false } }),
  ],
});
await (await getMigrations(auth.options)).runMigrations();
const { api } = auth as Auth;
const body = { name: "Bench", email: "bench@example.test", password: "a bench password" };
const { user } = await api.signUpEmail({ body });

const keys: string[] = [];
async function createKeys(): Promise<void> {
  while (keys.length < keyCount) {
    const place = keys.push("") - 1;
    keys[place] = (await api.createApiKey({ body: { userId: user.id, name: "Bench" } })).key;
  }
}
await Promise.all(Array.from({ length: parallel }, createKeys));
const port = await serve(async (text) => {
  const { key } = JSON.parse(text.toString());
  return JSON.stringify(await api.verifyApiKey({ body: { key } }));
});
process.send?.({ keys, port });
