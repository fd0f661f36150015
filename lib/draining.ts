/** On globalThis because the server and Next's bundle hold separate copies of this module. */
const shared = globalThis as { keysmithIsDraining?: boolean };

/** Has `/readyz` answer 503 from now on, so that balancers send new requests elsewhere. */
export function startDraining(): void {
  shared.keysmithIsDraining = true;
}

/** Whether the process has been told to stop and still serves. */
export function isDraining(): boolean {
  return shared.keysmithIsDraining ?? false;
}
