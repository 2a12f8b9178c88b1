/** Where the relay lies. Apart from what reads its answers, which comes later. */

/** Unless it is set. */
export const DEFAULT_BACKEND_URL = '/api/experimental/sse'
