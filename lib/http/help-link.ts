import type { ErrorCode } from "#lib/errors.ts";
import { paths } from "#lib/paths.ts";

/** Value of an error's `Link` header: its place in the guide to errors (RFC 8288). */
export function helpLink(code: ErrorCode): string {
  return `<${paths.errorHelp(code)}>; rel="help"`;
}
