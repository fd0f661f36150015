import { allScopes } from "#lib/api-keys/constants.ts";
import type { CatalogueScope } from "#lib/api-keys/schema.ts";

interface KeyScopesProps {
  scopes: readonly string[];
  catalogue: readonly CatalogueScope[];
}

/** A key's scopes with their descriptions from the catalogue. */
export function KeyScopes({ scopes, catalogue }: KeyScopesProps) {
  const byName = scopes.filter((scope) => scope !== allScopes);
  const withheld = catalogue.filter(({ minRole, name }) => minRole && !scopes.includes(name));
  return (
    <>
      {scopes.includes(allScopes) && (
        <p>
          <span className="font-medium">All scopes</span>
          <span className="text-muted">
            , including scopes added later
            {withheld.length > 0 && (
              <>
                , except the sensitive{" "}
                {withheld.map(({ name }, index) => (
                  <span key={name}>
                    {index > 0 && ", "}
                    <ScopeName>{name}</ScopeName>
                  </span>
                ))}
              </>
            )}
          </span>
        </p>
      )}
      {byName.length > 0 && (
        <ul className="flex flex-col gap-0.5">
          {byName.map((scope) => (
            <li key={scope}>
              <ScopeName>{scope}</ScopeName>{" "}
              <span className="text-muted">
                {catalogue.find(({ name }) => name === scope)?.description ??
                  "No longer available. It grants nothing."}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function ScopeName({ children }: { children: string }) {
  return (
    <code translate="no" className="font-mono text-[0.8125rem] text-text">
      {children}
    </code>
  );
}
