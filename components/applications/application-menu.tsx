"use client";

import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { type RefObject, useRef, useState } from "react";
import { DeleteApplicationDialog } from "#components/applications/delete-application-dialog.tsx";
import { RenameApplicationDialog } from "#components/applications/rename-application-dialog.tsx";
import { buttonStyles } from "#components/ui/button-styles.ts";
import {
  DropdownMenu,
  DropdownMenuItem,
  DropdownMenuPanel,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import { LiveRegion } from "#components/ui/live-region.tsx";
import type { Application } from "#lib/applications/schema.ts";

type OpenDialog = "rename" | "delete";

/** What may be done with an application as a whole. */
export function ApplicationMenu({ application }: { application: Application }) {
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const [said, setSaid] = useState("");
  const trigger = useRef<HTMLButtonElement>(null);
  const closing = {
    onClose: () => setDialog(null),
    onCloseAutoFocus: focusOn(trigger),
  };
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger
          ref={trigger}
          aria-label="Application settings"
          className={buttonStyles({ variant: "secondary", className: "size-10 px-0 sm:size-9" })}
        >
          <Ellipsis aria-hidden />
        </DropdownMenuTrigger>
        <DropdownMenuPanel align="end">
          <DropdownMenuItem onSelect={() => setDialog("rename")}>
            <Pencil aria-hidden />
            Rename
          </DropdownMenuItem>
          <DropdownMenuItem
            onSelect={() => setDialog("delete")}
            className="text-danger-text [&_svg]:text-danger-text"
          >
            <Trash2 aria-hidden />
            Delete application
          </DropdownMenuItem>
        </DropdownMenuPanel>
      </DropdownMenu>
      {dialog === "rename" && (
        <RenameApplicationDialog
          {...closing}
          application={application}
          onRenamed={(name) => setSaid(`The application is now called ${name}`)}
        />
      )}
      {dialog === "delete" && <DeleteApplicationDialog {...closing} application={application} />}
      <LiveRegion>{said}</LiveRegion>
    </>
  );
}

function focusOn(place: RefObject<HTMLElement | null>) {
  return (event: Event) => {
    event.preventDefault();
    place.current?.focus();
  };
}
