import type { ConsoleCredential } from "#lib/reference/schema.ts";

interface CredentialWords {
  title: string;
  label: string;
  hint: string;
  /** Its shell variable, after the operator's start. */
  variable: string;
}

type Typed = Exclude<ConsoleCredential, "none" | "portal">;

export const credentialWords: Record<Typed, CredentialWords> = {
  "access-token": {
    title: "Bearer Token (JWT)",
    label: "Bearer Token",
    hint: 'Just enter the token, the "Bearer" prefix will be added automatically. Kept only until you leave this page.',
    variable: "API_TOKEN",
  },
  "service-token": {
    title: "Service token",
    label: "Service token",
    hint: "Created by the operator for the platform's own backends. Kept only until you leave this page.",
    variable: "SERVICE_TOKEN",
  },
  "api-key": {
    title: "API key",
    label: "API key",
    hint: "The full key, as your application sends it. Kept only until you leave this page.",
    variable: "API_KEY",
  },
};

/** Removes a pasted scheme before the token. */
export function stripScheme(text: string): string {
  return text.trim().replace(/^(?:authorization:\s*)?bearer\s+/i, "");
}
