import {
  createApplication,
  createKey,
  product,
  runOperator,
  send,
  signUpMerchant,
} from "./support/client.ts";
import { expect, expectAccessible, test } from "./support/portal.ts";
import { createServiceToken } from "./support/service-token.ts";
import { test as startTest } from "./support/start.ts";

async function setUp() {
  const { token } = await signUpMerchant();
  const application = await createApplication(token);
  const { fullKey, id } = await createKey(token, application.id);
  const service = await createServiceToken(id);
  const verify = async (body: Record<string, unknown> = {}) => {
    const { status, body: verdict } = await send("POST", "/api/v1/api-keys/verify", {
      token: service.token,
      body: { key: fullKey, ...body },
    });
    expect(status).toBe(200);
    return verdict;
  };
  const keyPath = `/api/v1/applications/${application.id}/api-keys/${id}`;
  return { token, application, fullKey, id, service, verify, keyPath };
}

test("an operator's service verifies a key until it is reported as leaked, which is for good", async () => {
  const { token, application, fullKey, id, verify, keyPath } = await setUp();
  expect(await verify({ scope: "payments:read" })).toMatchObject({
    valid: true,
    keyId: id,
    applicationId: application.id,
  });

  const report = await send("POST", "/api/v1/api-keys/report-leak", {
    body: { keys: [`API_KEY=${fullKey}\n`, "something else"] },
  });
  expect([report.status, report.body]).toEqual([200, { received: 2 }]);
  expect(await verify()).toEqual({ valid: false, code: "revoked" });
  const { body } = await send("GET", keyPath, { token });
  expect(body).toMatchObject({
    status: "revoked",
    leaked: true,
    revokedBy: null,
    revokedReason: "Leaked: reported to us",
    restorableUntil: null,
  });
  expect((await send("POST", `${keyPath}/restore`, { token })).status).toBe(409);
});

test("the operator suspends a merchant and resumes it, and revokes a service token", async () => {
  const { service, verify } = await setUp();
  const { merchantId } = await verify();
  await runOperator(["merchant", "suspend", merchantId]);
  expect(await verify()).toEqual({ valid: false, code: "suspended" });
  const merchants = await runOperator(["merchant", "list"]);
  expect(merchants).toContainEqual(
    expect.objectContaining({ id: merchantId, suspendedAt: expect.stringMatching(/Z$/) }),
  );
  await runOperator(["merchant", "resume", merchantId]);
  expect(await verify()).toMatchObject({ valid: true });

  await runOperator(["service-token", "revoke", service.id]);
  const { token } = service;
  const body = { key: "x" };
  await expect
    .poll(async () => (await send("POST", "/api/v1/api-keys/verify", { token, body })).status)
    .toBe(401);
});

test("the page on secret scanning gives rules for the operator's prefix, to anyone", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/docs/secret-scanning");
  await expect(page.getByRole("heading", { name: "Secret scanning", level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Copy Regular expression for API keys" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Copied" })).toHaveCount(1);
  const pattern = await page.evaluate(() => navigator.clipboard.readText());
  expect(pattern).toBe("ks_(?:live|test)_[0-9A-Za-z]{49,248}");
  await expect(page.getByRole("group", { name: ".gitleaks.toml" })).toContainText(pattern);
  await expect(page.getByRole("group", { name: ".pre-commit-config.yaml" })).toContainText(pattern);
  await expect(page.getByRole("group", { name: "Report with curl" })).toContainText(
    `${product.url}/api/v1/api-keys/report-leak`,
  );
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 320, height: 640 });
  await expectAccessible(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(320);
});

startTest(
  "the operator's commands work while the product is stopped",
  async ({ dataDir, start }) => {
    const first = start();
    await first.ready;
    first.kill("SIGTERM");
    expect(await first.ended).toBe(0);
    const { token } = await runOperator(["service-token", "create", "offline"], dataDir);
    const second = start();
    const response = await fetch(`${await second.ready}/api/v1/api-keys/verify`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ key: "x" }),
    });
    expect([response.status, await response.json()]).toEqual([
      200,
      { valid: false, code: "malformed" },
    ]);
  },
);
