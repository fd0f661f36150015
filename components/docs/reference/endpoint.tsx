"use client";

import { Fragment, useRef } from "react";
import { MethodMark } from "#components/docs/method-mark.tsx";
import { buttonStyles } from "#components/ui/button-styles.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";

interface EndpointProps {
  method: string;
  path: string;
  /** Id of the heading of its console. */
  tryItId: string;
}

/** Method and path of an operation, with a copy button. */
export function Endpoint({ method, path, tryItId }: EndpointProps) {
  const source = useRef<HTMLElement>(null);
  return (
    <div className="flex items-center gap-3 rounded-xl border border-border bg-sunken py-1.5 pr-2 pl-4">
      <MethodMark method={method} />
      <code ref={source} translate="no" className="wrap-anywhere flex-1 font-mono text-[0.8125rem]">
        {path.split(/(?<=\/)/).map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts repeat and never move
          <Fragment key={index}>
            {part}
            <wbr />
          </Fragment>
        ))}
      </code>
      <CopyButton label="Copy path" text={path} source={source} side="left" />
      <a
        href={`#${tryItId}`}
        className={buttonStyles({ variant: "secondary", size: "small", className: "print:hidden" })}
      >
        Try it
      </a>
    </div>
  );
}
