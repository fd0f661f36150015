import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createMailer } from "#lib/mail/mailer.ts";
import { startSmtp } from "#lib/testing/services/smtp.ts";

const renderHtml = () => "<p>HTML</p>";

const from = { name: "Keysmith", address: "no-reply@keys.example.test" };
const mail = { to: "dev@example.test", subject: "Schlüssel läuft ab", text: "Grüße\n\n€ 1" };
const dir = await mkdtemp(join(tmpdir(), "keysmith-mail-"));
afterAll(() => rm(dir, { recursive: true }));

function newFolder(): string {
  return join(dir, randomUUID(), "mail");
}

async function deliver(over: Partial<typeof mail> = {}, name = from.name) {
  const smtp = await startSmtp();
  const sender = { ...from, name };
  const mailer = createMailer({ smtpUrl: smtp.url, from: sender, folder: newFolder(), renderHtml });
  const outcome = await mailer.deliver("id-1", { ...mail, ...over }).catch((error) => error);
  await smtp.close();
  return { outcome, received: smtp.received };
}

function readHeaders(source: string): string[] {
  const [head = ""] = source.split("\r\n\r\n");
  return head.replaceAll(/\r\n[ \t]/g, " ").split("\r\n");
}

describe("a mail over SMTP", () => {
  test("arrives whole, and says who sent it and that a machine did", async () => {
    const { received } = await deliver();
    expect(received.map(({ recipients }) => recipients)).toEqual([["dev@example.test"]]);
    const [{ source } = { source: "" }] = received;
    const headers = readHeaders(source);
    expect(headers).toContain("From: Keysmith <no-reply@keys.example.test>");
    expect(headers).toContain("To: dev@example.test");
    expect(headers).toContain("Message-ID: <id-1@keys.example.test>");
    expect(headers).toContain("Auto-Submitted: auto-generated");
    const subject = headers.find((line) => line.startsWith("Subject: "));
    expect(subject).toMatch(/^Subject: =\?UTF-8\?Q\?Schl=C3=BCssel_l=C3=A4uft_ab\?=$/);
    expect(source).toContain("Gr=C3=BC=C3=9Fe");
  });

  test.each(["Keys: Acme", "Acme (EU)", "Keys; Acme", "Acme, Ltd", 'The "Shop"', "a <b> c"])(
    "comes from %s, as the name is written",
    async (name) => {
      const { received } = await deliver({}, name);
      const headers = readHeaders(received[0]?.source ?? "");
      const quoted = name.replaceAll('"', '\\"');
      expect(headers).toContain(`From: "${quoted}" <no-reply@keys.example.test>`);
    },
  );

  test.each([
    { subject: "Hello\r\nBcc: spy@example.test" },
    { subject: "Hello\nBcc: spy@example.test\r\n\r\nA body of my own" },
    { to: "dev@example.test\r\nBcc: spy@example.test" },
    { to: "dev@example.test\r\nRCPT TO:<spy@example.test>" },
    { to: "dev@example.test, spy@example.test" },
    { text: "Hello\r\n.\r\nRCPT TO:<spy@example.test>\r\n" },
  ])("gains neither a header nor a recipient by %j", async (over) => {
    const { received } = await deliver(over);
    expect(received.flatMap(({ recipients }) => recipients)).not.toContain("spy@example.test");
    for (const { source } of received) {
      expect(readHeaders(source).filter((line) => /^bcc:/i.test(line))).toEqual([]);
    }
  });

  test("is an error where the server is not there, so that it is tried again", async () => {
    const smtp = await startSmtp();
    await smtp.close();
    const mailer = createMailer({ smtpUrl: smtp.url, from, folder: newFolder(), renderHtml });
    await expect(mailer.deliver("id-1", mail)).rejects.toThrow("ECONNREFUSED");
  });
});

describe("without an SMTP server", () => {
  test("a mail becomes a file that only its owner may read, once for each id", async () => {
    const folder = newFolder();
    const mailer = createMailer({ from, folder, renderHtml });
    await mailer.deliver("id-1", mail);
    await mailer.deliver("id-1", mail);
    await mailer.deliver("id-2", mail);
    expect((await readdir(folder)).sort()).toEqual(["id-1.eml", "id-2.eml"]);
    expect((await stat(join(folder, "id-1.eml"))).mode & 0o777).toBe(0o600);
    const headers = readHeaders(await readFile(join(folder, "id-1.eml"), "utf8"));
    expect(headers).toContain("From: Keysmith <no-reply@keys.example.test>");
    expect(headers).toContain("To: dev@example.test");
    expect(headers).toContain("Message-ID: <id-1@keys.example.test>");
  });
});
