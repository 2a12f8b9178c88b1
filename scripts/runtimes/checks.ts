/** What a client must do in every runtime, as facts: find an app, run with progress, stream, upload a file, cancel. */
import type { GradioClient, RunEvent } from '../../src/client/index.ts'

/** Where the app is. */
export interface Place {
  readonly app: string
  /** `null`: directly. */
  readonly backendUrl: string | null
}

/** One sentence, and whether it held. */
export interface Fact {
  readonly what: string
  readonly holds: boolean
  readonly seen: string
}

/** Runs everything once. Rejects with nothing: a failure is a fact that does not hold. */
export async function checkClient(Client: typeof GradioClient, { app: address, backendUrl }: Place): Promise<readonly Fact[]> {
  const facts: Fact[] = []
  const client = new Client({ backendUrl })
  const note = (what: string, holds: boolean, seen: unknown): void => void facts.push({ what, holds, seen: String(seen).slice(0, 300) })
  try {
    const app = await client.discover(address)
    note('discovers the app', app.endpoints.length > 10, app.endpoints.length)

    const progress = await follow(client, app, '/progress')
    note('tells of progress', progress.count('progress') > 2, progress.count('progress'))
    note('ends it', progress.end.status === 'succeeded', describe(progress.end))

    const tokens = await follow(client, app, '/tokens', { max_tokens: 12 })
    note('streams values as they come', tokens.count('output') > 4, tokens.count('output'))
    note('with the whole at the end', /You asked/.test(JSON.stringify(tokens.end)), describe(tokens.end))

    const file = new File(['a,b\n1,2\n'], 'table.csv', { type: 'text/csv' })
    const files = await follow(client, app, '/files', [file])
    note('sends a file', files.end.status === 'succeeded', describe(files.end))

    const long = client.submit(app, '/tokens', { max_tokens: 96 })
    await new Promise<void>((resolve) => long.observe(({ type }) => type === 'output' && resolve()))
    const outcome = await long.cancel()
    note('cancels', outcome === 'confirmed' && (await long.settled).status === 'cancelled', outcome)
  } catch (error) {
    note('does not throw', false, error)
  } finally {
    client.close()
  }
  return facts
}

type App = Awaited<ReturnType<GradioClient['discover']>>

async function follow(client: GradioClient, app: App, endpoint: string, inputs?: Parameters<GradioClient['submit']>[2]) {
  const run = client.submit(app, endpoint, inputs)
  const events: RunEvent[] = []
  run.observe((event) => void events.push(event))
  const end = await run.settled
  return { end, count: (type: RunEvent['type']) => events.filter((event) => event.type === type).length }
}

function describe(end: { status: string; error?: unknown }): string {
  return end.error instanceof Error ? `${end.status}: ${end.error.message}` : end.status
}
