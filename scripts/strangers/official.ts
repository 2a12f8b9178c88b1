/** The same calls by `@gradio/client`, unchanged, for comparison. */
import { Client } from '@gradio/client'

/** What came of a call: the last values it gave, or why there are none. */
export type OfficialEnd = { readonly values: readonly unknown[] } | { readonly error: string }

/** The official client, connected to one app. */
export interface Official {
  /** Calls an endpoint; ends after `limitMs` with what there is. */
  call(endpoint: string, values: readonly unknown[], limitMs: number): Promise<OfficialEnd>
  close(): void
}

/** Connects. Rejects where the app does not answer within 20 s. */
export async function connectOfficially(url: string): Promise<Official> {
  const connecting = Client.connect(url, { events: ['data', 'status'] })
  await within(connecting, 20_000)
  const client = await connecting
  return {
    close: () => client.close(),
    async call(endpoint, values, limitMs) {
      const job = client.submit(endpoint, [...values])
      let last: readonly unknown[] | null = null
      const read = async (): Promise<OfficialEnd> => {
        for await (const event of job) {
          // Its types leave open what the values are.
          if (event.type === 'data') last = event.data as readonly unknown[]
          else if (event.type === 'status' && event.stage === 'error') return { error: String(event.message ?? 'no words') }
          else if (event.type === 'status' && event.stage === 'complete') break
        }
        return last ? { values: last } : { error: 'no values' }
      }
      try {
        return await within(read(), limitMs)
      } catch (error) {
        if (last) return { values: last }
        return { error: error instanceof Error ? error.message : String((error as { message?: unknown }).message ?? error) }
      } finally {
        void job.return?.().catch(() => {})
      }
    },
  }
}

async function within<Value>(work: Promise<Value>, ms: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no end in time')), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
