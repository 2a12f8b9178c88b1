/**
 * `npm run strangers -- <folder>`: apps by other authors, such as the `demo` folder of Gradio's own repository
 * (downloaded by the person who runs this, and not committed). Each `<name>/run.py` is started on one Gradio, every
 * named endpoint is called with sample values by `@gradio/client` and by a page of ours, and what the page shows is
 * read. Prints numbers and writes them, per endpoint, as JSON. Exits with 1 if ours is worse.
 */
import { existsSync } from 'node:fs'
import { readdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { GradioClient } from '../src/client/index.ts'
import type { AppDescription, EndpointDescription } from '../src/client/index.ts'
import { ensureEnvironment, isGradioVersion } from './gradio-app.ts'
import { Zygote } from './strangers/apps.ts'
import { openBrowserless } from './strangers/browserless.ts'
import { compare } from './strangers/compare.ts'
import { connectOfficially } from './strangers/official.ts'
import type { Official } from './strangers/official.ts'
import { countUp, printCounts } from './strangers/calls-report.ts'
import type { AppReport, EndpointReport } from './strangers/calls-report.ts'
import { readMeant } from './strangers/meant.ts'
import type { Meant } from './strangers/meant.ts'
import type { AppPlace } from './strangers/page.tsx'
import { serveRelay } from './strangers/relay.ts'
import { sampleValues } from './strangers/samples.ts'

interface Options {
  readonly gradio: string
  readonly python?: string
  readonly only?: string
  readonly relay?: true
  readonly jobs: string
  readonly limit: string
  readonly report: string
}

const program = new Command('npm run strangers --')
  .description('Calls and draws every endpoint of a folder of Gradio apps, beside the official client.')
  .argument('<folder>', 'holds <name>/run.py of each app')
  .option('--gradio <version>', 'version of Gradio, as in scripts/gradio-app.ts', '6')
  .option('--python <path>', 'a Python that has Gradio and what the apps import, in place of our own environment')
  .option('--only <pattern>', 'apps whose name matches')
  .option('--relay', 'our pages reach each app through a relay')
  .option('--jobs <count>', 'apps at a time', '3')
  .option('--limit <seconds>', 'for one call', '20')
  .option('--report <file>', 'where the numbers go', 'strangers.json')
  .parse()
const options = program.opts<Options>()
const [folder = ''] = program.args
if (!isGradioVersion(options.gradio)) throw new Error(`There is no Gradio ${options.gradio} here.`)
const limitMs = Number(options.limit) * 1000

// The official client leaves unhandled rejections.
process.on('unhandledRejection', () => {})
process.on('uncaughtException', (error) => process.stderr.write(`(${error.message.slice(0, 120)})\n`))
const quiet = { log: console.log }
console.error = () => {}
console.warn = () => {}

const python = options.python ?? (await ensureEnvironment(options.gradio, quiet.log))
const names = (await readdir(folder))
  .filter((name) => existsSync(join(folder, name, 'run.py')) && new RegExp(options.only ?? '').test(name))
  .toSorted()
const zygote = new Zygote(python)
const browserless = await openBrowserless()
// Compiled once, before anything is measured by it.
await browserless.page.loadParts()
const reports: AppReport[] = []
const left = [...names]

await Promise.all(Array.from({ length: Number(options.jobs) }, work))
await writeFile(options.report, `${JSON.stringify(reports, null, 1)}\n`)
const counts = countUp(reports)
printCounts(counts, quiet.log)
zygote.close()
await browserless.close()
process.exit(counts.worse > 0 ? 1 : 0)

async function work(): Promise<void> {
  for (let name = left.shift(); name !== undefined; name = left.shift()) {
    const report = await visit(name)
    reports.push(report)
    const ends = report.endpoints.map(({ verdict, isEmpty }) => `${verdict}${isEmpty ? ' (nothing seen)' : ''}`)
    quiet.log(`${name}: ${report.why ?? (ends.join(', ') || 'no endpoint')}`)
  }
}

async function visit(name: string): Promise<AppReport> {
  let app: Awaited<ReturnType<Zygote['start']>>
  try {
    app = await zygote.start(resolve(folder, name, 'run.py'))
  } catch (error) {
    return { name, why: error instanceof Error ? error.message : String(error), endpoints: [] }
  }
  const client = new GradioClient({ backendUrl: null })
  let official: Official | null = null
  const relay = options.relay ? await serveRelay(app.url) : null
  const pageClient = browserless.page.openClient(relay?.url ?? null)
  try {
    const description = await client.discover(app.url)
    official = await connectOfficially(app.url).catch(() => null)
    const meant = await readMeant(app.url)
    const endpoints: EndpointReport[] = []
    const place = { app: relay ? 'stranger' : description.address, backendUrl: relay?.url ?? null, client: pageClient }
    for (const endpoint of description.endpoints) endpoints.push(await call(description, endpoint, { place, official, meant }))
    return { name, why: null, endpoints }
  } catch (error) {
    return { name, why: `ours: ${error instanceof Error ? error.message : String(error)}`, endpoints: [] }
  } finally {
    client.close()
    pageClient.close()
    official?.close()
    await relay?.close()
    app.stop()
  }
}

interface Around {
  readonly place: AppPlace
  readonly official: Official | null
  readonly meant: Meant
}

async function call(app: AppDescription, endpoint: EndpointDescription, { place, official, meant }: Around): Promise<EndpointReport> {
  const { page } = browserless
  const values = await sampleValues(app, endpoint)
  const theirs = official ? await official.call(endpoint.name, values, limitMs) : { error: 'did not connect' }
  const wanted = 'values' in theirs ? { values: meant(endpoint.fnIndex, theirs.values) } : theirs
  let seen = await page.runInPage(place, endpoint.name, values, limitMs)
  let { verdict, reason } = compare(seen, wanted)
  // An app may answer every call differently. Ours is worse if it is so again.
  if (verdict === 'worse') {
    seen = await page.runInPage(place, endpoint.name, values, limitMs)
    ;({ verdict, reason } = compare(seen, wanted))
  }
  const isEmpty = seen.status === 'succeeded' && !seen.hasResult
  const unseen = seen.outputs.filter(({ isSeen }) => !isSeen).map(({ component }) => component)
  return { endpoint: endpoint.name, verdict, reason, isEmpty, unseen, ...seen, values: undefined }
}
