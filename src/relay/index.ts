/**
 * Entry `@gradio-stream/relay`: the relay between browsers and Gradio apps, and its ports. It needs only
 * `Request`, `Response` and web streams: Node, Bun, Deno, Next.js route handlers, workers.
 */
export { createGradioRelay } from './create-gradio-relay.ts'
export type { GradioRelay } from './relay.ts'
export type { BegunRun, RelaySubmission } from './submit.ts'
export { DEFAULT_LIMITS } from './relay-options.ts'
export type { GradioRelayOptions, RelayLimits } from './relay-options.ts'
export type { Resolve } from './guard/public-addresses.ts'
export type { RelayClientLimits } from './guard/client-limits.ts'
export type { Meter, Used } from './guard/meter.ts'
export type { AllowList } from './guard/allow-list.ts'
export type { Access, AccessAction, AccessAnswer, AccessRefusal, Authorize } from './guard/access.ts'
export type { RelayLogger } from './observe/log-lines.ts'
export type { RelayFigures, RelayMetrics } from './observe/relay-metrics.ts'
export type { RelayEvent, RelayListener } from './observe/relay-events.ts'
export type { OnReconnect, OnRefusal, OnRunEnd, OnRunStart, RelayReconnect, RelayRefusal, RunEnd, RunStart } from './observe/run-facts.ts'
export type { WebhookOptions } from './webhooks/webhook-options.ts'
export type { Outbox, OutboxEntry } from './webhooks/outbox.ts'
export type { TokenOptions } from './guard/run-tokens.ts'
export type { RelayAppOptions } from './guard/app-directory.ts'
export type { Fleet, RelayStore, StoreUsage } from './fleet.ts'
export type { Turn, TurnLine } from './turn-line.ts'
export type { RunOrder } from './engine/run-engine.ts'
export { createMemoryLog } from './log/memory-log.ts'
export type { MemoryLogOptions } from './log/memory-log.ts'
export type {
  AppendResult,
  BeginResult,
  LoggedMessage,
  LogPage,
  NewMessage,
  OpenResult,
  ReadRequest,
  RunLog,
  SessionKey,
} from './log/run-log.ts'
