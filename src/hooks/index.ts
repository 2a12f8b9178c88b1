/** Entry of `@gradio-stream/hooks`: provider, hooks and their types. Every public name stands here, one by one. */
// Provider and hooks
export { useGradioClient } from './gradio-environment.ts'
export { GradioProvider, type GradioProviderProps } from './gradio-provider.ts'
export type { GradioDiscovery, GradioInputs, GradioStream, UseGradioStreamOptions } from './gradio-stream.ts'
export { gradioKeys } from './query-keys.ts'
export type { RunCallbacks } from './run-callbacks.ts'
export type { FactCallbacks, RunFacts } from './run-facts.ts'
export { useGradioAppState } from './use-gradio-app-state.ts'
export type { ListedRun, ListedRunStatus } from './history/run-history.ts'
export { type GradioRuns, useGradioRuns, type UseGradioRunsOptions } from './history/use-gradio-runs.ts'
export { useGradioDiscovery, type UseGradioDiscoveryOptions } from './use-gradio-discovery.ts'
export { prefetchDiscovery, type PrefetchDiscoveryOptions } from './prefetch-discovery.ts'
export { useSuspenseGradioDiscovery } from './use-suspense-gradio-discovery.ts'
export { useGradioFollow } from './use-gradio-follow.ts'
export { useGradioRun } from './use-gradio-run.ts'
export { useGradioStream } from './use-gradio-stream.ts'
export { useZeroGpuQuota, type UseZeroGpuQuotaOptions } from './use-zero-gpu-quota.ts'

export type { AppState, AppStatus } from '@gradio-stream/client'

// What their results are made of; the rest is in "@gradio-stream/client"
export type { Connection, ConnectionReadyState, FallbackReason } from '@gradio-stream/client'
export {
  type CommonErrorDetails,
  type ErrorDetailsByCode,
  GradioStreamError,
  type GradioStreamErrorCode,
  type GradioStreamErrorJson,
  type GpuErrorDetails,
  type ClientLimit,
  type RefusalDetails,
  type GpuShortage,
  type InputIssue,
  type InputIssueCode,
  type InputIssueParams,
  isGradioStreamError,
  type SignInFault,
  type SpaceErrorDetails,
} from '@gradio-stream/client'
export type { GradioClientOptions, OAuthTokenOption, OAuthTokenTarget, RequestTarget } from '@gradio-stream/client'
export type {
  AppDescription,
  AppFeatures,
  Capabilities,
  EndpointDescription,
  ExampleSet,
  ParameterDescription,
  ReturnDescription,
  Route,
} from '@gradio-stream/client'
export type { LayoutField, LayoutGroup, LayoutNode, LayoutText } from '@gradio-stream/client'
export type { Translations } from '@gradio-stream/client'
export type { AnyEndpoint, DataOf, EndpointType, InputArguments, InputsOf } from '@gradio-stream/client'
export type { Clock, UploadingFile } from '@gradio-stream/client'
export type { CancelOutcome, LogEntry, LogLevel, OutputUpdate, ProgressUnit, RunEvent } from '@gradio-stream/client'
export {
  type CancelledState,
  type CancellingState,
  type FailedState,
  type IdleState,
  type QueuedState,
  type RunningState,
  type RunState,
  type RunStatus,
  type SettledState,
  type SubmittingState,
  type SucceededState,
  isSettled,
} from '@gradio-stream/client'
export type { ZeroGpuQuota } from '@gradio-stream/client'
export type { Credentials } from '@gradio-stream/client'
export type { Run, RunSnapshot } from '@gradio-stream/client'
export type { RunTrace } from '@gradio-stream/client'
