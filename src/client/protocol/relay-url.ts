/** The address of the relay. Separate from the code that reads its answers, which is loaded later. */

/** The default. */
export const DEFAULT_BACKEND_URL = '/api/experimental/sse'
