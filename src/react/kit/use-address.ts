/**
 * The address at which a file is shown. If requests need the caller's headers, an element of the page cannot make them:
 * the client reads the file, and it is shown from memory while it is in use.
 */
import { useEffect, useState } from 'react'
import type { GradioClient } from '@gradio-stream/client/internal/client'
import type { AppDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { useGradioClient } from '@gradio-stream/hooks/internal/gradio-environment'
import type { GradioEnvironment } from '@gradio-stream/hooks/internal/gradio-environment'

/** Where an app's files are, and how it is reached. */
export type FileHome = Pick<AppDescription, 'apiUrl' | 'rootUrl'> & Partial<Pick<AppDescription, 'route'>>

/** The address for an element. */
export interface ShownAddress {
  /** `null` while it is unknown, and if there is none. */
  readonly url: string | null
  readonly hasFailed: boolean
}

interface Held {
  readonly address: string
  readonly url: string | null
}

type Reader = Pick<GradioEnvironment, 'client' | 'clock'>

const KEPT_FOR_SAVING_MS = 60_000
/** Types that are shown from memory. Other types could be documents that run in the page. */
const SHOWN_TYPE = /^(?:image|audio|video)\//i

/** `address` itself, or a memory address of the file behind it. The last one stays until the next is there. */
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

/**
 * Reads a file with the client's headers into an address of the page's own. An SVG becomes a `data:` URL: opened alone,
 * that has no origin.
 */
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
  // Browsers do not report when they have taken the file.
  clock.schedule(() => URL.revokeObjectURL(url), KEPT_FOR_SAVING_MS)
}
