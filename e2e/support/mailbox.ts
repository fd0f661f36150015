import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { product } from "./client.ts";

/** Reads the emails that a product without SMTP has written to its data folder. */
export async function readMails(dataDir = product.dataDir): Promise<string[]> {
  const folder = join(dataDir, "mail");
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".eml"));
  const mails = names.map((name) => readFile(join(folder, name), "utf8"));
  return (await Promise.all(mails)).map(decodeQuotedPrintable);
}

/** Waits for the newest email to a recipient with this subject. */
export async function readMail(to: string, subject: string): Promise<string> {
  let found: string | undefined;
  await expect(async () => {
    const ours = (await readMails()).filter(
      (mail) => mail.includes(`To: ${to}`) && mail.includes(`Subject: ${subject}`),
    );
    found = ours.sort((one, other) => sentAt(one) - sentAt(other)).at(-1);
    expect(found, `a mail to ${to}`).toBeDefined();
  }).toPass();
  return found ?? "";
}

/** Returns the path of the link in an email, which uses the configured URL of the portal. */
export async function readMailedPath(to: string, subject: string): Promise<string> {
  const link = /https?:\/\/\S+/.exec(await readMail(to, subject))?.[0] ?? "";
  const { pathname, hash } = new URL(link);
  return pathname + hash;
}

function sentAt(mail: string): number {
  return Date.parse(/^Date: (.*)$/m.exec(mail)?.[1] ?? "");
}

function decodeQuotedPrintable(text: string): string {
  const bytes = text
    .replace(/=\?UTF-8\?Q\?(.*?)\?=(?:\r?\n (?==\?))?/gi, (_, word) => word.replaceAll("_", " "))
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString();
}
