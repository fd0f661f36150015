/** The policy of everything that is not a document: it may load, run and embed nothing. */
export const inertPolicy = "default-src 'none'; frame-ancestors 'none'";

/** The policy of the operator's files: an SVG image may have styles, but no script in it runs. */
const filePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'none'";

const filePath = /^\/(?:brand\/|favicon\.ico$)/;

const fixed = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
  "X-Frame-Options": "DENY",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy":
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-write=(self)",
};

const notADocument =
  /^\/(?:api|_next|brand|\.well-known)(?:\/|$)|^\/(?:healthz|readyz|metrics|docs\/search|docs\/markdown(?:\/.*)?)$|\.(?:ico|json|md|png|svg|txt|webmanifest|xml)$/;

/** Returns the headers that every response carries; HSTS where the caller came over TLS. */
export function securityHeaders(hsts: string | undefined): [string, string][] {
  const headers = Object.entries(fixed);
  return hsts === undefined ? headers : [...headers, ["Strict-Transport-Security", hsts]];
}

/** Whether a page may be rendered at the path, whose scripts then need a nonce. */
export function isDocumentPath(path: string): boolean {
  return !notADocument.test(path);
}

/** Returns the Content-Security-Policy of responses other than pages. */
export function resourcePolicy(path: string | null): string {
  return path !== null && filePath.test(path) ? filePolicy : inertPolicy;
}

/** The Content-Security-Policy of a document: only scripts that carry the nonce, or that those load. */
export function documentPolicy(
  nonce: string,
  { isDev, connectTo }: { isDev: boolean; connectTo: readonly string[] },
): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    ["connect-src 'self'", ...connectTo, ...(isDev ? ["ws:"] : [])].join(" "),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
