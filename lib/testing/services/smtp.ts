import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";

export interface ReceivedMail {
  recipients: string[];
  /** Header and body as received. */
  source: string;
}

export interface TestSmtp {
  url: string;
  port: number;
  received: ReceivedMail[];
  close(): Promise<void>;
}

/**
 * Starts a mail server on loopback that accepts everything.
 * @param options.port any free one by default
 * @param options.hold delays an email until it resolves
 */
export async function startSmtp(
  options: { port?: number; hold?: (recipients: string[]) => Promise<void> } = {},
): Promise<TestSmtp> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, session, done) {
      text(stream)
        .then(async (source) => {
          const recipients = session.envelope.rcptTo.map(({ address }) => address);
          await options.hold?.(recipients);
          received.push({ recipients, source });
        })
        .then(() => done(), done);
    },
  });
  const listening = server.listen(options.port ?? 0, "127.0.0.1");
  await once(listening, "listening");
  const { port } = listening.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    received,
    close: () => new Promise((done) => server.close(() => done())),
  };
}
