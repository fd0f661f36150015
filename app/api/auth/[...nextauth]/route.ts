import type { NextRequest } from "next/server";
import { recordRefusal } from "#lib/audit/record-refusal.ts";
import type { Visit } from "#lib/auth/arrival.ts";
import { askNextAuth } from "#lib/auth/ask-next-auth.ts";
import { getCookieName, isSecureRequest, renewCsrfCookie } from "#lib/auth/cookie.ts";
import { deviceLine, readDeviceId } from "#lib/auth/device-cookie.ts";
import {
  findNextAuthAction,
  type NextAuthAction,
  nextAuthActions,
} from "#lib/auth/next-auth-actions.ts";
import { authOptions } from "#lib/auth/options.ts";
import { listProviders } from "#lib/auth/providers.ts";
import { AppError } from "#lib/errors.ts";
import { errorResponse } from "#lib/http/errors.ts";
import { forgetSession } from "#lib/http/forget-session.ts";
import { readForm } from "#lib/http/form.ts";
import { getPublicUrl } from "#lib/http/public-url.ts";
import { parseQuery } from "#lib/http/query.ts";
import { describeRequest } from "#lib/http/request.ts";
import { defineRoute } from "#lib/http/route.ts";
import { addressKey } from "#lib/rate-limits/address-key.ts";
import { createContext, getServer } from "#lib/runtime/server.ts";
import type { SecretList } from "#lib/secret-list.ts";

const routes = new Map(
  nextAuthActions.map((action) => [
    action,
    defineRoute({ [action.method]: (request: Request) => serve(action, request as NextRequest) }),
  ]),
);

/** Limits and reads a request before next-auth sees it. */
async function serve(action: NextAuthAction, request: NextRequest): Promise<Response> {
  const { env: settings, rateLimits } = getServer();
  const { headers } = request;
  const about = describeRequest(headers);
  try {
    const limits = await rateLimits.consume(action.rateLimit, addressKey(about));
    const query = action.query ? parseQuery(action.query, request.url) : {};
    const form = action.method === "POST" ? await readForm(request) : undefined;
    const isSecure = isSecureRequest(headers, settings.KEYSMITH_URL);
    const publicUrl = getPublicUrl(headers, settings.KEYSMITH_URL);
    const secrets = settings.KEYSMITH_SESSION_SECRET;
    const asked = { settings, secrets, isSecure, publicUrl, headers };
    const visit: Visit = { ...asked, sessionId: null, isSignedOut: false, cookies: [] };
    const question = {
      method: action.method,
      segments: getPath(request).split("/"),
      headers,
      cookies: readCookies(request, isSecure, secrets),
      query,
      form,
      publicUrl,
    };
    const deviceId = readDeviceId(headers, isSecure);
    const ctx = createContext({ ...about, deviceId });
    const response = await askNextAuth(question, authOptions(ctx, visit));
    if (visit.isSignedOut) {
      forgetSession(ctx, { headers: response.headers, isSecure });
    }
    if (visit.sessionId) visit.cookies.push(deviceLine(isSecure, deviceId));
    for (const cookie of visit.cookies) response.headers.append("Set-Cookie", cookie);
    for (const limit of limits) response.headers.append(...limit);
    return response;
  } catch (error) {
    recordRefusal(createContext(about), error);
    return errorResponse(error, { requestId: about.id, method: action.method });
  }
}

/** Returns the path below `/api/auth/`. */
function getPath({ url }: Request): string {
  return new URL(url).pathname.split("/").slice(3).join("/");
}

/** Omits a `callback-url` that we did not set, which next-auth reports as a configuration error. */
function readCookies(
  { cookies }: NextRequest,
  isSecure: boolean,
  secrets: SecretList,
): Record<string, string> {
  const callbackUrl = getCookieName(isSecure, "callback-url");
  const csrfToken = getCookieName(isSecure, "csrf-token");
  const pairs = cookies
    .getAll()
    .map(
      ({ name, value }) =>
        [name, name === csrfToken ? renewCsrfCookie(value, secrets) : value] as const,
    );
  const isSound = ([name, value]: readonly [string, string]) =>
    name !== callbackUrl || (/^https?:/.test(value) && URL.canParse(value));
  return Object.fromEntries(pairs.filter(isSound));
}

type Method = keyof ReturnType<typeof defineRoute>;

const handle = (method: Method) => async (request: NextRequest) => {
  const providers = listProviders(getServer().env).map(({ id }) => id);
  const action = findNextAuthAction(getPath(request), providers);
  const route = action && routes.get(action);
  if (route) return route[method](request, { params: Promise.resolve({}) });
  return errorResponse(new AppError("not_found"), {
    requestId: describeRequest(request.headers).id,
  });
};

export const GET = handle("GET");
export const POST = handle("POST");
export const PUT = handle("PUT");
export const PATCH = handle("PATCH");
export const DELETE = handle("DELETE");
export const OPTIONS = handle("OPTIONS");
