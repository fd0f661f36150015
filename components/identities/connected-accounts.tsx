"use client";

import { useState } from "react";
import { DialogButton } from "#components/dialogs/dialog-button.tsx";
import { LazyConfirmDialog } from "#components/dialogs/lazy-confirm-dialog.ts";
import { ProviderIcon } from "#components/identities/provider-icon.tsx";
import { useIdentities, useUnlinkIdentity } from "#components/identities/queries.ts";
import { signInWithProvider } from "#components/sessions/session.ts";
import { describeFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Moment } from "#components/ui/moment.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { api } from "#lib/api-client.ts";
import type { Identity, Provider } from "#lib/identities/schema.ts";
import { paths } from "#lib/paths.ts";

interface ConnectedAccountsProps {
  /** Providers that can be connected. */
  providers: readonly Provider[];
  identities: Identity[];
  renderedAt: number;
}

/** Identity providers that the person can sign in with; empty without any provider. */
export function ConnectedAccounts({ providers, identities, renderedAt }: ConnectedAccountsProps) {
  const { data } = useIdentities(identities, renderedAt);
  const unlink = useUnlinkIdentity();
  const [leavingFor, setLeavingFor] = useState<Provider | null>(null);
  const [failure, setFailure] = useState("");

  const connected = data.data;
  const rest = providers.filter(({ id }) => !connected.some(({ provider }) => provider === id));
  if (connected.length + rest.length === 0) return null;

  async function connect(provider: Provider) {
    if (leavingFor) return;
    setLeavingFor(provider);
    setFailure("");
    try {
      await api.connectIdentity();
      setFailure(await signInWithProvider(provider.id, paths.linkIdentity));
    } catch (error) {
      setFailure(describeFailure(error));
    }
    setLeavingFor(null);
  }

  return (
    <Card>
      <h2 className="font-semibold text-base tracking-tight">Connected accounts</h2>
      <p className="mt-1 text-muted text-sm leading-6">
        Sign in with an account from another service.
      </p>
      {failure && (
        <Notice tone="danger" role="alert" className="mt-4">
          {failure}
        </Notice>
      )}
      <ul className="mt-4 divide-y divide-border">
        {connected.map((identity) => (
          <li key={identity.provider} className="flex items-center gap-4 py-3">
            <div className="flex min-w-0 flex-1 gap-3 text-sm leading-6">
              <span className="mt-1">
                <ProviderIcon provider={identity.provider} />
              </span>
              <div className="min-w-0">
                <p className="wrap-anywhere font-medium">{identity.name}</p>
                <p className="wrap-anywhere text-muted text-xs leading-5">
                  {identity.email && <bdi>{identity.email} · </bdi>}
                  {identity.lastUsedAt ? (
                    <>
                      last used <Moment at={identity.lastUsedAt} relative />
                    </>
                  ) : (
                    <>
                      connected <Moment at={identity.createdAt} relative />
                    </>
                  )}
                </p>
              </div>
            </div>
            <DialogButton
              variant="secondary"
              size="small"
              aria-label={`Disconnect ${identity.name}`}
              dialog={LazyConfirmDialog}
              dialogProps={{
                title: `Disconnect ${identity.name}?`,
                description:
                  "You can't sign in with it anymore. Your other sessions that started with it end.",
                confirm: "Disconnect",
                cancel: "Keep it",
                onConfirm: () => unlink.mutateAsync(identity.provider),
              }}
            >
              Disconnect
            </DialogButton>
          </li>
        ))}
        {rest.map((provider) => (
          <li key={provider.id} className="flex items-center gap-4 py-3">
            <div className="flex min-w-0 flex-1 gap-3 text-sm leading-6">
              <span className="mt-1">
                <ProviderIcon provider={provider.id} />
              </span>
              <p className="wrap-anywhere min-w-0 font-medium">{provider.name}</p>
            </div>
            <Button
              variant="secondary"
              size="small"
              aria-label={`Connect ${provider.name}`}
              pending={leavingFor?.id === provider.id}
              onClick={() => connect(provider)}
            >
              Connect
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
