import { paths } from "#lib/paths.ts";

/** Returns the path after signing in, always on our own origin. */
export function toReturnPath(callbackUrl: string | string[] | undefined): string {
  const isOurs = typeof callbackUrl === "string" && /^\/(?!\/)[^\\\p{Cc}]*$/u.test(callbackUrl);
  return isOurs ? callbackUrl : paths.applications;
}

export function signInPath(returnPath: string): string {
  return `${paths.signIn}?${new URLSearchParams({ callbackUrl: returnPath })}`;
}
