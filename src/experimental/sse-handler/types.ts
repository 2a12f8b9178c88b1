/** First design's doorway, re-exports only: types. */
export type { AppDescription, GradioStreamErrorCode, SSEDiscovery, SSEErrorListener, SSEMessageListener } from '../../core/index.ts'
