import type { Letter } from "#lib/letters/letter.ts";

interface LeakedKeys {
  productName: string;
  subject: string;
  /** A paragraph for each key. */
  keys: readonly string[];
  url: string;
}

export function leakedKeysLetter({ productName, subject, keys, url }: LeakedKeys): Letter {
  return {
    subject,
    preheader: "A leaked key stops working immediately and can't be restored.",
    paragraphs: [
      "Found in public, reported to us, and revoked:",
      ...keys,
      "A leaked key stops working immediately and can't be restored. What to do now:",
      "1. Create a new API key in the same application and deploy it to the system that used this one.",
      "2. Remove the leaked key from where it was published, including the file's history.",
      "3. Check the key's last use and your own records. Someone may have used it.",
    ],
    action: { label: "Open your applications", url },
    reason: getDeveloperReason(productName),
  };
}

interface LeakedToken {
  productName: string;
  /** Quoted, like `merchantName`. */
  name: string;
  merchantName: string;
  foundAt: string | null;
  url: string;
}

export function leakedTokenLetter(token: LeakedToken): Letter {
  const { productName, name, merchantName, foundAt, url } = token;
  return {
    subject: `Your API token ${name} was leaked and has been revoked`,
    paragraphs: [
      "One of your API tokens was found in public, reported to us, and revoked:",
      [`${name} for ${merchantName}`, ...(foundAt === null ? [] : [`Seen at ${foundAt}`])].join(
        "\n",
      ),
      "It stopped working immediately. What to do now:",
      "1. Remove the leaked token from where it was published, including the file's history.",
      "2. Check the audit log. Someone may have used the token.",
      "3. Create a new API token and deploy it to the system that used this one:",
    ],
    action: { label: "Create an API token", url },
    reason: `You get this email because you created this token at ${productName}.`,
  };
}

interface Withdrawal {
  productName: string;
  /** Quoted. */
  description: string;
  /** The key's paragraph. */
  mention: string;
  nextPrefix: string | null;
  keyPrefix: string;
  url: string;
}

export function rotationWithdrawnLetter(withdrawal: Withdrawal): Letter {
  const { productName, description, mention, nextPrefix, keyPrefix, url } = withdrawal;
  return {
    subject: `Rotation of ${description} withdrawn`,
    paragraphs: [
      "You rotated this API key, but its new secret was never used:",
      mention,
      `The new secret (${nextPrefix}…) no longer works, and the previous one ` +
        `(${keyPrefix}…) stays valid. Nothing that uses the key is affected.`,
      "If you still want to replace the secret, rotate the key again.",
    ],
    action: { label: "Open the API key", url },
    reason: getDeveloperReason(productName),
  };
}

const getDeveloperReason = (productName: string) =>
  `You get this email because you manage API keys at ${productName}.`;
