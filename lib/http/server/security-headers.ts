import type { ServerResponse } from "node:http";

const fixed: [string, string][] = [
  ["X-Content-Type-Options", "nosniff"],
  ["Referrer-Policy", "same-origin"],
  ["X-Frame-Options", "DENY"],
  ["Cross-Origin-Opener-Policy", "same-origin"],
  [
    "Permissions-Policy",
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-write=(self)",
  ],
];

const notADocument = /^\/(?:api|_next|\.well-known)(?:\/|$)|^\/(?:healthz|readyz|metrics)$/;

/** The policy of everything that is not a document: it may load, run and embed nothing. */
export const inertPolicy = "default-src 'none'; frame-ancestors 'none'";

/** Sets the headers that every answer carries. */
export function setSecurityHeaders(res: ServerResponse, isHttps: boolean): void {
  for (const [name, value] of fixed) res.setHeader(name, value);
  if (isHttps) res.setHeader("Strict-Transport-Security", "max-age=31536000");
}

/** Whether a page may be rendered at the path, whose scripts then need a nonce. */
export function isDocumentPath(path: string): boolean {
  return !notADocument.test(path);
}

/** The Content-Security-Policy of a document: only scripts that carry the nonce, or that those load. */
export function documentPolicy(nonce: string, isDev: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${isDev ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
