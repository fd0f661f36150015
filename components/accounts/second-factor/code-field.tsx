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
      hint="An unused code, such as abcde-fghjk-mnpqr."
      autoComplete="off"
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      {...props}
      className="font-mono"
    />
  ) : (
    <TextField
      label="Authentication code"
      hint="The six-digit code from your authenticator app."
      autoComplete="one-time-code"
      inputMode="numeric"
      {...props}
      className="font-mono tracking-[0.2em]"
    />
  );
}
