import { roleWords } from "#components/members/role-words.ts";
import { RadioCards } from "#components/ui/radio-cards.tsx";
import type { Role } from "#lib/merchants/permissions.ts";

interface RolePickerProps {
  /** Roles that the reader may assign. */
  roles: readonly Role[];
  value: Role;
  onValueChange: (role: Role) => void;
}

export function RolePicker({ roles, value, onValueChange }: RolePickerProps) {
  return (
    <RadioCards
      label="Role"
      cards={roles.map((role) => {
        const { label, description, icon } = roleWords[role];
        return { value: role, title: label, description, icon };
      })}
      value={value}
      onValueChange={onValueChange}
    />
  );
}
