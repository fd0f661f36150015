import { STATUS_CODES } from "node:http";
import { requireDescribed } from "#lib/testing/api/answers.ts";
import type { RawResponse } from "./exchange.ts";
import type { FuzzRequest } from "./requests.ts";

/** What is wrong with the response to a request; null where nothing is. */
export function findFault(request: FuzzRequest, response: RawResponse): string | null {
  const { status, headers, text } = response;
  if (status >= 500) return `status ${status}`;
  if (!headers.has("x-request-id")) return "no X-Request-Id";
  if (request.method === "HEAD") return null;
  const isApi = request.target.startsWith("/api/");
  if (isApi && !headers.get("cache-control")?.includes("no-store")) return "may be stored";
  if (isApi && status >= 300 && status < 400) return `a redirect to ${headers.get("location")}`;
  if (isApi && status >= 400) return findEnvelopeFault(response);
  if (!request.operation) return null;
  try {
    requireDescribed(request.operation, { status, headers, text });
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

function findEnvelopeFault({ status, headers, text }: RawResponse): string | null {
  if (!headers.get("content-type")?.startsWith("application/json")) return "no JSON";
  const { error, message, code, details, ...rest } = JSON.parse(text);
  if (code !== status || error !== STATUS_CODES[status]) return `another envelope: ${text}`;
  if (typeof message !== "string" || message === "") return "no message";
  if (Object.keys(rest).length > 0) return `more than the envelope: ${text}`;
  if (details !== undefined && status !== 400) return `details with ${status}`;
  return null;
}
