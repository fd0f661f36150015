import { useSyncExternalStore } from "react";

const neverChanges = () => () => {};
const inBrowser = () => true;
const onServer = () => false;

/** False on the server and for the first look of the browser, which must be the same. */
export function useIsInBrowser(): boolean {
  return useSyncExternalStore(neverChanges, inBrowser, onServer);
}
