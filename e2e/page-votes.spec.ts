import { product, runOperator, send } from "./support/client.ts";
import { expect, expectAccessible, test } from "./support/portal.ts";

const page = "/docs/secret-scanning";

/** What the operator reads of a person, or of visitors. */
async function readVotes(email: string | null) {
  const votes: { email: string | null; helpful: boolean; comment: string | null }[] =
    await runOperator(["feedback", "list", "--page", page]);
  return votes.filter((vote) => vote.email === email);
}

test("a reader says whether a page helped and why, changes their mind, and counts once", async ({
  page: reader,
}) => {
  const before = await readVotes(null);
  await reader.goto(page);
  const question = reader.getByRole("region", { name: "Was this page helpful?" });
  const yes = question.getByRole("button", { name: "Yes" });
  const no = question.getByRole("button", { name: "No" });
  await yes.focus();
  await reader.keyboard.press("Enter");
  await expect(question.getByRole("status")).toHaveText("Thanks for your feedback.");
  await expect(yes).toHaveAttribute("aria-pressed", "true");
  await expect(question.getByLabel("What did you like?")).toBeVisible();

  await no.click();
  await expect(no).toHaveAttribute("aria-pressed", "true");
  await expect(yes).toHaveAttribute("aria-pressed", "false");
  await question.getByRole("button", { name: "Send" }).click();
  await expect(question.getByRole("alert")).toHaveText("The comment is required");
  await question.getByLabel("What was missing?").fill("Where is Go?\n\tAnd Ruby?");
  await expect(question.getByText("24 / 1000")).toBeVisible();
  await expectAccessible(reader);
  await question.getByRole("button", { name: "Send" }).click();
  await expect(question.getByRole("status")).toHaveText("Thanks for your feedback.");
  await expect(question.getByRole("status")).toBeFocused();
  const [vote, ...others] = await readVotes(null);
  expect(vote).toMatchObject({ helpful: false, comment: "Where is Go?\n  And Ruby?", email: null });
  expect(others).toEqual(before);

  await reader.reload();
  await yes.click();
  await expect(question.getByRole("status")).toHaveText("Thanks for your feedback.");
  const [changed, ...rest] = await readVotes(null);
  expect([changed?.helpful, changed?.comment, rest]).toEqual([true, null, before]);
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
  await expect(question.getByRole("status")).toHaveText("Thanks for your feedback.");
  await expect(question.getByRole("alert")).toBeHidden();
  const vote = { helpful: true, merchantName: "Journey shop" };
  expect(await readVotes(merchant.email)).toMatchObject([vote]);
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
