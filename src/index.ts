/** Entry ".": provider, hooks, components and their types. Names are listed one by one. */
'use client'

// Provider and hooks
export { useGradioClient } from './react/gradio-environment.ts'
export { GradioProvider, type GradioProviderProps } from './react/gradio-provider.tsx'
export type { GradioDiscovery, GradioInputs, GradioStream, UseGradioStreamOptions } from './react/gradio-stream.ts'
export { gradioKeys } from './react/query-keys.ts'
export { useGradioAppState } from './react/use-gradio-app-state.ts'
export { useGradioDiscovery, type UseGradioDiscoveryOptions } from './react/use-gradio-discovery.ts'
export { useGradioRun } from './react/use-gradio-run.ts'
export { useGradioStream } from './react/use-gradio-stream.ts'

export type { AppState, AppStatus } from './core/spaces/app-state.ts'

// What their results are made of; the rest of core is in "./core"
export type { Connection, ConnectionReadyState, FallbackReason } from './core/connection/connection.ts'
export {
  type CommonErrorDetails,
  type ErrorDetailsByCode,
  GradioStreamError,
  type GradioStreamErrorCode,
  type GradioStreamErrorJson,
  type GpuErrorDetails,
  type GpuShortage,
  type InputIssue,
  isGradioStreamError,
  type SpaceErrorDetails,
} from './core/errors.ts'
export { onPieceError, type PieceError } from './core/load-piece.ts'
export type { GradioClientOptions, RequestTarget } from './core/options.ts'
export type {
  AppDescription,
  Capabilities,
  EndpointDescription,
  ExampleSet,
  ParameterDescription,
  ReturnDescription,
  Route,
} from './core/protocol/app-description.ts'
export type { CancelOutcome, LogEntry, LogLevel, OutputUpdate, ProgressUnit, RunEvent } from './core/run/run-event.ts'
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
} from './core/run/run-state.ts'
export type { Run, RunSnapshot } from './core/run/run.ts'
export type { RunTrace } from './core/run/trace.ts'

// Components
export type { ProcessComponents } from './react/process/arrangement.tsx'
export type { ConnectionNews } from './react/process/connection.tsx'
export type { AppPartState } from './react/process/app.tsx'
export { GradioProcess, type GradioProcessProps, type GradioProcessViewProps } from './react/process/gradio-process.tsx'
export type { PartProps, PartRender, PartState } from './react/process/part.tsx'
export { type GradioProcessLayout, type ProcessSettings, useGradioProcess } from './react/process/process-context.ts'
export type { ProcessOptions, ProcessProviderProps } from './react/process/process-provider.tsx'
export type { ToastOptions } from './react/process/toast-options.ts'
export type { InputKind, InputLabelling, InputProps, InputReading, InputRegistry } from './react/inputs/input-kind.ts'
export { defaultInputs } from './react/inputs/registry.ts'
export type { OutputComponentProps, OutputKind, OutputRegistry } from './react/outputs/output-kind.ts'
export { createPlotOutput, type PlotComponentProps, type PlotComponents } from './react/outputs/plot/plot-output.tsx'
export { defaultOutputs } from './react/outputs/registry.ts'
export { en } from './react/messages/en.ts'
export { createFormats, type Formats } from './react/messages/formats.ts'
export { type ErrorFacts, type ErrorWords, mergeMessages, type Messages, type MessagesOverride } from './react/messages/messages.ts'
