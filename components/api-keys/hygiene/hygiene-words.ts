import type { BadgeTone } from "#components/ui/badge.tsx";
import {
  expiringWithinDays,
  type HygieneFinding,
  neverUsedAfterDays,
  unusedAfterDays,
} from "#lib/api-keys/constants.ts";

interface FindingWords {
  label: string;
  tone: BadgeTone;
  /** Why it matters, in one line. */
  why: string;
  /** Text for no keys with it. */
  none: string;
}

export const findingWords: Record<HygieneFinding, FindingWords> = {
  never_used: {
    label: "Never used",
    tone: "neutral",
    why: `Created over ${neverUsedAfterDays} days ago and never used since.`,
    none: `Every key older than ${neverUsedAfterDays} days has been used.`,
  },
  unused: {
    label: "Unused",
    tone: "neutral",
    why: `No calls for ${unusedAfterDays} days. It's probably no longer needed.`,
    none: `Every key that has been used was used in the last ${unusedAfterDays} days.`,
  },
  no_expiry: {
    label: "No expiry",
    tone: "info",
    why: "If it leaks, it works until someone revokes it.",
    none: "Every key has an expiry.",
  },
  expiring_soon: {
    label: "Expiring soon",
    tone: "warning",
    why: `Expires within ${expiringWithinDays} days. Calls are refused after that.`,
    none: `No key expires within ${expiringWithinDays} days.`,
  },
  all_scopes: {
    label: "All scopes",
    tone: "info",
    why: "It can do more than it probably needs to.",
    none: "Every key has only the scopes that were chosen for it.",
  },
};

export type Remedy = "revoke" | "expiry" | "scopes";

export const remedies: Record<HygieneFinding, Remedy> = {
  never_used: "revoke",
  unused: "revoke",
  no_expiry: "expiry",
  expiring_soon: "expiry",
  all_scopes: "scopes",
};

/** A remedy's button label, and a label that includes the key for screen readers. */
export const remedyWords: Record<Remedy, { label: string; labelFor: (key: string) => string }> = {
  revoke: { label: "Revoke", labelFor: (key) => `Revoke ${key}` },
  expiry: { label: "Set expiry", labelFor: (key) => `Set expiry of ${key}` },
  scopes: { label: "Choose scopes", labelFor: (key) => `Choose scopes of ${key}` },
};
