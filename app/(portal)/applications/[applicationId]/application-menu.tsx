"use client";

import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { lazyDialog, prefetchOnApproach } from "#components/dialogs/lazy-dialog.tsx";
import { buttonStyles } from "#components/ui/button-styles.ts";
import {
  DropdownMenu,
  DropdownMenuItem,
  DropdownMenuPanel,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import { LiveRegion } from "#components/ui/live-region.tsx";
import type { Application } from "#lib/applications/schema.ts";

const RenameApplicationDialog = lazyDialog(
  () => import("#components/applications/rename-application-dialog.tsx"),
  "RenameApplicationDialog",
);
const DeleteApplicationDialog = lazyDialog(
  () => import("./delete-application-dialog.tsx"),
  "DeleteApplicationDialog",
);

/** Menu of actions on an application. */
export function ApplicationMenu({ application }: { application: Application }) {
  const [dialog, setDialog] = useState<"rename" | "delete" | null>(null);
  const [said, setSaid] = useState("");
  const onClose = () => setDialog(null);
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger
          aria-label="Application settings"
          className={buttonStyles({ variant: "secondary", className: "size-10 px-0 sm:size-9" })}
        >
          <Ellipsis aria-hidden />
        </DropdownMenuTrigger>
        <DropdownMenuPanel align="end">
          <DropdownMenuItem
            {...prefetchOnApproach(RenameApplicationDialog)}
            onSelect={() => setDialog("rename")}
          >
            <Pencil aria-hidden />
            Rename
          </DropdownMenuItem>
          <DropdownMenuItem
            {...prefetchOnApproach(DeleteApplicationDialog)}
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
          application={application}
          onRenamed={(name) => setSaid(`Application renamed to ${name}`)}
          onClose={onClose}
        />
      )}
      {dialog === "delete" && (
        <DeleteApplicationDialog application={application} onClose={onClose} />
      )}
      <LiveRegion>{said}</LiveRegion>
    </>
  );
}
