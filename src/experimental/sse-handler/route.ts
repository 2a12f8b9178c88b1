/** First design's doorway, re-exports only: the server's route. */
export { createGradioRelay } from '../../server/index.ts'
export type { GradioRelay, GradioRelayOptions } from '../../server/index.ts'
