/** Callbacks for all runs of a provider, for telemetry: facts of a run, never what went in or came out. */
import { useEffect, useRef, useState } from 'react'
import { callListener } from '@gradio-stream/client/internal/kit/call-listener'
import type { GradioStreamErrorCode } from '@gradio-stream/client/internal/errors'
import type { Route } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { SettledState } from '@gradio-stream/client/internal/run/run-state'
import type { SubmittedRun } from '@gradio-stream/client/internal/run/run'
import { useLatest } from './use-latest.ts'

/** What is told of a run that has ended. */
export interface RunFacts {
  readonly runId: string
  /** The app's address, as the page gave it. */
  readonly app: string
  /** Name of the endpoint. */
  readonly endpoint: string
  readonly status: SettledState['status']
  /** Of a run that failed; `null` otherwise. */
  readonly errorCode: GradioStreamErrorCode | null
  /** The way to the app, and its version; `null` where the app was not found. */
  readonly route: Route | null
  readonly gradioVersion: string | null
  /** It was begun before a reload. */
  readonly isResumed: boolean
  /** Epoch milliseconds. */
  readonly startedAt: number
  /** Epoch milliseconds. */
  readonly endedAt: number
}

/**
 * Called once for each run that the hooks below submitted or found again; never after the provider is gone.
 * @example
 * <GradioProvider
 *   onSettled={({ endpoint, status, startedAt, endedAt }) => track(endpoint, status, endedAt - startedAt)}
 * >
 */
export interface FactCallbacks {
  /** A run succeeded. */
  onSuccess?: ((facts: RunFacts) => void) | undefined
  /** A run failed; `facts.errorCode` says why. */
  onError?: ((facts: RunFacts) => void) | undefined
  /** A run ended in any way. After `onSuccess` or `onError`. */
  onSettled?: ((facts: RunFacts) => void) | undefined
}

/** Follows a run for its provider. */
export type FollowFacts = (run: SubmittedRun, said: Pick<RunFacts, 'app' | 'endpoint' | 'isResumed'>) => void

/** The function is the same as long as the provider stands. */
export function useRunFacts(callbacks: FactCallbacks): FollowFacts {
  const latest = useLatest(callbacks)
  const isGone = useRef(false)
  useEffect(() => {
    isGone.current = false
    return () => {
      isGone.current = true
    }
  }, [])
  const [follow] = useState((): FollowFacts => {
    const tellEnd = async (...[run, said]: Parameters<FollowFacts>): Promise<void> => {
      const state = await run.settled
      if (isGone.current) return
      const { onSuccess, onError, onSettled } = latest.current
      const facts = factsOf(run, state, said)
      if (state.status === 'succeeded') callListener(() => onSuccess?.(facts))
      if (state.status === 'failed') callListener(() => onError?.(facts))
      callListener(() => onSettled?.(facts))
    }
    return (run, said) => void tellEnd(run, said)
  })
  return follow
}

function factsOf(run: SubmittedRun, state: SettledState, { app, endpoint, isResumed }: Parameters<FollowFacts>[1]): RunFacts {
  const { status, startedAt, endedAt } = state
  return {
    runId: run.id,
    app,
    endpoint: run.endpoint?.name ?? endpoint,
    status,
    errorCode: status === 'failed' ? state.error.code : null,
    route: run.app?.route ?? null,
    gradioVersion: run.app?.version ?? null,
    isResumed,
    startedAt,
    endedAt,
  }
}
