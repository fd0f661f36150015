import { headers } from "next/headers";
import { cache } from "react";
import { isSecureRequest } from "#lib/auth/cookie.ts";
import { describeRequest } from "#lib/http/request.ts";
import { createContext, getServer } from "#lib/runtime/server.ts";

/** Describes the request for this page. */
export const getPageRequest = cache(async () => {
  const requestHeaders = await headers();
  const { env } = getServer();
  return {
    ctx: createContext(describeRequest(requestHeaders)),
    env,
    headers: requestHeaders,
    isSecure: isSecureRequest(requestHeaders, env.KEYSMITH_URL),
  };
});
