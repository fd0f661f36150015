import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth, { type NextAuthOptions } from "next-auth";
import { paths } from "#lib/paths.ts";

/** A parsed request to next-auth. */
export interface Question {
  method: string;
  /** Below `/api/auth`, such as `["callback", "oidc"]`. */
  segments: string[];
  headers: Headers;
  cookies: Record<string, string>;
  query: Record<string, string>;
  form: Record<string, string> | undefined;
  /** The URL under which the browser knows us. */
  publicUrl: string;
}

/**
 * Calls next-auth. Where it would redirect to one of its own pages, which are not served, the
 * response redirects to the sign-in page with the reason.
 */
export async function askNextAuth(question: Question, options: NextAuthOptions): Promise<Response> {
  const { method, segments, headers, cookies, query, form, publicUrl } = question;
  const request = {
    method,
    headers: Object.fromEntries(headers),
    cookies,
    query: { ...query, nextauth: segments },
    body: form,
  };
  const { response, toResponse } = recordResponse(publicUrl);
  await NextAuth(request as unknown as NextApiRequest, response, options);
  return toResponse();
}

/** The part of Node's response that next-auth writes to. */
function recordResponse(publicUrl: string) {
  let status = 200;
  let body: string | null = null;
  const headers = new Map<string, string | string[]>();
  const response = {
    status(code: number) {
      status = code;
      return response;
    },
    getHeader: (name: string) => headers.get(name),
    setHeader(name: string, value: string | string[]) {
      headers.set(name, value);
      return response;
    },
    end() {},
    json(value: Record<string, unknown>) {
      headers.set("Content-Type", "application/json");
      const { url } = value;
      body = JSON.stringify(typeof url === "string" ? { url: toOwnPage(url, publicUrl) } : value);
    },
    send: (value: Record<string, unknown>) => response.json(value),
  };
  function toResponse(): Response {
    const sent = new Headers();
    for (const [name, value] of headers) {
      for (const one of [value].flat()) sent.append(name, one);
    }
    const location = sent.get("Location");
    if (location) sent.set("Location", toOwnPage(location, publicUrl));
    return new Response(body, { status, headers: sent });
  }
  return { response: response as unknown as NextApiResponse, toResponse };
}

const nextAuthPage = /^\/api\/auth\/(?:error|signin|signout)$/;

function toOwnPage(target: string, publicUrl: string): string {
  const { pathname, searchParams } = new URL(target, publicUrl);
  if (!nextAuthPage.test(pathname)) return target;
  // Its one other reason is a form that did not come from our own page.
  const search = new URLSearchParams({ error: searchParams.get("error") ?? "csrf" });
  return new URL(`${paths.signIn}?${search}`, publicUrl).href;
}
