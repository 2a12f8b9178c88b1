/**
 * A Hugging Face Space around the scenarios: what the Hub says about it, and what its address answers while it is not
 * up. It plays on the server's clock. A sleeping Space starts at the first visit, like a real one.
 */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import { meaningOf } from '@gradio-stream/client/internal/spaces/space-stages'
import { json, page } from './gradio-responses.ts'

export const DEFAULT_SPACE_HOST = 'https://owner-space.hf.space'

/** One stage of a Space. */
export interface ScenarioStage {
  /** The Hub's word: `SLEEPING`, `BUILDING`, `RUNNING`, … */
  readonly stage: string
  /** How long it lasts, in milliseconds; the server's `speed` does not change it. Absent: it stays. */
  readonly forMs?: number
}

/** A Space in place of a bare app. */
export interface ScenarioSpace {
  /** `owner/space`. @defaultValue 'owner/space' */
  readonly name?: string
  /** The host that the Hub names. @defaultValue 'https://owner-space.hf.space' */
  readonly host?: string
  /** In order. The last one stays. */
  readonly stages: readonly ScenarioStage[]
  /** A request without a token gets 404. @defaultValue false */
  readonly isPrivate?: boolean
  /** The Hub answers 429 this many times, with `RateLimit` set to two seconds. @defaultValue 0 */
  readonly refusals?: number
}

const HUB = /\/api\/spaces\/(?:by-subdomain\/([^/]+)|([^/]+\/[^/]+))(?:\/(host|runtime|discussions))?$/

/** A Space that plays its stages. */
export class SpaceState {
  readonly #space: ScenarioSpace
  readonly #clock: Clock
  /** When the first stage began. `null` while the Space sleeps and has had no visit. */
  #beganAt: number | null
  #refusals: number

  constructor(space: ScenarioSpace, clock: Clock) {
    this.#space = space
    this.#clock = clock
    this.#refusals = space.refusals ?? 0
    this.#beganAt = space.stages[0]?.stage === 'SLEEPING' ? null : clock.now()
  }

  get name(): string {
    return this.#space.name ?? 'owner/space'
  }

  /** The present stage. */
  get stage(): string {
    let leftMs = this.#beganAt === null ? 0 : this.#clock.now() - this.#beganAt
    for (const { stage, forMs = Infinity } of this.#space.stages) {
      leftMs -= forMs
      if (leftMs < 0 || this.#beganAt === null) return stage
    }
    return this.#space.stages.at(-1)?.stage ?? 'RUNNING'
  }

  /** The Hub's answer; `null` for a request that is not for it. */
  answerHub(request: Request): Response | null {
    const [whole, subdomain, name, route] = HUB.exec(new URL(request.url).pathname) ?? []
    if (whole === undefined) return null
    if (this.#refusals > 0) {
      this.#refusals -= 1
      return json({ error: 'We had to rate limit you.' }, 429, { ratelimit: '"api";r=0;t=2', 'access-control-expose-headers': 'ratelimit' })
    }
    const host = this.#space.host ?? DEFAULT_SPACE_HOST
    const isThis = subdomain === undefined ? name === this.name : host.startsWith(`https://${subdomain}.`)
    if (!isThis || this.#isHidden(request, 'authorization')) return json({ error: 'Repository not found' }, isThis ? 401 : 404)
    const runtime = { stage: this.stage, hardware: { current: 'cpu-basic', requested: 'cpu-basic' }, gcTimeout: 172_800 }
    if (route === 'host') return json({ subdomain: new URL(host).hostname.split('.')[0], host })
    if (route === 'runtime') return json(runtime)
    return route === 'discussions' ? json({}) : json({ id: this.name, host, sdk: 'gradio', runtime })
  }

  /** The answer of its address while the app is not up; `null` once it is up. A visit wakes it. */
  answerVisit(request: Request): Response | null {
    if (this.#isHidden(request, 'x-hf-authorization')) return page(401, 'Sign in to Hugging Face')
    const { stage } = this
    if (meaningOf(stage).kind === 'up') return null
    this.#beganAt ??= this.#clock.now()
    return page(503, `This Space is ${stage.toLowerCase()}`)
  }

  #isHidden({ headers }: Request, header: string): boolean {
    return this.#space.isPrivate === true && !(headers.get(header) ?? headers.get('authorization'))?.startsWith('Bearer hf_')
  }
}
