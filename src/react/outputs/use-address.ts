/**
 * The address at which a file is shown. Where requests carry headers of the caller's, an element of the page cannot make them: the
 * file is read by the client then, and shown from memory until nobody shows it any more.
 */
import { useEffect, useState } from 'react'
import type { GradioClient } from '../../core/client.ts'
import type { AppDescription } from '../../core/protocol/app-description.ts'
import { useGradioClient } from '../gradio-environment.ts'
import type { GradioEnvironment } from '../gradio-environment.ts'

/** Where the files of an app are, and how it is reached. */
export type FileHome = Pick<AppDescription, 'apiUrl' | 'rootUrl'> & Partial<Pick<AppDescription, 'route'>>

/** What an element can show. */
export interface ShownAddress {
  /** `null` while it is not known, and where there is none. */
  readonly url: string | null
  readonly hasFailed: boolean
}

interface Held {
  readonly address: string
  readonly url: string | null
}

type Reader = Pick<GradioEnvironment, 'client' | 'clock'>

const KEPT_FOR_SAVING_MS = 60_000
/** Types that are shown; anything else from memory is no document the page could run. */
const SHOWN_TYPE = /^(?:image|audio|video)\//i

/** `address` itself, or the file behind it from memory. The last one stays until the next is there. */
export function useAddress(address: string | null, app: FileHome | null): ShownAddress {
  const client = useGradioClient()
  const [held, setHeld] = useState<Held | null>(null)
  const isRead = client.hasHeaders && app !== null && address !== null && !address.startsWith('data:')
  useEffect(() => {
    if (!isRead || !app) return undefined
    const controller = new AbortController()
    readUrl(client, app, address, controller.signal).then(
      (url) => (controller.signal.aborted ? release(url) : setHeld({ address, url })),
      () => controller.signal.aborted || setHeld({ address, url: null }),
    )
    return () => controller.abort()
  }, [isRead, client, app, address])
  const url = held?.url ?? null
  useEffect(() => () => release(url), [url])
  if (!isRead) return { url: address, hasFailed: false }
  return { url, hasFailed: held?.address === address && url === null }
}

/** Reads a file with the client's headers into an address of the page's own. An SVG becomes a `data:` URL: opened alone, that has no origin to act in. */
async function readUrl(client: GradioClient, app: FileHome, address: string, signal: AbortSignal): Promise<string> {
  const blob = await client.fetchFile({ route: 'direct', ...app }, address, { signal })
  if (/^image\/svg/i.test(blob.type)) return `data:image/svg+xml,${encodeURIComponent(await blob.text())}`
  return URL.createObjectURL(SHOWN_TYPE.test(blob.type) ? blob : new Blob([blob], { type: 'application/octet-stream' }))
}

function release(url: string | null): void {
  if (url?.startsWith('blob:')) URL.revokeObjectURL(url)
}

/** Saves a file that only the client can read. Rejects when it cannot. */
export async function saveFile({ client, clock }: Reader, app: FileHome, address: string, name: string): Promise<void> {
  const blob = await client.fetchFile({ route: 'direct', ...app }, address)
  const url = URL.createObjectURL(new Blob([blob], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // No browser tells when it has taken the file over.
  clock.schedule(() => URL.revokeObjectURL(url), KEPT_FOR_SAVING_MS)
}
