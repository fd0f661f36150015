import { expect, test } from "@playwright/test";
import { operations } from "#lib/contract.ts";
import { callOf } from "#lib/reference/samples/call.ts";
import { samplesOf } from "#lib/reference/samples.ts";
import { type GoodCall, prepareGoodCall } from "./support/good-calls.ts";
import { startRecorder } from "./support/recorder.ts";
import { canRun, describeLanguage, isLanguage, runSamples } from "./support/samples.ts";

/** What a reader puts in place of ids and tokens. */
function fillIn(code: string, example: unknown, call: GoodCall): string {
  const { token = "", params = {}, body = {}, real = {} } = call;
  const ids = Object.values(params);
  const made = Object.entries(body).map(([name, value]): [string, string] => {
    const before = (example as Record<string, unknown> | undefined)?.[name];
    const toField = (text: unknown) => `${JSON.stringify(name)}: ${JSON.stringify(text)}`;
    return [toField(before), toField(value)];
  });
  const values: [string, string][] = [
    ["YOUR_API_TOKEN (JWT)", token],
    ["YOUR_SERVICE_TOKEN", token],
    ["Bearer YOUR_API_KEY", `Bearer ${token}`],
    ...Object.entries(real),
    ...made,
  ];
  return values
    .reduce((text, [name, value]) => text.replaceAll(name, value), code)
    .replaceAll("example_string", () => ids.shift() ?? "example_string");
}

/** But for the portal's own, and for what only GitHub can sign. */
const withSamples = operations.filter(
  ({ id, access }) => access !== "portal" && id !== "receiveGithubAlerts",
);
const [first] = withSamples;
if (!first) throw new Error("There are no operations");

for (const { language, syntax } of samplesOf(first, { baseUrl: "https://api.example.com" })) {
  test(`each sample in ${language} sends what the reference says, and gets its answer`, async () => {
    if (!isLanguage(syntax)) throw new Error(`Nothing runs ${syntax}`);
    test.skip(!(await canRun(syntax)), `There is no ${describeLanguage(syntax).needs} here`);
    test.setTimeout(240_000);
    const recorder = await startRecorder();
    for (const operation of withSamples) {
      const call = await prepareGoodCall(operation.method, operation.path);
      // Written for where it is sent: a sample for HTTPS differs from one for HTTP in more than its URL.
      const samples = samplesOf(operation, { baseUrl: recorder.address });
      const sample = samples.find((one) => one.language === language);
      const code = fillIn(sample?.code ?? "", operation.bodyExample, call);
      await runSamples(syntax, [code]);
      const [exchange, ...others] = recorder.take();
      expect(others).toEqual([]);
      expect({ id: operation.id, status: exchange?.answer.status }).toEqual({
        id: operation.id,
        status: call.status,
      });
      const told = callOf(operation, "");
      expect(exchange?.method).toBe(told.method);
      for (const [name] of told.headers)
        expect(exchange?.headers).toHaveProperty(name.toLowerCase());
      expect(exchange?.body === "" ? undefined : JSON.parse(exchange?.body ?? "")).toEqual(
        told.body === undefined ? undefined : expect.anything(),
      );
    }
    await recorder.close();
  });
}
