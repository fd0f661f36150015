import { askForAnyPasskey, explainPasskeyFailure } from "#components/sessions/passkey.ts";
import { signInPath } from "#components/sessions/return-path.ts";
import type { Credentials } from "#lib/accounts/schema.ts";
import type { ProviderId } from "#lib/identities/schema.ts";
import { paths } from "#lib/paths.ts";

/** Loaded at sign-in or sign-out, which keeps it out of the pages' first JavaScript. */
const loadNextAuth = () => import("next-auth/react");

/** Result of `startSession` for a correct password that also needs a code. */
export const factorAsked = "Enter the code of your second factor.";

const failures: Record<string, string> = {
  throttled: "Too many attempts. Try again in a few minutes.",
  refused: "Your company demands single sign-on. Sign in by its identity provider.",
  CredentialsSignin: "The e-mail address or the password is not right.",
  second_factor: factorAsked,
  wrong_code: "The code is wrong, out of date, or was used before.",
};

const unreachable = "The server could not be reached. Check the connection and try again.";

interface PasswordSignIn extends Credentials {
  /** A code of the authenticator app, or a recovery code. */
  otp?: string;
}

/** Starts a session; resolves to an error message, or null. */
export async function startSession({ email, password, otp }: PasswordSignIn) {
  return start("credentials", { email, password, ...(otp && { otp }) });
}

/** Like `startSession`, with a passkey. */
export async function startSessionByPasskey(): Promise<string | null> {
  try {
    const answer = await askForAnyPasskey();
    const failure = await start("passkey", { answer: JSON.stringify(answer) });
    return failure === failures.CredentialsSignin ? "No account here has this passkey." : failure;
  } catch (failure) {
    return explainPasskeyFailure(failure);
  }
}

async function start(provider: string, given: Record<string, string>): Promise<string | null> {
  try {
    const { getCsrfToken, signIn } = await loadNextAuth();
    // signIn navigates to an error page if the server is unreachable, so that is checked first.
    if (!(await getCsrfToken())) return unreachable;
    const answer = await signIn(provider, { ...given, redirect: false });
    if (answer?.ok && !answer.error) return null;
    return failures[answer?.error ?? ""] ?? "Signing in did not work. Please try again.";
  } catch {
    return unreachable;
  }
}

/**
 * Navigates to an identity provider, which returns to `returnPath` with a session. Resolves only if
 * that fails, to an error message.
 */
export async function signInWithProvider(
  provider: ProviderId,
  returnPath: string,
  wishes?: Record<string, string>,
): Promise<string> {
  try {
    const { getCsrfToken, signIn } = await loadNextAuth();
    if (!(await getCsrfToken())) return unreachable;
    await signIn(provider, { callbackUrl: returnPath }, wishes);
  } catch {
    return unreachable;
  }
  return new Promise(() => {});
}

/**
 * Like `signInWithProvider`, for re-authentication: the provider should ask for credentials again.
 */
export function signInAgain(provider: ProviderId, returnPath: string): Promise<string> {
  // Only OpenID Connect defines a parameter for it; the other two can at least show a prompt.
  const wishes: Record<string, string> =
    provider === "oidc" ? { prompt: "login", max_age: "0" } : { prompt: "select_account" };
  return signInWithProvider(provider, returnPath, wishes);
}

/** Ends the session, and discards this tab's state with a full navigation. */
export async function endSession(path: string = paths.signIn): Promise<never> {
  const { signOut } = await loadNextAuth();
  await signOut({ redirect: false });
  return leaveFor(path);
}

/** Navigates; never resolves, so that pending work stays pending until the page is gone. */
export function leaveFor(path: string): Promise<never> {
  window.location.assign(path);
  return new Promise(() => {});
}

export function leaveToSignIn(): void {
  const { pathname, search } = window.location;
  void leaveFor(signInPath(pathname + search));
}
