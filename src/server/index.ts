/**
 * Entry `react-gradio-stream/server`: the relay between browsers and Gradio apps, and the ports it stands on.
 * Needs `Request`, `Response` and web streams only: Node, Bun, Deno, Next.js route handlers, workers.
 */
export { createGradioRelay } from './relay.ts'
export type { GradioRelay } from './relay.ts'
export { DEFAULT_LIMITS } from './options.ts'
export type { GradioRelayOptions, RelayLimits } from './options.ts'
export type { AllowList } from './guard/allow-list.ts'
export type { RelayAppOptions } from './guard/app-directory.ts'
export { createMemoryLog } from './log/memory-log.ts'
export type { MemoryLogOptions } from './log/memory-log.ts'
export type { AppendResult, BeginResult, LoggedMessage, LogPage, OpenResult, ReadRequest, RunLog, SessionKey } from './log/run-log.ts'
