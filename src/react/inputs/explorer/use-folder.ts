/** One folder of an app as a query: asked when it is opened, kept for a while, asked again by a press where it failed. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FolderApp } from '../../../core/connection/list-folder.ts'
import type { GradioStreamError } from '../../../core/errors.ts'
import type { ParameterDescription } from '../../../core/protocol/app-description.ts'
import type { FolderEntry } from '../../../core/protocol/folder-entries.ts'
import { useGradioEnvironment } from '../../gradio-environment.ts'
import { gradioKeys } from '../../query-keys.ts'
import { toStreamError } from '../../to-stream-error.ts'
import type { InputApp } from '../input-kind.ts'
import type { Path } from './chosen-paths.ts'

const FRESH_MS = 10_000

/** Whose folders are listed. */
export interface FolderPlace {
  readonly app: FolderApp
  readonly componentId: number
  /** Changes with what decides which files there are. */
  readonly version: string
}

/** What is known of a folder. */
export interface Listing {
  /** `null` until they have come, and where they could not. */
  readonly entries: readonly FolderEntry[] | null
  /** Why they could not; stays while they are asked for again. */
  readonly error: GradioStreamError | null
  readonly isAsking: boolean
  readonly retry: () => void
}

/** Where a parameter's folders are listed; `null` where its app does not list any. */
export function placeOf({ componentId, props }: ParameterDescription, app: InputApp | null): FolderPlace | null {
  const listsFolders = Array.isArray(props.server_fns) && props.server_fns.includes('ls')
  if (app === null || componentId === undefined || !listsFolders) return null
  const version = JSON.stringify([props.root_dir ?? props.root, props.glob, props.ignore_glob])
  return { app: { route: 'direct', ...app }, componentId, version }
}

/** Lists a folder. `known` are its entries where they came with the folder around it: then nothing is asked. */
export function useFolder(place: FolderPlace, path: Path, known?: readonly FolderEntry[]): Listing {
  const { client, queryClient } = useGradioEnvironment()
  const { app, componentId, version } = place
  const { data, error, isFetching, refetch } = useQuery<readonly FolderEntry[], GradioStreamError>(
    {
      queryKey: [...gradioKeys.all, 'folder', app.apiUrl, componentId, version, path],
      async queryFn(context) {
        // As in `discovery-query.ts`: who reads the signal has the request aborted by the first of the two mounts of StrictMode.
        await Promise.resolve()
        const { signal } = context
        try {
          return await client.listFolder(app, { componentId, path, signal })
        } catch (cause) {
          throw toStreamError(cause, 'connection-refused', 'Listing a folder')
        }
      },
      enabled: known === undefined,
      staleTime: FRESH_MS,
      retry: false,
      refetchOnWindowFocus: false,
      throwOnError: false,
      // An app of this machine answers without a network; any other fails, and says so.
      networkMode: 'always',
    },
    queryClient,
  )
  const entries = known ?? data ?? null
  const [held, setHeld] = useState<GradioStreamError | null>(null)
  // A query that asks again forgets why it failed, and a button that goes away under a finger takes the focus with it.
  const kept = entries ? null : (error ?? held)
  if (kept !== held) setHeld(kept)
  return { entries, error: kept, isAsking: isFetching, retry: () => void refetch() }
}
