import fc from "fast-check";
import { operations } from "#lib/contract.ts";
import type { Operation } from "#lib/operation.ts";
import type { PreparedCall } from "#lib/testing/api/scenarios.ts";

/** A request as it goes over the wire, and what it was made of. */
export interface FuzzRequest {
  method: string;
  /** The request target, as it is sent. */
  target: string;
  headers: [string, string][];
  body: Buffer | null;
  /** The operation whose method and path these are; null where they may be nobody's. */
  operation: Operation | null;
}

/** The real values that requests may hold, so that some get past the first check. */
export interface World {
  token: string;
  fullKey: string;
  /** Good calls by the id of their operation. */
  calls: ReadonlyMap<string, PreparedCall>;
}

// An unsigned call makes the server ask GitHub for its keys.
export const fuzzed = operations.filter(({ id }) => id !== "receiveGithubAlerts");

const strangeText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(
    "",
    "null",
    "-1",
    "1e309",
    "9".repeat(400),
    "\u0000",
    "\ud800",
    "\u202e",
    "__proto__",
    "' or 1=1 --",
    "../../etc/passwd",
    "%00",
    "a".repeat(5000),
    "2027-02-30T25:61:61Z",
  ),
);

const strangeValue = fc.oneof(
  strangeText,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(0, -1, 1.5, 1e308, true, null, [], {}, [[[]]], { __proto__: { a: 1 } }),
);

/** An example with some of its fields left out, changed or added. */
function createVariants(example: unknown): fc.Arbitrary<unknown> {
  if (example === null || typeof example !== "object" || Array.isArray(example)) {
    return fc.oneof(fc.constant(example), strangeValue);
  }
  const fields = Object.entries(example).map(
    ([name, value]) =>
      [
        name,
        fc.oneof(
          { weight: 4, arbitrary: fc.constant(value) },
          { weight: 1, arbitrary: strangeValue },
        ),
      ] as const,
  );
  const kept = fc.record(Object.fromEntries(fields), { requiredKeys: [] });
  const added = fc.dictionary(fc.string({ maxLength: 12 }), strangeValue, { maxKeys: 1 });
  return fc.oneof(
    fc.constant(example),
    kept,
    fc.tuple(kept, added).map(([one, other]) => ({ ...one, ...other })),
  );
}

const garbage = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(
    Buffer.from("{"),
    Buffer.from('{"a":1,"a":2}'),
    Buffer.from("[".repeat(20_000)),
    Buffer.from('\ufeff{"name":"x"}'),
    Buffer.from('{"name":"x"}', "utf16le"),
    Buffer.from([0x22, 0xff, 0xfe, 0x22]),
    Buffer.alloc(65_537, 0x20),
  ),
);

const contentType = fc.oneof(
  { weight: 8, arbitrary: fc.constant("application/json") },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "application/json; charset=utf8",
      "APPLICATION/JSON",
      "text/plain",
      "multipart/form-data; boundary=x",
      "application/json;;;",
      "",
    ),
  },
);

const oddHeaders: fc.Arbitrary<[string, string][]> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<[string, string][]>([]) },
  {
    weight: 4,
    arbitrary: fc.subarray<[string, string]>(
      [
        ["RSC", "1"],
        ["Next-Router-Prefetch", "1"],
        ["Next-Action", "x"],
        ["X-Forwarded-For", "198.51.100.9:4444, unknown"],
        ["X-Forwarded-Host", "["],
        ["X-Middleware-Subrequest", "proxy:proxy:proxy"],
        ["X-Request-Id", "\u00ff\u00fe"],
        ["Idempotency-Key", "a b"],
        ["Idempotency-Key", "k".repeat(256)],
        ["Prefer", "return=representation"],
        ["Cookie", "keysmith.session=x; __Host-keysmith.session=%%%"],
        ["Origin", "null"],
        ["Accept", "\u00e9/\u00e9"],
        ["Range", "bytes=0-0,-1"],
        ["If-None-Match", "*"],
        ["Expect", "200-nothing"],
        ["Transfer-Encoding", "identity"],
        ["Content-Encoding", "gzip"],
        ["traceparent", "00-zz-zz-01"],
        ["Keysmith-Merchant", "mer_x"],
      ],
      { maxLength: 3 },
    ),
  },
);

/** Mostly the credential of the good call. */
function createCredentials(
  world: World,
  { headers }: PreparedCall,
): fc.Arbitrary<[string, string][]> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant(Object.entries(headers)) },
    {
      weight: 4,
      arbitrary: fc.constantFrom<[string, string][]>(
        [],
        [["Authorization", `Bearer ${world.token}`]],
        [["Authorization", `Bearer ${world.fullKey}`]],
        [["X-API-Key", world.fullKey]],
        [["X-API-Key", "ks_live_x"]],
        [["Authorization", "Basic YTpi"]],
        [["Authorization", "Bearer"]],
        [["Authorization", `Bearer ${world.token.slice(0, -3)}`]],
        [["Authorization", `Bearer ${"e".repeat(60_000)}`]],
        [["Authorization", "Bearer ks_svc_x"]],
        [["Authorization", "Bearer \u00ff%%%"]],
      ),
    },
  );
}

