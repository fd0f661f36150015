// Made of the OpenAPI document by `npm run reference`.

export interface paths {
    "/api/v1/applications/{id}/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys
         * @description Returns a page of an application's API keys, without full keys. Includes revoked and expired keys.
         *
         *     Needs the scope `api-keys:read`.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Generate API key for application
         * @description Creates a new API key for the specified application belonging to the authenticated merchant. The full key is returned only once in the response.
         *
         *     Needs the scope `api-keys:write`.
         *
         *     Returns 403 with `insufficient_user_authentication` if a more recent authentication is required.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{id}/api-keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an API key
         * @description Returns an API key, without its full key.
         *
         *     Needs the scope `api-keys:read`.
         */
        get: operations["getApiKey"];
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description Revokes a key immediately and keeps its record. Waits up to 2 seconds for every verifier to confirm. `Effective-At` says when the key stops being accepted everywhere. If a verifier hasn't confirmed, that is in the future, at most 30 seconds by default. Repeating the request is not an error. The key can be restored within 60 minutes, unless it was leaked.
         *
         *     Needs the scope `api-keys:write`.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        /**
         * Change an API key
         * @description Changes the description, scopes, expiry, allowlist, or rate limit of a key that isn't revoked. Fields that the body leaves out stay the same.
         *
         *     Needs the scope `api-keys:write`.
         *
         *     Returns 403 with `insufficient_user_authentication` if a more recent authentication is required.
         */
        patch: operations["updateApiKey"];
        trace?: never;
    };
    "/api/v1/applications/{id}/api-keys/{keyId}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore an API key
         * @description Undoes a revocation within 60 minutes. The same secret works again.
         *
         *     Needs the scope `api-keys:write`.
         *
         *     Returns 403 with `insufficient_user_authentication` if a more recent authentication is required.
         */
        post: operations["restoreApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{id}/api-keys/{keyId}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate an API key
         * @description Creates a new secret for the key, which keeps its id. The old secret keeps working for `overlapSeconds` after the new one is first used.
         *
         *     Needs the scope `api-keys:write`.
         *
         *     Returns 403 with `insufficient_user_authentication` if a more recent authentication is required.
         */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{id}/api-keys/{keyId}/rotate/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish a rotation
         * @description Ends the old secret immediately, before the overlap is over.
         *
         *     Needs the scope `api-keys:write`.
         */
        post: operations["finishRotation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{id}/api-keys/{keyId}/rotate/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a rotation
         * @description Withdraws the new secret. The old one keeps working.
         *
         *     Needs the scope `api-keys:write`.
         */
        post: operations["cancelRotation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{id}/api-keys/{keyId}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the usage of an API key
         * @description Returns how often a key was verified and refused on each day, in UTC.
         *
         *     Needs the scope `api-keys:read`.
         */
        get: operations["getApiKeyUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hygiene": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List keys that need attention
         * @description Lists keys of all applications that are unused, have no expiry, expire soon, or have all scopes.
         *
         *     Needs the scope `api-keys:read`.
         */
        get: operations["listHygiene"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hygiene/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count keys that need attention
         * @description Returns the number of keys for each finding.
         *
         *     Needs the scope `api-keys:read`.
         */
        get: operations["countHygiene"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List applications
         * @description Returns a page of the authenticated merchant's applications, newest first.
         *
         *     Needs the scope `applications:read`.
         */
        get: operations["listApplications"];
        put?: never;
        /**
         * Create an application
         * @description Creates an application for the authenticated merchant. Its environment applies to all its keys and can't be changed later.
         *
         *     Needs the scope `applications:write`.
         */
        post: operations["createApplication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an application
         * @description Returns an application of the authenticated merchant.
         *
         *     Needs the scope `applications:read`.
         */
        get: operations["getApplication"];
        put?: never;
        post?: never;
        /**
         * Delete an application
         * @description Deletes an application that has no active keys. Its events stay in the audit log.
         *
         *     Needs the scope `applications:write`.
         */
        delete: operations["deleteApplication"];
        options?: never;
        head?: never;
        /**
         * Change an application
         * @description Changes the name or the metadata of an application. Fields that the body leaves out stay the same. Its keys keep working.
         *
         *     Needs the scope `applications:write`.
         */
        patch: operations["updateApplication"];
        trace?: never;
    };
    "/api/v1/whoami": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Identify an API key
         * @description Returns who owns the API key that is sent as `Authorization: Bearer ks_live_…` or `X-API-Key`. Returns 401 for a key that doesn't verify, and 429 for a key over its rate limit.
         */
        get: operations["whoami"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify an API key
         * @description Verifies an API key that a caller sent to one of the platform's own backends. Needs a service token with the scope `verify`. An invalid key is a normal response with a `code`, not an error. Valid calls count against the key's rate limit.
         *
         *     Needs a service token with the scope `verify`.
         */
        post: operations["verifyApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/report-leak": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report leaked API keys
         * @description Reports full keys or API tokens found in public. Anyone can call this. Valid ones are revoked permanently and their owners are notified. The response doesn't say which ones were valid.
         */
        post: operations["reportLeak"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/secret-scanning/github": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive alerts of GitHub's secret scanning
         * @description For GitHub's secret scanning partner program, which signs its requests. Only works if the operator has set it up.
         */
        post: operations["receiveGithubAlerts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create an access token
         * @description Signs a person in with their email address and password, plus `otp` if the account has a second factor. The access token is for one of the person's companies.
         */
        post: operations["createAccessToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/token/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refresh an access token
         * @description Exchanges a refresh token for a new access token and refresh token. If a refresh token is used twice, it has been copied, and its session ends.
         */
        post: operations["refreshAccessToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Request a link to reset a password
         * @description Emails a link to choose a new password. The link works once and expires in 30 minutes. The response is the same whether or not the address has an account.
         */
        post: operations["requestPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password-reset/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset a password
         * @description Sets a new password with an emailed link and ends all sessions. API tokens and second factors stay, unless the address was never confirmed. In that case, everything set up in the account before is removed, as when the address is confirmed.
         */
        post: operations["resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/mailed-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look up the link of an email
         * @description Returns which account a link from an email is about, before anything is done with it. It doesn't spend the link.
         */
        post: operations["lookUpMailedLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/verify-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm an email address
         * @description Confirms the address that a link was emailed to. If the caller is signed in to that account, nothing else changes. Otherwise, send `newPassword` to take over the account: sessions, API tokens, second factors, passkeys, linked identities, and the old password are removed, and the API keys of the account's own companies are revoked. The link works once.
         */
        post: operations["verifyEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/passkey/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a challenge to sign in with a passkey
         * @description Returns options for `navigator.credentials.get()` with any passkey of this site. The portal signs in with the result.
         */
        post: operations["offerPasskeySignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API tokens
         * @description Returns a page of active API tokens, newest first: the caller's own, or everyone's for admins and owners. The tokens themselves are not included.
         *
         *     For the caller's own account. API tokens can't call it.
         */
        get: operations["listApiTokens"];
        put?: never;
        /**
         * Create an API token
         * @description Creates a long-lived token for a machine, which acts for the company within the given scopes. The token itself is returned only once.
         *
         *     For the caller's own account. API tokens can't call it.
         *
         *     Returns 403 with `insufficient_user_authentication` if a more recent authentication is required.
         */
        post: operations["createApiToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API token
         * @description Revokes an API token immediately. Admins and owners can revoke anyone's.
         *
         *     For the caller's own account. API tokens can't call it.
         */
        delete: operations["revokeApiToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List audit events
         * @description Returns a page of the company's audit events, newest first: who did what, when, from where, and what changed.
         *
         *     Needs the scope `audit:read`.
         */
        get: operations["listAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-events/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export audit events
         * @description Returns all events that match the filters, newest first, as one file. The export is itself recorded as an event.
         *
         *     Needs the scope `audit:read`.
         */
        get: operations["exportAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List members
         * @description Returns a page of the company's members, most recently joined first.
         *
         *     Needs the scope `members:write`.
         */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a member
         * @description Removes a member from the company. Their sessions and tokens for it end immediately. API keys that they created stay. Callers with the scope `members:write` can remove others, and everyone can remove themselves.
         *
         *     For the caller's own account. API tokens can't call it.
         *
         *     Returns 403 with `insufficient_user_authentication` if a more recent authentication is required.
         */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        /**
         * Change a member's role
         * @description Changes a member's role, from their next request on. Only owners can add or remove owners.
         *
         *     Needs the scope `members:write`.
         *
         *     Returns 403 with `insufficient_user_authentication` if a more recent authentication is required.
         */
        patch: operations["updateMember"];
        trace?: never;
    };
    "/api/v1/members/{userId}/transfer-ownership": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Transfer ownership of the company
         * @description Makes another member an owner and the caller an admin.
         *
         *     Needs the scope `owners:write`.
         *
         *     Returns 403 with `insufficient_user_authentication` if a more recent authentication is required.
         */
        post: operations["transferOwnership"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List invitations
         * @description Returns a page of open invitations, including expired ones, newest first.
         *
         *     Needs the scope `members:write`.
         */
        get: operations["listInvitations"];
        put?: never;
        /**
         * Invite a member
         * @description Emails a link to join the company. It works once, for people with or without an account.
         *
         *     Needs the scope `members:write`.
         *
         *     Returns 403 with `insufficient_user_authentication` if a more recent authentication is required.
         */
        post: operations["inviteMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Withdraw an invitation
         * @description Withdraws an invitation, so that its link stops working. Repeating the request is not an error.
         *
         *     Needs the scope `members:write`.
         */
        delete: operations["withdrawInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resend an invitation
         * @description Emails a new link. The old one stops working.
         *
         *     Needs the scope `members:write`.
         *
         *     Returns 403 with `insufficient_user_authentication` if a more recent authentication is required.
         */
        post: operations["resendInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/look-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look up an invitation by its link
         * @description Returns the details of an invitation, before it is accepted.
         */
        post: operations["lookUpInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation
         * @description Accepts an invitation and joins the company. If the address has no account, one is created with the `password`. Otherwise, the caller must be signed in with that address.
         */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/merchants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign up
         * @description Creates a company and its owner, who gets an email to confirm the address. Create an access token next.
         */
        post: operations["signUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/merchants/from-identity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign up with an identity provider
         * @description Creates a company and its owner, who just signed in with an identity provider in this browser, and signs them in to the portal. For the portal only: a cookie holds the provider's response.
         */
        post: operations["signUpWithIdentity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/merchant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the company
         * @description Returns the caller's company, its security policy, and the caller's role.
         *
         *     For the caller's own account. API tokens can't call it.
         */
        get: operations["getMerchant"];
        put?: never;
        post?: never;
        /**
         * Close the company
         * @description Closes the company permanently. Its members, their sessions, and open invitations are removed immediately. Delete the applications first.
         *
         *     Needs the scope `owners:write`.
         *
         *     Returns 403 with `insufficient_user_authentication` if a more recent authentication is required.
         */
        delete: operations["closeMerchant"];
        options?: never;
        head?: never;
        /**
         * Change the company
         * @description Changes the company's name and security policy. Fields that the body leaves out stay the same. You can't require what your own session doesn't meet.
         *
         *     Needs the scope `merchant:write`.
         *
         *     Returns 403 with `insufficient_user_authentication` if a more recent authentication is required.
         */
        patch: operations["updateMerchant"];
        trace?: never;
    };
    "/api/v1/account/memberships": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your own companies
         * @description Lists the companies that the caller belongs to, by name.
         *
         *     For the caller's own account. API tokens can't call it.
         */
        get: operations["listOwnMemberships"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/switch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch to another company
         * @description Switches the portal's session to another of the caller's companies.
         *
         *     For the portal only. Tokens can't call it.
         */
        post: operations["switchMerchant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/console-token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a short-lived token
         * @description Creates an access token that is valid for five minutes, for the person signed in to the portal to try the API. The token has its own session, with the authentication time of the portal's, and no refresh token.
         *
         *     For the portal only. Tokens can't call it.
         *
         *     Returns 403 with `insufficient_user_authentication` if a more recent authentication is required.
         */
        post: operations["createConsoleToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your sessions
         * @description Lists the caller's active sessions at all their companies: the current one first, then the most recently used.
         *
         *     For the caller's own account. API tokens can't call it.
         */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        /**
         * End all your other sessions
         * @description Ends all of the caller's sessions except the current one. API tokens stay valid.
         *
         *     For the caller's own account. API tokens can't call it.
         *
         *     Returns 403 with `insufficient_user_authentication` if a more recent authentication is required.
         */
        delete: operations["endOtherSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a session
         * @description Ends one of the caller's sessions, and all tokens created from it.
         *
         *     For the caller's own account. API tokens can't call it.
         *
         *     Returns 403 with `insufficient_user_authentication` if a more recent authentication is required.
         */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change your password
         * @description Sets or changes the caller's password and ends all their other sessions. API tokens stay valid.
         *
         *     For the caller's own account. API tokens can't call it.
         *
         *     Returns 403 with `insufficient_user_authentication` if a more recent authentication is required.
         */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/email-verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Request a link to confirm your email address
         * @description Emails the caller a new link to confirm their address, at most once a minute. Does nothing if it is already confirmed.
         *
         *     For the caller's own account. API tokens can't call it.
         */
        post: operations["requestEmailVerification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get your second factor
         * @description Returns the caller's second factors and whether their company requires one.
         *
         *     For the caller's own account. API tokens can't call it.
         */
        get: operations["getSecondFactor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start adding an authenticator app
         * @description Creates a secret for an authenticator app. It takes effect when a code is confirmed. An unconfirmed secret is replaced.
         *
         *     For the caller's own account. API tokens can't call it.
         *
         *     Returns 403 with `insufficient_user_authentication` if a more recent authentication is required.
         */
        post: operations["beginTotp"];
        /**
         * Remove your authenticator app
         * @description Removes the caller's authenticator app. Does nothing if there is none.
         *
         *     For the caller's own account. API tokens can't call it.
         *
         *     Returns 403 with `insufficient_user_authentication` if a more recent authentication is required.
         */
        delete: operations["removeTotp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/totp/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm an authenticator app
         * @description Confirms the authenticator app with a first code. The app becomes a second factor, and new recovery codes replace earlier ones. Counts as authentication of the session.
         *
         *     For the caller's own account. API tokens can't call it.
         *
         *     Returns 403 with `insufficient_user_authentication` if a more recent authentication is required.
         */
        post: operations["confirmTotp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Generate new recovery codes
         * @description Generates new recovery codes for the caller. Earlier codes stop working.
         *
         *     For the caller's own account. API tokens can't call it.
         *
         *     Returns 403 with `insufficient_user_authentication` if a more recent authentication is required.
         */
        post: operations["makeRecoveryCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/passkeys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a challenge to add a passkey
         * @description Returns options for `navigator.credentials.create()`.
         *
         *     For the caller's own account. API tokens can't call it.
         *
         *     Returns 403 with `insufficient_user_authentication` if a more recent authentication is required.
         */
        post: operations["offerNewPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a passkey
         * @description Adds a passkey that a browser just created to the caller's account, and generates recovery codes if there are none. Counts as authentication of the session.
         *
         *     For the caller's own account. API tokens can't call it.
         *
         *     Returns 403 with `insufficient_user_authentication` if a more recent authentication is required.
         */
        post: operations["addPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/passkeys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a passkey
         * @description Removes one of the caller's passkeys.
         *
         *     For the caller's own account. API tokens can't call it.
         *
         *     Returns 403 with `insufficient_user_authentication` if a more recent authentication is required.
         */
        delete: operations["removePasskey"];
        options?: never;
        head?: never;
        /**
         * Rename a passkey
         * @description Changes the name of one of the caller's passkeys.
         *
         *     For the caller's own account. API tokens can't call it.
         */
        patch: operations["renamePasskey"];
        trace?: never;
    };
    "/api/v1/account/proof/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a challenge to re-authenticate with a passkey
         * @description Returns options for `navigator.credentials.get()` with one of the caller's passkeys.
         *
         *     For the caller's own account. API tokens can't call it.
         */
        post: operations["offerPasskeyProof"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Re-authenticate
         * @description Re-authenticates the caller, for requests that need a recent authentication. Send exactly one: `otp` or `passkey` if the account has a second factor, `password` otherwise.
         *
         *     For the caller's own account. API tokens can't call it.
         */
        post: operations["proveIdentity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your identity providers
         * @description Lists the identity provider accounts that the caller can sign in with.
         *
         *     For the caller's own account. API tokens can't call it.
         */
        get: operations["listIdentities"];
        put?: never;
        /**
         * Link an identity provider
         * @description Links the identity provider account that this browser just signed in with to the caller's account. For the portal only: a cookie holds the provider's response.
         *
         *     For the caller's own account. API tokens can't call it.
         *
         *     Returns 403 with `insufficient_user_authentication` if a more recent authentication is required.
         */
        post: operations["linkIdentity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/identities/connect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start linking an identity provider
         * @description Starts linking an identity provider account to the caller's account. For the portal only: a cookie remembers it for ten minutes.
         *
         *     For the caller's own account. API tokens can't call it.
         *
         *     Returns 403 with `insufficient_user_authentication` if a more recent authentication is required.
         */
        post: operations["connectIdentity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/identities/{provider}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Unlink an identity provider
         * @description Unlinks an identity provider from the caller's account and ends their other sessions that started with it.
         *
         *     For the caller's own account. API tokens can't call it.
         *
         *     Returns 403 with `insufficient_user_authentication` if a more recent authentication is required.
         */
        delete: operations["unlinkIdentity"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/page-votes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say whether a page was helpful
         * @description Records a reader's feedback on a page of this documentation. Each person has one vote per page, and a later vote replaces it. Without a token, the request needs an `Origin` header with this server's origin, as browsers send it. Machine tokens are refused.
         */
        put: operations["votePage"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/merchants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List merchants
         * @description Returns a page of merchants, newest first.
         *
         *     Needs a service token with the scope `merchants:read`.
         */
        get: operations["operatorListMerchants"];
        put?: never;
        /**
         * Create a merchant
         * @description Creates a merchant. With an owner's email, that person gets an email: with a link to choose a password, or to sign in as usual. Without, it has no members until you invite some.
         *
         *     Needs a service token with the scope `merchants:write`.
         */
        post: operations["operatorCreateMerchant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/merchants/{merchantId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a merchant
         * @description Returns a merchant with its policies, your overrides, and all metadata.
         *
         *     Needs a service token with the scope `merchants:read`.
         */
        get: operations["operatorGetMerchant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a merchant
         * @description Changes the given fields. Of `overrides`, those that you leave out stay the same, and null removes one. Limits hold for the next key or application, policies for the next request.
         *
         *     Needs a service token with the scope `merchants:write`.
         */
        patch: operations["operatorUpdateMerchant"];
        trace?: never;
    };
    "/api/v1/operator/merchants/{merchantId}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suspend a merchant
         * @description Refuses all keys of a merchant until you resume it, everywhere from `Effective-At` on. Its members can sign in, see the reason, and revoke keys, but create nothing. Repeating the request changes nothing.
         *
         *     Needs a service token with the scope `merchants:write`.
         */
        post: operations["operatorSuspendMerchant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/merchants/{merchantId}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a merchant
         * @description Ends a suspension, so that the keys work again. Repeating it changes nothing.
         *
         *     Needs a service token with the scope `merchants:write`.
         */
        post: operations["operatorResumeMerchant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/merchants/{merchantId}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a merchant
         * @description Closes a merchant permanently. Its keys are refused everywhere from `Effective-At` on, its members lose access, and its owners get an email with the reason. Everything stays on record. Repeating the request changes nothing.
         *
         *     Needs a service token with the scope `merchants:write`.
         */
        post: operations["operatorCloseMerchant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/merchants/{merchantId}/revoke-api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke the API keys of a merchant
         * @description Revokes all keys of a merchant, or those of an application or with a scope, in one act: all of them or none. They are refused everywhere from `Effective-At` on. Each can be restored like a key that was revoked by itself. At most 10,000 keys at once.
         *
         *     Needs a service token with the scope `api-keys:write`.
         */
        post: operations["operatorRevokeApiKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/api-keys/find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find API keys
         * @description Finds keys of all merchants by id, prefix, or full key. A full key is hashed at once, and neither stored nor logged.
         *
         *     Needs a service token with the scope `api-keys:read`.
         */
        post: operations["operatorFindApiKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/merchants/{merchantId}/applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List applications for a merchant
         * @description Returns a page of the authenticated merchant's applications, newest first.
         *
         *     Needs a service token with the scope `applications:read`.
         */
        get: operations["operatorListApplications"];
        put?: never;
        /**
         * Create an application for a merchant
         * @description Creates an application for the authenticated merchant. Its environment applies to all its keys and can't be changed later.
         *
         *     Needs a service token with the scope `applications:write`.
         */
        post: operations["operatorCreateApplication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/merchants/{merchantId}/applications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an application for a merchant
         * @description Returns an application of the authenticated merchant.
         *
         *     Needs a service token with the scope `applications:read`.
         */
        get: operations["operatorGetApplication"];
        put?: never;
        post?: never;
        /**
         * Delete an application for a merchant
         * @description Deletes an application that has no active keys. Its events stay in the audit log.
         *
         *     Needs a service token with the scope `applications:write`.
         */
        delete: operations["operatorDeleteApplication"];
        options?: never;
        head?: never;
        /**
         * Change an application for a merchant
         * @description Changes the name or the metadata of an application. Fields that the body leaves out stay the same. Its keys keep working.
         *
         *     Needs a service token with the scope `applications:write`.
         */
        patch: operations["operatorUpdateApplication"];
        trace?: never;
    };
    "/api/v1/operator/merchants/{merchantId}/applications/{id}/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys for a merchant
         * @description Returns a page of an application's API keys, without full keys. Includes revoked and expired keys.
         *
         *     Needs a service token with the scope `api-keys:read`.
         */
        get: operations["operatorListApiKeys"];
        put?: never;
        /**
         * Generate API key for application for a merchant
         * @description Creates a new API key for the specified application belonging to the authenticated merchant. The full key is returned only once in the response.
         *
         *     Needs a service token with the scope `api-keys:write`.
         */
        post: operations["operatorCreateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/merchants/{merchantId}/applications/{id}/api-keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an API key for a merchant
         * @description Returns an API key, without its full key.
         *
         *     Needs a service token with the scope `api-keys:read`.
         */
        get: operations["operatorGetApiKey"];
        put?: never;
        post?: never;
        /**
         * Revoke an API key for a merchant
         * @description Revokes a key immediately and keeps its record. Waits up to 2 seconds for every verifier to confirm. `Effective-At` says when the key stops being accepted everywhere. If a verifier hasn't confirmed, that is in the future, at most 30 seconds by default. Repeating the request is not an error. The key can be restored within 60 minutes, unless it was leaked.
         *
         *     Needs a service token with the scope `api-keys:write`.
         */
        delete: operations["operatorRevokeApiKey"];
        options?: never;
        head?: never;
        /**
         * Change an API key for a merchant
         * @description Changes the description, scopes, expiry, allowlist, or rate limit of a key that isn't revoked. Fields that the body leaves out stay the same.
         *
         *     Needs a service token with the scope `api-keys:write`.
         */
        patch: operations["operatorUpdateApiKey"];
        trace?: never;
    };
    "/api/v1/operator/merchants/{merchantId}/applications/{id}/api-keys/{keyId}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore an API key for a merchant
         * @description Undoes a revocation within 60 minutes. The same secret works again.
         *
         *     Needs a service token with the scope `api-keys:write`.
         */
        post: operations["operatorRestoreApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/merchants/{merchantId}/applications/{id}/api-keys/{keyId}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate an API key for a merchant
         * @description Creates a new secret for the key, which keeps its id. The old secret keeps working for `overlapSeconds` after the new one is first used.
         *
         *     Needs a service token with the scope `api-keys:write`.
         */
        post: operations["operatorRotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/merchants/{merchantId}/applications/{id}/api-keys/{keyId}/rotate/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish a rotation for a merchant
         * @description Ends the old secret immediately, before the overlap is over.
         *
         *     Needs a service token with the scope `api-keys:write`.
         */
        post: operations["operatorFinishRotation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/merchants/{merchantId}/applications/{id}/api-keys/{keyId}/rotate/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a rotation for a merchant
         * @description Withdraws the new secret. The old one keeps working.
         *
         *     Needs a service token with the scope `api-keys:write`.
         */
        post: operations["operatorCancelRotation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/merchants/{merchantId}/applications/{id}/api-keys/{keyId}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the usage of an API key for a merchant
         * @description Returns how often a key was verified and refused on each day, in UTC.
         *
         *     Needs a service token with the scope `api-keys:read`.
         */
        get: operations["operatorGetApiKeyUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/merchants/{merchantId}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List members for a merchant
         * @description Returns a page of the company's members, most recently joined first.
         *
         *     Needs a service token with the scope `members:read`.
         */
        get: operations["operatorListMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/merchants/{merchantId}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invite a member for a merchant
         * @description Emails a link to join the company. It works once, for people with or without an account.
         *
         *     Needs a service token with the scope `members:write`.
         */
        post: operations["operatorInviteMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/merchants/{merchantId}/members/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a member for a merchant
         * @description Removes a member from the company. Their sessions and tokens for it end immediately. API keys that they created stay. Callers with the scope `members:write` can remove others, and everyone can remove themselves.
         *
         *     Needs a service token with the scope `members:write`.
         */
        delete: operations["operatorRemoveMember"];
        options?: never;
        head?: never;
        /**
         * Change a member's role for a merchant
         * @description Changes a member's role, from their next request on. Only owners can add or remove owners.
         *
         *     Needs a service token with the scope `members:write`.
         */
        patch: operations["operatorUpdateMember"];
        trace?: never;
    };
    "/api/v1/operator/merchants/{merchantId}/audit-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List audit events for a merchant
         * @description Returns a page of the company's audit events, newest first: who did what, when, from where, and what changed.
         *
         *     Needs a service token with the scope `audit:read`.
         */
        get: operations["operatorListAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        CreateApiKeyBody: {
            /**
             * @description Human readable description for the key
             * @example Production API key for checkout service
             */
            description: string;
            /**
             * @description Scopes of the key, from the operator's catalogue. `*` means all except sensitive scopes, and is the default
             * @example [
             *       "*"
             *     ]
             */
            scopes?: string[];
            /**
             * Format: date-time
             * @description When the key expires. Null if it never does
             * @example 2027-01-31T00:00:00Z
             */
            expiresAt?: string | null;
            /**
             * @description IPv4 and IPv6 addresses and ranges that the key works from. Empty for anywhere
             * @example [
             *       "203.0.113.0/24"
             *     ]
             */
            ipAllowlist?: (string)[];
            /**
             * @description How often the key can be used. Null for no limit. A window starts with the key's first call
             * @example {
             *       "limit": 100,
             *       "windowSeconds": 60
             *     }
             */
            rateLimit?: {
                /**
                 * @description Calls allowed in one window
                 * @example 100
                 */
                limit: number;
                /**
                 * @description Length of a window in seconds: a second, a minute, an hour, or a day
                 * @example 60
                 * @enum {integer}
                 */
                windowSeconds: 1 | 60 | 3600 | 86400;
            } | null;
            /**
             * @description Pairs of text of your own, which replace your earlier ones. At most 20 pairs and 4 KB in all.
             * @example {
             *       "plan": "gold"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /**
             * @description Labels to filter by
             * @example [
             *       "checkout"
             *     ]
             */
            tags?: string[];
        };
        UpdateApiKeyBody: {
            /**
             * @description Human readable description for the key
             * @example Production API key for checkout service
             */
            description?: string;
            /**
             * @description Scopes of the key, from the operator's catalogue. `*` means all except sensitive scopes, and is the default
             * @example [
             *       "*"
             *     ]
             */
            scopes?: string[];
            /**
             * Format: date-time
             * @description When the key expires. Null if it never does
             * @example 2027-01-31T00:00:00Z
             */
            expiresAt?: string | null;
            /**
             * @description IPv4 and IPv6 addresses and ranges that the key works from. Empty for anywhere
             * @example [
             *       "203.0.113.0/24"
             *     ]
             */
            ipAllowlist?: (string)[];
            /**
             * @description How often the key can be used. Null for no limit. A window starts with the key's first call
             * @example {
             *       "limit": 100,
             *       "windowSeconds": 60
             *     }
             */
            rateLimit?: {
                /**
                 * @description Calls allowed in one window
                 * @example 100
                 */
                limit: number;
                /**
                 * @description Length of a window in seconds: a second, a minute, an hour, or a day
                 * @example 60
                 * @enum {integer}
                 */
                windowSeconds: 1 | 60 | 3600 | 86400;
            } | null;
            /**
             * @description Pairs of text of your own, which replace your earlier ones. At most 20 pairs and 4 KB in all.
             * @example {
             *       "plan": "gold"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /**
             * @description Labels to filter by
             * @example [
             *       "checkout"
             *     ]
             */
            tags?: string[];
            /**
             * @description The `version` that you read. If someone else has changed the key since, the request is refused with 409
             * @example 1
             */
            version?: number;
        };
        RotateApiKeyBody: {
            /**
             * @description How long the old secret keeps working after the new one is first used. With 0, it stops at that first use
             * @default 86400
             * @example 86400
             */
            overlapSeconds?: number;
        };
        CreateApplicationBody: {
            /**
             * @description Name of the application
             * @example UK store
             */
            name: string;
            /**
             * @description Keys of a live application begin with `ks_live_`, others with `ks_test_`
             * @default live
             * @enum {string}
             */
            environment?: "live" | "test";
            /**
             * @description Pairs of text of your own, which replace your earlier ones. At most 20 pairs and 4 KB in all.
             * @example {
             *       "plan": "gold"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
        };
        UpdateApplicationBody: {
            /**
             * @description Name of the application
             * @example UK store
             */
            name?: string;
            /**
             * @description Pairs of text of your own, which replace your earlier ones. At most 20 pairs and 4 KB in all.
             * @example {
             *       "plan": "gold"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
        };
        VerifyApiKeyBody: {
            /**
             * @description The full key, as the caller sent it
             * @example YOUR_API_KEY
             */
            key: string;
            /**
             * @description A scope that the key must have
             * @example payments:read
             */
            scope?: string;
            /**
             * @description IP address of the caller, checked against the key's allowlist
             * @example 203.0.113.7
             */
            ip?: string;
        };
        ReportLeakBody: {
            /**
             * @description The full keys that were found
             * @example [
             *       "YOUR_API_KEY"
             *     ]
             */
            keys: string[];
        };
        ReceiveGithubAlertsBody: {
            /**
             * @description The text that was found
             * @example YOUR_API_KEY
             */
            token: string;
            /**
             * @description For what GitHub takes it
             * @example keysmith_api_key
             */
            type: string;
            /** @description Where it was found, if GitHub tells */
            url?: string | null;
        }[];
        CreateAccessTokenBody: {
            /**
             * Format: email
             * @description Email address, not case-sensitive
             * @example developer@shop.example
             */
            email: string;
            /**
             * Format: password
             * @description The password of the account
             */
            password: string;
            /**
             * @description A code from the authenticator app, or a recovery code
             * @example 123456
             */
            otp?: string;
            /**
             * @description One of the person's companies. By default, the one that they opened last
             * @example mer_01kawxqw2pe6bvn0q0v9w8x7yz
             */
            merchantId?: string;
        };
        RefreshAccessTokenBody: {
            /** @description The `refreshToken` of the previous response. It works once */
            refreshToken: string;
        };
        RequestPasswordResetBody: {
            /**
             * Format: email
             * @description Email address, not case-sensitive
             * @example developer@shop.example
             */
            email: string;
        };
        ResetPasswordBody: {
            /** @description The part after `#` in the emailed link */
            token: string;
            /**
             * Format: password
             * @description The new password. Passwords that are easy to guess are refused
             * @example correct horse battery staple
             */
            newPassword: string;
        };
        LookUpMailedLinkBody: {
            /** @description The part after `#` in the emailed link */
            token: string;
        };
        VerifyEmailBody: {
            /** @description The part after `#` in the emailed link */
            token: string;
            /**
             * Format: password
             * @description Takes over the account and removes everything set up in it before. Not needed if the caller is signed in to the account
             * @example correct horse battery staple
             */
            newPassword?: string;
        };
        CreateApiTokenBody: {
            /**
             * @description Name of the token
             * @example Deployment
             */
            name: string;
            /**
             * @description Scopes of the token, within those of its creator's role
             * @example [
             *       "api-keys:write"
             *     ]
             */
            scopes: ("applications:read" | "applications:write" | "api-keys:read" | "api-keys:write" | "audit:read")[];
            /**
             * Format: date-time
             * @description When it expires, at most a year ahead
             * @example 2027-01-31T00:00:00Z
             */
            expiresAt: string;
        };
        /**
         * @description The action
         * @enum {string}
         */
        AuditAction: "merchant.created" | "merchant.updated" | "merchant.ownership_transferred" | "merchant.closed" | "merchant.suspended" | "merchant.resumed" | "member.invited" | "member.invitation_resent" | "member.invitation_withdrawn" | "member.joined" | "member.role_changed" | "member.removed" | "member.left" | "account.signed_in" | "account.signed_out" | "account.session_ended" | "account.proved" | "account.email_verified" | "account.reclaimed" | "account.password_changed" | "account.password_reset" | "account.totp_added" | "account.totp_removed" | "account.recovery_codes_made" | "account.recovery_code_used" | "account.passkey_added" | "account.passkey_removed" | "account.identity_linked" | "account.identity_unlinked" | "account.second_factor_reset" | "api_token.created" | "api_token.revoked" | "api_token.leak_reported" | "application.created" | "application.updated" | "application.deleted" | "api_key.created" | "api_key.updated" | "api_key.rotation_started" | "api_key.rotation_used" | "api_key.rotation_finished" | "api_key.rotation_cancelled" | "api_key.rotation_withdrawn" | "api_key.revoked" | "api_key.restored" | "api_key.expired" | "api_key.leak_reported" | "audit_log.exported" | "audit_log.archived" | "installation.backed_up" | "installation.restored" | "service_token.created" | "service_token.revoked" | "signing_key.rotated" | "signing_key.revoked" | "secret.added" | "secret.retired" | "security.sign_in_failed" | "security.rate_limited" | "security.step_up_failed" | "security.password_change_failed" | "security.access_refused" | "security.cross_origin_refused" | "security.refresh_token_reused" | "security.token_refused" | "security.key_refused";
        UpdateMemberBody: {
            /**
             * @description What a person may do in the company
             * @example developer
             * @enum {string}
             */
            role: "viewer" | "developer" | "admin" | "owner";
        };
        InviteMemberBody: {
            /**
             * Format: email
             * @description Email address, not case-sensitive
             * @example developer@shop.example
             */
            email: string;
            /**
             * @description What a person may do in the company
             * @example developer
             * @enum {string}
             */
            role: "viewer" | "developer" | "admin" | "owner";
        };
        LookUpInvitationBody: {
            /** @description The part after `#` in the invitation link */
            token: string;
        };
        AcceptInvitationBody: {
            /** @description The part after `#` in the invitation link */
            token: string;
            /**
             * Format: password
             * @description The new password, for an address that has no account yet
             * @example correct horse battery staple
             */
            password?: string;
        };
        SignUpBody: {
            /**
             * @description Name of the company
             * @example Example shop
             */
            merchantName: string;
            /**
             * Format: email
             * @description Email address, not case-sensitive
             * @example developer@shop.example
             */
            email: string;
            /**
             * Format: password
             * @description The new password. Passwords that are easy to guess are refused
             * @example correct horse battery staple
             */
            password: string;
        };
        SignUpWithIdentityBody: {
            /**
             * @description Name of the company
             * @example Example shop
             */
            merchantName: string;
        };
        UpdateMerchantBody: {
            /**
             * @description Name of the company
             * @example Example shop
             */
            name?: string;
            /** @description Whether people must have signed in with a second factor */
            requireSecondFactor?: boolean;
            /** @description Whether people must have signed in by an identity provider */
            singleSignOnOnly?: boolean;
            /**
             * @description Maximum lifetime of live API keys, in days. Null for no limit
             * @example 365
             */
            longestLifeOfLiveKeysDays?: number | null;
            /**
             * @description Pairs of text of your own, which replace your earlier ones. At most 20 pairs and 4 KB in all.
             * @example {
             *       "plan": "gold"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
        };
        SwitchMerchantBody: {
            /**
             * @description Id of another company of the person's
             * @example mer_01kawxqw2pe6bvn0q0v9w8x7yz
             */
            merchantId: string;
        };
        ChangePasswordBody: {
            /**
             * Format: password
             * @description The current password. Not required if the account has none
             */
            currentPassword?: string;
            /**
             * Format: password
             * @description The new password. Passwords that are easy to guess are refused
             * @example correct horse battery staple
             */
            newPassword: string;
        };
        ConfirmTotpBody: {
            /**
             * @description A code from the authenticator app, or a recovery code
             * @example 123456
             */
            code: string;
        };
        AddPasskeyBody: {
            /** @description What `navigator.credentials.create()` answered, as JSON */
            response: {
                /** @description Id of the passkey, in base64url */
                id: string;
                /** @description The same once more, in base64url */
                rawId: string;
                /**
                 * @description What kind of credential it is
                 * @constant
                 */
                type: "public-key";
                /** @description The answer of the device */
                response: {
                    /** @description What the browser has signed for, in base64url */
                    clientDataJSON: string;
                    /** @description The new public key and what vouches for it, in base64url */
                    attestationObject: string;
                    /**
                     * @description How the device can be reached
                     * @default []
                     * @example [
                     *       "internal"
                     *     ]
                     */
                    transports?: string[];
                };
            };
            /**
             * @description Name of the passkey
             * @example Phone
             */
            name: string;
        };
        RenamePasskeyBody: {
            /**
             * @description Name of the passkey
             * @example Phone
             */
            name: string;
        };
        ProveIdentityBody: {
            /**
             * Format: password
             * @description The password, of an account without a second factor
             */
            password?: string;
            /**
             * @description A code from the authenticator app, or a recovery code
             * @example 123456
             */
            otp?: string;
            /** @description What `navigator.credentials.get()` answered, as JSON */
            passkey?: {
                /** @description Id of the passkey, in base64url */
                id: string;
                /** @description The same once more, in base64url */
                rawId: string;
                /**
                 * @description What kind of credential it is
                 * @constant
                 */
                type: "public-key";
                /** @description The answer of the device */
                response: {
                    /** @description What the browser has signed for, in base64url */
                    clientDataJSON: string;
                    /** @description What the device says of itself, in base64url */
                    authenticatorData: string;
                    /** @description The signature of both, in base64url */
                    signature: string;
                    /** @description Whose passkey it is, in base64url */
                    userHandle?: string | null;
                };
            };
        };
        VotePageBody: {
            /**
             * @description Path of the page
             * @example /docs/guides/quick-start
             */
            page: string;
            /**
             * @description Whether the page was helpful
             * @example false
             */
            helpful: boolean;
            /**
             * @description What was missing, or what was good
             * @example An example with two scopes would help.
             */
            comment?: string;
        };
        OperatorCreateMerchantBody: {
            /**
             * @description Name of the company
             * @example Example shop
             */
            name: string;
            /**
             * Format: email
             * @description Email address of an owner, who gets an invitation by email
             * @example owner@shop.example
             */
            ownerEmail?: string;
            /**
             * @description The operator's own id, unique among its kind. Null for none
             * @example cust_4711
             */
            externalId?: string | null;
            /**
             * @description Pairs of text that replace all pairs. Merchants see and change all but those whose names begin with `operator:`. At most 20 pairs and 4 KB in all.
             * @example {
             *       "plan": "gold"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /**
             * @description Limits and policies for this merchant in place of the configuration's. The merchant can't change a policy that is set here. Null for none
             * @example {
             *       "activeKeysPerApplication": 500
             *     }
             */
            overrides?: {
                /**
                 * @description Active keys that each application may have
                 * @example 500
                 */
                activeKeysPerApplication?: number | null;
                /**
                 * @description Applications that the merchant may have
                 * @example 20
                 */
                applications?: number | null;
                /**
                 * @description How often each key can be used, in addition to the key's own limit
                 * @example {
                 *       "limit": 1000,
                 *       "windowSeconds": 60
                 *     }
                 */
                keyRateLimit?: {
                    /**
                     * @description Calls allowed in one window
                     * @example 100
                     */
                    limit: number;
                    /**
                     * @description Length of a window in seconds: a second, a minute, an hour, or a day
                     * @example 60
                     * @enum {integer}
                     */
                    windowSeconds: 1 | 60 | 3600 | 86400;
                } | null;
                /** @description Whether people must have signed in with a second factor */
                requireSecondFactor?: boolean | null;
                /** @description Whether people must have signed in by an identity provider */
                singleSignOnOnly?: boolean | null;
                /**
                 * @description Maximum lifetime of live API keys, in days
                 * @example 90
                 */
                longestLifeOfLiveKeysDays?: number | null;
                /**
                 * @description The only scopes that new keys and changed keys can have
                 * @example [
                 *       "payments:read"
                 *     ]
                 */
                allowedScopes?: string[] | null;
            };
        };
        OperatorUpdateMerchantBody: {
            /**
             * @description Name of the company
             * @example Example shop
             */
            name?: string;
            /**
             * @description The operator's own id, unique among its kind. Null for none
             * @example cust_4711
             */
            externalId?: string | null;
            /**
             * @description Pairs of text that replace all pairs. Merchants see and change all but those whose names begin with `operator:`. At most 20 pairs and 4 KB in all.
             * @example {
             *       "plan": "gold"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /**
             * @description Limits and policies for this merchant in place of the configuration's. The merchant can't change a policy that is set here. Null for none
             * @example {
             *       "activeKeysPerApplication": 500
             *     }
             */
            overrides?: {
                /**
                 * @description Active keys that each application may have
                 * @example 500
                 */
                activeKeysPerApplication?: number | null;
                /**
                 * @description Applications that the merchant may have
                 * @example 20
                 */
                applications?: number | null;
                /**
                 * @description How often each key can be used, in addition to the key's own limit
                 * @example {
                 *       "limit": 1000,
                 *       "windowSeconds": 60
                 *     }
                 */
                keyRateLimit?: {
                    /**
                     * @description Calls allowed in one window
                     * @example 100
                     */
                    limit: number;
                    /**
                     * @description Length of a window in seconds: a second, a minute, an hour, or a day
                     * @example 60
                     * @enum {integer}
                     */
                    windowSeconds: 1 | 60 | 3600 | 86400;
                } | null;
                /** @description Whether people must have signed in with a second factor */
                requireSecondFactor?: boolean | null;
                /** @description Whether people must have signed in by an identity provider */
                singleSignOnOnly?: boolean | null;
                /**
                 * @description Maximum lifetime of live API keys, in days
                 * @example 90
                 */
                longestLifeOfLiveKeysDays?: number | null;
                /**
                 * @description The only scopes that new keys and changed keys can have
                 * @example [
                 *       "payments:read"
                 *     ]
                 */
                allowedScopes?: string[] | null;
            };
        };
        OperatorSuspendMerchantBody: {
            /**
             * @description Why, as the merchant sees it
             * @example Chargebacks above the limit
             */
            reason?: string;
        };
        OperatorCloseMerchantBody: {
            /**
             * @description Why, as the merchant sees it
             * @example Chargebacks above the limit
             */
            reason?: string;
        };
        OperatorRevokeApiKeysBody: {
            /**
             * @description Only keys of this application
             * @example app_uk_store_123
             */
            applicationId?: string;
            /**
             * @description Only keys that have this scope, also by `*`
             * @example payments:write
             */
            scope?: string;
            /**
             * @description Reason for the audit log. A reason that starts with "leak" makes the revocations final
             * @example Account takeover
             */
            reason?: string;
        };
        OperatorFindApiKeysBody: {
            /**
             * @description Id of the key
             * @example key_uuid_888
             */
            id?: string;
            /**
             * @description The first 12 characters of the full key
             * @example ks_live_abc1
             */
            prefix?: string;
            /**
             * @description The full key. It is hashed at once
             * @example YOUR_API_KEY
             */
            key?: string;
        };
        OperatorCreateApplicationBody: {
            /**
             * @description Name of the application
             * @example UK store
             */
            name: string;
            /**
             * @description Keys of a live application begin with `ks_live_`, others with `ks_test_`
             * @default live
             * @enum {string}
             */
            environment?: "live" | "test";
            /**
             * @description Pairs of text that replace all pairs. Merchants see and change all but those whose names begin with `operator:`. At most 20 pairs and 4 KB in all.
             * @example {
             *       "plan": "gold"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /**
             * @description The operator's own id, unique among its kind. Null for none
             * @example cust_4711
             */
            externalId?: string | null;
        };
        OperatorUpdateApplicationBody: {
            /**
             * @description Name of the application
             * @example UK store
             */
            name?: string;
            /**
             * @description Pairs of text that replace all pairs. Merchants see and change all but those whose names begin with `operator:`. At most 20 pairs and 4 KB in all.
             * @example {
             *       "plan": "gold"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /**
             * @description The operator's own id, unique among its kind. Null for none
             * @example cust_4711
             */
            externalId?: string | null;
        };
        OperatorCreateApiKeyBody: {
            /**
             * @description Human readable description for the key
             * @example Production API key for checkout service
             */
            description: string;
            /**
             * @description Scopes of the key, from the operator's catalogue. `*` means all except sensitive scopes, and is the default
             * @example [
             *       "*"
             *     ]
             */
            scopes?: string[];
            /**
             * Format: date-time
             * @description When the key expires. Null if it never does
             * @example 2027-01-31T00:00:00Z
             */
            expiresAt?: string | null;
            /**
             * @description IPv4 and IPv6 addresses and ranges that the key works from. Empty for anywhere
             * @example [
             *       "203.0.113.0/24"
             *     ]
             */
            ipAllowlist?: (string)[];
            /**
             * @description How often the key can be used. Null for no limit. A window starts with the key's first call
             * @example {
             *       "limit": 100,
             *       "windowSeconds": 60
             *     }
             */
            rateLimit?: {
                /**
                 * @description Calls allowed in one window
                 * @example 100
                 */
                limit: number;
                /**
                 * @description Length of a window in seconds: a second, a minute, an hour, or a day
                 * @example 60
                 * @enum {integer}
                 */
                windowSeconds: 1 | 60 | 3600 | 86400;
            } | null;
            /**
             * @description Pairs of text that replace all pairs. Merchants see and change all but those whose names begin with `operator:`. At most 20 pairs and 4 KB in all.
             * @example {
             *       "plan": "gold"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /**
             * @description Labels to filter by
             * @example [
             *       "checkout"
             *     ]
             */
            tags?: string[];
            /**
             * @description The operator's own id, unique among its kind. Null for none
             * @example cust_4711
             */
            externalId?: string | null;
        };
        OperatorUpdateApiKeyBody: {
            /**
             * @description Human readable description for the key
             * @example Production API key for checkout service
             */
            description?: string;
            /**
             * @description Scopes of the key, from the operator's catalogue. `*` means all except sensitive scopes, and is the default
             * @example [
             *       "*"
             *     ]
             */
            scopes?: string[];
            /**
             * Format: date-time
             * @description When the key expires. Null if it never does
             * @example 2027-01-31T00:00:00Z
             */
            expiresAt?: string | null;
            /**
             * @description IPv4 and IPv6 addresses and ranges that the key works from. Empty for anywhere
             * @example [
             *       "203.0.113.0/24"
             *     ]
             */
            ipAllowlist?: (string)[];
            /**
             * @description How often the key can be used. Null for no limit. A window starts with the key's first call
             * @example {
             *       "limit": 100,
             *       "windowSeconds": 60
             *     }
             */
            rateLimit?: {
                /**
                 * @description Calls allowed in one window
                 * @example 100
                 */
                limit: number;
                /**
                 * @description Length of a window in seconds: a second, a minute, an hour, or a day
                 * @example 60
                 * @enum {integer}
                 */
                windowSeconds: 1 | 60 | 3600 | 86400;
            } | null;
            /**
             * @description Pairs of text that replace all pairs. Merchants see and change all but those whose names begin with `operator:`. At most 20 pairs and 4 KB in all.
             * @example {
             *       "plan": "gold"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /**
             * @description Labels to filter by
             * @example [
             *       "checkout"
             *     ]
             */
            tags?: string[];
            /**
             * @description The `version` that you read. If someone else has changed the key since, the request is refused with 409
             * @example 1
             */
            version?: number;
            /**
             * @description The operator's own id, unique among its kind. Null for none
             * @example cust_4711
             */
            externalId?: string | null;
        };
        OperatorRotateApiKeyBody: {
            /**
             * @description How long the old secret keeps working after the new one is first used. With 0, it stops at that first use
             * @default 86400
             * @example 86400
             */
            overlapSeconds?: number;
        };
        OperatorInviteMemberBody: {
            /**
             * Format: email
             * @description Email address, not case-sensitive
             * @example developer@shop.example
             */
            email: string;
            /**
             * @description What a person may do in the company
             * @example developer
             * @enum {string}
             */
            role: "viewer" | "developer" | "admin" | "owner";
        };
        OperatorUpdateMemberBody: {
            /**
             * @description What a person may do in the company
             * @example developer
             * @enum {string}
             */
            role: "viewer" | "developer" | "admin" | "owner";
        };
        CreatedApiKey: {
            /**
             * @description Id of the API key
             * @example key_uuid_888
             */
            id: string;
            /**
             * @description Id of the application
             * @example app_uk_store_123
             */
            applicationId: string;
            /**
             * @description The key itself, returned only once
             * @example ks_live_abc123xyz...
             */
            fullKey: string;
            /**
             * @description The start of the full key that is shown: its prefix, environment and four more characters
             * @example ks_live_abc1
             */
            keyPrefix: string;
            /**
             * @description Human readable description
             * @example Primary Checkout Key
             */
            description: string;
            /**
             * Format: date-time
             * @description When the key was created
             * @example 2026-02-23T13:30:00Z
             */
            createdAt: string;
            /**
             * @description Keys of a live application begin with `ks_live_`, others with `ks_test_`
             * @enum {string}
             */
            environment: "live" | "test";
            /**
             * @description Scopes of the key. `*` means all except sensitive scopes
             * @example [
             *       "*"
             *     ]
             */
            scopes: string[];
            /**
             * @description IP addresses and ranges that it works from. Empty for anywhere
             * @example []
             */
            ipAllowlist: string[];
            /** @description How often it can be used. Null for no limit */
            rateLimit: components["schemas"]["KeyRateLimit"] | null;
            /**
             * Format: date-time
             * @description When it expires. Null if it never does
             * @example 2026-02-23T13:30:00Z
             */
            expiresAt: string | null;
            /**
             * @description `rotating` while two secrets of the key are valid
             * @enum {string}
             */
            status: "active" | "rotating" | "expired" | "revoked";
            /**
             * @description Id of the person who created it
             * @example usr_01kawxqw2pe6bvn0q0v9w8x7yz
             */
            createdBy: string;
            /** @description That person's email, if known */
            createdByEmail: string | null;
            /**
             * Format: date-time
             * @description When it was last used
             * @example 2026-02-23T13:30:00Z
             */
            lastUsedAt: string | null;
            /** @description IP address of the last use */
            lastUsedIp: string | null;
            /** @description Program of the last use */
            lastUsedUserAgent: string | null;
            /**
             * Format: date-time
             * @description When it was revoked
             * @example 2026-02-23T13:30:00Z
             */
            revokedAt: string | null;
            /** @description Id of the person who revoked it. Null if it isn't revoked, or was revoked because of a reported leak */
            revokedBy: string | null;
            /** @description That person's email, if known */
            revokedByEmail: string | null;
            /** @description Why it was revoked */
            revokedReason: string | null;
            /**
             * @description Whether it was leaked
             * @example false
             */
            leaked: boolean;
            /**
             * Format: date-time
             * @description When the revocation can no longer be undone. Null if it can't be undone
             * @example 2026-02-23T13:30:00Z
             */
            restorableUntil: string | null;
            /** @description The rotation in progress, if any */
            rotation: components["schemas"]["Rotation"] | null;
            /**
             * @description Number of the last change
             * @example 1
             */
            version: number;
            /**
             * @description The operator's own id of it. Null if it has none
             * @example null
             */
            externalId: string | null;
            /**
             * @description Pairs of text
             * @example {
             *       "plan": "gold"
             *     }
             */
            metadata: {
                [key: string]: string;
            };
            /**
             * @description Labels to filter by
             * @example [
             *       "checkout"
             *     ]
             */
            tags: string[];
        };
        KeyRateLimit: {
            /**
             * @description Calls allowed in one window
             * @example 100
             */
            limit: number;
            /**
             * @description Length of a window in seconds: a second, a minute, an hour, or a day
             * @example 60
             * @enum {integer}
             */
            windowSeconds: 1 | 60 | 3600 | 86400;
        };
        Rotation: {
            /**
             * Format: date-time
             * @description When the new secret was created
             * @example 2026-02-23T13:30:00Z
             */
            startedAt: string;
            /**
             * @description How long the old secret keeps working
             * @example 86400
             */
            overlapSeconds: number;
            /**
             * Format: date-time
             * @description When the new secret was first used
             * @example 2026-02-23T13:30:00Z
             */
            firstUsedAt: string | null;
            /**
             * Format: date-time
             * @description When the previous secret ends. While the next one is unused, when the next one is withdrawn
             * @example 2026-02-23T13:30:00Z
             */
            endsAt: string;
            /** @description The old secret */
            previous: {
                /**
                 * @description The start that is shown
                 * @example ks_live_abc1
                 */
                keyPrefix: string;
                /**
                 * Format: date-time
                 * @description When it was last used
                 * @example 2026-02-23T13:30:00Z
                 */
                lastUsedAt: string | null;
            };
            /** @description The new secret */
            next: {
                /**
                 * @description The start that is shown
                 * @example ks_live_abc1
                 */
                keyPrefix: string;
                /**
                 * Format: date-time
                 * @description When it was last used
                 * @example 2026-02-23T13:30:00Z
                 */
                lastUsedAt: string | null;
            };
        };
        Error: {
            /** @description The reason phrase of the status */
            error: string;
            /** @description One plain sentence */
            message: string;
            /** @description The status */
            code: number;
            /** @description For 400 only: the invalid fields */
            details?: {
                /** @description Path of the field, such as `ipAllowlist.0` */
                field: string;
                /** @description What is wrong with it */
                message: string;
            }[];
        };
        ApiKey: {
            /**
             * @description Id of the API key
             * @example key_uuid_888
             */
            id: string;
            /**
             * @description Id of the application
             * @example app_uk_store_123
             */
            applicationId: string;
            /**
             * @description The start of the full key that is shown: its prefix, environment and four more characters
             * @example ks_live_abc1
             */
            keyPrefix: string;
            /**
             * @description Human readable description
             * @example Primary Checkout Key
             */
            description: string;
            /**
             * Format: date-time
             * @description When the key was created
             * @example 2026-02-23T13:30:00Z
             */
            createdAt: string;
            /**
             * @description Keys of a live application begin with `ks_live_`, others with `ks_test_`
             * @enum {string}
             */
            environment: "live" | "test";
            /**
             * @description Scopes of the key. `*` means all except sensitive scopes
             * @example [
             *       "*"
             *     ]
             */
            scopes: string[];
            /**
             * @description IP addresses and ranges that it works from. Empty for anywhere
             * @example []
             */
            ipAllowlist: string[];
            /** @description How often it can be used. Null for no limit */
            rateLimit: components["schemas"]["KeyRateLimit"] | null;
            /**
             * Format: date-time
             * @description When it expires. Null if it never does
             * @example 2026-02-23T13:30:00Z
             */
            expiresAt: string | null;
            /**
             * @description `rotating` while two secrets of the key are valid
             * @enum {string}
             */
            status: "active" | "rotating" | "expired" | "revoked";
            /**
             * @description Id of the person who created it
             * @example usr_01kawxqw2pe6bvn0q0v9w8x7yz
             */
            createdBy: string;
            /** @description That person's email, if known */
            createdByEmail: string | null;
            /**
             * Format: date-time
             * @description When it was last used
             * @example 2026-02-23T13:30:00Z
             */
            lastUsedAt: string | null;
            /** @description IP address of the last use */
            lastUsedIp: string | null;
            /** @description Program of the last use */
            lastUsedUserAgent: string | null;
            /**
             * Format: date-time
             * @description When it was revoked
             * @example 2026-02-23T13:30:00Z
             */
            revokedAt: string | null;
            /** @description Id of the person who revoked it. Null if it isn't revoked, or was revoked because of a reported leak */
            revokedBy: string | null;
            /** @description That person's email, if known */
            revokedByEmail: string | null;
            /** @description Why it was revoked */
            revokedReason: string | null;
            /**
             * @description Whether it was leaked
             * @example false
             */
            leaked: boolean;
            /**
             * Format: date-time
             * @description When the revocation can no longer be undone. Null if it can't be undone
             * @example 2026-02-23T13:30:00Z
             */
            restorableUntil: string | null;
            /** @description The rotation in progress, if any */
            rotation: components["schemas"]["Rotation"] | null;
            /**
             * @description Number of the last change
             * @example 1
             */
            version: number;
            /**
             * @description The operator's own id of it. Null if it has none
             * @example null
             */
            externalId: string | null;
            /**
             * @description Pairs of text
             * @example {
             *       "plan": "gold"
             *     }
             */
            metadata: {
                [key: string]: string;
            };
            /**
             * @description Labels to filter by
             * @example [
             *       "checkout"
             *     ]
             */
            tags: string[];
        };
        Effect: {
            /**
             * Format: date-time
             * @description When the key stops being accepted everywhere
             * @example 2026-02-23T13:30:00Z
             */
            effectiveAt: string;
        };
        Usage: {
            /** @description One entry per day, oldest first */
            data: {
                /**
                 * Format: date
                 * @description A day in UTC
                 * @example 2026-02-23
                 */
                date: string;
                /**
                 * @description Calls that verified
                 * @example 1204
                 */
                verified: number;
                /**
                 * @description Calls that were refused, by code
                 * @example {
                 *       "expired": 2
                 *     }
                 */
                refused: {
                    /** @description Calls refused for this reason */
                    malformed?: number;
                    /** @description Calls refused for this reason */
                    not_found?: number;
                    /** @description Calls refused for this reason */
                    revoked?: number;
                    /** @description Calls refused for this reason */
                    expired?: number;
                    /** @description Calls refused for this reason */
                    suspended?: number;
                    /** @description Calls refused for this reason */
                    insufficient_scope?: number;
                    /** @description Calls refused for this reason */
                    ip_denied?: number;
                    /** @description Calls refused for this reason */
                    rate_limited?: number;
                };
            }[];
        };
        HygieneRow: {
            apiKey: components["schemas"]["ApiKey"];
            /**
             * @description Name of its application
             * @example UK store
             */
            applicationName: string;
            /**
             * @description All findings about it
             * @example [
             *       "no_expiry"
             *     ]
             */
            findings: ("never_used" | "unused" | "no_expiry" | "expiring_soon" | "all_scopes")[];
        };
        HygieneCounts: {
            /**
             * @description Keys not used within 7 days of their creation
             * @example 1
             */
            never_used: number;
            /**
             * @description Keys without a call for 90 days
             * @example 1
             */
            unused: number;
            /**
             * @description Keys without an expiry
             * @example 1
             */
            no_expiry: number;
            /**
             * @description Keys that expire within 30 days
             * @example 1
             */
            expiring_soon: number;
            /**
             * @description Keys with all scopes
             * @example 1
             */
            all_scopes: number;
        };
        Application: {
            /**
             * @description Id of the application
             * @example app_uk_store_123
             */
            id: string;
            /**
             * @description Its name
             * @example UK store
             */
            name: string;
            /**
             * @description Keys of a live application begin with `ks_live_`, others with `ks_test_`
             * @enum {string}
             */
            environment: "live" | "test";
            /**
             * @description How many of its keys are neither revoked nor expired
             * @example 3
             */
            activeKeys: number;
            /**
             * Format: date-time
             * @description When it was created
             * @example 2026-02-23T13:30:00Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it last changed
             * @example 2026-02-23T13:30:00Z
             */
            updatedAt: string;
            /**
             * @description The operator's own id of it. Null if it has none
             * @example null
             */
            externalId: string | null;
            /**
             * @description Pairs of text
             * @example {
             *       "plan": "gold"
             *     }
             */
            metadata: {
                [key: string]: string;
            };
        };
        Whoami: {
            /**
             * @description Id of the merchant
             * @example mer_01kawxqw2pe6bvn0q0v9w8x7yz
             */
            merchantId: string;
            /**
             * @description Id of the application
             * @example app_uk_store_123
             */
            applicationId: string;
            /**
             * @description Id of the API key
             * @example key_uuid_888
             */
            keyId: string;
            /**
             * @description Keys of a live application begin with `ks_live_`, others with `ks_test_`
             * @enum {string}
             */
            environment: "live" | "test";
            /**
             * @description What the key may do
             * @example [
             *       "payments:read",
             *       "payments:write"
             *     ]
             */
            scopes: string[];
        };
        GoodKey: {
            /**
             * @description The key is valid
             * @constant
             */
            valid: true;
            /**
             * @description Id of the merchant
             * @example mer_01kawxqw2pe6bvn0q0v9w8x7yz
             */
            merchantId: string;
            /**
             * @description Id of the application
             * @example app_uk_store_123
             */
            applicationId: string;
            /**
             * @description Id of the API key
             * @example key_uuid_888
             */
            keyId: string;
            /**
             * @description Keys of a live application begin with `ks_live_`, others with `ks_test_`
             * @enum {string}
             */
            environment: "live" | "test";
            /**
             * @description What the key may do
             * @example [
             *       "payments:read",
             *       "payments:write"
             *     ]
             */
            scopes: string[];
            /**
             * Format: date-time
             * @description When the key expires. Null if it never does
             * @example 2026-02-23T13:30:00Z
             */
            expiresAt: string | null;
            /**
             * @description The operator's own id of the key, if any
             * @example till-7
             */
            externalId?: string;
            /**
             * @description The operator's own id of the application, if any
             * @example store-12
             */
            applicationExternalId?: string;
            /**
             * @description The operator's own id of the merchant, if any
             * @example cust_4711
             */
            merchantExternalId?: string;
            /**
             * @description The pairs that the operator's configuration selects: the key's own before its application's, and those before its merchant's
             * @example {
             *       "plan": "gold"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /** @description Remaining calls of the key, for the limit with the fewest left. Absent if there is no limit */
            rateLimit?: components["schemas"]["KeyQuota"];
        };
        KeyQuota: {
            /**
             * @description Calls allowed in one window
             * @example 100
             */
            limit: number;
            /**
             * @description Calls left in the window
             * @example 99
             */
            remaining: number;
            /**
             * @description Seconds until the window ends, rounded up
             * @example 60
             */
            resetSeconds: number;
        };
        RefusedKey: {
            /**
             * @description The key is refused
             * @constant
             */
            valid: false;
            /**
             * @description Why the key is refused
             * @enum {string}
             */
            code: "malformed" | "not_found" | "revoked" | "expired" | "suspended" | "insufficient_scope" | "ip_denied" | "rate_limited";
            /**
             * @description With `rate_limited`: seconds to wait before the next call
             * @example 42
             */
            retryAfterSeconds?: number;
            /** @description With `rate_limited`: the limit that was reached */
            rateLimit?: components["schemas"]["KeyQuota"];
        };
        LeakReceipt: {
            /**
             * @description How many keys were received
             * @example 1
             */
            received: number;
        };
        GithubFeedback: {
            /** @description SHA-256 of the token in base64 */
            token_hash: string;
            /** @description For what GitHub took it */
            token_type: string;
            /**
             * @description Whether it is a key of ours
             * @enum {string}
             */
            label: "true_positive" | "false_positive";
        };
        Tokens: {
            /**
             * @description A JWT to send as `Authorization: Bearer …`
             * @example YOUR_ACCESS_TOKEN
             */
            accessToken: string;
            /**
             * @description How to send it
             * @constant
             */
            tokenType: "Bearer";
            /**
             * @description Seconds until it expires
             * @example 900
             */
            expiresIn: number;
            /**
             * @description Returns the next access token, once
             * @example YOUR_REFRESH_TOKEN
             */
            refreshToken: string;
        };
        MailedLink: {
            /**
             * @description What the link is for
             * @example verify_email
             * @enum {string}
             */
            purpose: "verify_email" | "reset_password";
            /**
             * @description The email address of the account
             * @example developer@shop.example
             */
            email: string;
            /**
             * @description The companies that the account belongs to
             * @example [
             *       "Example shop"
             *     ]
             */
            merchantNames: string[];
            /**
             * @description Whether using the link removes everything set up in the account before, unless the caller is signed in to the account
             * @example true
             */
            isTakeover: boolean;
            /** @description Whether the caller is signed in to the account */
            isOwn: boolean;
        };
        PasskeyOptions: {
            /**
             * @description What the device is to sign, once, in base64url
             * @example YOUR_CHALLENGE
             */
            challenge: string;
            /**
             * @description For how many milliseconds the browser waits
             * @example 300000
             */
            timeout: number;
            /**
             * @description For which site it is
             * @example keys.example
             */
            rpId: string;
            /** @description The passkeys that may answer; any one where there is no list */
            allowCredentials?: ({
                /** @description Id of a passkey, in base64url */
                id: string;
                /**
                 * @description What kind of credential it is
                 * @constant
                 */
                type: "public-key";
            } & {
                [key: string]: unknown;
            })[];
            /**
             * @description That the device must ask who the person is
             * @constant
             */
            userVerification: "required";
        } & {
            [key: string]: unknown;
        };
        ApiToken: {
            /**
             * @description Id of the API token
             * @example tok_01kawxqw2pe6bvn0q0v9w8x7yz
             */
            id: string;
            /**
             * @description Its name
             * @example Deployment
             */
            name: string;
            /**
             * @description Its scopes
             * @example [
             *       "api-keys:write"
             *     ]
             */
            scopes: ("applications:read" | "applications:write" | "api-keys:read" | "api-keys:write" | "audit:read")[];
            /**
             * Format: date-time
             * @description When it was created
             * @example 2026-02-23T13:30:00Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it expires
             * @example 2027-01-31T00:00:00Z
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @description When it was last used
             * @example 2026-02-23T13:30:00Z
             */
            lastUsedAt: string | null;
            /** @description IP address of the last use */
            lastUsedIp: string | null;
            /**
             * @description The email address of the person who created it
             * @example developer@shop.example
             */
            createdByEmail: string;
            /** @description Whether the caller created it */
            isMine: boolean;
        };
        CreatedApiToken: {
            /**
             * @description Id of the API token
             * @example tok_01kawxqw2pe6bvn0q0v9w8x7yz
             */
            id: string;
            /**
             * @description Its name
             * @example Deployment
             */
            name: string;
            /**
             * @description Its scopes
             * @example [
             *       "api-keys:write"
             *     ]
             */
            scopes: ("applications:read" | "applications:write" | "api-keys:read" | "api-keys:write" | "audit:read")[];
            /**
             * Format: date-time
             * @description When it was created
             * @example 2026-02-23T13:30:00Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it expires
             * @example 2027-01-31T00:00:00Z
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @description When it was last used
             * @example 2026-02-23T13:30:00Z
             */
            lastUsedAt: string | null;
            /** @description IP address of the last use */
            lastUsedIp: string | null;
            /**
             * @description The email address of the person who created it
             * @example developer@shop.example
             */
            createdByEmail: string;
            /** @description Whether the caller created it */
            isMine: boolean;
            /**
             * @description The token itself, returned only once
             * @example YOUR_API_TOKEN
             */
            token: string;
        };
        AuditEvent: {
            /**
             * @description Id of the event
             * @example aud_01kawxqw2pe6bvn0q0v9w8x7yz
             */
            id: string;
            action: components["schemas"]["AuditAction"];
            /** @description Who did it. The id is `system` or `operator` if it wasn't a signed-in person. For `operator`, the name is that of its service, and the email that of its person, if known. For a security event, the person whose account, session, or token was used, or `unknown` */
            actor: {
                /**
                 * @description Id of the person, `system`, `operator` or `unknown`
                 * @example usr_01kawxqw2pe6bvn0q0v9w8x7yz
                 */
                id: string;
                /** @description The person's email address */
                email: string | null;
                /** @description Name of the machine */
                name: string | null;
            };
            /**
             * @description The credentials or channel used
             * @enum {string}
             */
            via: "portal" | "token" | "api_token" | "issuer" | "api_key" | "system" | "operator";
            /** @description The session used, or the operator's service token */
            sessionId: string | null;
            /** @description The application affected */
            applicationId: string | null;
            /** @description Current name of the application */
            applicationName: string | null;
            /** @description The API key affected */
            keyId: string | null;
            /** @description Current description of the key */
            keyDescription: string | null;
            /** @description The prefix of its newest secret */
            keyPrefix: string | null;
            /** @description IP address of the request */
            address: string | null;
            /** @description User agent of the request */
            userAgent: string | null;
            /** @description The request's `X-Request-Id` */
            requestId: string;
            /** @description The changed fields, before */
            before: {
                [key: string]: unknown;
            } | null;
            /** @description The changed fields, after. For a security event: the `reason`, the `operation`, and the `count` of occurrences */
            after: {
                [key: string]: unknown;
            } | null;
            /**
             * Format: date-time
             * @description When it happened
             * @example 2026-02-23T13:30:00Z
             */
            createdAt: string;
        };
        Member: {
            /**
             * @description Id of the person
             * @example usr_01kawxqw2pe6bvn0q0v9w8x7yz
             */
            userId: string;
            /**
             * @description The person's email address
             * @example developer@shop.example
             */
            email: string;
            /**
             * @description What a person may do in the company
             * @example developer
             * @enum {string}
             */
            role: "viewer" | "developer" | "admin" | "owner";
            /**
             * Format: date-time
             * @description When the person joined
             * @example 2026-02-23T13:30:00Z
             */
            joinedAt: string;
            /**
             * Format: date-time
             * @description When they last started a session for the company
             * @example 2026-02-23T13:30:00Z
             */
            lastOpenedAt: string | null;
            /** @description Whether the person has an authenticator app or a passkey */
            hasSecondFactor: boolean;
        };
        Invitation: {
            /**
             * @description Id of the invitation
             * @example inv_01kawxqw2pe6bvn0q0v9w8x7yz
             */
            id: string;
            /**
             * @description The email address that it was sent to
             * @example guest@shop.example
             */
            email: string;
            /**
             * @description What a person may do in the company
             * @example developer
             * @enum {string}
             */
            role: "viewer" | "developer" | "admin" | "owner";
            /**
             * @description The email address of the sender
             * @example owner@shop.example
             */
            invitedByEmail: string;
            /**
             * Format: date-time
             * @description When it was created
             * @example 2026-02-23T13:30:00Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When its link was last sent
             * @example 2026-02-23T13:30:00Z
             */
            sentAt: string;
            /**
             * Format: date-time
             * @description When that link expires
             * @example 2026-02-23T13:30:00Z
             */
            expiresAt: string;
            /** @description Whether the link has expired */
            isExpired: boolean;
        };
        OpenedInvitation: {
            /**
             * @description Name of the company
             * @example Example shop
             */
            merchantName: string;
            /**
             * @description The email address that it was sent to
             * @example guest@shop.example
             */
            email: string;
            /**
             * @description What a person may do in the company
             * @example developer
             * @enum {string}
             */
            role: "viewer" | "developer" | "admin" | "owner";
            /**
             * @description The email address of the sender
             * @example owner@shop.example
             */
            invitedByEmail: string;
            /** @description Whether the person joins by signing in, instead of choosing a password */
            hasAccount: boolean;
        };
        AcceptedInvitation: {
            /**
             * @description Id of the merchant
             * @example mer_01kawxqw2pe6bvn0q0v9w8x7yz
             */
            merchantId: string;
            /**
             * @description Name of the company
             * @example Example shop
             */
            merchantName: string;
            /**
             * @description The email address of the person who joined
             * @example guest@shop.example
             */
            email: string;
            /**
             * @description What a person may do in the company
             * @example developer
             * @enum {string}
             */
            role: "viewer" | "developer" | "admin" | "owner";
        };
        Merchant: {
            /**
             * @description Id of the merchant
             * @example mer_01kawxqw2pe6bvn0q0v9w8x7yz
             */
            id: string;
            /**
             * @description Name of the company
             * @example Example shop
             */
            name: string;
            /**
             * Format: date-time
             * @description When the company signed up
             * @example 2026-02-23T13:30:00Z
             */
            createdAt: string;
        };
        MerchantSettings: {
            /**
             * @description Id of the merchant
             * @example mer_01kawxqw2pe6bvn0q0v9w8x7yz
             */
            id: string;
            /**
             * @description Name of the company
             * @example Example shop
             */
            name: string;
            /**
             * Format: date-time
             * @description When the company signed up
             * @example 2026-02-23T13:30:00Z
             */
            createdAt: string;
            /**
             * @description The caller's own role
             * @example developer
             * @enum {string}
             */
            role: "viewer" | "developer" | "admin" | "owner";
            /**
             * Format: date-time
             * @description When the operator suspended the company, so that its keys are refused. Null if it isn't suspended
             * @example 2026-02-23T13:30:00Z
             */
            suspendedAt: string | null;
            /**
             * @description Why the operator suspended the company, if it said so
             * @example null
             */
            suspendedReason: string | null;
            /** @description The security policy */
            policy: {
                /** @description Whether people must have signed in with a second factor */
                requireSecondFactor: boolean;
                /** @description Whether people must have signed in by an identity provider */
                singleSignOnOnly: boolean;
                /**
                 * @description Maximum lifetime of live API keys, in days. Null for no limit
                 * @example 365
                 */
                longestLifeOfLiveKeysDays: number | null;
            };
            /**
             * @description The operator's own id of it. Null if it has none
             * @example null
             */
            externalId: string | null;
            /**
             * @description Pairs of text
             * @example {
             *       "plan": "gold"
             *     }
             */
            metadata: {
                [key: string]: string;
            };
        };
        OwnMemberships: {
            /** @description By name */
            data: components["schemas"]["OwnMembership"][];
        };
        OwnMembership: {
            /**
             * @description Id of the merchant
             * @example mer_01kawxqw2pe6bvn0q0v9w8x7yz
             */
            merchantId: string;
            /**
             * @description Name of the company
             * @example Example shop
             */
            merchantName: string;
            /**
             * @description What a person may do in the company
             * @example developer
             * @enum {string}
             */
            role: "viewer" | "developer" | "admin" | "owner";
            /** @description Whether this session is for it */
            isCurrent: boolean;
        };
        ConsoleToken: {
            /**
             * @description A JWT to send as `Authorization: Bearer …`
             * @example YOUR_ACCESS_TOKEN
             */
            accessToken: string;
            /**
             * @description How to send it
             * @constant
             */
            tokenType: "Bearer";
            /**
             * @description Seconds until it expires
             * @example 300
             */
            expiresIn: number;
        };
        AccountSessions: {
            /** @description The current session first, then the most recently used */
            data: components["schemas"]["AccountSession"][];
        };
        AccountSession: {
            /**
             * @description Id of the session
             * @example ses_01kawxqw2pe6bvn0q0v9w8x7yz
             */
            id: string;
            /**
             * @description `portal` for the portal, `token` for a request of an access token
             * @enum {string}
             */
            kind: "portal" | "token";
            /**
             * @description The company that the session is for
             * @example Example shop
             */
            merchantName: string;
            /** @description Where it started */
            address: string | null;
            /** @description The program that started it */
            userAgent: string | null;
            /**
             * Format: date-time
             * @description When it started
             * @example 2026-02-23T13:30:00Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was last used
             * @example 2026-02-23T13:30:00Z
             */
            lastSeenAt: string;
            /** @description From where it was last used */
            lastSeenAddress: string | null;
            /**
             * Format: date-time
             * @description When it ends at the latest
             * @example 2026-02-23T13:30:00Z
             */
            expiresAt: string;
            /** @description Whether it is the current session */
            isCurrent: boolean;
        };
        SecondFactor: {
            /** @description Whether the person has an authenticator app */
            hasTotp: boolean;
            /**
             * @description Number of unused recovery codes
             * @example 10
             */
            recoveryCodesLeft: number;
            /** @description The person's passkeys, newest first */
            passkeys: components["schemas"]["Passkey"][];
            /** @description Whether the account has a password */
            hasPassword: boolean;
            /** @description Whether the company of this session requires a second factor */
            isDemanded: boolean;
        };
        Passkey: {
            /**
             * @description Id of the passkey
             * @example q83vEjRWeJA
             */
            id: string;
            /**
             * @description Its name
             * @example Phone
             */
            name: string;
            /**
             * Format: date-time
             * @description When it was added
             * @example 2026-02-23T13:30:00Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was last used
             * @example 2026-02-23T13:30:00Z
             */
            lastUsedAt: string | null;
            /** @description Whether it is synced to the person's other devices */
            isSynced: boolean;
        };
        TotpSetup: {
            /**
             * @description The secret in base32, for manual entry
             * @example YOUR_TOTP_SECRET
             */
            secret: string;
            /**
             * @description The `otpauth://` URL for a QR code
             * @example otpauth://totp/Keysmith:developer%40shop.example?secret=YOUR_TOTP_SECRET
             */
            uri: string;
        };
        RecoveryCodes: {
            /**
             * @description Codes that replace the second factor. Each works once, and they are shown only once
             * @example [
             *       "abcde-fghjk-mnpqr",
             *       "stuvw-xyz23-45678"
             *     ]
             */
            recoveryCodes: string[];
        };
        NewPasskeyOptions: {
            /**
             * @description What the device is to sign, once, in base64url
             * @example YOUR_CHALLENGE
             */
            challenge: string;
            /**
             * @description For how many milliseconds the browser waits
             * @example 300000
             */
            timeout: number;
            /** @description For which site the passkey is */
            rp: {
                /** @description What this product is called */
                name: string;
            } & {
                [key: string]: unknown;
            };
            /** @description For which person it is */
            user: {
                /** @description Id of the person, in base64url */
                id: string;
                /** @description The person's email address */
                name: string;
                /** @description What the device shows */
                displayName: string;
            } & {
                [key: string]: unknown;
            };
            /** @description The algorithms that are taken */
            pubKeyCredParams: ({
                /**
                 * @description What kind of credential it is
                 * @constant
                 */
                type: "public-key";
                /**
                 * @description Number of an algorithm (RFC 9053)
                 * @example -7
                 */
                alg: number;
            } & {
                [key: string]: unknown;
            })[];
            /** @description The passkeys that the person has */
            excludeCredentials: ({
                /** @description Id of a passkey, in base64url */
                id: string;
                /**
                 * @description What kind of credential it is
                 * @constant
                 */
                type: "public-key";
            } & {
                [key: string]: unknown;
            })[];
        } & {
            [key: string]: unknown;
        };
        AddedPasskey: {
            /** @description The passkey as it was added */
            passkey: components["schemas"]["Passkey"];
            /** @description New recovery codes. Null if the person already has some */
            recoveryCodes: string[] | null;
        };
        Identities: {
            /** @description In the order in which they were linked */
            data: components["schemas"]["Identity"][];
        };
        Identity: {
            /**
             * @description Which identity provider it is; `oidc` for the operator's own
             * @enum {string}
             */
            provider: "google" | "github" | "oidc";
            /**
             * @description Name of the provider
             * @example Google
             */
            name: string;
            /**
             * @description The person's email address at the provider
             * @example developer@shop.example
             */
            email: string | null;
            /**
             * Format: date-time
             * @description When it was linked
             * @example 2026-02-23T13:30:00Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When the person last signed in with it
             * @example 2026-02-23T13:30:00Z
             */
            lastUsedAt: string | null;
        };
        PageVote: {
            /**
             * @description Path of the page
             * @example /docs/guides/quick-start
             */
            page: string;
            /**
             * @description Whether it was helpful
             * @example false
             */
            helpful: boolean;
            /** @description The comment that is kept, if there is one */
            comment: string | null;
        };
        OperatorMerchant: {
            /**
             * @description Id of the merchant
             * @example mer_01kawxqw2pe6bvn0q0v9w8x7yz
             */
            id: string;
            /**
             * @description Name of the company
             * @example Example shop
             */
            name: string;
            /**
             * @description The operator's own id of it. Null if it has none
             * @example null
             */
            externalId: string | null;
            /**
             * @description Pairs of text
             * @example {
             *       "plan": "gold"
             *     }
             */
            metadata: {
                [key: string]: string;
            };
            /**
             * @description Keys of suspended and closed merchants are refused as `suspended`
             * @enum {string}
             */
            status: "active" | "suspended" | "closed";
            /**
             * Format: date-time
             * @description When it was suspended
             * @example 2026-02-23T13:30:00Z
             */
            suspendedAt: string | null;
            /**
             * @description Why it was suspended
             * @example null
             */
            suspendedReason: string | null;
            /**
             * Format: date-time
             * @description When it was closed
             * @example 2026-02-23T13:30:00Z
             */
            closedAt: string | null;
            /**
             * @description Why it was closed
             * @example null
             */
            closedReason: string | null;
            /**
             * @description Emails of its owners, at most 10
             * @example [
             *       "owner@shop.example"
             *     ]
             */
            owners: string[];
            /** @description The security policy */
            policy: {
                /** @description Whether people must have signed in with a second factor */
                requireSecondFactor: boolean;
                /** @description Whether people must have signed in by an identity provider */
                singleSignOnOnly: boolean;
                /**
                 * @description Maximum lifetime of live API keys, in days. Null for no limit
                 * @example 365
                 */
                longestLifeOfLiveKeysDays: number | null;
            };
            /** @description Limits and policies for this merchant in place of the configuration's. The merchant can't change a policy that is set here. Null for none */
            overrides: {
                /**
                 * @description Active keys that each application may have
                 * @example 500
                 */
                activeKeysPerApplication: number | null;
                /**
                 * @description Applications that the merchant may have
                 * @example 20
                 */
                applications: number | null;
                /**
                 * @description How often each key can be used, in addition to the key's own limit
                 * @example {
                 *       "limit": 1000,
                 *       "windowSeconds": 60
                 *     }
                 */
                keyRateLimit: {
                    /**
                     * @description Calls allowed in one window
                     * @example 100
                     */
                    limit: number;
                    /**
                     * @description Length of a window in seconds: a second, a minute, an hour, or a day
                     * @example 60
                     * @enum {integer}
                     */
                    windowSeconds: 1 | 60 | 3600 | 86400;
                } | null;
                /** @description Whether people must have signed in with a second factor */
                requireSecondFactor: boolean | null;
                /** @description Whether people must have signed in by an identity provider */
                singleSignOnOnly: boolean | null;
                /**
                 * @description Maximum lifetime of live API keys, in days
                 * @example 90
                 */
                longestLifeOfLiveKeysDays: number | null;
                /**
                 * @description The only scopes that new keys and changed keys can have
                 * @example [
                 *       "payments:read"
                 *     ]
                 */
                allowedScopes: string[] | null;
            };
            /**
             * Format: date-time
             * @description When it was created
             * @example 2026-02-23T13:30:00Z
             */
            createdAt: string;
        };
        RevokedApiKeys: {
            /** @description The keys that this request has revoked, oldest first */
            revoked: {
                /**
                 * @description Id of the API key
                 * @example key_uuid_888
                 */
                id: string;
                /**
                 * @description Id of the application
                 * @example app_uk_store_123
                 */
                applicationId: string;
                /**
                 * @description The first 12 characters of the full key
                 * @example ks_live_abc1
                 */
                keyPrefix: string;
                /** @description Human readable description */
                description: string;
            }[];
        };
        FoundApiKeys: {
            /** @description At most 50 keys, newest first */
            data: components["schemas"]["FoundApiKey"][];
        };
        FoundApiKey: {
            /**
             * @description Id of the merchant
             * @example mer_01kawxqw2pe6bvn0q0v9w8x7yz
             */
            merchantId: string;
            /**
             * @description Name of its company
             * @example Example shop
             */
            merchantName: string;
            /**
             * @description Name of its application
             * @example UK store
             */
            applicationName: string;
            apiKey: components["schemas"]["ApiKey"];
        };
    };
    responses: {
        /** @description The request contains invalid parameters or malformed data */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Authentication required. Please provide a valid API token */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description You don't have permission to access this resource */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The requested resource was not found */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The request body is larger than 64 KiB */
        PayloadTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The request body must be sent as application/json, in UTF-8 and uncompressed */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The request cannot be processed as it stands */
        UnprocessableEntity: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Too many requests. Please try again later */
        TooManyRequests: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Something went wrong on our side */
        InternalServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The service is not available. Please try again */
        ServiceUnavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listApiKeys: {
        parameters: {
            query?: {
                /** @description Maximum number of entries to return */
                limit?: number;
                cursor?: string;
                status?: "active" | "rotating" | "expired" | "revoked";
                q?: string;
                /** @description The order of the list. With `tag` or `metadata`, only `newest` and `oldest` */
                sort?: "newest" | "oldest" | "description" | "expiry";
                tag?: string;
                metadata?: string;
            };
            header?: never;
            path: {
                /** @description Id of the application */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of API keys */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The entries of this page */
                        data: components["schemas"]["ApiKey"][];
                        /** @description The `cursor` of the next page. Null on the last page */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the application */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "Production API key for checkout service"
                 *     }
                 */
                "application/json": components["schemas"]["CreateApiKeyBody"];
            };
        };
        responses: {
            /** @description The API key, with its full key, shown only once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The application has reached its limit of active keys, or the Idempotency-Key is in use or too old to be replayed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the application */
                id: string;
                /** @description Id of the API key */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The API key */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    revokeApiKey: {
        parameters: {
            query?: {
                reason?: string;
            };
            header?: {
                Prefer?: string;
            };
            path: {
                /** @description Id of the application */
                id: string;
                /** @description Id of the API key */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key is revoked, with the time from which that holds everywhere */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Effect"];
                };
            };
            /** @description The key is revoked */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the application */
                id: string;
                /** @description Id of the API key */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "Checkout, EU",
                 *       "ipAllowlist": [
                 *         "203.0.113.0/24"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["UpdateApiKeyBody"];
            };
        };
        responses: {
            /** @description The updated API key */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The key is revoked, or someone else changed it in the meantime */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    restoreApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the application */
                id: string;
                /** @description Id of the API key */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The API key, active again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The key was revoked too long ago, or was leaked */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the application */
                id: string;
                /** @description Id of the API key */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "overlapSeconds": 86400
                 *     }
                 */
                "application/json": components["schemas"]["RotateApiKeyBody"];
            };
        };
        responses: {
            /** @description The API key, with its new full key, shown only once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The key is not active, a rotation is already in progress, or the Idempotency-Key is in use or too old to be replayed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    finishRotation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the application */
                id: string;
                /** @description Id of the API key */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The API key, with only the new secret */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description No rotation is in progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    cancelRotation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the application */
                id: string;
                /** @description Id of the API key */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The API key, with only the old secret */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description No rotation is in progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getApiKeyUsage: {
        parameters: {
            query?: {
                /** @description Number of days, including today */
                days?: number;
            };
            header?: never;
            path: {
                /** @description Id of the application */
                id: string;
                /** @description Id of the API key */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The requested days, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Usage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listHygiene: {
        parameters: {
            query?: {
                /** @description Maximum number of entries to return */
                limit?: number;
                cursor?: string;
                finding?: "never_used" | "unused" | "no_expiry" | "expiring_soon" | "all_scopes";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of keys, with the findings about each */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The entries of this page */
                        data: components["schemas"]["HygieneRow"][];
                        /** @description The `cursor` of the next page. Null on the last page */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    countHygiene: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The count of each finding */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HygieneCounts"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listApplications: {
        parameters: {
            query?: {
                /** @description Maximum number of entries to return */
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of applications */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The entries of this page */
                        data: components["schemas"]["Application"][];
                        /** @description The `cursor` of the next page. Null on the last page */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createApplication: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "UK store",
                 *       "environment": "live"
                 *     }
                 */
                "application/json": components["schemas"]["CreateApplicationBody"];
            };
        };
        responses: {
            /** @description The application */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Application"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The company has as many applications as the operator allows it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getApplication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the application */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The application */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Application"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteApplication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the application */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The application was deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The application still has active keys. Revoke them first */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateApplication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the application */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "UK and Ireland store"
                 *     }
                 */
                "application/json": components["schemas"]["UpdateApplicationBody"];
            };
        };
        responses: {
            /** @description The updated application */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Application"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    whoami: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key's owner and scopes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Whoami"];
                };
            };
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    verifyApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "key": "YOUR_API_KEY",
                 *       "scope": "payments:read",
                 *       "ip": "203.0.113.7"
                 *     }
                 */
                "application/json": components["schemas"]["VerifyApiKeyBody"];
            };
        };
        responses: {
            /** @description The verification result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoodKey"] | components["schemas"]["RefusedKey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The service token doesn't have the scope `verify` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    reportLeak: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "keys": [
                 *         "YOUR_API_KEY"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ReportLeakBody"];
            };
        };
        responses: {
            /** @description How many keys were received */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeakReceipt"];
                };
            };
            400: components["responses"]["BadRequest"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    receiveGithubAlerts: {
        parameters: {
            query?: never;
            header?: {
                "Github-Public-Key-Identifier"?: string;
                "Github-Public-Key-Signature"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example [
                 *       {
                 *         "token": "YOUR_API_KEY",
                 *         "type": "keysmith_api_key",
                 *         "url": "https://github.com/shop/checkout/blob/main/.env"
                 *       }
                 *     ]
                 */
                "application/json": components["schemas"]["ReceiveGithubAlertsBody"];
            };
        };
        responses: {
            /** @description A word on each alert */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GithubFeedback"][];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description The signature is missing or not GitHub's */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createAccessToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "developer@shop.example",
                 *       "password": "YOUR_PASSWORD"
                 *     }
                 */
                "application/json": components["schemas"]["CreateAccessTokenBody"];
            };
        };
        responses: {
            /** @description An access token and a refresh token */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Incorrect email or password. Or, with `insufficient_user_authentication`, `otp` is missing or incorrect */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The company requires single sign-on */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    refreshAccessToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "refreshToken": "YOUR_REFRESH_TOKEN"
                 *     }
                 */
                "application/json": components["schemas"]["RefreshAccessTokenBody"];
            };
        };
        responses: {
            /** @description The new access token and refresh token */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description The refresh token was already used, or its session has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    requestPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "developer@shop.example"
                 *     }
                 */
                "application/json": components["schemas"]["RequestPasswordResetBody"];
            };
        };
        responses: {
            /** @description An email is sent if the address has an account */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "TOKEN_OF_THE_LINK",
                 *       "newPassword": "correct horse battery staple"
                 *     }
                 */
                "application/json": components["schemas"]["ResetPasswordBody"];
            };
        };
        responses: {
            /** @description The password was changed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field is missing or malformed, or the link has expired or was used already, or the password is too easy to guess */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    lookUpMailedLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "TOKEN_OF_THE_LINK"
                 *     }
                 */
                "application/json": components["schemas"]["LookUpMailedLinkBody"];
            };
        };
        responses: {
            /** @description What the link is about */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailedLink"];
                };
            };
            /** @description A field is missing or malformed, or the link has expired or was used already */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or session that was sent has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description A session cookie was sent from another origin */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    verifyEmail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "TOKEN_OF_THE_LINK",
                 *       "newPassword": "correct horse battery staple"
                 *     }
                 */
                "application/json": components["schemas"]["VerifyEmailBody"];
            };
        };
        responses: {
            /** @description The address is confirmed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field is missing or malformed, or the link has expired or was used already, or the password is missing or too easy to guess */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or session that was sent has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description A session cookie was sent from another origin */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    offerPasskeySignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Options of WebAuthn, as JSON */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOptions"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listApiTokens: {
        parameters: {
            query?: {
                /** @description Maximum number of entries to return */
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of API tokens */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The entries of this page */
                        data: components["schemas"]["ApiToken"][];
                        /** @description The `cursor` of the next page. Null on the last page */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createApiToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Deployment",
                 *       "scopes": [
                 *         "api-keys:write"
                 *       ],
                 *       "expiresAt": "2027-01-31T00:00:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["CreateApiTokenBody"];
            };
        };
        responses: {
            /** @description The API token, with the token itself, shown only once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiToken"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The caller is a machine, or lacks one of the scopes */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description You already have 50 API tokens. Revoke one that you no longer need */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    revokeApiToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the API token */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token is revoked */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listAuditEvents: {
        parameters: {
            query?: {
                /** @description Maximum number of entries to return */
                limit?: number;
                cursor?: string;
                applicationId?: string;
                keyId?: string;
                actor?: string;
                action?: components["schemas"]["AuditAction"];
                category?: "security";
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of audit events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The entries of this page */
                        data: components["schemas"]["AuditEvent"][];
                        /** @description The `cursor` of the next page. Null on the last page */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    exportAuditEvents: {
        parameters: {
            query: {
                /** @description `csv` for a table in UTF-8 with a byte order mark, `jsonl` for one JSON object a line */
                format: "csv" | "jsonl";
                applicationId?: string;
                keyId?: string;
                actor?: string;
                action?: components["schemas"]["AuditAction"];
                category?: "security";
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events as a file in the requested `format` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listMembers: {
        parameters: {
            query?: {
                /** @description Maximum number of entries to return */
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of members */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The entries of this page */
                        data: components["schemas"]["Member"][];
                        /** @description The `cursor` of the next page. Null on the last page */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the person */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The member was removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            /** @description Your role doesn't allow it, only an owner can add, change, or remove an owner, or a more recent authentication is required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            404: components["responses"]["NotFound"];
            /** @description The company needs an owner, and this is the last one */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the person */
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "admin"
                 *     }
                 */
                "application/json": components["schemas"]["UpdateMemberBody"];
            };
        };
        responses: {
            /** @description The updated member */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Your role doesn't allow it, only an owner can add, change, or remove an owner, or a more recent authentication is required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            404: components["responses"]["NotFound"];
            /** @description The company needs an owner, and this is the last one */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    transferOwnership: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the person */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The other member is an owner, and the caller is an admin */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description That member is already an owner, or is a machine */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listInvitations: {
        parameters: {
            query?: {
                /** @description Maximum number of entries to return */
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of invitations */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The entries of this page */
                        data: components["schemas"]["Invitation"][];
                        /** @description The `cursor` of the next page. Null on the last page */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    inviteMember: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "guest@shop.example",
                 *       "role": "developer"
                 *     }
                 */
                "application/json": components["schemas"]["InviteMemberBody"];
            };
        };
        responses: {
            /** @description The invitation */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Your role doesn't allow it, your email address isn't confirmed yet, or only an owner can invite an owner */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The company was closed in the meantime */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address belongs to a member or is already invited */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    withdrawInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the invitation */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The invitation is withdrawn */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The invitation was already accepted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    resendInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the invitation */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A new link was sent */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            /** @description Your role doesn't allow it, your email address isn't confirmed yet, or only an owner can invite an owner */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            404: components["responses"]["NotFound"];
            /** @description The invitation was already accepted or withdrawn */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    lookUpInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "TOKEN_OF_THE_LINK"
                 *     }
                 */
                "application/json": components["schemas"]["LookUpInvitationBody"];
            };
        };
        responses: {
            /** @description The invitation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedInvitation"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description The invitation has expired, was withdrawn, or was already used */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "TOKEN_OF_THE_LINK",
                 *       "password": "correct horse battery staple"
                 *     }
                 */
                "application/json": components["schemas"]["AcceptInvitationBody"];
            };
        };
        responses: {
            /** @description The company that was joined */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedInvitation"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description The address has an account and the caller isn't signed in, or a token is invalid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The invitation is for another address, or the caller is a machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The invitation has expired, was withdrawn, or was already used */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The person is already a member, or the address now has an account */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    signUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "merchantName": "Example shop",
                 *       "email": "owner@shop.example",
                 *       "password": "correct horse battery staple"
                 *     }
                 */
                "application/json": components["schemas"]["SignUpBody"];
            };
        };
        responses: {
            /** @description The company */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Merchant"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description An account with this email address already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    signUpWithIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "merchantName": "Example shop"
                 *     }
                 */
                "application/json": components["schemas"]["SignUpWithIdentityBody"];
            };
        };
        responses: {
            /** @description The company */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Merchant"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description The request didn't come from a page of the portal */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The sign-in timed out, or the person already has an account */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The company */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MerchantSettings"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The company was closed in the meantime */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    closeMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The company is closed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The company was closed in the meantime */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The company still has applications */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Example shop",
                 *       "longestLifeOfLiveKeysDays": 365
                 *     }
                 */
                "application/json": components["schemas"]["UpdateMerchantBody"];
            };
        };
        responses: {
            /** @description The updated company */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MerchantSettings"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The company was closed in the meantime */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The operator has fixed this policy, or you aren't signed in with a second factor or with the identity provider yourself. Do so before you require it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listOwnMemberships: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnMemberships"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    switchMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "merchantId": "mer_01kawxqw2pe6bvn0q0v9w8x7yz"
                 *     }
                 */
                "application/json": components["schemas"]["SwitchMerchantBody"];
            };
        };
        responses: {
            /** @description The session is for the other company */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The caller uses a token, or the other company requires single sign-on */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The caller does not belong to that company */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createConsoleToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleToken"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sessions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountSessions"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    endOtherSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All other sessions have ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the session */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session has ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "currentPassword": "YOUR_PASSWORD",
                 *       "newPassword": "correct horse battery staple"
                 *     }
                 */
                "application/json": components["schemas"]["ChangePasswordBody"];
            };
        };
        responses: {
            /** @description The password was changed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field is missing or malformed, the current password is incorrect, or the new one is too easy to guess */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    requestEmailVerification: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An email is sent if needed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The factors */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactor"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    beginTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The secret, shown only once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotpSetup"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description You already have an authenticator app */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    removeTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is no authenticator app */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    confirmTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "123456"
                 *     }
                 */
                "application/json": components["schemas"]["ConfirmTotpBody"];
            };
        };
        responses: {
            /** @description The recovery codes, shown only once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            /** @description The code is missing or incorrect */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no authenticator app to confirm */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    makeRecoveryCodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The recovery codes, shown only once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description You have no second factor */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    offerNewPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Options of WebAuthn, as JSON */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewPasskeyOptions"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    addPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Phone",
                 *       "response": {
                 *         "id": "q83vEjRWeJA",
                 *         "rawId": "q83vEjRWeJA",
                 *         "type": "public-key",
                 *         "response": {
                 *           "clientDataJSON": "e30",
                 *           "attestationObject": "o2NmbXQ",
                 *           "transports": [
                 *             "internal"
                 *           ]
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["AddPasskeyBody"];
            };
        };
        responses: {
            /** @description The passkey, and recovery codes, shown only once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddedPasskey"];
                };
            };
            /** @description A field is missing or malformed, or the passkey could not be verified in time */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The passkey already belongs to an account */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    removePasskey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the passkey */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The passkey was removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    renamePasskey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the passkey */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Old phone"
                 *     }
                 */
                "application/json": components["schemas"]["RenamePasskeyBody"];
            };
        };
        responses: {
            /** @description The updated passkey */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Passkey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    offerPasskeyProof: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Options of WebAuthn, as JSON */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOptions"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description You have no passkey */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    proveIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "YOUR_PASSWORD"
                 *     }
                 */
                "application/json": components["schemas"]["ProveIdentityBody"];
            };
        };
        responses: {
            /** @description The session was re-authenticated */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The credentials are missing, incorrect, or not of the kind that this account needs */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The account has no password or second factor. Sign in again */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listIdentities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Identities"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    linkIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The linked account */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Identity"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no account to link, it is linked to someone else, or another account of that provider is already linked */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    connectIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The browser can go to the provider */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    unlinkIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `google`, `github` or `oidc` */
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The provider was unlinked */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description It is the only way to sign in, or the only one that the company allows */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    votePage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "page": "/docs/guides/quick-start",
                 *       "helpful": false,
                 *       "comment": "An example with two scopes would help."
                 *     }
                 */
                "application/json": components["schemas"]["VotePageBody"];
            };
        };
        responses: {
            /** @description The recorded vote */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageVote"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description The token is invalid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request comes from a page of another site, or from a machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorListMerchants: {
        parameters: {
            query?: {
                /** @description Maximum number of entries to return */
                limit?: number;
                cursor?: string;
                q?: string;
                externalId?: string;
                status?: "active" | "suspended" | "closed";
            };
            header?: {
                "On-Behalf-Of"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of merchants */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The entries of this page */
                        data: components["schemas"]["OperatorMerchant"][];
                        /** @description The `cursor` of the next page. Null on the last page */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorCreateMerchant: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
                "On-Behalf-Of"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Example shop",
                 *       "externalId": "cust_4711"
                 *     }
                 */
                "application/json": components["schemas"]["OperatorCreateMerchantBody"];
            };
        };
        responses: {
            /** @description The merchant */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorMerchant"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The external id is in use, or the owner's email isn't confirmed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorGetMerchant: {
        parameters: {
            query?: never;
            header?: {
                "On-Behalf-Of"?: string;
            };
            path: {
                /** @description Id of the merchant, or `externalId:` and your own id of it */
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The merchant */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorMerchant"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorUpdateMerchant: {
        parameters: {
            query?: never;
            header?: {
                "On-Behalf-Of"?: string;
            };
            path: {
                /** @description Id of the merchant, or `externalId:` and your own id of it */
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "overrides": {
                 *         "activeKeysPerApplication": 500
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["OperatorUpdateMerchantBody"];
            };
        };
        responses: {
            /** @description The updated merchant */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorMerchant"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The external id is in use, or the merchant is closed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorSuspendMerchant: {
        parameters: {
            query?: never;
            header?: {
                "On-Behalf-Of"?: string;
            };
            path: {
                /** @description Id of the merchant, or `externalId:` and your own id of it */
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "Chargebacks above the limit"
                 *     }
                 */
                "application/json": components["schemas"]["OperatorSuspendMerchantBody"];
            };
        };
        responses: {
            /** @description The suspended merchant */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorMerchant"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The merchant is closed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorResumeMerchant: {
        parameters: {
            query?: never;
            header?: {
                "On-Behalf-Of"?: string;
            };
            path: {
                /** @description Id of the merchant, or `externalId:` and your own id of it */
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The merchant */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorMerchant"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The merchant is closed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorCloseMerchant: {
        parameters: {
            query?: never;
            header?: {
                "On-Behalf-Of"?: string;
            };
            path: {
                /** @description Id of the merchant, or `externalId:` and your own id of it */
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "The contract has ended"
                 *     }
                 */
                "application/json": components["schemas"]["OperatorCloseMerchantBody"];
            };
        };
        responses: {
            /** @description The closed merchant */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorMerchant"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorRevokeApiKeys: {
        parameters: {
            query?: never;
            header?: {
                "On-Behalf-Of"?: string;
            };
            path: {
                /** @description Id of the merchant, or `externalId:` and your own id of it */
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "Account takeover"
                 *     }
                 */
                "application/json": components["schemas"]["OperatorRevokeApiKeysBody"];
            };
        };
        responses: {
            /** @description The keys that were revoked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevokedApiKeys"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description More than 10,000 keys match, or the merchant is closed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorFindApiKeys: {
        parameters: {
            query?: never;
            header?: {
                "On-Behalf-Of"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "prefix": "ks_live_abc1"
                 *     }
                 */
                "application/json": components["schemas"]["OperatorFindApiKeysBody"];
            };
        };
        responses: {
            /** @description The keys that were found */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundApiKeys"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorListApplications: {
        parameters: {
            query?: {
                /** @description Maximum number of entries to return */
                limit?: number;
                cursor?: string;
            };
            header?: {
                "On-Behalf-Of"?: string;
            };
            path: {
                /** @description Id of the merchant, or `externalId:` and your own id of it */
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of applications */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The entries of this page */
                        data: components["schemas"]["Application"][];
                        /** @description The `cursor` of the next page. Null on the last page */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The merchant is closed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorCreateApplication: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
                "On-Behalf-Of"?: string;
            };
            path: {
                /** @description Id of the merchant, or `externalId:` and your own id of it */
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "UK store",
                 *       "environment": "live"
                 *     }
                 */
                "application/json": components["schemas"]["OperatorCreateApplicationBody"];
            };
        };
        responses: {
            /** @description The application */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Application"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The merchant is closed, has as many applications as it may, or the external id is in use */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorGetApplication: {
        parameters: {
            query?: never;
            header?: {
                "On-Behalf-Of"?: string;
            };
            path: {
                /** @description Id of the merchant, or `externalId:` and your own id of it */
                merchantId: string;
                /** @description Id of the application */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The application */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Application"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The merchant is closed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorDeleteApplication: {
        parameters: {
            query?: never;
            header?: {
                "On-Behalf-Of"?: string;
            };
            path: {
                /** @description Id of the merchant, or `externalId:` and your own id of it */
                merchantId: string;
                /** @description Id of the application */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The application was deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The application still has active keys. Revoke them first */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorUpdateApplication: {
        parameters: {
            query?: never;
            header?: {
                "On-Behalf-Of"?: string;
            };
            path: {
                /** @description Id of the merchant, or `externalId:` and your own id of it */
                merchantId: string;
                /** @description Id of the application */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "UK and Ireland store"
                 *     }
                 */
                "application/json": components["schemas"]["OperatorUpdateApplicationBody"];
            };
        };
        responses: {
            /** @description The updated application */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Application"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The external id is in use, or the merchant is closed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorListApiKeys: {
        parameters: {
            query?: {
                /** @description Maximum number of entries to return */
                limit?: number;
                cursor?: string;
                status?: "active" | "rotating" | "expired" | "revoked";
                q?: string;
                /** @description The order of the list. With `tag` or `metadata`, only `newest` and `oldest` */
                sort?: "newest" | "oldest" | "description" | "expiry";
                tag?: string;
                metadata?: string;
            };
            header?: {
                "On-Behalf-Of"?: string;
            };
            path: {
                /** @description Id of the merchant, or `externalId:` and your own id of it */
                merchantId: string;
                /** @description Id of the application */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of API keys */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The entries of this page */
                        data: components["schemas"]["ApiKey"][];
                        /** @description The `cursor` of the next page. Null on the last page */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The merchant is closed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorCreateApiKey: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
                "On-Behalf-Of"?: string;
            };
            path: {
                /** @description Id of the merchant, or `externalId:` and your own id of it */
                merchantId: string;
                /** @description Id of the application */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "Production API key for checkout service"
                 *     }
                 */
                "application/json": components["schemas"]["OperatorCreateApiKeyBody"];
            };
        };
        responses: {
            /** @description The API key, with its full key, shown only once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The application has reached its limit of active keys, or the Idempotency-Key is in use or too old to be replayed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorGetApiKey: {
        parameters: {
            query?: never;
            header?: {
                "On-Behalf-Of"?: string;
            };
            path: {
                /** @description Id of the merchant, or `externalId:` and your own id of it */
                merchantId: string;
                /** @description Id of the application */
                id: string;
                /** @description Id of the API key */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The API key */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The merchant is closed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorRevokeApiKey: {
        parameters: {
            query?: {
                reason?: string;
            };
            header?: {
                Prefer?: string;
                "On-Behalf-Of"?: string;
            };
            path: {
                /** @description Id of the merchant, or `externalId:` and your own id of it */
                merchantId: string;
                /** @description Id of the application */
                id: string;
                /** @description Id of the API key */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key is revoked, with the time from which that holds everywhere */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Effect"];
                };
            };
            /** @description The key is revoked */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The merchant is closed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorUpdateApiKey: {
        parameters: {
            query?: never;
            header?: {
                "On-Behalf-Of"?: string;
            };
            path: {
                /** @description Id of the merchant, or `externalId:` and your own id of it */
                merchantId: string;
                /** @description Id of the application */
                id: string;
                /** @description Id of the API key */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "Checkout, EU",
                 *       "ipAllowlist": [
                 *         "203.0.113.0/24"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["OperatorUpdateApiKeyBody"];
            };
        };
        responses: {
            /** @description The updated API key */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The key is revoked, or someone else changed it in the meantime */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorRestoreApiKey: {
        parameters: {
            query?: never;
            header?: {
                "On-Behalf-Of"?: string;
            };
            path: {
                /** @description Id of the merchant, or `externalId:` and your own id of it */
                merchantId: string;
                /** @description Id of the application */
                id: string;
                /** @description Id of the API key */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The API key, active again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The key was revoked too long ago, or was leaked */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorRotateApiKey: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
                "On-Behalf-Of"?: string;
            };
            path: {
                /** @description Id of the merchant, or `externalId:` and your own id of it */
                merchantId: string;
                /** @description Id of the application */
                id: string;
                /** @description Id of the API key */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "overlapSeconds": 86400
                 *     }
                 */
                "application/json": components["schemas"]["OperatorRotateApiKeyBody"];
            };
        };
        responses: {
            /** @description The API key, with its new full key, shown only once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The key is not active, a rotation is already in progress, or the Idempotency-Key is in use or too old to be replayed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorFinishRotation: {
        parameters: {
            query?: never;
            header?: {
                "On-Behalf-Of"?: string;
            };
            path: {
                /** @description Id of the merchant, or `externalId:` and your own id of it */
                merchantId: string;
                /** @description Id of the application */
                id: string;
                /** @description Id of the API key */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The API key, with only the new secret */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description No rotation is in progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorCancelRotation: {
        parameters: {
            query?: never;
            header?: {
                "On-Behalf-Of"?: string;
            };
            path: {
                /** @description Id of the merchant, or `externalId:` and your own id of it */
                merchantId: string;
                /** @description Id of the application */
                id: string;
                /** @description Id of the API key */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The API key, with only the old secret */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description No rotation is in progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorGetApiKeyUsage: {
        parameters: {
            query?: {
                /** @description Number of days, including today */
                days?: number;
            };
            header?: {
                "On-Behalf-Of"?: string;
            };
            path: {
                /** @description Id of the merchant, or `externalId:` and your own id of it */
                merchantId: string;
                /** @description Id of the application */
                id: string;
                /** @description Id of the API key */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The requested days, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Usage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The merchant is closed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorListMembers: {
        parameters: {
            query?: {
                /** @description Maximum number of entries to return */
                limit?: number;
                cursor?: string;
            };
            header?: {
                "On-Behalf-Of"?: string;
            };
            path: {
                /** @description Id of the merchant, or `externalId:` and your own id of it */
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of members */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The entries of this page */
                        data: components["schemas"]["Member"][];
                        /** @description The `cursor` of the next page. Null on the last page */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The merchant is closed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorInviteMember: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
                "On-Behalf-Of"?: string;
            };
            path: {
                /** @description Id of the merchant, or `externalId:` and your own id of it */
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "guest@shop.example",
                 *       "role": "developer"
                 *     }
                 */
                "application/json": components["schemas"]["OperatorInviteMemberBody"];
            };
        };
        responses: {
            /** @description The invitation */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Your role doesn't allow it, your email address isn't confirmed yet, or only an owner can invite an owner */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The company was closed in the meantime */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address belongs to a member or is already invited */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorRemoveMember: {
        parameters: {
            query?: never;
            header?: {
                "On-Behalf-Of"?: string;
            };
            path: {
                /** @description Id of the merchant, or `externalId:` and your own id of it */
                merchantId: string;
                /** @description Id of the person */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The member was removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Your role doesn't allow it, only an owner can add, change, or remove an owner, or a more recent authentication is required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            404: components["responses"]["NotFound"];
            /** @description The company needs an owner, and this is the last one */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorUpdateMember: {
        parameters: {
            query?: never;
            header?: {
                "On-Behalf-Of"?: string;
            };
            path: {
                /** @description Id of the merchant, or `externalId:` and your own id of it */
                merchantId: string;
                /** @description Id of the person */
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "admin"
                 *     }
                 */
                "application/json": components["schemas"]["OperatorUpdateMemberBody"];
            };
        };
        responses: {
            /** @description The updated member */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Your role doesn't allow it, only an owner can add, change, or remove an owner, or a more recent authentication is required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            404: components["responses"]["NotFound"];
            /** @description The company needs an owner, and this is the last one */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    operatorListAuditEvents: {
        parameters: {
            query?: {
                /** @description Maximum number of entries to return */
                limit?: number;
                cursor?: string;
                applicationId?: string;
                keyId?: string;
                actor?: string;
                action?: components["schemas"]["AuditAction"];
                category?: "security";
                from?: string;
                to?: string;
            };
            header?: {
                "On-Behalf-Of"?: string;
            };
            path: {
                /** @description Id of the merchant, or `externalId:` and your own id of it */
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of audit events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The entries of this page */
                        data: components["schemas"]["AuditEvent"][];
                        /** @description The `cursor` of the next page. Null on the last page */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The merchant is closed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
}

/** Which operations of merchants take an Idempotency-Key. */
export const idempotentOperations: readonly string[] = [
  "POST /api/v1/applications/{id}/api-keys",
  "POST /api/v1/applications/{id}/api-keys/{keyId}/rotate",
];

/** Method and path of each operation of merchants. */
export const operationPaths = {
  createApiKey: "POST /api/v1/applications/{id}/api-keys",
  listApiKeys: "GET /api/v1/applications/{id}/api-keys",
  getApiKey: "GET /api/v1/applications/{id}/api-keys/{keyId}",
  updateApiKey: "PATCH /api/v1/applications/{id}/api-keys/{keyId}",
  revokeApiKey: "DELETE /api/v1/applications/{id}/api-keys/{keyId}",
  restoreApiKey: "POST /api/v1/applications/{id}/api-keys/{keyId}/restore",
  rotateApiKey: "POST /api/v1/applications/{id}/api-keys/{keyId}/rotate",
  finishRotation: "POST /api/v1/applications/{id}/api-keys/{keyId}/rotate/finish",
  cancelRotation: "POST /api/v1/applications/{id}/api-keys/{keyId}/rotate/cancel",
  getApiKeyUsage: "GET /api/v1/applications/{id}/api-keys/{keyId}/usage",
  listHygiene: "GET /api/v1/hygiene",
  countHygiene: "GET /api/v1/hygiene/counts",
  listApplications: "GET /api/v1/applications",
  createApplication: "POST /api/v1/applications",
  getApplication: "GET /api/v1/applications/{id}",
  updateApplication: "PATCH /api/v1/applications/{id}",
  deleteApplication: "DELETE /api/v1/applications/{id}",
  whoami: "GET /api/v1/whoami",
  verifyApiKey: "POST /api/v1/api-keys/verify",
  reportLeak: "POST /api/v1/api-keys/report-leak",
  receiveGithubAlerts: "POST /api/v1/secret-scanning/github",
  createAccessToken: "POST /api/v1/auth/token",
  refreshAccessToken: "POST /api/v1/auth/token/refresh",
  requestPasswordReset: "POST /api/v1/auth/password-reset",
  resetPassword: "POST /api/v1/auth/password-reset/confirm",
  lookUpMailedLink: "POST /api/v1/auth/mailed-link",
  verifyEmail: "POST /api/v1/auth/verify-email",
  offerPasskeySignIn: "POST /api/v1/auth/passkey/options",
  listApiTokens: "GET /api/v1/api-tokens",
  createApiToken: "POST /api/v1/api-tokens",
  revokeApiToken: "DELETE /api/v1/api-tokens/{id}",
  listAuditEvents: "GET /api/v1/audit-events",
  exportAuditEvents: "GET /api/v1/audit-events/export",
  listMembers: "GET /api/v1/members",
  updateMember: "PATCH /api/v1/members/{userId}",
  removeMember: "DELETE /api/v1/members/{userId}",
  transferOwnership: "POST /api/v1/members/{userId}/transfer-ownership",
  listInvitations: "GET /api/v1/invitations",
  inviteMember: "POST /api/v1/invitations",
  withdrawInvitation: "DELETE /api/v1/invitations/{id}",
  resendInvitation: "POST /api/v1/invitations/{id}/resend",
  lookUpInvitation: "POST /api/v1/invitations/look-up",
  acceptInvitation: "POST /api/v1/invitations/accept",
  signUp: "POST /api/v1/merchants",
  signUpWithIdentity: "POST /api/v1/merchants/from-identity",
  getMerchant: "GET /api/v1/merchant",
  updateMerchant: "PATCH /api/v1/merchant",
  closeMerchant: "DELETE /api/v1/merchant",
  listOwnMemberships: "GET /api/v1/account/memberships",
  switchMerchant: "POST /api/v1/account/switch",
  createConsoleToken: "POST /api/v1/account/console-token",
  listSessions: "GET /api/v1/account/sessions",
  endOtherSessions: "DELETE /api/v1/account/sessions",
  endSession: "DELETE /api/v1/account/sessions/{id}",
  changePassword: "POST /api/v1/account/password",
  requestEmailVerification: "POST /api/v1/account/email-verification",
  getSecondFactor: "GET /api/v1/account/second-factor",
  beginTotp: "POST /api/v1/account/totp",
  confirmTotp: "POST /api/v1/account/totp/confirm",
  removeTotp: "DELETE /api/v1/account/totp",
  makeRecoveryCodes: "POST /api/v1/account/recovery-codes",
  offerNewPasskey: "POST /api/v1/account/passkeys/options",
  addPasskey: "POST /api/v1/account/passkeys",
  renamePasskey: "PATCH /api/v1/account/passkeys/{id}",
  removePasskey: "DELETE /api/v1/account/passkeys/{id}",
  offerPasskeyProof: "POST /api/v1/account/proof/options",
  proveIdentity: "POST /api/v1/account/proof",
  listIdentities: "GET /api/v1/account/identities",
  connectIdentity: "POST /api/v1/account/identities/connect",
  linkIdentity: "POST /api/v1/account/identities",
  unlinkIdentity: "DELETE /api/v1/account/identities/{provider}",
  votePage: "PUT /api/v1/page-votes",
} as const;
