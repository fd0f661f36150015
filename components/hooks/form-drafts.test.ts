import { beforeEach, expect, test, vi } from "vitest";
import {
  type DraftName,
  registerDraftSource,
  saveDraft,
  setDraftOwner,
  takeDraft,
} from "#components/hooks/form-drafts.ts";
import { generateFullKey } from "#lib/api-keys/token.ts";

const store = new Map<string, string>();

beforeEach(() => {
  store.clear();
  vi.stubGlobal("location", { pathname: "/applications/app_1" });
  const sessionStorage = {
    getItem: (name: string) => store.get(name) ?? null,
    setItem: (name: string, value: string) => void store.set(name, value),
    removeItem: (name: string) => store.delete(name),
  };
  vi.stubGlobal("window", { sessionStorage });
  setDraftOwner("usr_1 mer_1");
});

function save(values: Record<string, unknown> | null, name: DraftName = "create-api-key"): void {
  const forget = registerDraftSource(name, () => values);
  saveDraft();
  forget();
}

test("a draft comes back once, to its form on its page", () => {
  const values = { description: "Billing server", ipAllowlist: ["203.0.113.0/24"] };
  save(values);
  expect(takeDraft("invite-person")).toBeNull();
  expect(takeDraft("create-api-key")).toEqual(values);
  expect(takeDraft("create-api-key")).toBeNull();

  save(values);
  vi.stubGlobal("location", { pathname: "/applications/app_2" });
  expect(takeDraft("create-api-key")).toBeNull();
});

test("a draft is not shown to another person, or in another company", () => {
  for (const other of ["usr_2 mer_1", "usr_1 mer_2"]) {
    save({ description: "Billing server" });
    setDraftOwner(other);
    expect(takeDraft("create-api-key")).toBeNull();
    setDraftOwner("usr_1 mer_1");
  }
});

test("a key that was pasted into a field is not stored, and an untouched form neither", () => {
  const key = generateFullKey("ks", "live");
  save({ description: `Old ${key}`, scopes: ["payments:read"], ipAllowlist: [key] });
  expect([...store.values()].join()).not.toContain(key);
  expect(takeDraft("create-api-key")).toEqual({ scopes: ["payments:read"] });

  save(null);
  expect(store.size).toBe(0);
});

test("a browser without storage loses the draft and nothing else", () => {
  vi.stubGlobal("window", {
    get sessionStorage() {
      throw new DOMException("refused", "SecurityError");
    },
  });
  save({ description: "Billing server" });
  expect(takeDraft("create-api-key")).toBeNull();
});
