import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createTransport, type SendMailOptions } from "nodemailer";
import type { Mail } from "#lib/context.ts";
import type { Letter } from "#lib/letters/letter.ts";
import { log } from "#lib/log.ts";
import { writeOnce } from "#lib/write-once.ts";

const timeouts = {
  dnsTimeout: 10_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
};

export interface MailerOptions {
  /** SMTP server for outgoing email; without one, emails are stored as files. */
  smtpUrl?: string;
  from: { name: string; address: string };
  folder: string;
  /** Writes the HTML part. */
  renderHtml(letter: Letter): string;
}

export interface Mailer {
  /**
   * Sends an email to the SMTP server, or stores it if there is none. Throws the server's or the
   * connection's error.
   * @param id the same for every try, so that a duplicate is recognized
   */
  deliver(id: string, mail: Mail): Promise<void>;
  /** Writes an email to the folder atomically and returns the file's path. */
  keep(id: string, mail: Mail): Promise<string>;
}

export function createMailer({ smtpUrl, from, folder, renderHtml }: MailerOptions): Mailer {
  const smtp = smtpUrl ? createTransport({ url: smtpUrl, ...timeouts }) : undefined;
  const composer = createTransport({ streamTransport: true, buffer: true });
  const domain = from.address.split("@")[1];

  const compose = (id: string, { to, subject, text, letter }: Mail): SendMailOptions => ({
    from,
    // As one address: a string would be parsed as a list.
    to: { name: "", address: to },
    subject,
    text,
    ...(letter && { html: renderHtml(letter) }),
    textEncoding: "quoted-printable",
    messageId: `<${id}@${domain ?? "localhost"}>`,
    headers: { "Auto-Submitted": "auto-generated" },
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  const keep = async (id: string, mail: Mail) => {
    const { message } = await composer.sendMail(compose(id, mail));
    const path = join(folder, `${id}.eml`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeOnce(path, message.toString());
    return path;
  };

  return {
    keep,
    deliver: async (id, mail) => {
      if (smtp) {
        await smtp.sendMail(compose(id, mail));
        return;
      }
      const file = await keep(id, mail);
      const { to, subject } = mail;
      log.info({ mail: id, to, subject, file }, "mail kept as a file, because SMTP_URL is not set");
    },
  };
}
