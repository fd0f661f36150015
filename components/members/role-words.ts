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
    description: "Looks at applications and API keys, and changes nothing.",
    icon: Eye,
  },
  developer: {
    label: "Developer",
    description: "Creates, rotates and revokes API keys, and manages applications.",
    icon: Code,
  },
  admin: {
    label: "Admin",
    description: "Also invites people, reads the audit log and sets the company’s rules.",
    icon: UserCog,
  },
  owner: {
    label: "Owner",
    description: "Also makes and removes owners, and can close the company.",
    icon: Crown,
  },
};

/** Returns for example "an admin". */
export function withArticle(role: Role): string {
  return /^[aeiou]/.test(role) ? `an ${role}` : `a ${role}`;
}
