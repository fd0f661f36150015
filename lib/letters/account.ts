import type { Letter } from "#lib/letters/letter.ts";

interface Link {
  productName: string;
  url: string;
}

export function verificationLetter({ productName, url, days }: Link & { days: number }): Letter {
  return {
    subject: "Confirm your email address",
    preheader: `The link works once and expires in ${days} days.`,
    paragraphs: [`Confirm the email address of your ${productName} account by opening this link:`],
    action: { label: "Confirm email address", url },
    notes: [
      `The link works once and expires in ${days} days. If you don't have an account, ignore this email.`,
    ],
    reason: `You get this email because someone used this address for a ${productName} account.`,
  };
}

export function passwordResetLetter({
  productName,
  url,
  minutes,
}: Link & { minutes: number }): Letter {
  return {
    subject: "Reset your password",
    preheader: `The link works once and expires in ${minutes} minutes.`,
    paragraphs: [
      `Someone asked to reset the password of your ${productName} account. To choose a new password, open this link:`,
    ],
    action: { label: "Choose a new password", url },
    notes: [
      `The link works once and expires in ${minutes} minutes. If this wasn't you, ignore this email. Your\npassword hasn't changed.`,
    ],
    reason: `You get this email because someone asked for a new password of your ${productName} account.`,
  };
}

interface Reset {
  productName: string;
  url: string;
  /** Time, IP address and browser. */
  occasion: string;
  /** Revoked API keys of an account whose email was never confirmed; null for any other. */
  reclaimedKeys: number | null;
}

export function passwordWasResetLetter({
  productName,
  url,
  occasion,
  reclaimedKeys,
}: Reset): Letter {
  return {
    subject: "Your password was reset",
    paragraphs: [
      `The password of your ${productName} account was reset, and you've been signed out everywhere.`,
      ...(reclaimedKeys === null ? [] : [describeReclaimed(reclaimedKeys)]),
      occasion,
      "If this wasn't you, reset it again now and review the sessions in your account settings.",
    ],
    action: { label: "Review your account", url },
    reason: getNoticeReason(productName),
  };
}

function describeReclaimed(apiKeys: number): string {
  const keys = apiKeys === 1 ? "1 API key was" : `${apiKeys} API keys were`;
  return `Your email address had never been confirmed, so everything set up in the account before was removed: API tokens, second factors, passkeys, and linked accounts. ${keys} revoked. You can restore API keys in the portal for an hour.`;
}

interface Notice extends Link {
  subject: string;
  text: string;
  occasion: string;
}

/** About a change of somebody's own account. */
export function accountNoticeLetter({ productName, url, subject, text, occasion }: Notice): Letter {
  return {
    subject,
    paragraphs: [text, occasion, "If this wasn't you, change your password now:"],
    action: { label: "Review your account", url },
    reason: getNoticeReason(productName),
  };
}

export function identityLinkedLetter({
  productName,
  url,
  provider,
  email,
}: Link & { provider: string; email: string | null }): Letter {
  return {
    subject: `${provider} was linked to your account`,
    paragraphs: [
      `You can now sign in to your account with ${provider}${email ? ` as ${email}` : ""}.`,
      "If this wasn't you, disconnect it and change your password:",
    ],
    action: { label: "Review your account", url },
    reason: getNoticeReason(productName),
  };
}

export function identityUnlinkedLetter({
  productName,
  url,
  provider,
}: Link & { provider: string }): Letter {
  return {
    subject: `${provider} was disconnected from your account`,
    paragraphs: [
      `You can no longer sign in to your account with ${provider}.`,
      "If this wasn't you, review your account:",
    ],
    action: { label: "Review your account", url },
    reason: getNoticeReason(productName),
  };
}

export function secondFactorResetLetter({ productName, url }: Link): Letter {
  return {
    subject: "The second factor of your account was reset",
    paragraphs: [
      "The operator removed the authenticator app, passkeys, and recovery codes of your account and signed you out everywhere.",
      "Sign in and set up a second factor again:",
    ],
    action: { label: "Sign in", url },
    notes: ["If you didn't request this, contact the operator and change your password now."],
    reason: getNoticeReason(productName),
  };
}

const getNoticeReason = (productName: string) =>
  `You get this email because it concerns the security of your ${productName} account.`;
