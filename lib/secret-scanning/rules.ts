import { fullKeyPattern } from "#lib/api-keys/token.ts";
import { apiTokenPattern } from "#lib/api-tokens/token.ts";
import type { Context } from "#lib/context.ts";
import { serviceTokenPattern } from "#lib/service-tokens/token.ts";

type Names = Pick<Context["config"], "keyPrefix" | "productName">;

/** Every secret has more, in bits for each character; a row of dots or crosses has less. */
export const leastEntropy = 4;

/** A configuration of gitleaks that adds our rules to its own. */
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

/** A hook for pre-commit, which brings the search itself. */
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
 * A hook of git alone; it prints no line, because that would hold the secret. Neither settings nor
 * attributes of git may change what it reads, and without its zero bytes any file is text to grep.
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

/** POSIX knows no groups that keep nothing, which a mere yes or no can do without. */
export function posixPattern(keyPrefix: string): string {
  return listPatterns(keyPrefix).join("|").replaceAll("(?:", "(");
}

/** Of every kind of secret that somebody can have by them. */
function listPatterns(prefix: string): string[] {
  return [fullKeyPattern(prefix), serviceTokenPattern(prefix), apiTokenPattern(prefix)];
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
