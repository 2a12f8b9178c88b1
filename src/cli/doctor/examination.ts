/** One examination: the app, how it is asked, and what was found. */
import type { AppDescription } from '@gradio-stream/client'
import { ask } from './ask.ts'
import type { Answer, Asking } from './ask.ts'
import { finding } from './finding.ts'
import type { Finding, FindingCode, Severity } from './finding.ts'
import { recogniseProxy } from './proxy.ts'
import type { Proxy } from './proxy.ts'

/** What is examined. */
export interface Subject {
  readonly app: AppDescription
  readonly asking: Asking
  /** The page's origin; `null` if it is not known. */
  readonly origin: string | null
  /** How long the stream is watched. */
  readonly watchMs: number
}

/** Collects findings. */
export class Examination {
  readonly app: AppDescription
  readonly asking: Asking
  readonly origin: string | null
  readonly watchMs: number
  readonly findings: Finding[] = []
  /** What was measured, by name: times in milliseconds, sizes in bytes. */
  readonly facts: Record<string, string | number | null> = {}
  #proxy: Proxy | null

  constructor({ app, asking, origin, watchMs }: Subject, proxy: Proxy | null) {
    this.app = app
    this.asking = asking
    this.origin = origin
    this.watchMs = watchMs
    this.#proxy = proxy
  }

  /** The proxy that was named by the caller, or recognised. */
  get proxy(): Proxy | null {
    return this.#proxy
  }

  /** Learns the proxy from an answer. */
  see(headers: Headers): void {
    this.#proxy ??= recogniseProxy(headers)
  }

  found(code: FindingCode, words: { readonly seen: string; readonly advice: string; readonly severity?: Severity }): void {
    this.findings.push(finding(code, this.#proxy, words))
  }

  /** Asks a route of the app, below its API. Rejects without an answer. */
  async ask(route: string, init: Parameters<typeof ask>[2] = {}): Promise<Answer> {
    const answer = await ask(`${this.app.apiUrl}/${route}`, this.asking, init)
    this.see(answer.headers)
    return answer
  }
}
