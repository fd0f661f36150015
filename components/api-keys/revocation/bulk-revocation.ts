import { useEffect, useRef, useState } from "react";
import { useApiKeysChanged, useRevokeOneOfMany } from "#components/api-keys/queries.ts";
import { describeFailure } from "#components/submit-failure.ts";
import type { ApiKey } from "#lib/api-keys/schema.ts";

const atOnce = 4;

/** Result for a key; `failed` has the server's message. */
export type Outcome =
  | { state: "waiting" | "under-way" | "revoked" }
  | { state: "failed"; message: string };

const waiting: Outcome = { state: "waiting" };

/** Revokes many keys, a few at a time; a failure does not stop the others. */
export function useBulkRevocation(applicationId: string, keys: readonly ApiKey[]) {
  const { mutateAsync: revoke } = useRevokeOneOfMany(applicationId);
  const onKeysChanged = useApiKeysChanged(applicationId);
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const [isRunning, setRunning] = useState(false);
  const [finality, setFinality] = useState<string | null>(null);
  const isStopped = useRef(false);

  const getOutcome = ({ id }: ApiKey) => outcomes.get(id) ?? waiting;
  const count = (state: Outcome["state"]) =>
    keys.filter((apiKey) => getOutcome(apiKey).state === state).length;

  useEffect(() => {
    isStopped.current = false;
    return () => {
      isStopped.current = true;
    };
  }, []);

  function settle(id: string, outcome: Outcome) {
    setOutcomes((before) => new Map(before).set(id, outcome));
  }

  /** Revokes the remaining keys; revocations in flight finish even after a stop. */
  async function run(reason: string | undefined) {
    const queue = keys.filter((apiKey) => getOutcome(apiKey).state !== "revoked");
    isStopped.current = false;
    setRunning(true);
    setOutcomes((before) => {
      const next = new Map(before);
      for (const { id } of queue) next.set(id, waiting);
      return next;
    });
    const work = async () => {
      while (!isStopped.current) {
        const next = queue.shift();
        if (!next) return;
        settle(next.id, { state: "under-way" });
        try {
          const later = await revoke({ keyId: next.id, reason });
          // A verifier that has confirmed a later revocation also knows the earlier ones.
          setFinality((before) => later ?? before);
          settle(next.id, { state: "revoked" });
        } catch (failure) {
          settle(next.id, { state: "failed", message: describeFailure(failure) });
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    setRunning(false);
    onKeysChanged();
  }

  return {
    getOutcome,
    isRunning,
    finality,
    revoked: count("revoked"),
    failed: count("failed"),
    left: count("waiting"),
    run,
    stop: () => {
      isStopped.current = true;
    },
  };
}
