import { randomUUID } from "node:crypto";
import { type Browser, expect, type Page } from "@playwright/test";
import { password, product, send } from "./client.ts";
import { inDatabase } from "./database.ts";
import { readMails } from "./mailbox.ts";

export const newEmail = () => `${randomUUID()}@example.test`;

/** As if the person had opened the link of the mail that asks whether the address is theirs. */
export async function verifyAddress(email: string): Promise<void> {
  await inDatabase(async (sql) => {
    await sql`update users set email_verified_at = now() where email = ${email}`;
  });
}

/** The links to invitations in all mails to one address, as they were written to files. */
async function readLinks(email: string): Promise<string[]> {
  return (await readMails())
    .filter((mail) => mail.includes(`To: ${email}`))
    .flatMap((mail) => /\/invitation#[\w-]{43}/.exec(mail)?.[0] ?? []);
}

/** The path of an invitation's link, once it is mailed; `except` are those of mails before. */
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

/** Somebody who has joined a company by an invitation, without the portal. */
export async function addMember(token: string, role: string) {
  const email = newEmail();
  await send("POST", "/api/v1/invitations", { token, body: { email, role } });
  const link = await waitForLink(email);
  const body = { token: link.split("#")[1], password };
  await send("POST", "/api/v1/invitations/accept", { body });
  return { email, password };
}

/** A page of another person's browser. */
export async function openBrowser(browser: Browser): Promise<Page> {
  return (await browser.newContext({ baseURL: product.url })).newPage();
}
