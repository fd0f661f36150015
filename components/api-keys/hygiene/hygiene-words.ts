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
    why: `Made over ${neverUsedAfterDays} days ago, but no call yet: only a thief would miss it.`,
    none: `Every key older than ${neverUsedAfterDays} days has been used.`,
  },
  unused: {
    label: "Unused",
    tone: "neutral",
    why: `No call for ${unusedAfterDays} days: what needed it is probably gone.`,
    none: `Every key that has been used was used within ${unusedAfterDays} days.`,
  },
  no_expiry: {
    label: "No expiry",
    tone: "info",
    why: "Once leaked, it works until somebody notices.",
    none: "Every key ends by itself one day.",
  },
  expiring_soon: {
    label: "Expiring soon",
    tone: "warning",
    why: `Ends within ${expiringWithinDays} days: calls with it are refused from then on.`,
    none: `No key ends within ${expiringWithinDays} days.`,
  },
  all_scopes: {
    label: "All scopes",
    tone: "info",
    why: "It may do more than it needs, and so may a thief.",
    none: "Every key may do only what was chosen for it.",
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
