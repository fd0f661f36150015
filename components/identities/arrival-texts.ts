const failed = "Couldn't sign in with the identity provider. Please try again.";

const texts: Record<string, string> = {
  unverified:
    "Your identity provider hasn't verified your email address. Verify it there, then try again.",
  "no-company": "Your account no longer belongs to a company. Ask a colleague to invite you.",
  refused: "Your company doesn't allow this sign-in method.",
  unavailable: "Signing in is currently unavailable. Please try again later.",
};

/** Message on the sign-in page after a failed return from an identity provider. */
export function arrivalText(error: string | string[] | undefined): string | null {
  if (error === undefined) return null;
  return texts[String(error)] ?? failed;
}

const linkOutcomes: Record<string, { title: string; text: string }> = {
  linked: {
    title: "Already linked",
    text: "This account is already linked to yours. You can sign in with it.",
  },
  "linked-elsewhere": {
    title: "This account is linked to someone else",
    text: "It can be linked to only one account. Disconnect it there first.",
  },
  failed: { title: "Something went wrong", text: failed },
  mismatch: {
    title: "This account can't be linked",
    text: "Its email address doesn't match yours. To link it anyway, connect it from your account settings.",
  },
};

/** Message if there is no identity to link. */
export function linkOutcomeText(outcome: string | string[] | undefined) {
  return (
    linkOutcomes[String(outcome)] ?? {
      title: "Nothing to link",
      text: "This request has expired or was already completed. Connect an account from your account settings.",
    }
  );
}
