"use client";

import { type ReactNode, useLayoutEffect, useRef } from "react";
import { PasswordField } from "#components/ui/password-field.tsx";

interface SecretFieldProps {
  label: string;
  required?: boolean;
  hint?: ReactNode;
  error?: string;
  placeholder?: string;
  value: string;
  onValueChange: (value: string) => void;
}

/** An uncontrolled field: React would put a controlled value into the markup. */
export function SecretField({ value, onValueChange, ...props }: SecretFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (input.current && input.current.value !== value) input.current.value = value;
  }, [value]);
  return (
    <PasswordField
      {...props}
      ref={input}
      onChange={(event) => onValueChange(event.target.value)}
      autoComplete="off"
      data-1p-ignore
      data-lpignore="true"
      className="font-mono"
    />
  );
}
