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
         * @description The API keys of an application, page by page, without any full key. Revoked and expired ones are kept for the record.
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
         *     Where a recent proof of who you are is needed, it answers 403 with `insufficient_user_authentication`.
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
         * @description One API key, without its full key.
         *
         *     Needs the scope `api-keys:read`.
         */
        get: operations["getApiKey"];
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description Revokes a key at once and keeps it for the record. It waits for every verifier to confirm that, for at most 2 seconds. `Effective-At` says when nobody accepts the key any more: it lies in the future where a verifier has not confirmed, 30 seconds at most by default. Repeating it is no error. The key can be restored within 60 minutes, unless a leak was the reason.
         *
         *     Needs the scope `api-keys:write`.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        /**
         * Change an API key
         * @description Changes description, scopes, expiry, allow-list or rate limit of a key that is neither revoked nor expired. What the body does not name stays as it is.
         *
         *     Needs the scope `api-keys:write`.
         *
         *     Where a recent proof of who you are is needed, it answers 403 with `insufficient_user_authentication`.
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
         *     Where a recent proof of who you are is needed, it answers 403 with `insufficient_user_authentication`.
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
         * @description Makes a new secret under the same id. The old one works on for `overlapSeconds` from the first use of the new one.
         *
         *     Needs the scope `api-keys:write`.
         *
         *     Where a recent proof of who you are is needed, it answers 403 with `insufficient_user_authentication`.
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
         * @description Ends the old secret at once, before the overlap is over.
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
         * @description Withdraws the new secret; the old one works on as if nothing had been.
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
         * @description How often a key was verified and refused, day by day.
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
         * @description Keys of all applications that are unused, without expiry, about to expire, or allowed everything.
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
         * @description How many keys there are of each finding.
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
         * @description The applications of the authenticated merchant, newest first, page by page.
         *
         *     Needs the scope `applications:read`.
         */
        get: operations["listApplications"];
        put?: never;
        /**
         * Create an application
         * @description Creates an application of the authenticated merchant. Its environment is that of all its keys, and cannot be changed later.
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
         * @description One application of the authenticated merchant.
         *
         *     Needs the scope `applications:read`.
         */
        get: operations["getApplication"];
        put?: never;
        post?: never;
        /**
         * Delete an application
         * @description Deletes an application that has no active keys left. Its events stay in the audit log.
         *
         *     Needs the scope `applications:write`.
         */
        delete: operations["deleteApplication"];
        options?: never;
        head?: never;
        /**
         * Rename an application
         * @description Changes what an application is called. Its keys work on.
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
         * See whose API key this is
         * @description Answers whose key it was called with, sent as `Authorization: Bearer ks_live_…` or as `X-API-Key`. A key that does not verify is a 401, and one over its rate limit a 429.
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
         * @description For the platform's own backends, which prove themselves by a service token of the operator's with the scope `verify`: whether a key that somebody showed is good. A key that is not good is an answer with a `code`, no error. A call that nothing else refuses counts against the key's rate limit.
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
         * @description Anybody who has found full keys or API tokens in public can report them here. Good ones are revoked for good, and their owners are told. The answer does not say which were good.
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
         * @description For GitHub's secret scanning partner programme, which signs what it sends. It takes effect where the operator has set it up.
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
         * @description Signs a person in by their e-mail address and password, and by `otp` where the account has a second factor. The access token works for one of the person's companies.
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
         * @description Spends a refresh token for the next access token and refresh token. One that was spent before has been copied: its whole session ends.
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
         * Ask for a link to reset a password
         * @description Mails a link to choose a new password, which works once within 30 minutes. The answer is the same whether or not the address has an account.
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
         * @description Gives whoever got the link a new password, and ends all their sessions. Their API tokens and second factor stay, unless nobody had confirmed the address before: then everything that was set up in the account ends, as by the link that confirms it.
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
         * Confirm an e-mail address
         * @description Confirms the address that a link was mailed to. Whoever is signed in to that account keeps it as it is. Anybody else sends `newPassword`, which takes the account over: sessions, API tokens, second factors, passkeys, linked identities and the old password end, and the API keys of the account's own companies are revoked. The link works once.
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
         * Get a challenge to sign in by a passkey
         * @description Answers with what `navigator.credentials.get()` asks a device for any passkey of this site. The portal signs in with the answer.
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
         * @description The API tokens that have not expired, newest first, page by page: the caller's own, and everybody's for admins and owners. None holds the token itself.
         *
         *     For a person's own account: an API token cannot call it.
         */
        get: operations["listApiTokens"];
        put?: never;
        /**
         * Create an API token
         * @description Makes a long-lived token for a machine, which acts for the company within the given scopes. The token itself is returned only once.
         *
         *     For a person's own account: an API token cannot call it.
         *
         *     Where a recent proof of who you are is needed, it answers 403 with `insufficient_user_authentication`.
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
         * @description Ends an API token at once: the caller's own, and anybody's for admins and owners.
         *
         *     For a person's own account: an API token cannot call it.
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
         * @description What was done at the company, newest first, page by page: who, when, from where, and what was changed.
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
         * @description Every event that the filters let through, newest first, as one file. That somebody exported is an event too.
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
         * @description The people of the company, who joined last first, page by page.
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
         * @description Takes a person out of the company: their sessions and tokens for it end at once, the API keys that they made stay. Whoever has the scope `members:write` can remove others; everybody can take themselves out.
         *
         *     For a person's own account: an API token cannot call it.
         *
         *     Where a recent proof of who you are is needed, it answers 403 with `insufficient_user_authentication`.
         */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        /**
         * Change a member's role
         * @description Gives a person another role, from their next request on. Owners alone make and unmake owners.
         *
         *     Needs the scope `members:write`.
         *
         *     Where a recent proof of who you are is needed, it answers 403 with `insufficient_user_authentication`.
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
         * Transfer the ownership of the company
         * @description Makes another person an owner and the caller an admin, both or neither.
         *
         *     Needs the scope `owners:write`.
         *
         *     Where a recent proof of who you are is needed, it answers 403 with `insufficient_user_authentication`.
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
         * @description The invitations that nobody has accepted or withdrawn yet, expired ones too, newest first, page by page.
         *
         *     Needs the scope `members:write`.
         */
        get: operations["listInvitations"];
        put?: never;
        /**
         * Invite a person
         * @description Mails a link by which whoever has the address can join once, whether or not they have an account.
         *
         *     Needs the scope `members:write`.
         *
         *     Where a recent proof of who you are is needed, it answers 403 with `insufficient_user_authentication`.
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
         * @description Makes the link of an invitation worth nothing. Repeating it is no error.
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
         * Send an invitation again
         * @description Mails a new link in place of the old one, which is worth nothing from then on.
         *
         *     Needs the scope `members:write`.
         *
         *     Where a recent proof of who you are is needed, it answers 403 with `insufficient_user_authentication`.
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
         * @description What whoever has the link of an invitation may know before they accept.
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
         * @description Has a person join the company by the link of an invitation, once. For an address without an account it makes one with the `password`; for any other the caller must be signed in with that address.
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
         * @description Makes a company and its owner, who gets a mail to confirm the address. Ask for an access token next.
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
         * Sign up by an identity provider
         * @description Makes a company and its owner, for whom an identity provider has vouched in this browser just before, and signs them in to the portal. It is for the portal alone: a cookie holds what the provider said.
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
         * @description The company that the caller works for, what it demands of its people and keys, and the caller's role there.
         *
         *     For a person's own account: an API token cannot call it.
         */
        get: operations["getMerchant"];
        put?: never;
        post?: never;
        /**
         * Close the company
         * @description Closes the company for good: its people, their sessions and the open invitations are gone at once. Applications must be deleted before.
         *
         *     Needs the scope `owners:write`.
         *
         *     Where a recent proof of who you are is needed, it answers 403 with `insufficient_user_authentication`.
         */
        delete: operations["closeMerchant"];
        options?: never;
        head?: never;
        /**
         * Change the company
         * @description Changes what the company is called and what it demands. What the body does not name stays as it is. Nobody can demand what their own session does not meet.
         *
         *     Needs the scope `merchant:write`.
         *
         *     Where a recent proof of who you are is needed, it answers 403 with `insufficient_user_authentication`.
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
         * @description The companies that the caller belongs to, by name.
         *
         *     For a person's own account: an API token cannot call it.
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
         * @description Has the portal's session go on at another company of the caller's.
         *
         *     For the portal in the browser alone: no token can call it.
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
         * @description Makes an access token of five minutes for whoever is signed in to the portal, to try the API with. It has a session of its own, whose last proof is as old as theirs, and no refresh token.
         *
         *     For the portal in the browser alone: no token can call it.
         *
         *     Where a recent proof of who you are is needed, it answers 403 with `insufficient_user_authentication`.
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
         * @description The caller's sign-ins that still stand, at all their companies: the one that asks, then those that were seen last.
         *
         *     For a person's own account: an API token cannot call it.
         */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        /**
         * End all your other sessions
         * @description Ends all of the caller's sign-ins but the one that asks. API tokens stay.
         *
         *     For a person's own account: an API token cannot call it.
         *
         *     Where a recent proof of who you are is needed, it answers 403 with `insufficient_user_authentication`.
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
         * @description Ends one of the caller's sign-ins, and every token that hangs on it.
         *
         *     For a person's own account: an API token cannot call it.
         *
         *     Where a recent proof of who you are is needed, it answers 403 with `insufficient_user_authentication`.
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
         * @description Gives the caller a new password, or their first one, and ends all their other sessions. API tokens stay.
         *
         *     For a person's own account: an API token cannot call it.
         *
         *     Where a recent proof of who you are is needed, it answers 403 with `insufficient_user_authentication`.
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
         * Ask for a link to confirm your e-mail address
         * @description Mails the caller a new link to confirm their address, once a minute at most; nothing where it is confirmed.
         *
         *     For a person's own account: an API token cannot call it.
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
         * @description What the caller can prove themselves with, and whether their company demands a second factor.
         *
         *     For a person's own account: an API token cannot call it.
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
         * Begin to add an authenticator app
         * @description Makes a secret for the caller's authenticator app, which counts once a code was confirmed. One that was never confirmed is replaced.
         *
         *     For a person's own account: an API token cannot call it.
         *
         *     Where a recent proof of who you are is needed, it answers 403 with `insufficient_user_authentication`.
         */
        post: operations["beginTotp"];
        /**
         * Remove your authenticator app
         * @description Removes the caller's authenticator app. Where there is none it does nothing.
         *
         *     For a person's own account: an API token cannot call it.
         *
         *     Where a recent proof of who you are is needed, it answers 403 with `insufficient_user_authentication`.
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
         * @description Takes a first code of the caller's authenticator app, which is a second factor from then on, and makes recovery codes in place of earlier ones. The session counts as proved by it.
         *
         *     For a person's own account: an API token cannot call it.
         *
         *     Where a recent proof of who you are is needed, it answers 403 with `insufficient_user_authentication`.
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
         * Make new recovery codes
         * @description Gives the caller new recovery codes. The earlier ones are worth nothing any more.
         *
         *     For a person's own account: an API token cannot call it.
         *
         *     Where a recent proof of who you are is needed, it answers 403 with `insufficient_user_authentication`.
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
         * @description Answers with what `navigator.credentials.create()` makes a passkey of.
         *
         *     For a person's own account: an API token cannot call it.
         *
         *     Where a recent proof of who you are is needed, it answers 403 with `insufficient_user_authentication`.
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
         * @description Adds the passkey that a browser has just made to the caller's account, and makes recovery codes where there are none. The session counts as proved by it.
         *
         *     For a person's own account: an API token cannot call it.
         *
         *     Where a recent proof of who you are is needed, it answers 403 with `insufficient_user_authentication`.
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
         * @description Has a passkey of the caller's open nothing any more.
         *
         *     For a person's own account: an API token cannot call it.
         *
         *     Where a recent proof of who you are is needed, it answers 403 with `insufficient_user_authentication`.
         */
        delete: operations["removePasskey"];
        options?: never;
        head?: never;
        /**
         * Rename a passkey
         * @description Changes what the caller calls one of their passkeys.
         *
         *     For a person's own account: an API token cannot call it.
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
         * Get a challenge to prove yourself by a passkey
         * @description Answers with what `navigator.credentials.get()` asks a device for one of the caller's passkeys.
         *
         *     For a person's own account: an API token cannot call it.
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
         * Prove that it is you
         * @description Takes a new proof that the caller is who they say, after which requests that need a recent one are answered again: `otp` or `passkey` of an account with a second factor, `password` of any other. Exactly one of them is sent.
         *
         *     For a person's own account: an API token cannot call it.
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
         * @description The accounts at identity providers by which the caller can sign in.
         *
         *     For a person's own account: an API token cannot call it.
         */
        get: operations["listIdentities"];
        put?: never;
        /**
         * Link an identity provider
         * @description Links the account at an identity provider, from which this browser has just returned, to the caller's. It is for the portal: a cookie holds what the provider said.
         *
         *     For a person's own account: an API token cannot call it.
         *
         *     Where a recent proof of who you are is needed, it answers 403 with `insufficient_user_authentication`.
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
         * Begin to link an identity provider
         * @description Has the next return of this browser from an identity provider link that account to the caller's. It is for the portal: a cookie remembers it for ten minutes.
         *
         *     For a person's own account: an API token cannot call it.
         *
         *     Where a recent proof of who you are is needed, it answers 403 with `insufficient_user_authentication`.
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
         * @description Takes an identity provider out of the caller's ways to sign in, and ends their other sessions that began there.
         *
         *     For a person's own account: an API token cannot call it.
         *
         *     Where a recent proof of who you are is needed, it answers 403 with `insufficient_user_authentication`.
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
         * @description Keeps a reader's opinion of a page of this documentation, for the operator to read. Each person has one vote a page, which a later one replaces. A caller without a token sends an `Origin` header with this server's own address, as a browser does; a machine's token is refused.
         */
        put: operations["votePage"];
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
             * @description What the key may do, by the scopes of the operator's catalogue; `*` for all but the sensitive ones. All by default
             * @example [
             *       "*"
             *     ]
             */
            scopes?: string[];
            /**
             * Format: date-time
             * @description When the key stops working; null for never
             * @example 2027-01-31T00:00:00Z
             */
            expiresAt?: string | null;
            /**
             * @description IPv4 and IPv6 addresses and ranges that the key works from; empty for anywhere
             * @example [
             *       "203.0.113.0/24"
             *     ]
             */
            ipAllowlist?: (string)[];
            /**
             * @description How often the key may be used; null for any number of times. A window begins with a key's first call
             * @example {
             *       "limit": 100,
             *       "windowSeconds": 60
             *     }
             */
            rateLimit?: {
                /**
                 * @description Calls that one window allows
                 * @example 100
                 */
                limit: number;
                /**
                 * @description Length of a window in seconds: a second, a minute, an hour or a day
                 * @example 60
                 * @enum {integer}
                 */
                windowSeconds: 1 | 60 | 3600 | 86400;
            } | null;
        };
        UpdateApiKeyBody: {
            /**
             * @description Human readable description for the key
             * @example Production API key for checkout service
             */
            description?: string;
            /**
             * @description What the key may do, by the scopes of the operator's catalogue; `*` for all but the sensitive ones. All by default
             * @example [
             *       "*"
             *     ]
             */
            scopes?: string[];
            /**
             * Format: date-time
             * @description When the key stops working; null for never
             * @example 2027-01-31T00:00:00Z
             */
            expiresAt?: string | null;
            /**
             * @description IPv4 and IPv6 addresses and ranges that the key works from; empty for anywhere
             * @example [
             *       "203.0.113.0/24"
             *     ]
             */
            ipAllowlist?: (string)[];
            /**
             * @description How often the key may be used; null for any number of times. A window begins with a key's first call
             * @example {
             *       "limit": 100,
             *       "windowSeconds": 60
             *     }
             */
            rateLimit?: {
                /**
                 * @description Calls that one window allows
                 * @example 100
                 */
                limit: number;
                /**
                 * @description Length of a window in seconds: a second, a minute, an hour or a day
                 * @example 60
                 * @enum {integer}
                 */
                windowSeconds: 1 | 60 | 3600 | 86400;
            } | null;
            /**
             * @description The `version` that was read; where somebody else was faster the change is refused with 409
             * @example 1
             */
            version?: number;
        };
        RotateApiKeyBody: {
            /**
             * @description For how long the old secret works on, from the first use of the new one. With 0 it stops at that use
             * @default 86400
             * @example 86400
             */
            overlapSeconds?: number;
        };
        CreateApplicationBody: {
            /**
             * @description What people call the application
             * @example UK store
             */
            name: string;
            /**
             * @description Keys of a live application begin with `ks_live_`, others with `ks_test_`
             * @default live
             * @enum {string}
             */
            environment?: "live" | "test";
        };
        UpdateApplicationBody: {
            /**
             * @description What people call the application
             * @example UK store
             */
            name: string;
        };
        VerifyApiKeyBody: {
            /**
             * @description The full key, as the caller showed it
             * @example YOUR_API_KEY
             */
            key: string;
            /**
             * @description A scope that the key must have
             * @example payments:read
             */
            scope?: string;
            /**
             * @description Where the call came from; an allow-list of the key refuses any other address
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
             * @description An e-mail address; capitals do not count
             * @example developer@shop.example
             */
            email: string;
            /**
             * Format: password
             * @description The password of the account
             */
            password: string;
            /**
             * @description A code of the authenticator app, or a recovery code
             * @example 123456
             */
            otp?: string;
            /**
             * @description One of the person's companies; by default the one that they opened last
             * @example mer_01kawxqw2pe6bvn0q0v9w8x7yz
             */
            merchantId?: string;
        };
        RefreshAccessTokenBody: {
            /** @description The `refreshToken` of the answer before; it works once */
            refreshToken: string;
        };
        RequestPasswordResetBody: {
            /**
             * Format: email
             * @description An e-mail address; capitals do not count
             * @example developer@shop.example
             */
            email: string;
        };
        ResetPasswordBody: {
            /** @description What follows the `#` in the link of the mail */
            token: string;
            /**
             * Format: password
             * @description The password to be; one that is easy to guess is refused
             * @example correct horse battery staple
             */
            newPassword: string;
        };
        LookUpMailedLinkBody: {
            /** @description What follows the `#` in the link of the mail */
            token: string;
        };
        VerifyEmailBody: {
            /** @description What follows the `#` in the link of the mail */
            token: string;
            /**
             * Format: password
             * @description Takes the account over: everything that was set up in it before ends. Not needed by a caller who is signed in to the account
             * @example correct horse battery staple
             */
            newPassword?: string;
        };
        CreateApiTokenBody: {
            /**
             * @description What people call the token
             * @example Deployment
             */
            name: string;
            /**
             * @description What the token may do, within what its maker's role may
             * @example [
             *       "api-keys:write"
             *     ]
             */
            scopes: ("applications:read" | "applications:write" | "api-keys:read" | "api-keys:write" | "audit:read")[];
            /**
             * Format: date-time
             * @description When it expires: a year ahead at most
             * @example 2027-01-31T00:00:00Z
             */
            expiresAt: string;
        };
        /**
         * @description What was done
         * @enum {string}
         */
        AuditAction: "merchant.created" | "merchant.updated" | "merchant.ownership_transferred" | "merchant.closed" | "merchant.suspended" | "merchant.resumed" | "member.invited" | "member.invitation_resent" | "member.invitation_withdrawn" | "member.joined" | "member.role_changed" | "member.removed" | "member.left" | "account.signed_in" | "account.signed_out" | "account.session_ended" | "account.proved" | "account.email_verified" | "account.reclaimed" | "account.password_changed" | "account.password_reset" | "account.totp_added" | "account.totp_removed" | "account.recovery_codes_made" | "account.recovery_code_used" | "account.passkey_added" | "account.passkey_removed" | "account.identity_linked" | "account.identity_unlinked" | "account.second_factor_reset" | "api_token.created" | "api_token.revoked" | "api_token.leak_reported" | "application.created" | "application.updated" | "application.deleted" | "api_key.created" | "api_key.updated" | "api_key.rotation_started" | "api_key.rotation_used" | "api_key.rotation_finished" | "api_key.rotation_cancelled" | "api_key.rotation_withdrawn" | "api_key.revoked" | "api_key.restored" | "api_key.expired" | "api_key.leak_reported" | "audit_log.exported" | "installation.backed_up" | "installation.restored" | "service_token.created" | "service_token.revoked" | "signing_key.rotated" | "signing_key.revoked" | "secret.added" | "secret.retired" | "security.sign_in_failed" | "security.rate_limited" | "security.step_up_failed" | "security.password_change_failed" | "security.access_refused" | "security.cross_origin_refused" | "security.refresh_token_reused" | "security.token_refused" | "security.key_refused";
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
             * @description An e-mail address; capitals do not count
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
            /** @description What follows the `#` in the link of the invitation */
            token: string;
        };
        AcceptInvitationBody: {
            /** @description What follows the `#` in the link of the invitation */
            token: string;
            /**
             * Format: password
             * @description The password to be, for an address that has no account yet
             * @example correct horse battery staple
             */
            password?: string;
        };
        SignUpBody: {
            /**
             * @description What the company is called
             * @example Example shop
             */
            merchantName: string;
            /**
             * Format: email
             * @description An e-mail address; capitals do not count
             * @example developer@shop.example
             */
            email: string;
            /**
             * Format: password
             * @description The password to be; one that is easy to guess is refused
             * @example correct horse battery staple
             */
            password: string;
        };
        SignUpWithIdentityBody: {
            /**
             * @description What the company is called
             * @example Example shop
             */
            merchantName: string;
        };
        UpdateMerchantBody: {
            /**
             * @description What the company is called
             * @example Example shop
             */
            name?: string;
            /** @description Whether people must have signed in with a second factor */
            requireSecondFactor?: boolean;
            /** @description Whether people must have signed in by an identity provider */
            singleSignOnOnly?: boolean;
            /**
             * @description Days that a live API key may live at most; null for no limit
             * @example 365
             */
            longestLifeOfLiveKeysDays?: number | null;
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
             * @description The password so far; not asked for where the account has none yet
             */
            currentPassword?: string;
            /**
             * Format: password
             * @description The password to be; one that is easy to guess is refused
             * @example correct horse battery staple
             */
            newPassword: string;
        };
        ConfirmTotpBody: {
            /**
             * @description A code of the authenticator app, or a recovery code
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
             * @description What the person calls the passkey
             * @example Phone
             */
            name: string;
        };
        RenamePasskeyBody: {
            /**
             * @description What the person calls the passkey
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
             * @description A code of the authenticator app, or a recovery code
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
             * @description The first 12 characters of the full key
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
             * @description What the key may do; `*` for all but sensitive scopes
             * @example [
             *       "*"
             *     ]
             */
            scopes: string[];
            /**
             * @description Addresses and ranges that it works from; empty for anywhere
             * @example []
             */
            ipAllowlist: string[];
            /** @description How often it may be used; null for any number of times */
            rateLimit: components["schemas"]["KeyRateLimit"] | null;
            /**
             * Format: date-time
             * @description When it stops working; null for never
             * @example 2026-02-23T13:30:00Z
             */
            expiresAt: string | null;
            /**
             * @description `rotating` while two secrets of the key are good
             * @enum {string}
             */
            status: "active" | "rotating" | "expired" | "revoked";
            /**
             * @description Id of the person who created it
             * @example usr_01kawxqw2pe6bvn0q0v9w8x7yz
             */
            createdBy: string;
            /** @description That person's address, if known */
            createdByEmail: string | null;
            /**
             * Format: date-time
             * @description When it was last used
             * @example 2026-02-23T13:30:00Z
             */
            lastUsedAt: string | null;
            /** @description Address of the last use */
            lastUsedIp: string | null;
            /** @description Program of the last use */
            lastUsedUserAgent: string | null;
            /**
             * Format: date-time
             * @description When it was revoked
             * @example 2026-02-23T13:30:00Z
             */
            revokedAt: string | null;
            /** @description Id of who revoked it; null where nobody did, or a reported leak */
            revokedBy: string | null;
            /** @description That person's address, if known */
            revokedByEmail: string | null;
            /** @description Why it was revoked */
            revokedReason: string | null;
            /**
             * @description Whether a leak was the reason
             * @example false
             */
            leaked: boolean;
            /**
             * Format: date-time
             * @description Until when the revocation can be undone; null where it cannot
             * @example 2026-02-23T13:30:00Z
             */
            restorableUntil: string | null;
            /** @description The rotation under way, if one is */
            rotation: components["schemas"]["Rotation"] | null;
            /**
             * @description Counts the changes
             * @example 1
             */
            version: number;
        };
        KeyRateLimit: {
            /**
             * @description Calls that one window allows
             * @example 100
             */
            limit: number;
            /**
             * @description Length of a window in seconds: a second, a minute, an hour or a day
             * @example 60
             * @enum {integer}
             */
            windowSeconds: 1 | 60 | 3600 | 86400;
        };
        Rotation: {
            /**
             * Format: date-time
             * @description When the new secret was made
             * @example 2026-02-23T13:30:00Z
             */
            startedAt: string;
            /**
             * @description How long the old secret works on
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
             * @description When the previous secret ends; while the next one is unused, when that one is withdrawn
             * @example 2026-02-23T13:30:00Z
             */
            endsAt: string;
            /** @description The old secret */
            previous: {
                /**
                 * @description First 12 characters
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
                 * @description First 12 characters
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
            /** @description One plain sentence for a person */
            message: string;
            /** @description The status */
            code: number;
            /** @description For 400 only: each field at fault */
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
             * @description The first 12 characters of the full key
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
             * @description What the key may do; `*` for all but sensitive scopes
             * @example [
             *       "*"
             *     ]
             */
            scopes: string[];
            /**
             * @description Addresses and ranges that it works from; empty for anywhere
             * @example []
             */
            ipAllowlist: string[];
            /** @description How often it may be used; null for any number of times */
            rateLimit: components["schemas"]["KeyRateLimit"] | null;
            /**
             * Format: date-time
             * @description When it stops working; null for never
             * @example 2026-02-23T13:30:00Z
             */
            expiresAt: string | null;
            /**
             * @description `rotating` while two secrets of the key are good
             * @enum {string}
             */
            status: "active" | "rotating" | "expired" | "revoked";
            /**
             * @description Id of the person who created it
             * @example usr_01kawxqw2pe6bvn0q0v9w8x7yz
             */
            createdBy: string;
            /** @description That person's address, if known */
            createdByEmail: string | null;
            /**
             * Format: date-time
             * @description When it was last used
             * @example 2026-02-23T13:30:00Z
             */
            lastUsedAt: string | null;
            /** @description Address of the last use */
            lastUsedIp: string | null;
            /** @description Program of the last use */
            lastUsedUserAgent: string | null;
            /**
             * Format: date-time
             * @description When it was revoked
             * @example 2026-02-23T13:30:00Z
             */
            revokedAt: string | null;
            /** @description Id of who revoked it; null where nobody did, or a reported leak */
            revokedBy: string | null;
            /** @description That person's address, if known */
            revokedByEmail: string | null;
            /** @description Why it was revoked */
            revokedReason: string | null;
            /**
             * @description Whether a leak was the reason
             * @example false
             */
            leaked: boolean;
            /**
             * Format: date-time
             * @description Until when the revocation can be undone; null where it cannot
             * @example 2026-02-23T13:30:00Z
             */
            restorableUntil: string | null;
            /** @description The rotation under way, if one is */
            rotation: components["schemas"]["Rotation"] | null;
            /**
             * @description Counts the changes
             * @example 1
             */
            version: number;
        };
        Effect: {
            /**
             * Format: date-time
             * @description From this moment on nobody accepts the key any more
             * @example 2026-02-23T13:30:00Z
             */
            effectiveAt: string;
        };
        Usage: {
            /** @description Day by day, the oldest first */
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
                    /** @description Calls that were refused for this */
                    malformed?: number;
                    /** @description Calls that were refused for this */
                    not_found?: number;
                    /** @description Calls that were refused for this */
                    revoked?: number;
                    /** @description Calls that were refused for this */
                    expired?: number;
                    /** @description Calls that were refused for this */
                    suspended?: number;
                    /** @description Calls that were refused for this */
                    insufficient_scope?: number;
                    /** @description Calls that were refused for this */
                    ip_denied?: number;
                    /** @description Calls that were refused for this */
                    rate_limited?: number;
                };
            }[];
        };
        HygieneRow: {
            apiKey: components["schemas"]["ApiKey"];
            /**
             * @description What its application is called
             * @example UK store
             */
            applicationName: string;
            /**
             * @description All that is to be found about it
             * @example [
             *       "no_expiry"
             *     ]
             */
            findings: ("never_used" | "unused" | "no_expiry" | "expiring_soon" | "all_scopes")[];
        };
        HygieneCounts: {
            /**
             * @description Keys without any call 7 days after they were created
             * @example 1
             */
            never_used: number;
            /**
             * @description Keys without a call for 90 days
             * @example 1
             */
            unused: number;
            /**
             * @description Keys that live without an expiry
             * @example 1
             */
            no_expiry: number;
            /**
             * @description Keys that expire within 30 days
             * @example 1
             */
            expiring_soon: number;
            /**
             * @description Keys that are allowed everything
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
             * @description What people call it
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
             * @description The key is good
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
             * @description When the key stops working; null for never
             * @example 2026-02-23T13:30:00Z
             */
            expiresAt: string | null;
            /** @description What is left to the key; of several limits that nearest to its end. Absent where none limits it */
            rateLimit?: components["schemas"]["KeyQuota"];
        };
        KeyQuota: {
            /**
             * @description Calls that one window allows
             * @example 100
             */
            limit: number;
            /**
             * @description Calls that are left of them
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
             * @description With `rate_limited`: in how many seconds it is worth another call
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
             * @description Gets the next access token, once
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
             * @description Whether the link, used by anybody who isn't signed in to the account, ends everything that was set up in it before
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
             * @description What people call it
             * @example Deployment
             */
            name: string;
            /**
             * @description What it may do
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
            /** @description Address of the last use */
            lastUsedIp: string | null;
            /**
             * @description The address of the person who created it
             * @example developer@shop.example
             */
            createdByEmail: string;
            /** @description Whether the reader has created it */
            isMine: boolean;
        };
        CreatedApiToken: {
            /**
             * @description Id of the API token
             * @example tok_01kawxqw2pe6bvn0q0v9w8x7yz
             */
            id: string;
            /**
             * @description What people call it
             * @example Deployment
             */
            name: string;
            /**
             * @description What it may do
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
            /** @description Address of the last use */
            lastUsedIp: string | null;
            /**
             * @description The address of the person who created it
             * @example developer@shop.example
             */
            createdByEmail: string;
            /** @description Whether the reader has created it */
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
            /** @description Who did it; the id is `system` or `operator` where nobody signed in did. A security event names the person whose account, session or token was used, and `unknown` where there is none */
            actor: {
                /**
                 * @description Id of the person, `system`, `operator` or `unknown`
                 * @example usr_01kawxqw2pe6bvn0q0v9w8x7yz
                 */
                id: string;
                /** @description The person's address */
                email: string | null;
                /** @description What a machine is called */
                name: string | null;
            };
            /**
             * @description By which way it was done
             * @enum {string}
             */
            via: "portal" | "token" | "api_token" | "issuer" | "api_key" | "system" | "operator";
            /** @description The session that it was done in */
            sessionId: string | null;
            /** @description The application that it was done to */
            applicationId: string | null;
            /** @description What that is called now */
            applicationName: string | null;
            /** @description The API key that it was done to */
            keyId: string | null;
            /** @description How that is described now */
            keyDescription: string | null;
            /** @description The prefix of its newest secret */
            keyPrefix: string | null;
            /** @description Where the request came from */
            address: string | null;
            /** @description Which program sent it */
            userAgent: string | null;
            /** @description The request's `X-Request-Id` */
            requestId: string;
            /** @description What was changed, as it was */
            before: {
                [key: string]: unknown;
            } | null;
            /** @description What was changed, as it became. Of a security event: the `reason`, the `operation`, and the `count` of times that the event stands for */
            after: {
                [key: string]: unknown;
            } | null;
            /**
             * Format: date-time
             * @description When it was done
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
             * @description The person's address
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
             * @description When a session of theirs for the company last began
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
             * @description The address that it was sent to
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
             * @description The address of who sent it
             * @example owner@shop.example
             */
            invitedByEmail: string;
            /**
             * Format: date-time
             * @description When it was made
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
             * @description What the company is called
             * @example Example shop
             */
            merchantName: string;
            /**
             * @description The address that it was sent to
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
             * @description The address of who sent it
             * @example owner@shop.example
             */
            invitedByEmail: string;
            /** @description Whether one joins by signing in, and not by choosing a password */
            hasAccount: boolean;
        };
        AcceptedInvitation: {
            /**
             * @description Id of the merchant
             * @example mer_01kawxqw2pe6bvn0q0v9w8x7yz
             */
            merchantId: string;
            /**
             * @description What the company is called
             * @example Example shop
             */
            merchantName: string;
            /**
             * @description The address of who joined
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
             * @description What the company is called
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
             * @description What the company is called
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
             * @description When the operator has suspended the company, whose keys are refused since; null otherwise
             * @example 2026-02-23T13:30:00Z
             */
            suspendedAt: string | null;
            /** @description What the company demands */
            policy: {
                /** @description Whether people must have signed in with a second factor */
                requireSecondFactor: boolean;
                /** @description Whether people must have signed in by an identity provider */
                singleSignOnOnly: boolean;
                /**
                 * @description Days that a live API key may live at most; null for no limit
                 * @example 365
                 */
                longestLifeOfLiveKeysDays: number | null;
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
             * @description What the company is called
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
            /** @description The one that asks, then those that were seen last */
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
             * @description For which company it is
             * @example Example shop
             */
            merchantName: string;
            /** @description From where it began */
            address: string | null;
            /** @description With which program it began */
            userAgent: string | null;
            /**
             * Format: date-time
             * @description When it began
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
             * @description When it ends, whatever is done with it
             * @example 2026-02-23T13:30:00Z
             */
            expiresAt: string;
            /** @description Whether it is the one that asks */
            isCurrent: boolean;
        };
        SecondFactor: {
            /** @description Whether the person has an authenticator app */
            hasTotp: boolean;
            /**
             * @description How many recovery codes are still good
             * @example 10
             */
            recoveryCodesLeft: number;
            /** @description The person's passkeys, newest first */
            passkeys: components["schemas"]["Passkey"][];
            /** @description Whether the account has a password */
            hasPassword: boolean;
            /** @description Whether the company of this session demands a second factor */
            isDemanded: boolean;
        };
        Passkey: {
            /**
             * @description Id of the passkey
             * @example q83vEjRWeJA
             */
            id: string;
            /**
             * @description What the person calls it
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
            /** @description Whether the person's other devices have it too */
            isSynced: boolean;
        };
        TotpSetup: {
            /**
             * @description The secret in base32, for typing
             * @example YOUR_TOTP_SECRET
             */
            secret: string;
            /**
             * @description The `otpauth://` address that a QR code holds
             * @example otpauth://totp/Keysmith:developer%40shop.example?secret=YOUR_TOTP_SECRET
             */
            uri: string;
        };
        RecoveryCodes: {
            /**
             * @description Codes that stand in for the second factor, each once; shown this once
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
                /** @description The person's address */
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
            /** @description New recovery codes; null where the person had some already */
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
             * @description What people call the provider
             * @example Google
             */
            name: string;
            /**
             * @description The address that the provider knows the person by
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
             * @description When the person last signed in by it
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
                /** @description How many entries to answer at most */
                limit?: number;
                cursor?: string;
                status?: "active" | "rotating" | "expired" | "revoked";
                q?: string;
                /** @description The order of the list */
                sort?: "newest" | "oldest" | "description" | "expiry";
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
                        /** @description What to send as `cursor` for the next page; null on the last one */
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
            /** @description The API key, with its full key for the only time */
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
            /** @description The application has as many active keys as it may have, or the Idempotency-Key is in use or too old to be replayed */
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
            /** @description The key is revoked, everywhere at the time in the body */
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
            /** @description The API key as it is now */
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
            /** @description The key is revoked or expired, or somebody else changed it meanwhile */
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
            /** @description The revocation is too long ago, or a leak was its reason */
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
            /** @description The API key, with its new full key for the only time */
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
            /** @description The key is not active, a rotation is under way already, or the Idempotency-Key is in use or too old to be replayed */
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
            /** @description The API key, which has the new secret alone */
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
            /** @description No rotation is under way */
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
            /** @description The API key, which has the old secret alone */
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
            /** @description No rotation is under way */
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
                /** @description How many days, today included */
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
            /** @description Every day asked for, the oldest first */
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
                /** @description How many entries to answer at most */
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
            /** @description A page of keys and what was found about each */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The entries of this page */
                        data: components["schemas"]["HygieneRow"][];
                        /** @description What to send as `cursor` for the next page; null on the last one */
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
                /** @description How many entries to answer at most */
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
                        /** @description What to send as `cursor` for the next page; null on the last one */
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
            /** @description It is gone */
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
            /** @description The application as it is now */
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
            /** @description Whose key it is, and what it may do */
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
            /** @description The verdict */
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
            /** @description An access token and what renews it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description The e-mail address or the password is wrong; or `otp` is missing or wrong, told by `insufficient_user_authentication` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The company demands single sign-on */
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
            /** @description The next access token and what renews it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description The refresh token was spent, or its session has ended */
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
            /** @description A mail is sent if the address has an account */
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
            /** @description The password is changed */
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
                /** @description How many entries to answer at most */
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
                        /** @description What to send as `cursor` for the next page; null on the last one */
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
            /** @description The API token, with the token itself for the only time */
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
            /** @description No machine can create one, and nobody for a scope that their own role or token does not hold */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description You have 50 API tokens already. Revoke one that is no longer needed */
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
                /** @description How many entries to answer at most */
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
                        /** @description What to send as `cursor` for the next page; null on the last one */
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
            /** @description The events as a file in the `format` that was asked for */
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
                /** @description How many entries to answer at most */
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of people */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The entries of this page */
                        data: components["schemas"]["Member"][];
                        /** @description What to send as `cursor` for the next page; null on the last one */
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
            /** @description The person is out of the company */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            /** @description Your role does not let you, or only an owner can make, change or remove an owner, or the proof of who you are is too old */
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
            /** @description The person as they are now */
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
            /** @description Your role does not let you, or only an owner can make, change or remove an owner, or the proof of who you are is too old */
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
            /** @description The other person is an owner, the caller an admin */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description That person is an owner already, or a machine */
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
                /** @description How many entries to answer at most */
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
                        /** @description What to send as `cursor` for the next page; null on the last one */
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
            /** @description Your role does not let you, or your own e-mail address is not confirmed yet, or only an owner can invite an owner */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The company was closed meanwhile */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address is a member's, or is invited already */
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
            /** @description The invitation was accepted already */
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
            /** @description A new link is on its way */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            /** @description Your role does not let you, or your own e-mail address is not confirmed yet, or only an owner can invite an owner */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            404: components["responses"]["NotFound"];
            /** @description The invitation was accepted or withdrawn already */
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
            /** @description The invitation has expired, was withdrawn or was used already */
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
            /** @description The address has an account, and nobody is signed in; or a token is not good */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The invitation is for another address, or it is a machine that asks */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The invitation has expired, was withdrawn or was used already */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The person is a member already, or the address has an account by now */
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
            /** @description An account with this e-mail address exists already */
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
            /** @description It was not called from a page of the portal */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The sign-in took too long, or the person has an account already */
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
            /** @description The company was closed meanwhile */
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
            /** @description The company was closed meanwhile */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The company has applications left */
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
            /** @description The company as it is now */
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
            /** @description The company was closed meanwhile */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description You have not signed in with a second factor, or by an identity provider, yourself: do so before you demand it */
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
            /** @description It is a token that asks, or the other company demands single sign-on */
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
            /** @description No other session is left */
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
            /** @description The password is changed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field is missing or malformed, the current password is wrong, or the new one too easy to guess */
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
            /** @description A mail is sent if one is due */
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
            /** @description The secret, for the only time */
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
            /** @description You have an authenticator app already */
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
            /** @description The recovery codes, for the only time */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            /** @description The code is missing, or not the one that the app shows now */
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
            /** @description The recovery codes, for the only time */
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
            /** @description You have no second factor that they could stand in for */
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
            /** @description The passkey, and recovery codes for the only time */
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
            /** @description The passkey belongs to an account already */
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
            /** @description The passkey is gone */
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
            /** @description The passkey as it is now */
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
            /** @description The session counts as proved just now */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The proof is missing, wrong, or not of the kind that this account needs */
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
            /** @description The account has neither password nor second factor: sign in again */
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
            /** @description The account that is linked */
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
            /** @description There is no account to link, it belongs to somebody else here, or another one of that provider is linked already */
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
            /** @description It does not sign in to the account any more */
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
            /** @description The vote as it is kept */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageVote"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description A token was sent that is not good */
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
}

/** Which operations take an Idempotency-Key. */
export const idempotentOperations: readonly string[] = [
  "POST /api/v1/applications/{id}/api-keys",
  "POST /api/v1/applications/{id}/api-keys/{keyId}/rotate",
];

/** Method and path of each operation. */
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
