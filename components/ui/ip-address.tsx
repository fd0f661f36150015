/** An IP address or range, whose digits line up. */
export function IpAddress({ children }: { children: string }) {
  return (
    <span translate="no" className="wrap-anywhere font-mono text-[0.96em]">
      {children}
    </span>
  );
}
