/** First design's doorway, re-exports only: small helpers. */
export { backoffDelayMs, findEndpoint, isGradioStreamError, isSettled } from '../../core/index.ts'
