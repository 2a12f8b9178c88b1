/** What the doctor can find. A code is kept: scripts read it, and docs/doctor.md has a section for each. */
import type { Proxy } from './proxy.ts'
import { LINES } from './proxy-lines.ts'

/** `error`: it will not work. `warning`: it will fail at times, or be slow. `note`: good to know. */
export type Severity = 'error' | 'warning' | 'note'

const CODES = {
  'app-unreachable': 'error',
  'relay-unreachable': 'error',
  'app-not-gradio': 'error',
  'app-refused': 'error',
  'sign-in-needed': 'error',
  'protocol-unknown': 'error',
  'protocol-old': 'note',
  'space-private': 'error',
  'space-paused': 'error',
  'space-broken': 'error',
  'space-asleep': 'error',
  'cors-blocked': 'error',
  'cors-doubled': 'error',
  'cors-preflight': 'error',
  'mixed-content': 'error',
  'stream-held-back': 'error',
  'stream-compressed': 'warning',
  'stream-cut': 'error',
  'stream-refused': 'error',
  'http1-connections': 'warning',
  'no-affinity': 'error',
  'upload-limit': 'warning',
  'clock-skew': 'warning',
} as const satisfies Readonly<Record<string, Severity>>

/** The codes of all findings. */
export type FindingCode = keyof typeof CODES

/** All of them, for the documents' test. */
export const FINDING_CODES: readonly string[] = Object.keys(CODES)

/** One thing that will go wrong, or may. */
export interface Finding {
  readonly code: FindingCode
  readonly severity: Severity
  /** What was seen, one or more sentences. */
  readonly seen: string
  /** What to change. */
  readonly advice: string
  /** Lines of configuration that mend it: of the proxy that was recognised or named, else of all that are known. */
  readonly lines: readonly { readonly proxy: Proxy; readonly text: string }[]
}

/** Makes a finding. `severity` is that of its code unless another is given. */
export function finding(
  code: FindingCode,
  proxy: Proxy | null,
  { seen, advice, severity = CODES[code] }: { readonly seen: string; readonly advice: string; readonly severity?: Severity },
): Finding {
  const known = Object.entries(LINES[code] ?? {}) as [Proxy, string][]
  const own = known.filter(([name]) => name === proxy)
  return { code, severity, seen, advice, lines: (own.length > 0 ? own : known).map(([name, text]) => ({ proxy: name, text })) }
}
