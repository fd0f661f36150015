import { useEffect, useEffectEvent, useSyncExternalStore } from "react";

const storageKey = "keysmith.draft";

/** Forms whose values may be stored: none of them has a field for a secret. */
export type DraftName =
  | "create-api-key"
  | "create-application"
  | "create-api-token"
  | "invite-person";

type Values = Record<string, unknown>;

interface Draft {
  /** The person and the company that it was written for. */
  owner: string;
  path: string;
  name: DraftName;
  values: Values;
}

let owner = "";
let isSaved = false;
const sources = new Map<DraftName, () => Values | null>();

/** Names whose drafts this tab stores and reads, so that the next person doesn't see them. */
export function setDraftOwner(next: string): void {
  owner = next;
}

export function registerDraftSource(name: DraftName, read: () => Values | null): () => void {
  sources.set(name, read);
  return () => {
    sources.delete(name);
  };
}

/** Stores what is typed into an open form in this tab, until `takeDraft`. */
export function saveDraft(): void {
  for (const [name, read] of sources) {
    const values = read();
    if (!values) continue;
    const draft: Draft = { owner, path: location.pathname, name, values: withoutSecrets(values) };
    isSaved = withStorage((storage) => storage.setItem(storageKey, JSON.stringify(draft))) !== null;
    return;
  }
}

/** Returns whether this page is being left with what was typed in store. */
export const isDraftSaved = () => isSaved;

/** Returns the stored values of a form of this page, and forgets them. */
export function takeDraft(name: DraftName): Values | null {
  const draft = findDraft(name);
  if (draft) discardDraft();
  return draft?.values ?? null;
}

export function discardDraft(): void {
  withStorage((storage) => storage.removeItem(storageKey));
}

/** Returns null if the browser keeps no storage for this page. */
function withStorage<T>(work: (storage: Storage) => T): T | null {
  try {
    return work(window.sessionStorage);
  } catch {
    return null;
  }
}

function findDraft(name: DraftName): Draft | null {
  const text = withStorage((storage) => storage.getItem(storageKey));
  if (!text) return null;
  const draft: Draft = JSON.parse(text);
  const isMine = draft.owner === owner && draft.path === location.pathname && draft.name === name;
  return isMine ? draft : null;
}

/** A key or token that was pasted into the wrong field; no value of these forms looks like one. */
const secretLike = /[\w-]{40,}/;

function withoutSecrets(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => !secretLike.test(JSON.stringify(value ?? null))),
  );
}

const noChange = () => () => {};

/** Returns whether a draft of a form waits on this page. */
export function useHasDraft(name: DraftName | undefined): boolean {
  return useSyncExternalStore(
    noChange,
    () => name !== undefined && findDraft(name) !== null,
    () => false,
  );
}

/** Makes an open form one that `saveDraft` stores. `read` returns null if nothing was typed. */
export function useDraftSource(name: DraftName | undefined, read: () => Values | null): void {
  const latest = useEffectEvent(read);
  useEffect(() => (name === undefined ? undefined : registerDraftSource(name, latest)), [name]);
}
