import type { FieldErrors, FieldValues, Resolver } from "react-hook-form";
import type { z } from "zod";

/** Validates a page's form with a schema that is loaded, with zod, at the first submit. */
export function lazyResolver<Input extends FieldValues, Output>(
  load: () => Promise<z.ZodType<Output, Input>>,
): Resolver<Input, unknown, Output> {
  return async (values, context, options) => {
    try {
      const [{ zodResolver }, schema] = await Promise.all([
        import("@hookform/resolvers/zod"),
        load(),
      ]);
      return await zodResolver(schema)(values, context, options);
    } catch {
      const message = "Couldn't reach the server. Check your connection and try again.";
      const errors = { root: { type: "load", message } } as FieldErrors<Input>;
      return { values: {}, errors };
    }
  };
}
