/** Entry `react-gradio-stream/core`: everything but React. Every public name stands here, one by one. */
export { GradioClient } from './client.ts'
export { discoverApp, discoverSSE } from './discover.ts'
export type { DiscoverOptions, SSEDiscovery } from './discover.ts'
export { SSEClient } from './sse-client.ts'
export type { SSEErrorListener, SSEMessageListener } from './sse-client.ts'

export { GradioStreamError, isErrorCode, isGradioStreamError } from './errors.ts'
export type {
  CommonErrorDetails,
  ErrorDetailsByCode,
  GradioStreamErrorCode,
  GpuErrorDetails,
  GpuShortage,
  GradioStreamErrorInit,
  GradioStreamErrorJson,
  InputIssue,
  SpaceErrorDetails,
} from './errors.ts'
export { onPieceError } from './load-piece.ts'
export type { PieceError } from './load-piece.ts'
export type { AppState, AppStatus } from './spaces/app-state.ts'
export type { AppStateListener } from './spaces/wait-plan.ts'

export type { GradioClientOptions, RequestTarget } from './options.ts'
export type { Timeouts } from './timeouts.ts'
export { createPageLifecycle } from './connection/page-lifecycle.ts'
export type { PageEnvironment, PageEvent, PageLifecycle } from './connection/page-lifecycle.ts'
export { systemClock } from './clock.ts'
export type { Clock } from './clock.ts'
export { backoffDelayMs } from './backoff.ts'
export type { BackoffOptions } from './backoff.ts'

export { connectWithFetchEventSource, connectWithParser, defaultConnect } from './connection/default-connect.ts'
export type { Connect, ConnectRequest, StreamEvent } from './connection/connector.ts'
export type { Upload, UploadAnswer, UploadRequest } from './connection/upload.ts'
export type { FolderApp, FolderRequest } from './connection/list-folder.ts'
export { idleConnection } from './connection/connection.ts'
export type { Connection, ConnectionReadyState, FallbackReason } from './connection/connection.ts'

export { DIRECT_CAPABILITIES } from './protocol/app-description.ts'
export type {
  AppDescription,
  Capabilities,
  EndpointDescription,
  ExampleSet,
  GradioProtocol,
  ParameterDescription,
  ReturnDescription,
  Route,
  WireSlot,
} from './protocol/app-description.ts'
export type { FolderEntry } from './protocol/folder-entries.ts'
export { findEndpoint } from './protocol/endpoint-name.ts'

export type { Run, RunSnapshot } from './run/run.ts'
export type {
  CancelOutcome,
  LogEntry,
  LogLevel,
  OutputUpdate,
  ProgressUnit,
  RunEvent,
  RunEventBody,
  UploadingFile,
  UploadProgress,
  WaitingReason,
  WaitingState,
} from './run/run-event.ts'
export { IDLE, isSettled } from './run/run-state.ts'
export type {
  CancelledState,
  CancellingState,
  FailedState,
  IdleState,
  QueuedState,
  RunningState,
  RunState,
  RunStatus,
  SettledState,
  SubmittingState,
  SucceededState,
  UploadingState,
} from './run/run-state.ts'
export type { RunTrace, TraceEvent } from './run/trace.ts'

export { keepRun } from './resume/keep-run.ts'
export type { ResumeRecord } from './resume/resume-record.ts'
export { browserStorage } from './resume/resume-storage.ts'
export type { ResumeMode, ResumeStorage } from './resume/resume-storage.ts'
export { ResumeStore } from './resume/resume-store.ts'
export type { ResumePlace } from './resume/resume-store.ts'
export type { AcquireOptions, ChannelPort, Lease, LockPort, TabPorts } from './tabs/ports.ts'
