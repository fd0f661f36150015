import { fullKeyPattern } from "#lib/api-keys/token.ts";
import { apiTokenPattern } from "#lib/api-tokens/token.ts";
import type { Context } from "#lib/context.ts";
import { apiPaths } from "#lib/paths.ts";
import { gitHook, gitleaksConfig, preCommitConfig } from "#lib/secret-scanning/rules.ts";
import { serviceTokenPattern } from "#lib/service-tokens/token.ts";

export const secretScanningGuide = {
  title: "Secret scanning",
  description: "How to find leaked API keys, and what to do about them.",
};

/** Writes the guide to secret scanning, with rules for the operator's prefix. */
export function writeSecretScanning(config: Context["config"], url: string): string {
  const { productName, keyPrefix } = config;
  const keyPattern = fullKeyPattern(keyPrefix);
  return `## What a key looks like

An API key begins with \`${keyPrefix}_live_\` or \`${keyPrefix}_test_\`, followed by 43 random letters and digits and a six-character checksum of everything before it. Scanners can find every key, and detect false positives without a request.

${block("text", "Regular expression for API keys", keyPattern)}

Tokens of the operator's own services have the same format, with their own prefix:

${block("text", "Regular expression for service tokens", serviceTokenPattern(keyPrefix))}

An API token is a signed JWT with its own prefix. Tokens created before the prefix was introduced don't have it, and work until they expire.

${block("text", "Regular expression for API tokens", apiTokenPattern(keyPrefix))}

## Find keys with gitleaks

gitleaks searches a repository and its whole history. These rules add ${productName} keys to those that it knows.

${block("toml", ".gitleaks.toml", gitleaksConfig(config))}

## Keep keys out of commits

With the pre-commit framework:

${block("yaml", ".pre-commit-config.yaml", preCommitConfig(config))}

With git only. Make the file executable:

${block("bash", ".git/hooks/pre-commit", gitHook(config))}

## Report a leaked key

Found a key or an API token? Anyone can report it, without an account. A report can have up to 1,000 texts, and other text around a key is ignored.

${block("bash", "Report with curl", reportCommand(url, keyPrefix))}

Or report everything that gitleaks found:

${block("bash", "Report what gitleaks found", reportGitleaksCommand(url))}

What happens then:

- Each valid key stops working immediately, everywhere. It can't be restored, not even by its owner.
- Each valid API token also stops working immediately, and the person who created it gets an email.
- The developers of the merchant get one email that lists their keys. Their audit log says when the keys were reported and where they were found, but not who reported them.
- The response is always the same, so that it doesn't reveal whether a text is a key. Reporting a key again changes nothing.

## GitHub's partner program

GitHub scans public repositories and packages for the secrets of its partners and notifies them. ${productName} speaks its protocol: to take part, the operator writes to secret-scanning@github.com and names these.

| | |
| --- | --- |
| Endpoint | \`${url}${apiPaths.githubSecretScanning}\` |
| Secret type of API keys | \`${keyPrefix}_api_key\`, or any other name |
| Regular expression | \`${keyPattern.replaceAll("|", "\\|")}\` |
| Secret type of API tokens | \`${keyPrefix}_api_token\`, or any other name |
| Regular expression | \`${apiTokenPattern(keyPrefix)}\` |
| Signature | Each message is signed by GitHub (ECDSA on P-256 with SHA-256). Unsigned messages are refused with 401. |
| Response | \`true_positive\` or \`false_positive\` for each alert, with the SHA-256 of the reported text. |
`;
}

const block = (syntax: string, title: string, text: string) =>
  `\`\`\`${syntax} title="${title}"\n${text.trimEnd()}\n\`\`\``;

const reportCommand = (url: string, prefix: string) => `curl ${url}${apiPaths.reportLeak} \\
  -H "Content-Type: application/json" \\
  -d '{"keys": ["${prefix}_live_…"]}'`;

const reportGitleaksCommand = (url: string) => `gitleaks git --report-path leaks.json
jq '{keys: [.[].Secret]}' leaks.json |
  curl ${url}${apiPaths.reportLeak} \\
    -H "Content-Type: application/json" -d @-`;
