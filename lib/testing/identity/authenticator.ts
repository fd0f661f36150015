import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";
import type { NewPasskeyAnswer, PasskeyAnswer } from "#lib/second-factor/schema.ts";

const flags = { present: 1, verified: 4, attested: 64 } as const;

interface Circumstances {
  origin: string;
  rpId: string;
  isVerified: boolean;
  counter: number;
  userHandle: string | null;
}

/** A software passkey, whose responses are valid unless changed. */
export class Authenticator {
  readonly id = randomBytes(16).toString("base64url");
  readonly #pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
  readonly #usual: Circumstances;

  constructor(origin: string) {
    const { hostname } = new URL(origin);
    this.#usual = { origin, rpId: hostname, isVerified: true, counter: 0, userHandle: null };
  }

  /** Response of `navigator.credentials.create`. */
  create(challenge: string, change: Partial<Circumstances> = {}): NewPasskeyAnswer {
    const about = { ...this.#usual, ...change };
    const { x = "", y = "" } = this.#pair.publicKey.export({ format: "jwk" });
    const publicKey = new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x, "base64url"))],
      [-3, new Uint8Array(Buffer.from(y, "base64url"))],
    ]);
    const id = Buffer.from(this.id, "base64url");
    const authData = Buffer.concat([
      authenticatorData(about, flags.attested),
      Buffer.alloc(16),
      Buffer.from([0, id.length]),
      id,
      isoCBOR.encode(publicKey),
    ]);
    const attestation = new Map<string, unknown>([
      ["fmt", "none"],
      ["attStmt", new Map()],
      ["authData", new Uint8Array(authData)],
    ]);
    return {
      id: this.id,
      rawId: this.id,
      type: "public-key",
      response: {
        clientDataJSON: clientData("webauthn.create", challenge, about).toString("base64url"),
        attestationObject: Buffer.from(isoCBOR.encode(attestation as never)).toString("base64url"),
        transports: ["internal"],
      },
    };
  }

  /** Response of `navigator.credentials.get`. */
  get(challenge: string, change: Partial<Circumstances> = {}): PasskeyAnswer {
    const about = { ...this.#usual, ...change };
    const data = authenticatorData(about, 0);
    const client = clientData("webauthn.get", challenge, about);
    const signed = Buffer.concat([data, createHash("sha256").update(client).digest()]);
    return {
      id: this.id,
      rawId: this.id,
      type: "public-key",
      response: {
        clientDataJSON: client.toString("base64url"),
        authenticatorData: data.toString("base64url"),
        signature: sign("sha256", signed, this.#pair.privateKey).toString("base64url"),
        userHandle: about.userHandle && Buffer.from(about.userHandle).toString("base64url"),
      },
    };
  }
}

function authenticatorData({ rpId, isVerified, counter }: Circumstances, more: number): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  const byte = flags.present | (isVerified ? flags.verified : 0) | more;
  return Buffer.concat([createHash("sha256").update(rpId).digest(), Buffer.from([byte]), count]);
}

function clientData(type: string, challenge: string, { origin }: Circumstances): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}