const strangeSegment = fc.oneof(
  fc.constantFrom("..", ".", "%2e%2e", "%2E", "%00", "%", "%ff", "a%2fb", "", "app_0", "~", "\\"),
  strangeText.map((text) => encodeURIComponent(text.toWellFormed()).slice(0, 3000)),
);

function createRequests(operation: Operation, world: World): fc.Arbitrary<FuzzRequest> {
  const call = world.calls.get(operation.id);
  if (!call) throw new Error(`${operation.id} has no good call`);
  const names = Object.keys(operation.params ?? {});
  const params = fc.record(
    Object.fromEntries(
      names.map((name) => [
        name,
        fc.oneof(
          { weight: 3, arbitrary: fc.constant(call.params[name] ?? "x") },
          { weight: 1, arbitrary: strangeSegment },
        ),
      ]),
    ),
  );
  const fields = Object.keys(operation.query?.shape ?? { limit: 0, cursor: 0 });
  const query = fc.oneof(
    { weight: 2, arbitrary: fc.constant(call.query) },
    {
      weight: 1,
      arbitrary: fc.dictionary(
        fc.oneof(fc.constantFrom(...fields), fc.string({ maxLength: 8 })),
        strangeText,
        { maxKeys: 3 },
      ),
    },
  );
  const body = operation.body
    ? fc.oneof(
        {
          weight: 5,
          arbitrary: createVariants(call.body ?? {}).map((value) =>
            Buffer.from(JSON.stringify(value) ?? ""),
          ),
        },
        { weight: 1, arbitrary: garbage },
      )
    : fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: garbage });
  return fc
    .record({
      params,
      query,
      body,
      type: contentType,
      odd: oddHeaders,
      credentials: createCredentials(world, call),
    })
    .map(({ params, query, body, type, odd, credentials }) => {
      const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? "");
      const isPlain = names.every((name) => /^[\w-]+$/.test(params[name] ?? ""));
      const search = new URLSearchParams(query).toString();
      return {
        method: operation.method.toUpperCase(),
        target: search ? `${path}?${search}`.slice(0, 8000) : path,
        headers: [
          ...credentials,
          ...(body && type ? [["Content-Type", type] as [string, string]] : []),
          ...odd,
        ],
        body,
        operation: isPlain && odd.length === 0 ? operation : null,
      };
    });
}

const targets = [
  "/api/v1/applications",
  "/api/v1/whoami",
  "/api/v1/openapi.json",
  "/api/auth/session",
  "/api/auth/_log",
  "/api/auth/callback/credentials",
  "/api/auth/signin/google",
  "/docs",
  "/docs/reference/create-api-key.md",
  "/llms.txt",
  "/healthz",
  "/sign-in",
  "/.well-known/jwks.json",
  "/_next/static/x.js",
  "/favicon.ico",
];

const distortions: ((target: string) => string)[] = [
  (target) => target,
  (target) => `/${target}`,
  (target) => target.toUpperCase(),
  (target) => target.replace("/", "/./"),
  (target) => `/x/..${target}`,
  (target) => `/x/%2e%2e${target}`,
  (target) => `/..${target}`,
  (target) => `${target}/`,
  (target) => `${target}//`,
  (target) => `${target}%00`,
  (target) => `${target};a=b`,
  (target) => `${target}?_rsc=1`,
  (target) => `${target}?%`,
  (target) => target.replaceAll("/", "%2f"),
  (target) => target.replaceAll("/", "\\"),
  (target) => `http://other.example${target}`,
  (target) => `http://[${target}`,
  (target) => target.slice(1),
  (target) => `${target}#fragment`,
  (target) => `${target}?${"a=b&".repeat(3000)}`,
  () => "*",
  () => "//",
];

const oddRequest: fc.Arbitrary<FuzzRequest> = fc
  .record({
    method: fc.constantFrom(
      ...[
        "GET",
        "POST",
        "PUT",
        "PATCH",
        "DELETE",
        "HEAD",
        "OPTIONS",
        "TRACE",
        "CONNECT",
        "PROPFIND",
      ],
    ),
    target: fc.constantFrom(...targets),
    distort: fc.constantFrom(...distortions),
    odd: oddHeaders,
    body: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: garbage }),
    type: contentType,
  })
  .map(({ method, target, distort, odd, body, type }) => ({
    method,
    target: distort(target),
    headers: [...(body && type ? [["Content-Type", type] as [string, string]] : []), ...odd],
    body,
    operation: null,
  }));

/** The same requests for the same seed and world: calls of every operation, and odd paths. */
export function generateRequests(world: World, count: number, seed: number): FuzzRequest[] {
  const calls = fc.oneof(...fuzzed.map((operation) => createRequests(operation, world)));
  const any = fc.oneof({ weight: 4, arbitrary: calls }, { weight: 1, arbitrary: oddRequest });
  return fc.sample(any, { numRuns: count, seed });
}
