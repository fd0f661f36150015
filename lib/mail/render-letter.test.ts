import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { afterAll, beforeAll, expect, test } from "vitest";
import { config } from "#keysmith.config.ts";
import { composeExpiryLetter } from "#lib/api-keys/hygiene/expiry-mail.ts";
import { createPalette } from "#lib/brand/palette.ts";
import { defineConfig } from "#lib/config.ts";
import * as account from "#lib/letters/account.ts";
import * as company from "#lib/letters/company.ts";
import { composeMail } from "#lib/letters/letter.ts";
import * as secrets from "#lib/letters/secrets.ts";
import { createMailer } from "#lib/mail/mailer.ts";
import { renderLetter } from "#lib/mail/render-letter.ts";
import { quoteName } from "#lib/text.ts";

const operator = defineConfig({
  ...config,
  productName: "Contoso & Söhne <Pay>",
  brand: {
    links: { support: "https://contoso.example/support?a=1&b=2" },
    footer: "Contoso Pay Ltd., 1 Example Street",
  },
});
const { productName } = operator;
const portalUrl = "https://keys.contoso.example";
const url = `${portalUrl}/applications#token`;
const name = quoteName('<script>alert(1)</script> "click" https://evil.example');
const occasion = "Time: 2026-11-28 10:00 UTC\nIP address: 203.0.113.7\nBrowser: Firefox";
const mention = `${name} (contoso_live_abc1…)\n${portalUrl}/applications/app_1/api-keys/key_1`;

const letters = {
  verificationLetter: account.verificationLetter({ productName, url, days: 7 }),
  passwordResetLetter: account.passwordResetLetter({ productName, url, minutes: 30 }),
  passwordWasResetLetter: account.passwordWasResetLetter({
    productName,
    url,
    occasion,
    reclaimedKeys: 2,
  }),
  accountNoticeLetter: account.accountNoticeLetter({
    productName,
    url,
    subject: "A passkey was added to your account",
    text: `You can now sign in with the passkey ${name}.`,
    occasion,
  }),
  identityLinkedLetter: account.identityLinkedLetter({
    productName,
    url,
    provider: "Google",
    email: "a@example.com",
  }),
  identityUnlinkedLetter: account.identityUnlinkedLetter({ productName, url, provider: "Google" }),
  secondFactorResetLetter: account.secondFactorResetLetter({ productName, url }),
  invitationLetter: company.invitationLetter({
    productName,
    merchantName: name,
    invitedByEmail: "owner@example.com",
    role: "admin",
    url,
    days: 7,
  }),
  ownerLetter: company.ownerLetter({ productName, company: name, url, days: 3 }),
  merchantClosedLetter: company.merchantClosedLetter({
    ...{ productName, company: name, url },
    reason: "“Unpaid”",
  }),
  composeExpiryLetter: composeExpiryLetter({ config: operator, portalUrl }, [
    {
      id: "key_1",
      applicationId: "app_1",
      applicationName: "Web shop",
      description: "Checkout",
      keyPrefix: "contoso_live_abc1",
      merchantName: "Blue Bottle",
      lastUsedAt: null,
      expiresAt: "2027-01-31 13:30:00+00",
      daysAhead: 7,
      daysLeft: 6,
    },
  ]),
  leakedKeysLetter: secrets.leakedKeysLetter({
    productName,
    subject: `${name} was leaked and has been revoked`,
    keys: [mention, mention],
    url,
  }),
  leakedTokenLetter: secrets.leakedTokenLetter({
    productName,
    name,
    merchantName: name,
    foundAt: "https://github.example/a.txt",
    url,
  }),
  rotationWithdrawnLetter: secrets.rotationWithdrawnLetter({
    productName,
    description: name,
    mention,
    nextPrefix: "contoso_live_new1",
    keyPrefix: "contoso_live_abc1",
    url,
  }),
};

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "letters-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("every letter is tested", () => {
  const written = [account, company, secrets].flatMap((module) => Object.keys(module));
  written.push(composeExpiryLetter.name);
  expect(Object.keys(letters).sort()).toEqual(written.sort());
});

test.each(Object.entries(letters))(
  "%s has a brand, one button and its reason in both parts",
  async (id, letter) => {
    const palette = createPalette("#1d4ed8");
    const mailer = createMailer({
      from: { name: productName, address: "no-reply@contoso.example" },
      folder,
      renderHtml: (each) => renderLetter(each, { ...operator, palette, portalUrl }),
    });
    const path = await mailer.keep(id, {
      to: "a@example.com",
      ...composeMail({ config: operator }, letter),
    });
    const mail = await PostalMime.parse(await readFile(path));
    expect(mail.subject).toBe(letter.subject);
    expect(mail.from).toMatchObject({ name: productName, address: "no-reply@contoso.example" });
    const { text = "", html = "" } = mail;
    const button = letter.action?.url ?? "";
    for (const part of [...letter.paragraphs, letter.reason, button, productName]) {
      expect(text).toContain(part);
    }
    const decoded = html
      .replace(/<br\/?>/g, "\n")
      .replace(/<\/?a[^>]*>/g, "")
      .replace(/&(lt|gt|quot|amp|#x27);/g, (entity) => entities[entity] ?? entity);
    for (const part of [...letter.paragraphs, ...(letter.notes ?? []), letter.reason]) {
      expect(decoded).toContain(part);
    }
    expect(html.match(/class="button"/g)).toHaveLength(1);
    expect(html).toMatch(
      new RegExp(
        `<a[^>]*href="${button}"[^>]*class="button"|<a[^>]*class="button"[^>]*href="${button}"`,
      ),
    );
    expect(html).toContain(`src="${portalUrl}/brand/touch-icon.png"`);
    expect(html).toContain("background-color:#1d4ed8");
    expect(html).toContain("@media (prefers-color-scheme:dark)");
    expect(html.slice(html.indexOf("<body"))).toMatch(/display:none[^>]*>[^<]+/);
    expect(html).not.toContain("<script");
    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, link = ""]) => new URL(link).host);
    expect(new Set(links)).toEqual(new Set(["keys.contoso.example", "contoso.example"]));
  },
);

const entities: Record<string, string> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&amp;": "&",
  "&#x27;": "'",
};
