import type { IncomingMessage } from "node:http";
import type { KeyRefusal } from "#lib/api-keys/constants.ts";
import type { Verdict } from "#lib/api-keys/schema.ts";
import type { KeySource } from "#lib/api-keys/verify/find-key.ts";
import { type VerifyContext, verifyApiKey } from "#lib/api-keys/verify/verify.ts";
import { type Forwarding, pickForwarded, toAddress } from "#lib/client-address.ts";
import { AppError, type AppErrorOptions, type ErrorCode } from "#lib/errors.ts";
import { readApiKey } from "#lib/http/bearer.ts";
import { toUserAgent } from "#lib/http/request.ts";
import type { EndpointResponse } from "#lib/verifier/exchange.ts";

const refusals: Record<KeyRefusal, [ErrorCode, AppErrorOptions["challenge"]?]> = {
  malformed: ["unauthorized", "invalid_token"],
  not_found: ["unauthorized", "invalid_token"],
  revoked: ["unauthorized", "invalid_token"],
  expired: ["unauthorized", "invalid_token"],
  suspended: ["forbidden"],
  insufficient_scope: ["forbidden", "insufficient_scope"],
  ip_denied: ["forbidden"],
  rate_limited: ["too_many_requests"],
};

interface GatewayOptions {
  keys: KeySource;
  /** Trust in gateways and proxies that report the client's IP address. */
  forwarding: Forwarding;
}

/**
 * Decides whether a gateway may let its request through: 204, or 200 for Envoy, with the key's
 * identity in headers. Throws `unauthorized`, `forbidden` or `too_many_requests` for a refused key,
 * with the verdict's code in `X-Keysmith-Code`. The operator may have chosen another name than Keysmith.
 */
export async function authorize(
  ctx: VerifyContext,
  req: IncomingMessage,
  options: GatewayOptions,
): Promise<EndpointResponse> {
  const { headers } = req;
  const key = readApiKey(headers.authorization ?? null, one(headers["x-api-key"]) ?? null);
  if (key === null) throw new AppError("unauthorized");
  const scope = readScopes(req, ctx.config.gatewayHeaders);
  const ip = readClientAddress(req, options.forwarding);
  const userAgent = toUserAgent(headers["user-agent"]);
  const verdict = await verifyApiKey(ctx, { key, scope, ip, userAgent }, options.keys);
  return toResponse(verdict, isExactPath(req), ctx.config.gatewayHeaders);
}

/** Returns null for an untrusted gateway. Callers on the Unix socket are always trusted. */
function readClientAddress(
  { headers, socket }: IncomingMessage,
  { hops, trusts }: Forwarding,
): string | null {
  const { remoteAddress } = socket;
  if (remoteAddress !== undefined && !trusts(toAddress(remoteAddress))) return null;
  return toAddress(pickForwarded(headers["x-forwarded-for"], hops));
}

function toResponse(verdict: Verdict, isExact: boolean, start: string): EndpointResponse {
  if (!verdict.valid) throw toRefusalError(verdict, start);
  return {
    ...(isExact ? { status: 204 } : { status: 200, body: "" }),
    headers: [
      [`${start}-Merchant`, verdict.merchantId],
      [`${start}-Application`, verdict.applicationId],
      [`${start}-Key`, verdict.keyId],
      [`${start}-Environment`, verdict.environment],
      [`${start}-Scopes`, verdict.scopes.join(" ")],
      ...listAttributes(verdict, start),
    ],
  };
}

/** Percent-encoded: external ids and metadata may hold any letter. */
function listAttributes(verdict: Verdict & { valid: true }, start: string): [string, string][] {
  const { externalId, applicationExternalId, merchantExternalId, metadata } = verdict;
  const values = {
    [`${start}-External-Id`]: externalId && encodeURIComponent(externalId),
    [`${start}-Application-External-Id`]:
      applicationExternalId && encodeURIComponent(applicationExternalId),
    [`${start}-Merchant-External-Id`]: merchantExternalId && encodeURIComponent(merchantExternalId),
    [`${start}-Metadata`]: metadata && new URLSearchParams(metadata).toString(),
  };
  return Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : []));
}

function toRefusalError(
  { code: refusal, retryAfterSeconds }: Verdict & { valid: false },
  start: string,
): AppError {
  const [code, challenge] = refusals[refusal];
  const headers = { [`${start}-Code`]: refusal };
  return new AppError(code, undefined, { challenge, retryAfterSeconds, headers });
}

/**
 * Requires every scope named anywhere, so that a header smuggled past the gateway can only demand
 * more. A path or query after the endpoint's own path belongs to the client's request.
 */
function readScopes(req: IncomingMessage, start: string): string[] | undefined {
  const { headers, url = "" } = req;
  const query = url.split("?", 2)[1];
  const named = isExactPath(req) ? new URLSearchParams(query).getAll("scope") : [];
  const header = one(headers[`${start}-scope`.toLowerCase()]) ?? "";
  const scopes = [...named, header].flatMap((text) => text.split(/[\s,]+/)).filter(Boolean);
  return scopes.length > 0 ? scopes : undefined;
}

function isExactPath({ url = "" }: IncomingMessage): boolean {
  return url.split("?", 1)[0] === "/v1/authorize";
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
