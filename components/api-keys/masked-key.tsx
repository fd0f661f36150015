/** The visible prefix of a key, with dots for the rest. */
export function MaskedKey({ keyPrefix }: { keyPrefix: string }) {
  return (
    <span translate="no" className="whitespace-nowrap font-mono text-[0.8125rem] text-muted">
      {keyPrefix}
      <span aria-hidden className="tracking-tight">
        ••••••••
      </span>
    </span>
  );
}
