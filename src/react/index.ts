/**
 * Entry of `react-gradio-stream`: all a page needs. Components, fields and outputs are of this package; provider, hooks
 * and what their results are made of come from `@gradio-stream/hooks`. Every public name stands here, one by one.
 */
// Provider and hooks
export {
  gradioKeys,
  GradioProvider,
  GradioStreamError,
  isGradioStreamError,
  isSettled,
  prefetchDiscovery,
  useGradioAppState,
  useGradioClient,
  useGradioDiscovery,
  useGradioRun,
  useGradioFollow,
  useGradioRuns,
  useGradioStream,
  useSuspenseGradioDiscovery,
  useZeroGpuQuota,
} from '@gradio-stream/hooks'
export type {
  AnyEndpoint,
  AppDescription,
  AppFeatures,
  AppState,
  AppStatus,
  CancelledState,
  CancellingState,
  CancelOutcome,
  Capabilities,
  Clock,
  CommonErrorDetails,
  Connection,
  ConnectionReadyState,
  Credentials,
  DataOf,
  EndpointDescription,
  EndpointType,
  ErrorDetailsByCode,
  ExampleSet,
  FactCallbacks,
  FailedState,
  FallbackReason,
  GpuErrorDetails,
  ClientLimit,
  RefusalDetails,
  GpuShortage,
  GradioClientOptions,
  GradioDiscovery,
  GradioInputs,
  GradioProviderProps,
  GradioRuns,
  GradioStream,
  GradioStreamErrorCode,
  GradioStreamErrorJson,
  IdleState,
  InputArguments,
  InputIssue,
  InputIssueCode,
  InputIssueParams,
  InputsOf,
  LayoutField,
  LayoutGroup,
  LayoutNode,
  LayoutText,
  ListedRun,
  ListedRunStatus,
  LogEntry,
  LogLevel,
  OAuthTokenOption,
  OAuthTokenTarget,
  OutputUpdate,
  ParameterDescription,
  PrefetchDiscoveryOptions,
  ProgressUnit,
  QueuedState,
  RequestTarget,
  ReturnDescription,
  Route,
  Run,
  RunCallbacks,
  RunEvent,
  RunFacts,
  RunningState,
  RunSnapshot,
  RunState,
  RunStatus,
  RunTrace,
  SettledState,
  SignInFault,
  SpaceErrorDetails,
  SubmittingState,
  SucceededState,
  Translations,
  UploadingFile,
  UseGradioDiscoveryOptions,
  UseGradioRunsOptions,
  UseGradioStreamOptions,
  UseZeroGpuQuotaOptions,
  ZeroGpuQuota,
} from '@gradio-stream/hooks'

// Components
export { GradioHistory, type GradioHistoryProps } from './history/gradio-history.tsx'
export type { ProcessComponents } from './process/default-layout.tsx'
export type { ConnectionNews } from './parts/status/connection.tsx'
export type { AppPartState } from './parts/app.tsx'
export type { FieldValues, FormOptions } from './form/form-presets.ts'
export { GradioProcess, type GradioProcessProps, type GradioProcessViewProps } from './process/gradio-process.tsx'
export type { GradioProcessFollowProps } from './process/follow.tsx'
export {
  ProcessAnnouncer,
  ProcessApp,
  ProcessCancel,
  ProcessConnection,
  ProcessError,
  ProcessFollow,
  ProcessForm,
  ProcessLogs,
  ProcessNotice,
  ProcessOutput,
  ProcessProgress,
  ProcessProvider,
  ProcessQueue,
  ProcessReset,
  ProcessRoot,
  ProcessStatus,
  ProcessSubmit,
  ProcessTitle,
  ProcessToasts,
  ProcessView,
} from './process/named-parts.ts'
// Props of the parts, and what a `render` of each gets
export type { FormProps, FormState } from './form/form.tsx'
export type { CancelProps, CancelState } from './parts/cancel.tsx'
export type { ErrorProps, ErrorState } from './parts/error/error.tsx'
export type { LogsProps, LogsState } from './parts/log/logs.tsx'
export type { NoticeProps, NoticeState } from './parts/notice.tsx'
export type { OutputProps, OutputState } from './parts/output/output.tsx'
export type { ProgressProps, ProgressState } from './parts/progress/progress.tsx'
export type { QueueProps, QueueState } from './parts/progress/queue.tsx'
export type { ResetProps } from './parts/reset.tsx'
export type { ConnectionProps, ConnectionState } from './parts/status/connection.tsx'
export type { StatusProps, StatusState } from './parts/status/status.tsx'
export type { SubmitProps, SubmitState } from './parts/submit.tsx'
export type { TitleProps, TitleState } from './parts/title.tsx'
export type { PartProps, PartRender, PartState } from './kit/part.tsx'
export { type GradioProcessLayout, type ProcessSettings, useGradioProcess } from './kit/process-context.ts'
export type { ProcessOptions, ProcessProviderProps } from './process/process-provider.tsx'
export { valuesFromLink } from './process/values-from-link.ts'
export type { ToastOptions } from './parts/toast/toast-options.ts'
export type {
  FinishTools,
  InputApp,
  InputKind,
  InputLabelling,
  InputProps,
  InputReading,
  InputRegistry,
  InputWords,
} from './inputs/input-kind.ts'
export { defaultInputs } from './inputs/input-registry.ts'
export type { OutputComponentProps, OutputKind, OutputPlaceholder, OutputRegistry } from './outputs/output-kind.ts'
export { createPlotOutput, type PlotComponentProps, type PlotComponents } from './outputs/plot/plot-output.tsx'
export { defaultOutputs } from './outputs/output-registry.ts'
export { en } from './messages/en.ts'
export { createFormats, type Formats } from './messages/formats.ts'
export { type ErrorFacts, type ErrorWords, mergeMessages, type Messages, type MessagesOverride } from './messages/messages.ts'
