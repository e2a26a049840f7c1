import type { AddressInfo } from "node:net";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";

/** A letter as a mail server received it. */
export interface ReceivedMail {
  /** Envelope recipients. */
  to: string[];
  /** As an inbox shows it, with its letters decoded. */
  from: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  headers: Record<string, string>;
}

export interface MailServer {
  url: string;
  /** What has arrived, the oldest first. */
  mails: ReceivedMail[];
  /** Answers the next `times` letters with a code such as 451 (try later) or 550 (never), and takes no note of them. */
  refuseNext(times: number, code: number): void;
  /** How many letters were refused so far, by Message-ID. */
  refused: string[];
  /** The next letter to an address that the caller has not been given yet; fails after `seconds` without one. */
  waitFor(address: string, seconds?: number): Promise<ReceivedMail>;
  close(): Promise<void>;
}

/** A real SMTP server on this machine that keeps every letter in memory. */
export async function startMailServer(): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const refused: string[] = [];
  const given = new Set<ReceivedMail>();
  let refusal = { times: 0, code: 451 };

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        void PostalMime.parse(Buffer.concat(chunks)).then((letter) => {
          if (refusal.times > 0) {
            refusal.times--;
            refused.push(letter.messageId ?? "");
            done(Object.assign(new Error("Not now"), { responseCode: refusal.code }));
            return;
          }
          mails.push({
            to: session.envelope.rcptTo.map(({ address }) => address),
            from: `${letter.from?.name ?? ""} <${letter.from?.address ?? ""}>`,
            subject: letter.subject ?? "",
            text: letter.text ?? "",
            html: letter.html ?? "",
            messageId: letter.messageId ?? "",
            headers: Object.fromEntries(letter.headers.map(({ key, value }) => [key, value])),
          });
          done();
        }, done);
      });
    },
  });
  server.on("error", () => {}); // A client that goes away half-way is none of the tests' business.
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.server.address() as AddressInfo;

  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refused,
    refuseNext(times, code) {
      refusal = { times, code };
    },
    async waitFor(address, seconds = 15) {
      const deadline = Date.now() + seconds * 1000;
      for (;;) {
        const found = mails.find((letter) => letter.to.includes(address) && !given.has(letter));
        if (found) {
          given.add(found);
          return found;
        }
        if (Date.now() > deadline)
          throw new Error(`No letter to ${address} within ${seconds} s; ${mails.length} others came.`);
        await new Promise((again) => setTimeout(again, 50));
      }
    },
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  };
}
