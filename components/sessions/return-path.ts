import { paths } from "#lib/paths.ts";

/** Where to go after signing in: a path on our own origin, whatever the address bar asks for. */
export function toReturnPath(callbackUrl: string | string[] | undefined): string {
  const isOurs = typeof callbackUrl === "string" && /^\/(?!\/)[^\\\p{Cc}]*$/u.test(callbackUrl);
  return isOurs ? callbackUrl : paths.applications;
}

export function signInPath(returnPath: string): string {
  return `${paths.signIn}?${new URLSearchParams({ callbackUrl: returnPath })}`;
}
