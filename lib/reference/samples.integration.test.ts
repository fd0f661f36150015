import { afterAll, beforeAll, expect, test } from "vitest";
import { type OperationId, operations } from "#lib/contract.ts";
import { createCall } from "#lib/reference/samples/call.ts";
import { createSamples } from "#lib/reference/samples.ts";
import { type ApiServer, startApiServer } from "#lib/testing/api/api-server.ts";
import { canRun, describeLanguage, isLanguage, runSamples } from "#lib/testing/api/samples.ts";
import { prepareGoodCall } from "#lib/testing/api/scenarios.ts";
import { startRecorder } from "#lib/testing/network/recorder.ts";
import { mintMerchant, type TestMember, verifyAddress } from "#lib/testing/records/merchants.ts";

let server: ApiServer;
let owner: TestMember;

beforeAll(async () => {
  server = await startApiServer();
  owner = await mintMerchant();
  await verifyAddress(owner);
});
afterAll(() => server.close());

/** Replaces ids and tokens, as a reader does. */
function fillIn(code: string, example: unknown, prepared: Prepared): string {
  const { call, target } = prepared;
  const token = (call.headers.authorization ?? "").replace("Bearer ", "");
  const ids = Object.values(call.params);
  const made = Object.entries(target.fields ?? {}).map(([name, value]): [string, string] => {
    const before = (example as Record<string, unknown> | undefined)?.[name];
    const toField = (text: unknown) => `${JSON.stringify(name)}: ${JSON.stringify(text)}`;
    return [toField(before), toField(value)];
  });
  const key = target.fields?.key ?? (target.fields?.keys as string[] | undefined)?.[0];
  const values: [string, string][] = [
    ["YOUR_API_TOKEN (JWT)", token],
    ["YOUR_SERVICE_TOKEN", token],
    ["Bearer YOUR_API_KEY", `Bearer ${token}`],
    ...(key ? [["YOUR_API_KEY", String(key)] as [string, string]] : []),
    ...made,
  ];
  return values
    .reduce((text, [name, value]) => text.replaceAll(name, value), code)
    .replaceAll("example_string", () => ids.shift() ?? "example_string");
}

type Prepared = Awaited<ReturnType<typeof prepareGoodCall>>;

/** Without the portal's own operations, and those that only GitHub can sign. */
const withSamples = operations.filter(
  ({ id, access }) => access !== "portal" && id !== "receiveGithubAlerts",
);
const [first] = withSamples;
if (!first) throw new Error("There are no operations");
const languages = createSamples(first, { baseUrl: "https://api.example.com" });

test.for(languages)(
  "each sample in $language sends what the reference says, and gets its answer",
  {
    timeout: 240_000,
  },
  async ({ language, syntax }, { skip }) => {
    if (!isLanguage(syntax)) throw new Error(`Nothing runs ${syntax}`);
    skip(!(await canRun(syntax)), `There is no ${describeLanguage(syntax).needs} here`);
    const recorder = await startRecorder(server.url);
    const calls: Prepared[] = [];
    const codes: string[] = [];
    for (const operation of withSamples) {
      const prepared = await prepareGoodCall(operation.id as OperationId, owner);
      // Created for this URL: samples for HTTPS and HTTP differ in more than the URL.
      const samples = createSamples(operation, { baseUrl: recorder.address });
      const sample = samples.find((one) => one.language === language);
      const code = fillIn(sample?.code ?? "", operation.bodyExample, prepared);
      calls.push(prepared);
      codes.push(syntax === "js" ? `{\n${code}\n}` : code);
    }
    await runSamples(syntax, codes);
    const exchanges = recorder.take();
    expect(exchanges.map(({ answer }, place) => [withSamples[place]?.id, answer.status])).toEqual(
      withSamples.map(({ id }, place) => [id, calls[place]?.status]),
    );
    for (const [place, operation] of withSamples.entries()) {
      const exchange = exchanges[place];
      const told = createCall(operation, "");
      expect(exchange?.method).toBe(told.method);
      for (const [name] of told.headers) {
        expect(exchange?.headers).toHaveProperty(name.toLowerCase());
      }
      expect(exchange?.body === "" ? undefined : JSON.parse(exchange?.body ?? "")).toEqual(
        told.body === undefined ? undefined : expect.anything(),
      );
    }
    await recorder.close();
  },
);
