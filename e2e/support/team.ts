import { randomUUID } from "node:crypto";
import { type Browser, expect, type Page } from "@playwright/test";
import { password, product, send } from "./client.ts";
import { inDatabase } from "./database.ts";
import { readMails } from "./mailbox.ts";

export const newEmail = () => `${randomUUID()}@example.test`;

/** Verifies a person's email, as if they had opened the emailed link. */
export async function verifyAddress(email: string): Promise<void> {
  await inDatabase(async (sql) => {
    await sql`update users set email_verified_at = now() where email = ${email}`;
  });
}

/** Reads the invitation links in all emails to a recipient. */
async function readLinks(email: string): Promise<string[]> {
  return (await readMails())
    .filter((mail) => mail.includes(`To: ${email}`))
    .flatMap((mail) => /\/invitation#[\w-]{43}/.exec(mail)?.[0] ?? []);
}

/** Waits for an invitation's link and returns its path; ignores the links in `except`. */
export async function waitForLink(email: string, except: string[] = []): Promise<string> {
  let found: string | undefined;
  await expect
    .poll(async () => {
      found = (await readLinks(email)).find((link) => !except.includes(link));
      return found;
    })
    .toBeDefined();
  return found ?? "";
}

/** Adds a person to a company by invitation, without the portal. */
export async function addMember(token: string, role: string) {
  const email = newEmail();
  await send("POST", "/api/v1/invitations", { token, body: { email, role } });
  const link = await waitForLink(email);
  const body = { token: link.split("#")[1], password };
  await send("POST", "/api/v1/invitations/accept", { body });
  return { email, password };
}

/** Opens a page in another person's browser. */
export async function openBrowser(browser: Browser): Promise<Page> {
  return (await browser.newContext({ baseURL: product.url })).newPage();
}
