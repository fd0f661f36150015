import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import type { Visit } from "#lib/auth/arrival.ts";
import { isSecureRequest } from "#lib/auth/cookie.ts";
import { deviceLine, readDeviceId } from "#lib/auth/device-cookie.ts";
import { authOptions } from "#lib/auth/options.ts";
import { createContext, getServer } from "#lib/db/client.ts";
import { publicUrlOf } from "#lib/http/public-url.ts";
import { describeRequest } from "#lib/http/request.ts";

async function handle(request: NextRequest, about: { params: Promise<{ nextauth: string[] }> }) {
  const { env: settings } = getServer();
  const { headers } = request;
  const secret = settings.KEYSMITH_SESSION_SECRET;
  const isSecure = isSecureRequest(headers, settings.KEYSMITH_URL);
  const publicUrl = publicUrlOf(headers, settings.KEYSMITH_URL);
  const asked = { settings, secret, isSecure, publicUrl, headers };
  const visit: Visit = { ...asked, sessionId: null, cookies: [] };
  const deviceId = readDeviceId(headers, isSecure);
  const ctx = createContext({ ...describeRequest(headers), deviceId });
  const response: Response = await NextAuth(request, about, authOptions(ctx, visit));
  if (visit.sessionId) visit.cookies.push(deviceLine(isSecure, deviceId));
  for (const cookie of visit.cookies) response.headers.append("Set-Cookie", cookie);
  return response;
}

export { handle as GET, handle as POST };
