/** The decoded pictures of a drawing: the one below, and the app's own layers. */
import { useEffect, useState } from 'react'
import { useGradioClient } from '@gradio-stream/hooks/internal/gradio-environment'
import type { FileEntry } from '../files/file-entry.ts'
import type { InputApp } from '../input-kind.ts'
import { decodePicture } from './decode-picture.ts'
import type { DecodedPicture } from './decode-picture.ts'

/** The state of decoding. */
export type Decoding =
  | { readonly status: 'pending' | 'failed' }
  | { readonly status: 'ready'; readonly pictures: readonly DecodedPicture[] }

const PENDING: Decoding = { status: 'pending' }
/** Nothing to decode, so that an empty sheet is ready at once. */
const NONE: Decoding = { status: 'ready', pictures: [] }

/** Decodes all of them. `entries` stays the same list until one changes. */
export function useDecoded(entries: readonly FileEntry[], app: InputApp | null): Decoding {
  const client = useGradioClient()
  const [held, setHeld] = useState<{ readonly entries: readonly FileEntry[]; readonly decoding: Decoding } | null>(null)
  useEffect(() => {
    if (entries.length === 0) return undefined
    let isWanted = true
    const keep = (decoding: Decoding): void => {
      if (isWanted) setHeld({ entries, decoding })
    }
    Promise.all(entries.map((entry) => decodePicture(entry, { client, app }))).then(
      (pictures) => keep({ status: 'ready', pictures }),
      () => keep({ status: 'failed' }),
    )
    return () => {
      isWanted = false
    }
  }, [entries, client, app])
  if (entries.length === 0) return NONE
  return held?.entries === entries ? held.decoding : PENDING
}
