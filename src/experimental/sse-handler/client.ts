/** First design's doorway, re-exports only: the client without React. */
export { discoverSSE, SSEClient } from '../../core/index.ts'
