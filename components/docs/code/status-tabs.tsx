"use client";

import { useState } from "react";
import { type CodeTab, CodeTabs } from "#components/docs/code/code-tabs.tsx";

/** A sample response for each status. */
export function StatusTabs({ tabs }: { tabs: readonly CodeTab[] }) {
  const [status, setStatus] = useState(tabs[0]?.value ?? "");
  return (
    <CodeTabs label="Example responses" tabs={tabs} value={status} onValueChange={setStatus} />
  );
}
