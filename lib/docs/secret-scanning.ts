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

An API key begins with \`${keyPrefix}_live_\` or \`${keyPrefix}_test_\`, then come 43 random letters and digits, and last six that are a checksum of all before them. So a scanner finds every key, and a wrong guess is told apart without asking anybody.

${block("text", "Regular expression for API keys", keyPattern)}

The operator's own services have tokens of the same form, with a mark of their own:

${block("text", "Regular expression for service tokens", serviceTokenPattern(keyPrefix))}

An API token is a signed JWT behind a mark of its own. Tokens that were created before the mark was introduced don't have it, and work until they expire.

${block("text", "Regular expression for API tokens", apiTokenPattern(keyPrefix))}

## Find keys with gitleaks

gitleaks searches a repository with its whole history. These rules add the keys of ${productName} to those that it knows.

${block("toml", ".gitleaks.toml", gitleaksConfig(config))}

## Keep keys out of commits

With the pre-commit framework, which does the search itself:

${block("yaml", ".pre-commit-config.yaml", preCommitConfig(config))}

With git alone. Make the file executable:

${block("bash", ".git/hooks/pre-commit", gitHook(config))}

## Report a leaked key

Found a key or an API token? Anyone may report it, without an account. Up to 1,000 go into one report, and whatever stands around them does no harm.

${block("bash", "Report by curl", reportCommand(url, keyPrefix))}

Or all that gitleaks has found:

${block("bash", "Report what gitleaks found", reportGitleaksCommand(url))}

What happens then:

- Each key of ours stops working at once, everywhere. It cannot be restored, not even by its owner.
- An API token of ours stops working at once too, and whoever created it gets a mail.
- The developers of the merchant get one mail that names their keys, and their audit log says when they were reported and where they were seen. Who reported them it does not say.
- The answer is the same whatever was found, so that it tells nobody whether a text is a key. Reporting a key again changes nothing.

## GitHub's partner programme

GitHub scans public repositories and packages for the secrets of its partners and tells them at once. ${productName} speaks its protocol: to take part, the operator writes to secret-scanning@github.com and names these.

| | |
| --- | --- |
| Endpoint | \`${url}${apiPaths.githubSecretScanning}\` |
| Secret type of API keys | \`${keyPrefix}_api_key\`, or any other name |
| Regular expression | \`${keyPattern.replaceAll("|", "\\|")}\` |
| Secret type of API tokens | \`${keyPrefix}_api_token\`, or any other name |
| Regular expression | \`${apiTokenPattern(keyPrefix)}\` |
| Signature | Each message is signed by GitHub (ECDSA on P-256 with SHA-256). One that is not is refused with 401. |
| Answer | For each alert \`true_positive\` or \`false_positive\`, with the SHA-256 of what was found instead of the text itself. |
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
