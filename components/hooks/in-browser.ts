import { useSyncExternalStore } from "react";

const neverChanges = () => () => {};
const inBrowser = () => true;
const onServer = () => false;

/** False on the server and during hydration, which must match. */
export function useIsInBrowser(): boolean {
  return useSyncExternalStore(neverChanges, inBrowser, onServer);
}
