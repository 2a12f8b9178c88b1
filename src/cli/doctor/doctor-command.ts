/** `gradio-stream doctor`: reaches an app as a page would, and says what will go wrong and how to mend it. */
import type { AppDescription } from '@gradio-stream/client'
import { FINE, FOUND, UNREACHED, UsageError } from '../exit-codes.ts'
import { findApp, readHeaders } from '../find-app.ts'
import type { ReachOptions } from '../find-app.ts'
import { plain, writeJson } from '../terminal.ts'
import type { Terminal } from '../terminal.ts'
import { describeFailure } from './describe-failure.ts'
import { Examination } from './examination.ts'
import { examinePage } from './examine-page.ts'
import { examineStream } from './examine-stream.ts'
import { examineClock, examineReplicas, examineTransport, examineUploads } from './examine-way.ts'
import type { Finding } from './finding.ts'
import { PROXIES } from './proxy.ts'
import type { Proxy } from './proxy.ts'

/** Options of the command, as commander reads them. */
export interface DoctorOptions extends ReachOptions {
  readonly origin?: string
  readonly proxy?: string
  readonly watchMs: number
  readonly json?: boolean
}

/** In this order: the stream is judged beside the times of the answers before it. */
const STEPS = [examineReplicas, examineClock, examineTransport, examinePage, examineUploads, examineStream] as const

/** Runs the command. Resolves with its exit code. */
export async function runDoctor(address: string, options: DoctorOptions, terminal: Terminal): Promise<number> {
  const origin = options.origin === undefined ? null : readOrigin(options.origin)
  const proxy = readProxy(options.proxy)
  const headers = readHeaders(options.header)
  let app: AppDescription
  try {
    app = await findApp(address, options, terminal)
  } catch (cause) {
    const found = describeFailure(cause)
    if (found === null) throw cause
    report(terminal, options, { address, findings: [found], facts: {} })
    return UNREACHED
  }
  const asking = { headers, signal: AbortSignal.any([terminal.signal, AbortSignal.timeout(options.timeoutMs + options.watchMs)]) }
  const examination = new Examination({ app, asking, origin, watchMs: options.watchMs }, proxy)
  judgeProtocol(examination)
  for (const step of STEPS) await step(examination)
  const { findings, facts } = examination
  report(terminal, options, {
    address,
    findings,
    facts: { version: app.version, protocol: app.protocol, route: app.route, proxy: examination.proxy, ...facts },
  })
  return findings.some(({ severity }) => severity !== 'note') ? FOUND : FINE
}

function judgeProtocol(examination: Examination): void {
  const { version, protocol, route } = examination.app
  if (route === 'relay' || protocol === 'sse_v3') return
  examination.found('protocol-old', {
    seen: `Gradio ${plain(version)} speaks ${protocol}, where a run has a connection or a stream of its own.`,
    advice: 'It works. Gradio 4.22 and newer share one stream per page, and so does a relay for every version.',
  })
}

function readOrigin(text: string): string {
  if (!URL.canParse(text) || !/^https?:/i.test(text))
    throw new UsageError(`"${plain(text)}" is no origin: write --origin https://example.com.`)
  return new URL(text).origin
}

function readProxy(text: string | undefined): Proxy | null {
  const found = PROXIES.find((proxy) => proxy === text)
  if (text !== undefined && found === undefined)
    throw new UsageError(`"${plain(text)}" is not known: --proxy is one of ${PROXIES.join(', ')}.`)
  return found ?? null
}

interface Report {
  readonly address: string
  readonly findings: readonly Finding[]
  readonly facts: Readonly<Record<string, string | number | null>>
}

function report(terminal: Terminal, { json = false }: DoctorOptions, { address, findings, facts }: Report): void {
  if (json) {
    writeJson(terminal, { address, facts, findings: findings.map((one) => ({ ...one, page: `docs/doctor.md#${one.code}` })) })
    return
  }
  const known = Object.entries(facts).flatMap(([name, value]) => (value === null ? [] : [`${name} ${plain(String(value))}`]))
  terminal.out(`${plain(address)}${known.length === 0 ? '' : `: ${known.join(', ')}`}\n`)
  for (const found of findings) terminal.out(`\n${describe(found)}`)
  const wrong = findings.filter(({ severity }) => severity !== 'note').length
  terminal.out(wrong === 0 ? '\nNothing is wrong.\n' : `\n${wrong} ${wrong === 1 ? 'finding' : 'findings'}. About each: docs/doctor.md.\n`)
}

function describe({ severity, code, seen, advice, lines }: Finding): string {
  const shown = lines.map(({ proxy, text }) => `  ${proxy}:\n${text.replaceAll(/^/gm, '    ')}\n`)
  return `${severity} ${code}\n  ${plain(seen)}\n  ${plain(advice)}\n${shown.join('')}`
}
