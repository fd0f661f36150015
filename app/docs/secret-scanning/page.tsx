import type { Metadata } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { PageVote } from "#components/page-votes/page-vote.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { config } from "#keysmith.config.ts";
import { fullKeyPattern } from "#lib/api-keys/token.ts";
import { getServer } from "#lib/db/client.ts";
import { publicUrlOf } from "#lib/http/public-url.ts";
import { apiPaths, paths } from "#lib/paths.ts";
import { gitHook, gitleaksConfig, preCommitConfig } from "#lib/secret-scanning/rules.ts";
import { serviceTokenPattern } from "#lib/service-tokens/token.ts";

export const metadata: Metadata = {
  title: "Secret scanning",
  description: "How to find leaked API keys, and what to do with one.",
};

const reportCommand = (url: string, prefix: string) => `curl ${url}${apiPaths.reportLeak} \\
  -H "Content-Type: application/json" \\
  -d '{"keys": ["${prefix}_live_…"]}'`;

const reportGitleaksCommand = (url: string) => `gitleaks git --report-path leaks.json
jq '{keys: [.[].Secret]}' leaks.json |
  curl ${url}${apiPaths.reportLeak} \\
    -H "Content-Type: application/json" -d @-`;

export default async function SecretScanningPage() {
  const { productName, keyPrefix } = config;
  const url = publicUrlOf(await headers(), getServer().env.KEYSMITH_URL);
  return (
    <>
      <PageHeader
        title="Secret scanning"
        description={`How to find API keys of ${productName} where they should not be, and what to do with one.`}
      />
      <div className="space-y-12">
        <Section title="What a key looks like">
          <p>
            An API key begins with <Code>{`${keyPrefix}_live_`}</Code> or{" "}
            <Code>{`${keyPrefix}_test_`}</Code>, then come 43 random letters and digits, and last
            six that are a checksum of all before them. So a scanner finds every key, and a wrong
            guess is told apart without asking anybody.
          </p>
          <CodeBlock
            label="Regular expression for API keys"
            text={fullKeyPattern(keyPrefix)}
            isWrapped
          />
          <p>
            The operator&apos;s own services have tokens of the same form, with a mark of their own:
          </p>
          <CodeBlock
            label="Regular expression for service tokens"
            text={serviceTokenPattern(keyPrefix)}
            isWrapped
          />
        </Section>

        <Section title="Find keys with gitleaks">
          <p>
            gitleaks searches a repository with its whole history. These rules add the keys of{" "}
            {productName} to those that it knows.
          </p>
          <CodeBlock label=".gitleaks.toml" text={gitleaksConfig(config)} />
        </Section>

        <Section title="Keep keys out of commits">
          <p>With the pre-commit framework, which does the search itself:</p>
          <CodeBlock label=".pre-commit-config.yaml" text={preCommitConfig(config)} />
          <p>With git alone. Make the file executable:</p>
          <CodeBlock label=".git/hooks/pre-commit" text={gitHook(config)} />
        </Section>

        <Section title="Report a leaked key">
          <p>
            Found a key? Anyone may report it, without an account. Up to 1,000 go into one report,
            and whatever stands around them does no harm.
          </p>
          <CodeBlock label="Report by curl" text={reportCommand(url, keyPrefix)} />
          <p>Or all that gitleaks has found:</p>
          <CodeBlock label="Report what gitleaks found" text={reportGitleaksCommand(url)} />
          <p>What happens then:</p>
          <ul className="list-disc space-y-2 pl-5 marker:text-muted">
            <li>
              Each key of ours stops working at once, everywhere. It cannot be restored, not even by
              its owner.
            </li>
            <li>
              The developers of the merchant get one mail that names their keys, and their audit log
              says when they were reported and where they were seen. Who reported them it does not
              say.
            </li>
            <li>
              The answer is the same whatever was found, so that it tells nobody whether a text is a
              key. Reporting a key again changes nothing.
            </li>
          </ul>
        </Section>

        <Section title="GitHub's partner programme">
          <p>
            GitHub scans public repositories and packages for the secrets of its partners and tells
            them at once. {productName} speaks its protocol: to take part, the operator writes to
            secret-scanning@github.com and names these.
          </p>
          <dl className="divide-y divide-border rounded-xl border border-border bg-surface px-4 text-sm">
            <Fact name="Endpoint">
              <Code>{`${url}${apiPaths.githubSecretScanning}`}</Code>
            </Fact>
            <Fact name="Secret type">
              <Code>{`${keyPrefix}_api_key`}</Code>, or any other name
            </Fact>
            <Fact name="Regular expression">
              <Code>{fullKeyPattern(keyPrefix)}</Code>
            </Fact>
            <Fact name="Signature">
              Each message is signed by GitHub (ECDSA on P-256 with SHA-256). One that is not is
              refused with 401.
            </Fact>
            <Fact name="Answer">
              For each alert <Code>true_positive</Code> or <Code>false_positive</Code>, with the
              SHA-256 of what was found instead of the text itself.
            </Fact>
          </dl>
        </Section>
      </div>
      <PageVote page={paths.secretScanning} />
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="font-semibold text-lg tracking-tight">{title}</h2>
      <div className="mt-3 space-y-4 text-[0.9375rem] leading-7">{children}</div>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-6 gap-y-0.5 py-3 leading-6 sm:grid-cols-[10rem_1fr]">
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

function Code({ children }: { children: string }) {
  return (
    <code
      translate="no"
      className="wrap-anywhere rounded bg-sunken px-1 py-0.5 font-mono text-[0.85em]"
    >
      {children}
    </code>
  );
}
