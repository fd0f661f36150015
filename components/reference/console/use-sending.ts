import { useCallback, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import {
  type Answer,
  type CreatedSecret,
  readAnswer,
} from "#components/reference/console/answer.ts";
import type { ConsoleRequest } from "#components/reference/console/request-draft.ts";
import { sendRequest } from "#components/reference/console/send-request.ts";

export type Outcome =
  | { kind: "none" }
  | { kind: "sending" }
  | { kind: "cancelled"; isSafe: boolean }
  | { kind: "unreachable"; isSafe: boolean }
  | { kind: "unready"; message: string }
  | { kind: "answered"; answer: Answer };

interface Sent {
  /** Prepares the request, including what must be fetched for it. */
  prepare: () => Promise<ConsoleRequest>;
  onCreated: (created: CreatedSecret) => void;
  /** Describes an error of `prepare`. */
  explain: (failure: unknown) => string;
}

/** Sends one request at a time, and returns the last result. */
export function useSending() {
  const [outcome, setOutcome] = useState<Outcome>({ kind: "none" });
  const inFlight = useRef<AbortController | null>(null);

  const send = useCallback(
    async ({ prepare, onCreated, explain }: Sent): Promise<Answer | null> => {
      if (inFlight.current) return null;
      const controller = new AbortController();
      inFlight.current = controller;
      setOutcome({ kind: "sending" });
      let isSafe = true;
      try {
        const request = await prepare().catch((failure) => {
          setOutcome({ kind: "unready", message: explain(failure) });
          return null;
        });
        if (!request) return null;
        controller.signal.throwIfAborted();
        isSafe = request.method === "GET";
        const { answer, created } = readAnswer(await sendRequest(request, controller.signal));
        if (created) onCreated(created);
        setOutcome({ kind: "answered", answer });
        return answer;
      } catch {
        setOutcome({ kind: controller.signal.aborted ? "cancelled" : "unreachable", isSafe });
        return null;
      } finally {
        inFlight.current = null;
      }
    },
    [],
  );

  useEffect(() => {
    const forget = () => flushSync(() => setOutcome({ kind: "none" }));
    window.addEventListener("pagehide", forget);
    return () => window.removeEventListener("pagehide", forget);
  }, []);

  return { outcome, send, cancel: () => inFlight.current?.abort() };
}
