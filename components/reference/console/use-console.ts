import {
  type ComponentType,
  createElement,
  useEffect,
  useId,
  useState,
  useSyncExternalStore,
} from "react";
import { findFaults, useDraft } from "#components/reference/console/console-draft.ts";
import { useCredentials } from "#components/reference/console/credentials-provider.tsx";
import { useOwnApiKeys, useOwnApplications } from "#components/reference/console/owned-ids.ts";
import { toRequest } from "#components/reference/console/request-draft.ts";
import type { RevealedCreatedProps } from "#components/reference/console/revealed-created.tsx";
import { useSending } from "#components/reference/console/use-sending.ts";
import { useRevealedSecret } from "#components/reveal/revealed-secret-provider.tsx";
import { describeFailure } from "#components/submit-failure.ts";
import { proveAgain } from "#lib/api-client.ts";
import type { ConsoleOperation, ConsoleServer } from "#lib/reference/schema.ts";

/** A token that expires this soon is renewed before it is sent. */
const renewedBeforeMilliseconds = 5_000;

const never = () => () => {};

const loadRevealed = () => import("#components/reference/console/revealed-created.tsx");

/** State and actions of one operation's console. */
export function useConsole(
  operation: ConsoleOperation,
  origin: string,
  servers: readonly ConsoleServer[],
) {
  const { credential, pathFields } = operation;
  const { isSignedIn, held, mint } = useCredentials();
  const { reveal } = useRevealedSecret();
  const { draft, change, renewKey } = useDraft(operation, origin);
  const { outcome, send, cancel } = useSending();
  const [isTried, setTried] = useState(false);
  const responseId = useId();
  const pageOrigin = useSyncExternalStore(
    never,
    () => window.location.origin,
    () => origin,
  );
  const target = getOrigin(draft.baseUrl);
  const isOwn = target === pageOrigin;
  const isListed = isOwn || servers.some(({ url }) => url === target);

  // Random, so it is created only in the browser.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for the first request
  useEffect(() => void renewKey(), []);

  const wants = (source: "application" | "api-key") =>
    isSignedIn && pathFields.some((field) => field.source === source);
  const { data: applications } = useOwnApplications(wants("application"));
  const application = applications?.find(({ id }) => id === draft.path.id);
  const { data: apiKeys } = useOwnApiKeys(application?.id ?? "", wants("api-key"));

  async function credentialNow(): Promise<string | null> {
    if (credential === "none" || credential === "portal") return null;
    const now = held[credential];
    // A token that was made here is for this server alone.
    if (!isOwn && now?.endsAt) return null;
    const isOver = now?.endsAt && now.endsAt - Date.now() < renewedBeforeMilliseconds;
    return (isOver ? await mint() : now)?.token ?? null;
  }

  async function run(getToken: () => Promise<string | null> = credentialNow) {
    const isMinted = Boolean(held[credential]?.endsAt);
    let Revealed: ComponentType<RevealedCreatedProps> | undefined;
    const answer = await send({
      prepare: async () => {
        const request = toRequest(operation, draft, await getToken());
        // Loaded before anything is created: a secret without its dialog would be lost.
        if (request.method === "POST") Revealed = (await loadRevealed()).RevealedCreated;
        return request;
      },
      onCreated: (secret) => {
        if (!Revealed) return;
        const props = { secret, application: application ?? null, focusAfterId: responseId };
        reveal(createElement(Revealed, { ...props, isUnwatched: !isMinted }));
      },
      explain: describeFailure,
    });
    if (answer && answer.status < 300) renewKey();
  }

  return {
    draft,
    isListed,
    outcome,
    responseId,
    hasToken: held[credential] !== undefined,
    errors: isTried ? findFaults(operation, draft) : {},
    owned: {
      application: applications?.map(({ id, name, environment }) => ({
        id,
        label: `${name} · ${environment}`,
      })),
      "api-key": apiKeys?.map(({ id, description, keyPrefix }) => ({
        id,
        label: `${description} · ${keyPrefix}…`,
      })),
    },
    /** The server requires re-authentication for this reader's token. */
    needsProof:
      outcome.kind === "answered" &&
      outcome.answer.status === 403 &&
      isSignedIn &&
      Boolean(held[credential]?.endsAt) &&
      outcome.answer.headers.some(([, value]) =>
        value.includes("insufficient_user_authentication"),
      ),
    change,
    cancel,
    send: () => run(),
    /** Returns whether all path parameters are present. */
    check: () => {
      setTried(true);
      return Object.keys(findFaults(operation, draft)).length === 0;
    },
    prove: async () => {
      if (await proveAgain()) await run(async () => (await mint()).token);
    },
  };
}

function getOrigin(url: string): string | null {
  return URL.canParse(url) ? new URL(url).origin : null;
}
