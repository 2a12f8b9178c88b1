/** The hook for a list of runs of your own. */
'use client'

import { useMemo, useSyncExternalStore } from 'react'
import { checkNames } from '@gradio-stream/client/internal/check-options'
import { useGradioEnvironment } from '../gradio-environment.ts'
import { OF_PROVIDER } from '../option-names.ts'
import type { NamesOf } from '../option-names.ts'
import type { ListedRun } from './run-history.ts'

/** Selects the runs that are listed. */
export interface UseGradioRunsOptions {
  /** Only runs of this app, by the address that the page gave. @defaultValue all */
  readonly app?: string | undefined
  /** Only runs of this endpoint, with or without its leading slash. @defaultValue all */
  readonly endpoint?: string | undefined
}

/** Result of {@link useGradioRuns}. A new object only when one of its fields changed. */
export interface GradioRuns {
  /** Newest first, at most 50. */
  readonly runs: readonly ListedRun[]
  /** Removes one run from the list. A run that goes on is not touched. */
  readonly remove: (id: string) => void
  /** Removes every run that has ended, also those that the options filter out. */
  readonly clear: () => void
}

const NAMES: NamesOf<UseGradioRunsOptions> = { app: true, endpoint: true }
const NONE: readonly ListedRun[] = []
const getServerSnapshot = (): readonly ListedRun[] => NONE

/**
 * The runs that hooks and components of the same provider have begun, with inputs, ends and results. They are lost with
 * the page unless the provider's `keepRuns` names a storage.
 */
export function useGradioRuns(options: UseGradioRunsOptions = {}): GradioRuns {
  checkNames(options, NAMES, { owner: 'useGradioRuns', others: [OF_PROVIDER] })
  const { app, endpoint } = options
  const { history } = useGradioEnvironment()
  const all = useSyncExternalStore(history.subscribe, history.getSnapshot, getServerSnapshot)
  return useMemo(() => {
    const name = endpoint?.replace(/^\//, '')
    const isMeant = (run: ListedRun): boolean =>
      (app === undefined || run.app === app) && (name === undefined || run.endpoint.replace(/^\//, '') === name)
    return {
      runs: app === undefined && name === undefined ? all : all.filter(isMeant),
      remove: (id) => history.remove(id),
      clear: () => history.clear(),
    }
  }, [history, all, app, endpoint])
}
