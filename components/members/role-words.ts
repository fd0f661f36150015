import { Code, Crown, Eye, type LucideIcon, UserCog } from "lucide-react";
import type { Role } from "#lib/merchants/permissions.ts";

interface RoleWords {
  label: string;
  description: string;
  icon: LucideIcon;
}

export const roleWords: Record<Role, RoleWords> = {
  viewer: {
    label: "Viewer",
    description: "Can view applications and API keys.",
    icon: Eye,
  },
  developer: {
    label: "Developer",
    description: "Can also create, rotate, and revoke API keys, and manage applications.",
    icon: Code,
  },
  admin: {
    label: "Admin",
    description: "Can also invite members, view the audit log, and set the security policy.",
    icon: UserCog,
  },
  owner: {
    label: "Owner",
    description: "Can also add and remove owners, and close the company.",
    icon: Crown,
  },
};

/** Returns for example "an admin". */
export function withArticle(role: Role): string {
  return /^[aeiou]/.test(role) ? `an ${role}` : `a ${role}`;
}
