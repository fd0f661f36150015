"use client";

import { useRef } from "react";
import { roleWords } from "#components/members/role-words.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Fact, FactList } from "#components/ui/fact-list.tsx";
import { Moment } from "#components/ui/moment.tsx";
import type { MerchantSettings } from "#lib/merchants/schema.ts";

interface CompanyFactsProps {
  merchant: MerchantSettings;
  /** Whether to include what editors see in a form. */
  isComplete: boolean;
}

export function CompanyFacts({ merchant, isComplete }: CompanyFactsProps) {
  const id = useRef<HTMLElement>(null);
  const { requireSecondFactor, singleSignOnOnly, longestLifeOfLiveKeysDays } = merchant.policy;
  return (
    <FactList>
      {isComplete && (
        <Fact label="Name">
          <bdi>{merchant.name}</bdi>
        </Fact>
      )}
      <Fact label="Company ID">
        <span className="inline-flex min-w-0 items-center gap-1">
          <code ref={id} translate="no" className="wrap-anywhere font-mono text-[0.8125rem]">
            {merchant.id}
          </code>
          <CopyButton label="Copy company ID" text={merchant.id} source={id} />
        </span>
      </Fact>
      <Fact label="Signed up">
        <Moment at={merchant.createdAt} />
      </Fact>
      <Fact label="Your role">{roleWords[merchant.role].label}</Fact>
      {isComplete && (
        <>
          <Fact label="Second factor">{requireSecondFactor ? "Required" : "Optional"}</Fact>
          <Fact label="Single sign-on">{singleSignOnOnly ? "Required" : "Optional"}</Fact>
          <Fact label="Live key lifetime">
            {longestLifeOfLiveKeysDays === null
              ? "No limit"
              : `At most ${longestLifeOfLiveKeysDays} days`}
          </Fact>
        </>
      )}
    </FactList>
  );
}
