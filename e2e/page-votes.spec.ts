import { product, runOperator, send } from "./support/client.ts";
import { expect, expectAccessible, test } from "./support/portal.ts";

const page = "/docs/secret-scanning";

test("a reader says whether a page helped and why, changes their mind, and counts once", async ({
  page: reader,
}) => {
  const readVotes = () => runOperator(["feedback", "list", "--page", page]);
  const before = await readVotes();
  await reader.goto(page);
  const question = reader.getByRole("region", { name: "Was this page helpful?" });
  const yes = question.getByRole("button", { name: "Yes" });
  const no = question.getByRole("button", { name: "No" });
  await yes.focus();
  await reader.keyboard.press("Enter");
  await expect(question.getByRole("status")).toHaveText("Thank you.");
  await expect(yes).toHaveAttribute("aria-pressed", "true");
  await expect(question.getByLabel("What did you like?")).toBeVisible();

  await no.click();
  await expect(no).toHaveAttribute("aria-pressed", "true");
  await expect(yes).toHaveAttribute("aria-pressed", "false");
  await question.getByRole("button", { name: "Send" }).click();
  await expect(question.getByRole("alert")).toHaveText("The comment is required");
  await question.getByLabel("What was missing?").fill("Where is Go?\n\tAnd Ruby?");
  await expect(question.getByText("23 / 1000")).toBeVisible();
  await expectAccessible(reader);
  await question.getByRole("button", { name: "Send" }).click();
  await expect(question.getByRole("status")).toHaveText("Thank you. We read every comment.");
  await expect(question.getByRole("status")).toBeFocused();
  const [vote, ...others] = await readVotes();
  expect(vote).toMatchObject({ helpful: false, comment: "Where is Go?\n  And Ruby?", email: null });
  expect(others).toEqual(before);

  await reader.reload();
  await yes.click();
  await expect(question.getByRole("status")).toHaveText("Thank you.");
  const [changed, ...rest] = await readVotes();
  expect([changed.helpful, changed.comment, rest]).toEqual([true, null, before]);
});

test("a vote that does not arrive is cast again by a press, and a signed-in one has a name", async ({
  portal,
  merchant,
  context,
}) => {
  await portal.goto(page);
  const question = portal.getByRole("region", { name: "Was this page helpful?" });
  await context.setOffline(true);
  await question.getByRole("button", { name: "Yes" }).click();
  await expect(question.getByRole("alert")).toContainText("The server could not be reached");
  await expectAccessible(portal);
  await context.setOffline(false);
  await question.getByRole("button", { name: "Try again" }).click();
  await expect(question.getByRole("status")).toHaveText("Thank you.");
  await expect(question.getByRole("alert")).toBeEmpty();
  const votes = await runOperator(["feedback", "list", "--page", page]);
  const ours = votes.filter(({ email }: { email: string | null }) => email === merchant.email);
  expect(ours).toMatchObject([{ helpful: true, merchantName: "Journey shop" }]);
});

test("no other site can vote for its visitors", async () => {
  const answer = await send("PUT", "/api/v1/page-votes", {
    body: { page, helpful: false },
    headers: { Origin: "https://evil.test" },
  });
  expect([answer.status, answer.headers.get("set-cookie")]).toEqual([403, null]);
  const own = await send("PUT", "/api/v1/page-votes", {
    body: { page: "/docs/by-hand", helpful: false },
    headers: { Origin: product.url },
  });
  expect(own.status).toBe(200);
});
