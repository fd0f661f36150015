import { discardDraft, saveDraft } from "#components/hooks/form-drafts.ts";
import { askForAnyPasskey, explainPasskeyFailure } from "#components/sessions/passkey.ts";
import { signInPath } from "#components/sessions/return-path.ts";
import { describeThrottling } from "#components/submit-failure.ts";
import type { Credentials } from "#lib/accounts/schema.ts";
import type { ProviderId } from "#lib/identities/schema.ts";
import { paths } from "#lib/paths.ts";

/** Loaded at sign-in or sign-out, which keeps it out of the pages' first JavaScript. */
const loadNextAuth = () => import("next-auth/react");

/** The second factors that an account has. */
export type Factors = readonly string[];

/** An error message, or the factors to choose from if a correct password needs one of them. */
export type SignInProblem = { message: string } | { message: string; factors: Factors };

const wrongPassword = "Incorrect email or password.";
const failures: Record<string, string> = {
  refused: "Your company requires single sign-on. Sign in with your identity provider.",
  CredentialsSignin: wrongPassword,
  wrong_code: "This code is incorrect, expired, or already used.",
};

const unreachable = "Couldn't reach the server. Check your connection and try again.";

interface PasswordSignIn extends Credentials {
  /** A code from the authenticator app, or a recovery code. */
  otp?: string;
}

/** Starts a session; resolves to null on success. */
export async function startSession({
  email,
  password,
  otp,
}: PasswordSignIn): Promise<SignInProblem | null> {
  return start("credentials", { email, password, ...(otp && { otp }) });
}

/** Like `startSession`, with a passkey. */
export async function startSessionByPasskey(): Promise<string | null> {
  try {
    const answer = await askForAnyPasskey();
    const problem = await start("passkey", { answer: JSON.stringify(answer) });
    return problem?.message === wrongPassword
      ? "No account uses this passkey."
      : (problem?.message ?? null);
  } catch (failure) {
    return explainPasskeyFailure(failure);
  }
}

async function start(
  provider: string,
  given: Record<string, string>,
): Promise<SignInProblem | null> {
  try {
    const { getCsrfToken, signIn } = await loadNextAuth();
    // signIn navigates to an error page if the server is unreachable, so that is checked first.
    if (!(await getCsrfToken())) return { message: unreachable };
    const response = await signIn(provider, { ...given, redirect: false });
    if (response?.ok && !response.error) return null;
    return readProblem(response?.error ?? "");
  } catch {
    return { message: unreachable };
  }
}

/** Reads an error of the server's `toSignInError`: a code, and words of it after spaces. */
function readProblem(error: string): SignInProblem {
  const [code = "", ...words] = error.split(" ");
  if (code === "second_factor")
    return { message: "Enter your code or use a passkey.", factors: words };
  if (code === "throttled") return { message: describeThrottling(Number(words[0])) };
  return { message: failures[code] ?? "Couldn't sign in. Please try again." };
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
  discardDraft();
  return leaveFor(path);
}

/** Navigates; never resolves, so that pending work stays pending until the page is gone. */
export function leaveFor(path: string): Promise<never> {
  window.location.assign(path);
  return new Promise(() => {});
}

/** Leaves for sign-in because the session has ended, and keeps what was typed for the way back. */
export function leaveToSignIn(): void {
  saveDraft();
  const { pathname, search } = window.location;
  void leaveFor(`${signInPath(pathname + search)}&ended`);
}
