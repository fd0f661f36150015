const failed = "Signing in by the identity provider did not work. Please try again.";

const texts: Record<string, string> = {
  unverified:
    "The identity provider has not confirmed your e-mail address. Confirm it there, then try again.",
  "no-company": "Your account belongs to no company any more. Ask a colleague to invite you.",
  refused: "Your company does not let you in this way.",
  unavailable: "Signing in is not possible at the moment. Please try again.",
};

/** Message on the sign-in page after a failed return from an identity provider. */
export function arrivalText(error: string | string[] | undefined): string | null {
  if (error === undefined) return null;
  return texts[String(error)] ?? failed;
}

const linkOutcomes: Record<string, { title: string; text: string }> = {
  linked: {
    title: "Linked already",
    text: "You can sign in with this account: it is linked to yours since earlier.",
  },
  "linked-elsewhere": {
    title: "This account belongs to somebody else here",
    text: "It is linked to another person's account, and can sign in to one only. Disconnect it there first.",
  },
  failed: { title: "That did not work", text: failed },
  mismatch: {
    title: "This account is not for you to link",
    text: "Its e-mail address is not yours. To link it all the same, connect it from your account settings.",
  },
};

/** Message if there is no identity to link. */
export function linkOutcomeText(outcome: string | string[] | undefined) {
  return (
    linkOutcomes[String(outcome)] ?? {
      title: "There is nothing to link",
      text: "Ten minutes have passed, or you have answered already. Connect an account from your account settings.",
    }
  );
}
