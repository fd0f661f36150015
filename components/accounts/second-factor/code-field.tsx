import type { ComponentProps } from "react";
import { TextField } from "#components/ui/text-field.tsx";

interface CodeFieldProps extends Omit<ComponentProps<typeof TextField>, "label"> {
  /** If false, a code of the authenticator app. */
  isRecovery?: boolean;
}

/** A one-time code, which a phone or password manager may fill in. */
export function CodeField({ isRecovery = false, ...props }: CodeFieldProps) {
  return isRecovery ? (
    <TextField
      label="Recovery code"
      hint="One that you have not used yet, such as abcde-fghjk-mnpqr."
      autoComplete="off"
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      {...props}
      className="font-mono"
    />
  ) : (
    <TextField
      label="Code of your authenticator app"
      hint="The six digits that it shows now."
      autoComplete="one-time-code"
      inputMode="numeric"
      {...props}
      className="font-mono tracking-[0.2em]"
    />
  );
}
