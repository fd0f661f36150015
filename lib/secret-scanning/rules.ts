import { fullKeyPattern } from "#lib/api-keys/token.ts";
import { apiTokenPattern } from "#lib/api-tokens/token.ts";
import type { Context } from "#lib/context.ts";
import { serviceTokenPattern } from "#lib/service-tokens/token.ts";

type Names = Pick<Context["config"], "keyPrefix" | "productName">;

/** In bits per character: every secret has more, a row of dots or crosses less. */
export const leastEntropy = 4;

/** Writes a gitleaks configuration that extends the default rules with ours. */
export function gitleaksConfig({ keyPrefix, productName }: Names): string {
  return `[extend]
useDefault = true

[[rules]]
id = "${keyPrefix}-api-key"
description = ${JSON.stringify(`API key of ${productName}`)}
regex = '''${fullKeyPattern(keyPrefix)}'''
keywords = ["${keyPrefix}_live_", "${keyPrefix}_test_"]
entropy = ${leastEntropy}

[[rules]]
id = "${keyPrefix}-service-token"
description = ${JSON.stringify(`Service token of ${productName}`)}
regex = '''${serviceTokenPattern(keyPrefix)}'''
keywords = ["${keyPrefix}_svc_"]
entropy = ${leastEntropy}

[[rules]]
id = "${keyPrefix}-api-token"
description = ${JSON.stringify(`API token of ${productName}`)}
regex = '''${apiTokenPattern(keyPrefix)}'''
keywords = ["${keyPrefix}_pat_"]
entropy = ${leastEntropy}
`;
}

/** Writes a self-contained pre-commit hook. */
export function preCommitConfig({ keyPrefix, productName }: Names): string {
  return `repos:
  - repo: local
    hooks:
      - id: ${keyPrefix}-secrets
        name: ${JSON.stringify(`No API keys of ${productName}`)}
        language: pygrep
        entry: '${listPatterns(keyPrefix).join("|")}'
`;
}

/**
 * Writes a plain git hook; it prints no lines, because they contain the secret. Git settings and
 * attributes cannot change its input, and zero bytes are removed so that grep reads every file as
 * text.
 */
export function gitHook({ keyPrefix, productName }: Names): string {
  return `#!/bin/sh
pattern='${posixPattern(keyPrefix)}'
added() {
  git diff --cached --unified=0 --no-color --no-ext-diff --no-textconv --text | tr -d '\\000'
}
if added | LC_ALL=C grep '^+' | LC_ALL=C grep -qE "$pattern"; then
  echo ${quote(`This commit would add an API key of ${productName}.`)} >&2
  exit 1
fi
`;
}

/** POSIX has no non-capturing groups, and a yes or no needs none. */
export function posixPattern(keyPrefix: string): string {
  return listPatterns(keyPrefix).join("|").replaceAll("(?:", "(");
}

/** Lists the patterns of all secrets that people may have. */
function listPatterns(prefix: string): string[] {
  return [fullKeyPattern(prefix), serviceTokenPattern(prefix), apiTokenPattern(prefix)];
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
