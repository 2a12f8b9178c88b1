/** One folder of an app as a query: requested when it is opened, cached for a while, requested again by a retry. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FolderApp } from '@gradio-stream/client/internal/connection/files/list-folder'
import type { GradioStreamError } from '@gradio-stream/client/internal/errors'
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { FolderEntry } from '@gradio-stream/client/internal/protocol/values/folder-entries'
import { useGradioEnvironment } from '@gradio-stream/hooks/internal/gradio-environment'
import { gradioKeys } from '@gradio-stream/hooks/internal/query-keys'
import { toStreamError } from '@gradio-stream/hooks/internal/to-stream-error'
import type { InputApp } from '../input-kind.ts'
import type { Path } from './chosen-paths.ts'

const FRESH_MS = 10_000

/** Identifies the folders. */
export interface FolderPlace {
  readonly app: FolderApp
  readonly componentId: number
  /** Changes when the set of files may change. */
  readonly version: string
}

/** The state of a folder's listing. */
export interface Listing {
  /** `null` until they have come, and after a failure. */
  readonly entries: readonly FolderEntry[] | null
  /** Why it failed; stays during a retry. */
  readonly error: GradioStreamError | null
  readonly isAsking: boolean
  readonly retry: () => void
}

/** Where a parameter's folders are listed; `null` if its app lists none. */
export function folderPlaceOf({ componentId, props }: ParameterDescription, app: InputApp | null): FolderPlace | null {
  const listsFolders = Array.isArray(props.server_fns) && props.server_fns.includes('ls')
  if (app === null || componentId === undefined || !listsFolders) return null
  const version = JSON.stringify([props.root_dir ?? props.root, props.glob, props.ignore_glob])
  return { app: { route: 'direct', ...app }, componentId, version }
}

/** Lists a folder. `known`: its entries, if they came with the parent folder; then there is no request. */
export function useFolder(place: FolderPlace, path: Path, known?: readonly FolderEntry[]): Listing {
  const { client, queryClient } = useGradioEnvironment()
  const { app, componentId, version } = place
  const { data, error, isFetching, refetch } = useQuery<readonly FolderEntry[], GradioStreamError>(
    {
      queryKey: [...gradioKeys.all, 'folder', app.apiUrl, componentId, version, path],
      async queryFn(context) {
        // As in `discovery-query.ts`: a query that reads the signal would be aborted by the first of StrictMode's two
        // mounts.
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
      // An app on this machine answers without a network; any other fails and says so.
      networkMode: 'always',
    },
    queryClient,
  )
  const entries = known ?? data ?? null
  const [held, setHeld] = useState<GradioStreamError | null>(null)
  // A query forgets its error during a retry. A button that disappears while it is pressed would lose the focus.
  const kept = entries ? null : (error ?? held)
  if (kept !== held) setHeld(kept)
  return { entries, error: kept, isAsking: isFetching, retry: () => void refetch() }
}
