import { z } from "zod";
import { lineOfText } from "#lib/schema.ts";

export const createServiceTokenBody = z.strictObject({ name: lineOfText("The name", 80) });

/** For at most so long does an instance accept a token that was revoked. */
export const revocationReachSeconds = 5;

export interface ServiceToken {
  id: string;
  name: string;
  /** What may be shown of the token. */
  tokenPrefix: string;
  createdAt: string;
  revokedAt: string | null;
}

/** The one answer that holds the token itself. */
export interface CreatedServiceToken extends ServiceToken {
  token: string;
}
