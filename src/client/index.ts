/** Entry `@gradio-stream/client`: everything but React. Every public name stands here, one by one. */
export { GradioClient } from './client.ts'
export type { FindOptions, FollowOptions, RunArguments, RunOptions, SubmitOptions } from './run-options.ts'
export type { RunCall } from './run-call.ts'
export type { FoundCall } from './run-request.ts'
export { discoverApp, discoverSSE } from './discovery/discover.ts'
export type { DiscoverOptions, SSEDiscovery } from './discovery/discover.ts'
export type { ZeroGpuQuota } from './spaces/zero-gpu-quota.ts'
export type { Credentials } from './sign-in/sign-in.ts'
export { SSEClient } from './discovery/sse-client.ts'
export type { SSEErrorListener, SSEMessageListener } from './discovery/sse-client.ts'

export { GradioStreamError, isErrorCode, isGradioStreamError } from './errors.ts'
export type {
  CommonErrorDetails,
  ErrorDetailsByCode,
  GradioStreamErrorCode,
  GpuErrorDetails,
  ClientLimit,
  RefusalDetails,
  GpuShortage,
  GradioStreamErrorInit,
  GradioStreamErrorJson,
  InputIssue,
  InputIssueCode,
  InputIssueParams,
  SignInFault,
  SpaceErrorDetails,
} from './errors.ts'
export type { AppState, AppStatus } from './spaces/app-state.ts'
export type { AppStateListener } from './spaces/wait-plan.ts'

export type { GradioClientOptions, OAuthTokenOption, OAuthTokenTarget, RequestTarget } from './client-options.ts'
export { createPageLifecycle } from './connection/page/page-lifecycle.ts'
export type { PageEnvironment, PageEvent, PageLifecycle } from './connection/page/page-lifecycle.ts'
export { systemClock } from './kit/clock.ts'
export type { Clock } from './kit/clock.ts'
export { backoffDelayMs } from './kit/backoff.ts'
export type { BackoffOptions } from './kit/backoff.ts'

export { defaultConnect } from './connection/stream/default-connect.ts'
export { connectWithFetchEventSource } from './connection/stream/fetch-event-source-connector.ts'
export { connectWithParser } from './connection/stream/parser-connector.ts'
export type { Connect, ConnectRequest, StreamEvent } from './connection/stream/connector.ts'
export type { Upload, UploadAnswer, UploadRequest } from './connection/files/send-file.ts'
export type { FolderApp, FolderRequest } from './connection/files/list-folder.ts'
export { idleConnection } from './connection/connection-state.ts'
export type { Connection, ConnectionReadyState, FallbackReason } from './connection/connection-state.ts'

export type { AnyEndpoint, DataOf, EndpointType, InputArguments, InputsOf } from './protocol/endpoint-type.ts'
export type { AppFeatures } from './protocol/describe/app-features.ts'
export { DIRECT_CAPABILITIES } from './protocol/describe/app-description.ts'
export type {
  AppDescription,
  Capabilities,
  EndpointDescription,
  ExampleSet,
  GradioProtocol,
  InputStream,
  ParameterDescription,
  ReturnDescription,
  Route,
} from './protocol/describe/app-description.ts'
export type { LayoutField, LayoutGroup, LayoutNode, LayoutText } from './protocol/describe/layout.ts'
export type { Translations } from './protocol/describe/translations.ts'
export type { FolderEntry } from './protocol/values/folder-entries.ts'
export type { AppEvent, AppEventTrigger, FieldEventName } from './protocol/describe/app-events.ts'
export type { ComponentEvent, Trigger } from './protocol/describe/trigger.ts'
export { findEndpoint } from './protocol/endpoint-name.ts'

export { isFound } from './run/run.ts'
export type { Run, RunSnapshot, SubmittedRun } from './run/run.ts'
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
