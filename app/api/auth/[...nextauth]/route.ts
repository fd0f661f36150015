import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { isSecureRequest } from "#lib/auth/cookie.ts";
import { authOptions } from "#lib/auth/options.ts";
import { createContext, getServer } from "#lib/db/client.ts";
import { publicUrlOf } from "#lib/http/public-url.ts";
import { describeRequest } from "#lib/http/request.ts";

async function handle(request: NextRequest, about: { params: Promise<{ nextauth: string[] }> }) {
  const { env } = getServer();
  const isSecure = isSecureRequest(request.headers, env.KEYSMITH_URL);
  const ctx = createContext(describeRequest(request.headers));
  const publicUrl = publicUrlOf(request.headers, env.KEYSMITH_URL);
  const secret = env.KEYSMITH_SESSION_SECRET;
  return NextAuth(request, about, authOptions(ctx, secret, isSecure, publicUrl));
}

export { handle as GET, handle as POST };
