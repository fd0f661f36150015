import { useRef, useState } from "react";

/**
 * Selects rows by id. Shift-click applies to all rows from the latest one on.
 * @param ids selectable rows, in their order
 * @param of the owner of the rows; another one starts without a selection
 */
export function useSelection(ids: readonly string[], of: string) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [owner, setOwner] = useState(of);
  const latest = useRef<string | null>(null);

  if (of !== owner) {
    setOwner(of);
    setTicked(new Set());
  }

  function set(changed: readonly string[], isTicked: boolean) {
    setTicked((before) => {
      const next = new Set(before);
      for (const id of changed) {
        if (isTicked) next.add(id);
        else next.delete(id);
      }
      return next;
    });
  }

  function toggle(id: string, isTicked: boolean, isRange: boolean) {
    const from = isRange && latest.current !== null ? ids.indexOf(latest.current) : -1;
    const to = ids.indexOf(id);
    latest.current = id;
    if (from === -1) return set([id], isTicked);
    set(ids.slice(Math.min(from, to), Math.max(from, to) + 1), isTicked);
  }

  return {
    selected: ids.filter((id) => ticked.has(id)),
    has: (id: string) => ticked.has(id),
    toggle,
    setAll: (isTicked: boolean) => set(ids, isTicked),
    clear: () => setTicked(new Set()),
  };
}
