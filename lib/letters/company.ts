import type { Letter } from "#lib/letters/letter.ts";

interface Invitation {
  productName: string;
  /** Quoted. */
  merchantName: string;
  invitedByEmail: string;
  role: string;
  url: string;
  days: number;
}

export function invitationLetter(invitation: Invitation): Letter {
  const { productName, merchantName, invitedByEmail, role, url, days } = invitation;
  return {
    subject: `Join ${merchantName} at ${productName}`,
    preheader: `The link works once and expires in ${days} days.`,
    paragraphs: [
      `${invitedByEmail} invites you to join ${merchantName} at ${productName}, as ${withArticle(role)}.`,
      `Open this link to join. It works once and expires in ${days} days:`,
    ],
    action: { label: "Join the company", url },
    notes: [
      "Anyone with this link can join as you, so don't share it. If you didn't expect this invitation, ignore this email.",
    ],
    reason: `You get this email because ${invitedByEmail} invited this address.`,
  };
}

function withArticle(role: string): string {
  return /^[aeiou]/.test(role) ? `an ${role}` : `a ${role}`;
}

interface Owner {
  productName: string;
  /** Quoted. */
  company: string;
  url: string;
  /** How long a new person's link works; null for somebody who has an account. */
  days: number | null;
}

export function ownerLetter({ productName, company, url, days }: Owner): Letter {
  const welcome = `${company} now has an account at ${productName}, and you're its owner.`;
  const about = {
    subject: `You're the owner of ${company}`,
    preheader: welcome,
    reason: `You get this email because the operator of ${productName} made you the owner.`,
  };
  if (days === null) {
    const paragraphs = [welcome, "Sign in as usual:"];
    return { ...about, paragraphs, action: { label: "Sign in", url } };
  }
  return {
    ...about,
    paragraphs: [welcome, "To choose your password and get started, open this link:"],
    action: { label: "Get started", url },
    notes: [`The link works once and expires in ${days} days.`],
  };
}

interface Closed {
  productName: string;
  /** Quoted. */
  company: string;
  /** Quoted; null if the operator gave none. */
  reason: string | null;
  url: string;
}

export function merchantClosedLetter({ productName, company, reason, url }: Closed): Letter {
  return {
    subject: `The account of ${company} is closed`,
    paragraphs: [
      `${productName} has closed the account of ${company}. Its API keys no longer work, and its members can no longer open it.`,
      ...(reason === null ? [] : [`The reason: ${reason}`]),
    ],
    action: { label: `Open ${productName}`, url },
    reason: `You get this email because you were an owner of ${company}.`,
  };
}
