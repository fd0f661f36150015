import { z } from "zod";
import { apiTokenScopes } from "#lib/merchants/permissions.ts";
import { isTamperProof } from "#lib/schema.ts";

/**
 * Algorithms of trusted issuers: none with a shared secret, by which the verifier could sign too.
 */
export const signingAlgorithmSchema = z.enum(
  [
    ...(["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"] as const),
    ...(["ES256", "ES384", "ES512", "EdDSA", "Ed25519"] as const),
  ],
  { error: "must be an asymmetric algorithm, such as RS256, ES256 or EdDSA" },
);
export type SigningAlgorithm = z.infer<typeof signingAlgorithmSchema>;

const address = z
  .string({ error: "must be an https:// address" })
  .refine((text) => isTamperProof(text) && !/[\s#]/.test(text), {
    error: "must be an https:// address",
  });
const text = z.string({ error: "must be text" }).min(1, { error: "must not be empty" });

const scopeList = z
  .array(z.enum(apiTokenScopes, { error: `must be one of ${apiTokenScopes.join(", ")}` }), {
    error: "must be a list of scopes",
  })
  .min(1, { error: "must name a scope" });

const trustedIssuerSchema = z.strictObject(
  {
    /** The `iss` of its tokens. */
    issuer: address.refine((text) => !text.includes("?"), { error: "must have no query" }),
    /** The `aud` by which it means this server. */
    audience: text,
    /** The claim that holds the id of the merchant for which its bearer acts. */
    merchantClaim: text,
    /** The claim with the scopes, or the path to it where it is nested; by default `scope` and `scp`. */
    scopeClaim: z
      .union([text, z.array(text).min(1).max(5)], {
        error: "must be the name of a claim, or a list of names that leads to one",
      })
      .optional(),
    /** Our scopes for each value of that claim; other values then have no meaning. */
    scopeMap: z
      .record(text, scopeList, {
        error: 'must be an object, such as { "Keys.Read": ["api-keys:read"] }',
      })
      .refine((map) => Object.keys(map).length > 0, { error: "must not be empty" })
      .optional(),
    /** The most that its machines may do; their tokens name scopes within that. */
    role: z
      .enum(["viewer", "developer", "admin"], { error: "must be viewer, developer or admin" })
      .default("developer"),
    /** Where its keys are; by default the discovery document of the issuer says so. */
    jwksUri: address.optional(),
  },
  {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `has no setting ${issue.keys.join(", ")}`
        : "must be an object",
  },
);
export type TrustedIssuer = z.infer<typeof trustedIssuerSchema>;

const listSchema = z
  .array(trustedIssuerSchema, { error: "must be a JSON list" })
  .refine((list) => new Set(list.map(({ issuer }) => issuer)).size === list.length, {
    error: "must name each issuer once",
  });

/** The text of TRUSTED_ISSUERS. */
export const trustedIssuersSetting = z
  .string()
  .default("[]")
  .transform((text, about) => {
    const result = listSchema.safeParse(parseJson(text));
    if (result.success) return result.data;
    for (const { path, message } of result.error.issues) {
      about.addIssue({ code: "custom", message: [...path, message].join(" ") });
    }
    return z.NEVER;
  });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
