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
         * @description Revokes a key at once and keeps it for the record. Repeating it is no error. It can be restored within 60 minutes, unless a leak was the reason.
         *
         *     Needs the scope `api-keys:write`.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        /**
         * Change an API key
         * @description Changes description, scopes, expiry or allow-list of a key that is neither revoked nor expired. What the body does not name stays as it is.
         *
         *     Needs the scope `api-keys:write`.
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
         * @description Answers whose key it was called with, sent as `Authorization: Bearer ks_live_…` or as `X-API-Key`. A key that does not verify is a 401.
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
         * @description For the platform's own backends, which prove themselves by the operator's service token: whether a key that somebody showed is good. A key that is not good is an answer with a `code`, no error.
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
         * @description Anybody who has found full keys in public can report them here. Good ones are revoked for good, and their owners are told. The answer does not say which were good.
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
            token: string;
            type: string;
            url?: string | null;
        }[];
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
            lastUsedAt: string | null;
            /** @description Address of the last use */
            lastUsedIp: string | null;
            /** @description Program of the last use */
            lastUsedUserAgent: string | null;
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
            restorableUntil: string | null;
            /** @description The rotation under way, if one is */
            rotation: components["schemas"]["Rotation"] | null;
            /**
             * @description Counts the changes
             * @example 1
             */
            version: number;
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
                lastUsedAt: string | null;
            };
            /** @description The new secret */
            next: {
                /**
                 * @description First 12 characters
                 * @example ks_live_abc1
                 */
                keyPrefix: string;
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
            lastUsedAt: string | null;
            /** @description Address of the last use */
            lastUsedIp: string | null;
            /** @description Program of the last use */
            lastUsedUserAgent: string | null;
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
            restorableUntil: string | null;
            /** @description The rotation under way, if one is */
            rotation: components["schemas"]["Rotation"] | null;
            /**
             * @description Counts the changes
             * @example 1
             */
            version: number;
        };
        Usage: {
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
                    malformed?: number;
                    not_found?: number;
                    revoked?: number;
                    expired?: number;
                    suspended?: number;
                    insufficient_scope?: number;
                    ip_denied?: number;
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
            never_used: number;
            unused: number;
            no_expiry: number;
            expiring_soon: number;
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
            /** @constant */
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
            expiresAt: string | null;
        };
        RefusedKey: {
            /** @constant */
            valid: false;
            /**
             * @description Why the key is refused
             * @enum {string}
             */
            code: "malformed" | "not_found" | "revoked" | "expired" | "suspended" | "insufficient_scope" | "ip_denied";
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
            token_type: string;
            /** @enum {string} */
            label: "true_positive" | "false_positive";
        };
    };
    responses: never;
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "key_uuid_888",
                     *           "applicationId": "app_uk_store_123",
                     *           "keyPrefix": "ks_live_abc1",
                     *           "description": "Primary Checkout Key",
                     *           "createdAt": "2026-02-23T13:30:00Z",
                     *           "environment": "live",
                     *           "scopes": [
                     *             "*"
                     *           ],
                     *           "ipAllowlist": [],
                     *           "expiresAt": null,
                     *           "status": "active",
                     *           "createdBy": "usr_01kawxqw2pe6bvn0q0v9w8x7yz",
                     *           "createdByEmail": "developer@shop.example",
                     *           "lastUsedAt": "2026-02-24T08:12:45Z",
                     *           "lastUsedIp": "203.0.113.7",
                     *           "lastUsedUserAgent": "checkout/2.4",
                     *           "revokedAt": null,
                     *           "revokedBy": null,
                     *           "revokedByEmail": null,
                     *           "revokedReason": null,
                     *           "leaked": false,
                     *           "restorableUntil": null,
                     *           "rotation": null,
                     *           "version": 1
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["ApiKey"][];
                        /** @description What to send as `cursor` for the next page; null on the last one */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description The request contains invalid parameters or malformed data */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Bad Request",
                     *       "message": "The request contains invalid parameters or malformed data",
                     *       "code": 400,
                     *       "details": [
                     *         {
                     *           "field": "email",
                     *           "message": "Invalid email format"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Authentication required. Please provide a valid API token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unauthorized",
                     *       "message": "Authentication required. Please provide a valid API token",
                     *       "code": 401
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description You don't have permission to access this resource */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Forbidden",
                     *       "message": "You don't have permission to access this resource",
                     *       "code": 403
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The requested resource was not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Not Found",
                     *       "message": "The requested resource was not found",
                     *       "code": 404
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests. Please try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Too Many Requests",
                     *       "message": "Too many requests. Please try again later",
                     *       "code": 429
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Internal Server Error",
                     *       "message": "Something went wrong on our side",
                     *       "code": 500
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The service is not available. Please try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Service Unavailable",
                     *       "message": "The service is not available. Please try again",
                     *       "code": 503
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
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
                    /**
                     * @example {
                     *       "id": "key_uuid_888",
                     *       "applicationId": "app_uk_store_123",
                     *       "fullKey": "ks_live_abc123xyz...",
                     *       "keyPrefix": "ks_live_abc1",
                     *       "description": "Primary Checkout Key",
                     *       "createdAt": "2026-02-23T13:30:00Z",
                     *       "environment": "live",
                     *       "scopes": [
                     *         "*"
                     *       ],
                     *       "ipAllowlist": [],
                     *       "expiresAt": null,
                     *       "status": "active",
                     *       "createdBy": "usr_01kawxqw2pe6bvn0q0v9w8x7yz",
                     *       "createdByEmail": "developer@shop.example",
                     *       "lastUsedAt": null,
                     *       "lastUsedIp": null,
                     *       "lastUsedUserAgent": null,
                     *       "revokedAt": null,
                     *       "revokedBy": null,
                     *       "revokedByEmail": null,
                     *       "revokedReason": null,
                     *       "leaked": false,
                     *       "restorableUntil": null,
                     *       "rotation": null,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
            /** @description The request contains invalid parameters or malformed data */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Bad Request",
                     *       "message": "The request contains invalid parameters or malformed data",
                     *       "code": 400,
                     *       "details": [
                     *         {
                     *           "field": "email",
                     *           "message": "Invalid email format"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Authentication required. Please provide a valid API token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unauthorized",
                     *       "message": "Authentication required. Please provide a valid API token",
                     *       "code": 401
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description You don't have permission to access this resource */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Forbidden",
                     *       "message": "You don't have permission to access this resource",
                     *       "code": 403
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The requested resource was not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Not Found",
                     *       "message": "The requested resource was not found",
                     *       "code": 404
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The application has as many active keys as it may have, or the Idempotency-Key is in use or too old to be replayed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Conflict",
                     *       "message": "The request conflicts with the current state of the resource",
                     *       "code": 409
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request body is larger than 64 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Payload Too Large",
                     *       "message": "The request body is larger than 64 KiB",
                     *       "code": 413
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request body must be sent as application/json, in UTF-8 and uncompressed */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unsupported Media Type",
                     *       "message": "The request body must be sent as application/json, in UTF-8 and uncompressed",
                     *       "code": 415
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request cannot be processed as it stands */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unprocessable Entity",
                     *       "message": "The request cannot be processed as it stands",
                     *       "code": 422
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests. Please try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Too Many Requests",
                     *       "message": "Too many requests. Please try again later",
                     *       "code": 429
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Internal Server Error",
                     *       "message": "Something went wrong on our side",
                     *       "code": 500
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The service is not available. Please try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Service Unavailable",
                     *       "message": "The service is not available. Please try again",
                     *       "code": 503
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
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
                    /**
                     * @example {
                     *       "id": "key_uuid_888",
                     *       "applicationId": "app_uk_store_123",
                     *       "keyPrefix": "ks_live_abc1",
                     *       "description": "Primary Checkout Key",
                     *       "createdAt": "2026-02-23T13:30:00Z",
                     *       "environment": "live",
                     *       "scopes": [
                     *         "*"
                     *       ],
                     *       "ipAllowlist": [],
                     *       "expiresAt": null,
                     *       "status": "active",
                     *       "createdBy": "usr_01kawxqw2pe6bvn0q0v9w8x7yz",
                     *       "createdByEmail": "developer@shop.example",
                     *       "lastUsedAt": "2026-02-24T08:12:45Z",
                     *       "lastUsedIp": "203.0.113.7",
                     *       "lastUsedUserAgent": "checkout/2.4",
                     *       "revokedAt": null,
                     *       "revokedBy": null,
                     *       "revokedByEmail": null,
                     *       "revokedReason": null,
                     *       "leaked": false,
                     *       "restorableUntil": null,
                     *       "rotation": null,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description Authentication required. Please provide a valid API token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unauthorized",
                     *       "message": "Authentication required. Please provide a valid API token",
                     *       "code": 401
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description You don't have permission to access this resource */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Forbidden",
                     *       "message": "You don't have permission to access this resource",
                     *       "code": 403
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The requested resource was not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Not Found",
                     *       "message": "The requested resource was not found",
                     *       "code": 404
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests. Please try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Too Many Requests",
                     *       "message": "Too many requests. Please try again later",
                     *       "code": 429
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Internal Server Error",
                     *       "message": "Something went wrong on our side",
                     *       "code": 500
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The service is not available. Please try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Service Unavailable",
                     *       "message": "The service is not available. Please try again",
                     *       "code": 503
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: {
                reason?: string;
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
            /** @description The key is revoked */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request contains invalid parameters or malformed data */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Bad Request",
                     *       "message": "The request contains invalid parameters or malformed data",
                     *       "code": 400,
                     *       "details": [
                     *         {
                     *           "field": "email",
                     *           "message": "Invalid email format"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Authentication required. Please provide a valid API token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unauthorized",
                     *       "message": "Authentication required. Please provide a valid API token",
                     *       "code": 401
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description You don't have permission to access this resource */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Forbidden",
                     *       "message": "You don't have permission to access this resource",
                     *       "code": 403
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The requested resource was not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Not Found",
                     *       "message": "The requested resource was not found",
                     *       "code": 404
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests. Please try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Too Many Requests",
                     *       "message": "Too many requests. Please try again later",
                     *       "code": 429
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Internal Server Error",
                     *       "message": "Something went wrong on our side",
                     *       "code": 500
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The service is not available. Please try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Service Unavailable",
                     *       "message": "The service is not available. Please try again",
                     *       "code": 503
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
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
                    /**
                     * @example {
                     *       "id": "key_uuid_888",
                     *       "applicationId": "app_uk_store_123",
                     *       "keyPrefix": "ks_live_abc1",
                     *       "description": "Checkout, EU",
                     *       "createdAt": "2026-02-23T13:30:00Z",
                     *       "environment": "live",
                     *       "scopes": [
                     *         "*"
                     *       ],
                     *       "ipAllowlist": [
                     *         "203.0.113.0/24"
                     *       ],
                     *       "expiresAt": null,
                     *       "status": "active",
                     *       "createdBy": "usr_01kawxqw2pe6bvn0q0v9w8x7yz",
                     *       "createdByEmail": "developer@shop.example",
                     *       "lastUsedAt": "2026-02-24T08:12:45Z",
                     *       "lastUsedIp": "203.0.113.7",
                     *       "lastUsedUserAgent": "checkout/2.4",
                     *       "revokedAt": null,
                     *       "revokedBy": null,
                     *       "revokedByEmail": null,
                     *       "revokedReason": null,
                     *       "leaked": false,
                     *       "restorableUntil": null,
                     *       "rotation": null,
                     *       "version": 2
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description The request contains invalid parameters or malformed data */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Bad Request",
                     *       "message": "The request contains invalid parameters or malformed data",
                     *       "code": 400,
                     *       "details": [
                     *         {
                     *           "field": "email",
                     *           "message": "Invalid email format"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Authentication required. Please provide a valid API token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unauthorized",
                     *       "message": "Authentication required. Please provide a valid API token",
                     *       "code": 401
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description You don't have permission to access this resource */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Forbidden",
                     *       "message": "You don't have permission to access this resource",
                     *       "code": 403
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The requested resource was not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Not Found",
                     *       "message": "The requested resource was not found",
                     *       "code": 404
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The key is revoked or expired, or somebody else changed it meanwhile */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Conflict",
                     *       "message": "The request conflicts with the current state of the resource",
                     *       "code": 409
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request body is larger than 64 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Payload Too Large",
                     *       "message": "The request body is larger than 64 KiB",
                     *       "code": 413
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request body must be sent as application/json, in UTF-8 and uncompressed */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unsupported Media Type",
                     *       "message": "The request body must be sent as application/json, in UTF-8 and uncompressed",
                     *       "code": 415
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests. Please try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Too Many Requests",
                     *       "message": "Too many requests. Please try again later",
                     *       "code": 429
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Internal Server Error",
                     *       "message": "Something went wrong on our side",
                     *       "code": 500
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The service is not available. Please try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Service Unavailable",
                     *       "message": "The service is not available. Please try again",
                     *       "code": 503
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
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
                    /**
                     * @example {
                     *       "id": "key_uuid_888",
                     *       "applicationId": "app_uk_store_123",
                     *       "keyPrefix": "ks_live_abc1",
                     *       "description": "Primary Checkout Key",
                     *       "createdAt": "2026-02-23T13:30:00Z",
                     *       "environment": "live",
                     *       "scopes": [
                     *         "*"
                     *       ],
                     *       "ipAllowlist": [],
                     *       "expiresAt": null,
                     *       "status": "active",
                     *       "createdBy": "usr_01kawxqw2pe6bvn0q0v9w8x7yz",
                     *       "createdByEmail": "developer@shop.example",
                     *       "lastUsedAt": "2026-02-24T08:12:45Z",
                     *       "lastUsedIp": "203.0.113.7",
                     *       "lastUsedUserAgent": "checkout/2.4",
                     *       "revokedAt": null,
                     *       "revokedBy": null,
                     *       "revokedByEmail": null,
                     *       "revokedReason": null,
                     *       "leaked": false,
                     *       "restorableUntil": null,
                     *       "rotation": null,
                     *       "version": 3
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description Authentication required. Please provide a valid API token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unauthorized",
                     *       "message": "Authentication required. Please provide a valid API token",
                     *       "code": 401
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description You don't have permission to access this resource */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Forbidden",
                     *       "message": "You don't have permission to access this resource",
                     *       "code": 403
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The requested resource was not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Not Found",
                     *       "message": "The requested resource was not found",
                     *       "code": 404
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The revocation is too long ago, or a leak was its reason */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Conflict",
                     *       "message": "The request conflicts with the current state of the resource",
                     *       "code": 409
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests. Please try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Too Many Requests",
                     *       "message": "Too many requests. Please try again later",
                     *       "code": 429
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Internal Server Error",
                     *       "message": "Something went wrong on our side",
                     *       "code": 500
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The service is not available. Please try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Service Unavailable",
                     *       "message": "The service is not available. Please try again",
                     *       "code": 503
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
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
                    /**
                     * @example {
                     *       "id": "key_uuid_888",
                     *       "applicationId": "app_uk_store_123",
                     *       "keyPrefix": "ks_live_Zk81",
                     *       "description": "Primary Checkout Key",
                     *       "createdAt": "2026-02-23T13:30:00Z",
                     *       "environment": "live",
                     *       "scopes": [
                     *         "*"
                     *       ],
                     *       "ipAllowlist": [],
                     *       "expiresAt": null,
                     *       "status": "rotating",
                     *       "createdBy": "usr_01kawxqw2pe6bvn0q0v9w8x7yz",
                     *       "createdByEmail": "developer@shop.example",
                     *       "lastUsedAt": "2026-02-24T08:12:45Z",
                     *       "lastUsedIp": "203.0.113.7",
                     *       "lastUsedUserAgent": "checkout/2.4",
                     *       "revokedAt": null,
                     *       "revokedBy": null,
                     *       "revokedByEmail": null,
                     *       "revokedReason": null,
                     *       "leaked": false,
                     *       "restorableUntil": null,
                     *       "rotation": {
                     *         "startedAt": "2026-03-01T10:00:00Z",
                     *         "overlapSeconds": 86400,
                     *         "firstUsedAt": null,
                     *         "endsAt": "2026-03-08T10:00:00Z",
                     *         "previous": {
                     *           "keyPrefix": "ks_live_abc1",
                     *           "lastUsedAt": "2026-02-24T08:12:45Z"
                     *         },
                     *         "next": {
                     *           "keyPrefix": "ks_live_Zk81",
                     *           "lastUsedAt": null
                     *         }
                     *       },
                     *       "version": 2,
                     *       "fullKey": "ks_live_Zk81mnopq..."
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
            /** @description The request contains invalid parameters or malformed data */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Bad Request",
                     *       "message": "The request contains invalid parameters or malformed data",
                     *       "code": 400,
                     *       "details": [
                     *         {
                     *           "field": "email",
                     *           "message": "Invalid email format"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Authentication required. Please provide a valid API token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unauthorized",
                     *       "message": "Authentication required. Please provide a valid API token",
                     *       "code": 401
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description You don't have permission to access this resource */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Forbidden",
                     *       "message": "You don't have permission to access this resource",
                     *       "code": 403
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The requested resource was not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Not Found",
                     *       "message": "The requested resource was not found",
                     *       "code": 404
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The key is not active, a rotation is under way already, or the Idempotency-Key is in use or too old to be replayed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Conflict",
                     *       "message": "The request conflicts with the current state of the resource",
                     *       "code": 409
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request body is larger than 64 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Payload Too Large",
                     *       "message": "The request body is larger than 64 KiB",
                     *       "code": 413
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request body must be sent as application/json, in UTF-8 and uncompressed */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unsupported Media Type",
                     *       "message": "The request body must be sent as application/json, in UTF-8 and uncompressed",
                     *       "code": 415
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request cannot be processed as it stands */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unprocessable Entity",
                     *       "message": "The request cannot be processed as it stands",
                     *       "code": 422
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests. Please try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Too Many Requests",
                     *       "message": "Too many requests. Please try again later",
                     *       "code": 429
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Internal Server Error",
                     *       "message": "Something went wrong on our side",
                     *       "code": 500
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The service is not available. Please try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Service Unavailable",
                     *       "message": "The service is not available. Please try again",
                     *       "code": 503
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
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
                    /**
                     * @example {
                     *       "id": "key_uuid_888",
                     *       "applicationId": "app_uk_store_123",
                     *       "keyPrefix": "ks_live_Zk81",
                     *       "description": "Primary Checkout Key",
                     *       "createdAt": "2026-02-23T13:30:00Z",
                     *       "environment": "live",
                     *       "scopes": [
                     *         "*"
                     *       ],
                     *       "ipAllowlist": [],
                     *       "expiresAt": null,
                     *       "status": "active",
                     *       "createdBy": "usr_01kawxqw2pe6bvn0q0v9w8x7yz",
                     *       "createdByEmail": "developer@shop.example",
                     *       "lastUsedAt": "2026-02-24T08:12:45Z",
                     *       "lastUsedIp": "203.0.113.7",
                     *       "lastUsedUserAgent": "checkout/2.4",
                     *       "revokedAt": null,
                     *       "revokedBy": null,
                     *       "revokedByEmail": null,
                     *       "revokedReason": null,
                     *       "leaked": false,
                     *       "restorableUntil": null,
                     *       "rotation": null,
                     *       "version": 3
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description Authentication required. Please provide a valid API token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unauthorized",
                     *       "message": "Authentication required. Please provide a valid API token",
                     *       "code": 401
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description You don't have permission to access this resource */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Forbidden",
                     *       "message": "You don't have permission to access this resource",
                     *       "code": 403
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The requested resource was not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Not Found",
                     *       "message": "The requested resource was not found",
                     *       "code": 404
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No rotation is under way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Conflict",
                     *       "message": "The request conflicts with the current state of the resource",
                     *       "code": 409
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests. Please try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Too Many Requests",
                     *       "message": "Too many requests. Please try again later",
                     *       "code": 429
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Internal Server Error",
                     *       "message": "Something went wrong on our side",
                     *       "code": 500
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The service is not available. Please try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Service Unavailable",
                     *       "message": "The service is not available. Please try again",
                     *       "code": 503
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
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
                    /**
                     * @example {
                     *       "id": "key_uuid_888",
                     *       "applicationId": "app_uk_store_123",
                     *       "keyPrefix": "ks_live_abc1",
                     *       "description": "Primary Checkout Key",
                     *       "createdAt": "2026-02-23T13:30:00Z",
                     *       "environment": "live",
                     *       "scopes": [
                     *         "*"
                     *       ],
                     *       "ipAllowlist": [],
                     *       "expiresAt": null,
                     *       "status": "active",
                     *       "createdBy": "usr_01kawxqw2pe6bvn0q0v9w8x7yz",
                     *       "createdByEmail": "developer@shop.example",
                     *       "lastUsedAt": "2026-02-24T08:12:45Z",
                     *       "lastUsedIp": "203.0.113.7",
                     *       "lastUsedUserAgent": "checkout/2.4",
                     *       "revokedAt": null,
                     *       "revokedBy": null,
                     *       "revokedByEmail": null,
                     *       "revokedReason": null,
                     *       "leaked": false,
                     *       "restorableUntil": null,
                     *       "rotation": null,
                     *       "version": 3
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description Authentication required. Please provide a valid API token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unauthorized",
                     *       "message": "Authentication required. Please provide a valid API token",
                     *       "code": 401
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description You don't have permission to access this resource */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Forbidden",
                     *       "message": "You don't have permission to access this resource",
                     *       "code": 403
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The requested resource was not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Not Found",
                     *       "message": "The requested resource was not found",
                     *       "code": 404
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No rotation is under way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Conflict",
                     *       "message": "The request conflicts with the current state of the resource",
                     *       "code": 409
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests. Please try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Too Many Requests",
                     *       "message": "Too many requests. Please try again later",
                     *       "code": 429
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Internal Server Error",
                     *       "message": "Something went wrong on our side",
                     *       "code": 500
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The service is not available. Please try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Service Unavailable",
                     *       "message": "The service is not available. Please try again",
                     *       "code": 503
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "date": "2026-02-23",
                     *           "verified": 1204,
                     *           "refused": {
                     *             "expired": 2
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Usage"];
                };
            };
            /** @description The request contains invalid parameters or malformed data */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Bad Request",
                     *       "message": "The request contains invalid parameters or malformed data",
                     *       "code": 400,
                     *       "details": [
                     *         {
                     *           "field": "email",
                     *           "message": "Invalid email format"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Authentication required. Please provide a valid API token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unauthorized",
                     *       "message": "Authentication required. Please provide a valid API token",
                     *       "code": 401
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description You don't have permission to access this resource */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Forbidden",
                     *       "message": "You don't have permission to access this resource",
                     *       "code": 403
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The requested resource was not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Not Found",
                     *       "message": "The requested resource was not found",
                     *       "code": 404
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests. Please try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Too Many Requests",
                     *       "message": "Too many requests. Please try again later",
                     *       "code": 429
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Internal Server Error",
                     *       "message": "Something went wrong on our side",
                     *       "code": 500
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The service is not available. Please try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Service Unavailable",
                     *       "message": "The service is not available. Please try again",
                     *       "code": 503
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "apiKey": {
                     *             "id": "key_uuid_888",
                     *             "applicationId": "app_uk_store_123",
                     *             "keyPrefix": "ks_live_abc1",
                     *             "description": "Primary Checkout Key",
                     *             "createdAt": "2026-02-23T13:30:00Z",
                     *             "environment": "live",
                     *             "scopes": [
                     *               "*"
                     *             ],
                     *             "ipAllowlist": [],
                     *             "expiresAt": null,
                     *             "status": "active",
                     *             "createdBy": "usr_01kawxqw2pe6bvn0q0v9w8x7yz",
                     *             "createdByEmail": "developer@shop.example",
                     *             "lastUsedAt": "2026-02-24T08:12:45Z",
                     *             "lastUsedIp": "203.0.113.7",
                     *             "lastUsedUserAgent": "checkout/2.4",
                     *             "revokedAt": null,
                     *             "revokedBy": null,
                     *             "revokedByEmail": null,
                     *             "revokedReason": null,
                     *             "leaked": false,
                     *             "restorableUntil": null,
                     *             "rotation": null,
                     *             "version": 1
                     *           },
                     *           "applicationName": "UK store",
                     *           "findings": [
                     *             "no_expiry",
                     *             "all_scopes"
                     *           ]
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["HygieneRow"][];
                        /** @description What to send as `cursor` for the next page; null on the last one */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description The request contains invalid parameters or malformed data */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Bad Request",
                     *       "message": "The request contains invalid parameters or malformed data",
                     *       "code": 400,
                     *       "details": [
                     *         {
                     *           "field": "email",
                     *           "message": "Invalid email format"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Authentication required. Please provide a valid API token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unauthorized",
                     *       "message": "Authentication required. Please provide a valid API token",
                     *       "code": 401
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description You don't have permission to access this resource */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Forbidden",
                     *       "message": "You don't have permission to access this resource",
                     *       "code": 403
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests. Please try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Too Many Requests",
                     *       "message": "Too many requests. Please try again later",
                     *       "code": 429
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Internal Server Error",
                     *       "message": "Something went wrong on our side",
                     *       "code": 500
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The service is not available. Please try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Service Unavailable",
                     *       "message": "The service is not available. Please try again",
                     *       "code": 503
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
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
                    /**
                     * @example {
                     *       "never_used": 1,
                     *       "unused": 0,
                     *       "no_expiry": 3,
                     *       "expiring_soon": 0,
                     *       "all_scopes": 2
                     *     }
                     */
                    "application/json": components["schemas"]["HygieneCounts"];
                };
            };
            /** @description Authentication required. Please provide a valid API token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unauthorized",
                     *       "message": "Authentication required. Please provide a valid API token",
                     *       "code": 401
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description You don't have permission to access this resource */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Forbidden",
                     *       "message": "You don't have permission to access this resource",
                     *       "code": 403
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests. Please try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Too Many Requests",
                     *       "message": "Too many requests. Please try again later",
                     *       "code": 429
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Internal Server Error",
                     *       "message": "Something went wrong on our side",
                     *       "code": 500
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The service is not available. Please try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Service Unavailable",
                     *       "message": "The service is not available. Please try again",
                     *       "code": 503
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "app_uk_store_123",
                     *           "name": "UK store",
                     *           "environment": "live",
                     *           "activeKeys": 3,
                     *           "createdAt": "2026-02-20T09:00:00Z",
                     *           "updatedAt": "2026-02-20T09:00:00Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Application"][];
                        /** @description What to send as `cursor` for the next page; null on the last one */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description The request contains invalid parameters or malformed data */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Bad Request",
                     *       "message": "The request contains invalid parameters or malformed data",
                     *       "code": 400,
                     *       "details": [
                     *         {
                     *           "field": "email",
                     *           "message": "Invalid email format"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Authentication required. Please provide a valid API token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unauthorized",
                     *       "message": "Authentication required. Please provide a valid API token",
                     *       "code": 401
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description You don't have permission to access this resource */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Forbidden",
                     *       "message": "You don't have permission to access this resource",
                     *       "code": 403
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests. Please try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Too Many Requests",
                     *       "message": "Too many requests. Please try again later",
                     *       "code": 429
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Internal Server Error",
                     *       "message": "Something went wrong on our side",
                     *       "code": 500
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The service is not available. Please try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Service Unavailable",
                     *       "message": "The service is not available. Please try again",
                     *       "code": 503
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
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
                    /**
                     * @example {
                     *       "id": "app_uk_store_123",
                     *       "name": "UK store",
                     *       "environment": "live",
                     *       "activeKeys": 0,
                     *       "createdAt": "2026-02-20T09:00:00Z",
                     *       "updatedAt": "2026-02-20T09:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Application"];
                };
            };
            /** @description The request contains invalid parameters or malformed data */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Bad Request",
                     *       "message": "The request contains invalid parameters or malformed data",
                     *       "code": 400,
                     *       "details": [
                     *         {
                     *           "field": "email",
                     *           "message": "Invalid email format"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Authentication required. Please provide a valid API token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unauthorized",
                     *       "message": "Authentication required. Please provide a valid API token",
                     *       "code": 401
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description You don't have permission to access this resource */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Forbidden",
                     *       "message": "You don't have permission to access this resource",
                     *       "code": 403
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request body is larger than 64 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Payload Too Large",
                     *       "message": "The request body is larger than 64 KiB",
                     *       "code": 413
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request body must be sent as application/json, in UTF-8 and uncompressed */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unsupported Media Type",
                     *       "message": "The request body must be sent as application/json, in UTF-8 and uncompressed",
                     *       "code": 415
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests. Please try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Too Many Requests",
                     *       "message": "Too many requests. Please try again later",
                     *       "code": 429
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Internal Server Error",
                     *       "message": "Something went wrong on our side",
                     *       "code": 500
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The service is not available. Please try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Service Unavailable",
                     *       "message": "The service is not available. Please try again",
                     *       "code": 503
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
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
                    /**
                     * @example {
                     *       "id": "app_uk_store_123",
                     *       "name": "UK store",
                     *       "environment": "live",
                     *       "activeKeys": 3,
                     *       "createdAt": "2026-02-20T09:00:00Z",
                     *       "updatedAt": "2026-02-20T09:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Application"];
                };
            };
            /** @description Authentication required. Please provide a valid API token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unauthorized",
                     *       "message": "Authentication required. Please provide a valid API token",
                     *       "code": 401
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description You don't have permission to access this resource */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Forbidden",
                     *       "message": "You don't have permission to access this resource",
                     *       "code": 403
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The requested resource was not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Not Found",
                     *       "message": "The requested resource was not found",
                     *       "code": 404
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests. Please try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Too Many Requests",
                     *       "message": "Too many requests. Please try again later",
                     *       "code": 429
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Internal Server Error",
                     *       "message": "Something went wrong on our side",
                     *       "code": 500
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The service is not available. Please try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Service Unavailable",
                     *       "message": "The service is not available. Please try again",
                     *       "code": 503
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
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
            /** @description Authentication required. Please provide a valid API token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unauthorized",
                     *       "message": "Authentication required. Please provide a valid API token",
                     *       "code": 401
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description You don't have permission to access this resource */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Forbidden",
                     *       "message": "You don't have permission to access this resource",
                     *       "code": 403
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The requested resource was not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Not Found",
                     *       "message": "The requested resource was not found",
                     *       "code": 404
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The application still has active keys. Revoke them first */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Conflict",
                     *       "message": "The request conflicts with the current state of the resource",
                     *       "code": 409
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests. Please try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Too Many Requests",
                     *       "message": "Too many requests. Please try again later",
                     *       "code": 429
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Internal Server Error",
                     *       "message": "Something went wrong on our side",
                     *       "code": 500
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The service is not available. Please try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Service Unavailable",
                     *       "message": "The service is not available. Please try again",
                     *       "code": 503
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
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
                    /**
                     * @example {
                     *       "id": "app_uk_store_123",
                     *       "name": "UK and Ireland store",
                     *       "environment": "live",
                     *       "activeKeys": 3,
                     *       "createdAt": "2026-02-20T09:00:00Z",
                     *       "updatedAt": "2026-02-20T09:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Application"];
                };
            };
            /** @description The request contains invalid parameters or malformed data */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Bad Request",
                     *       "message": "The request contains invalid parameters or malformed data",
                     *       "code": 400,
                     *       "details": [
                     *         {
                     *           "field": "email",
                     *           "message": "Invalid email format"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Authentication required. Please provide a valid API token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unauthorized",
                     *       "message": "Authentication required. Please provide a valid API token",
                     *       "code": 401
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description You don't have permission to access this resource */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Forbidden",
                     *       "message": "You don't have permission to access this resource",
                     *       "code": 403
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The requested resource was not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Not Found",
                     *       "message": "The requested resource was not found",
                     *       "code": 404
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request body is larger than 64 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Payload Too Large",
                     *       "message": "The request body is larger than 64 KiB",
                     *       "code": 413
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request body must be sent as application/json, in UTF-8 and uncompressed */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unsupported Media Type",
                     *       "message": "The request body must be sent as application/json, in UTF-8 and uncompressed",
                     *       "code": 415
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests. Please try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Too Many Requests",
                     *       "message": "Too many requests. Please try again later",
                     *       "code": 429
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Internal Server Error",
                     *       "message": "Something went wrong on our side",
                     *       "code": 500
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The service is not available. Please try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Service Unavailable",
                     *       "message": "The service is not available. Please try again",
                     *       "code": 503
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
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
                    /**
                     * @example {
                     *       "merchantId": "mer_01kawxqw2pe6bvn0q0v9w8x7yz",
                     *       "applicationId": "app_uk_store_123",
                     *       "keyId": "key_uuid_888",
                     *       "environment": "live",
                     *       "scopes": [
                     *         "payments:read",
                     *         "payments:write"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Whoami"];
                };
            };
            /** @description Authentication required. Please provide a valid API token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unauthorized",
                     *       "message": "Authentication required. Please provide a valid API token",
                     *       "code": 401
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests. Please try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Too Many Requests",
                     *       "message": "Too many requests. Please try again later",
                     *       "code": 429
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Internal Server Error",
                     *       "message": "Something went wrong on our side",
                     *       "code": 500
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The service is not available. Please try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Service Unavailable",
                     *       "message": "The service is not available. Please try again",
                     *       "code": 503
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
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
                    /**
                     * @example {
                     *       "valid": true,
                     *       "merchantId": "mer_01kawxqw2pe6bvn0q0v9w8x7yz",
                     *       "applicationId": "app_uk_store_123",
                     *       "keyId": "key_uuid_888",
                     *       "environment": "live",
                     *       "scopes": [
                     *         "payments:read",
                     *         "payments:write"
                     *       ],
                     *       "expiresAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["GoodKey"] | components["schemas"]["RefusedKey"];
                };
            };
            /** @description The request contains invalid parameters or malformed data */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Bad Request",
                     *       "message": "The request contains invalid parameters or malformed data",
                     *       "code": 400,
                     *       "details": [
                     *         {
                     *           "field": "email",
                     *           "message": "Invalid email format"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Authentication required. Please provide a valid API token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unauthorized",
                     *       "message": "Authentication required. Please provide a valid API token",
                     *       "code": 401
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request body is larger than 64 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Payload Too Large",
                     *       "message": "The request body is larger than 64 KiB",
                     *       "code": 413
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request body must be sent as application/json, in UTF-8 and uncompressed */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unsupported Media Type",
                     *       "message": "The request body must be sent as application/json, in UTF-8 and uncompressed",
                     *       "code": 415
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests. Please try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Too Many Requests",
                     *       "message": "Too many requests. Please try again later",
                     *       "code": 429
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Internal Server Error",
                     *       "message": "Something went wrong on our side",
                     *       "code": 500
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The service is not available. Please try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Service Unavailable",
                     *       "message": "The service is not available. Please try again",
                     *       "code": 503
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
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
                    /**
                     * @example {
                     *       "received": 1
                     *     }
                     */
                    "application/json": components["schemas"]["LeakReceipt"];
                };
            };
            /** @description The request contains invalid parameters or malformed data */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Bad Request",
                     *       "message": "The request contains invalid parameters or malformed data",
                     *       "code": 400,
                     *       "details": [
                     *         {
                     *           "field": "email",
                     *           "message": "Invalid email format"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request body is larger than 64 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Payload Too Large",
                     *       "message": "The request body is larger than 64 KiB",
                     *       "code": 413
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request body must be sent as application/json, in UTF-8 and uncompressed */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unsupported Media Type",
                     *       "message": "The request body must be sent as application/json, in UTF-8 and uncompressed",
                     *       "code": 415
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests. Please try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Too Many Requests",
                     *       "message": "Too many requests. Please try again later",
                     *       "code": 429
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Internal Server Error",
                     *       "message": "Something went wrong on our side",
                     *       "code": 500
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The service is not available. Please try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Service Unavailable",
                     *       "message": "The service is not available. Please try again",
                     *       "code": 503
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
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
                    /**
                     * @example [
                     *       {
                     *         "token_hash": "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                     *         "token_type": "keysmith_api_key",
                     *         "label": "true_positive"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["GithubFeedback"][];
                };
            };
            /** @description The request contains invalid parameters or malformed data */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Bad Request",
                     *       "message": "The request contains invalid parameters or malformed data",
                     *       "code": 400,
                     *       "details": [
                     *         {
                     *           "field": "email",
                     *           "message": "Invalid email format"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The signature is missing or not GitHub's */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unauthorized",
                     *       "message": "Authentication required. Please provide a valid API token",
                     *       "code": 401
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request body is larger than 64 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Payload Too Large",
                     *       "message": "The request body is larger than 64 KiB",
                     *       "code": 413
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request body must be sent as application/json, in UTF-8 and uncompressed */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Unsupported Media Type",
                     *       "message": "The request body must be sent as application/json, in UTF-8 and uncompressed",
                     *       "code": 415
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests. Please try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Too Many Requests",
                     *       "message": "Too many requests. Please try again later",
                     *       "code": 429
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Internal Server Error",
                     *       "message": "Something went wrong on our side",
                     *       "code": 500
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The service is not available. Please try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "Service Unavailable",
                     *       "message": "The service is not available. Please try again",
                     *       "code": 503
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
}

/** Which operations take an Idempotency-Key. */
export const idempotentOperations: readonly string[] = [
  "POST /api/v1/applications/{id}/api-keys",
  "POST /api/v1/applications/{id}/api-keys/{keyId}/rotate",
];
