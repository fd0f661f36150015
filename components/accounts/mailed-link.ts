"use client";

import { useEffect, useState } from "react";
import { describeFailure } from "#components/submit-failure.ts";
import type { MailedLink } from "#lib/accounts/schema.ts";
import { ApiError, api } from "#lib/api-client.ts";

interface Found {
  link?: MailedLink;
  /** Why the link could not be looked up. */
  problem?: string;
  /** The link has expired, was used, or was replaced by a newer one. */
  isOver?: boolean;
}

/** Looks up the link of this token; empty while loading. */
export function useMailedLink(token: string): Found {
  const [found, setFound] = useState<Found>({});
  useEffect(() => {
    const leaving = new AbortController();
    const unlessLeft = (say: () => void) => !leaving.signal.aborted && say();
    api.lookUpMailedLink({ token }, leaving).then(
      (link) => unlessLeft(() => setFound({ link })),
      (failure) => unlessLeft(() => setFound(explain(failure))),
    );
    return () => leaving.abort();
  }, [token]);
  return found;
}

function explain(failure: unknown): Found {
  const detail = failure instanceof ApiError ? failure.details[0]?.message : undefined;
  return { problem: detail ?? describeFailure(failure), isOver: detail !== undefined };
}
