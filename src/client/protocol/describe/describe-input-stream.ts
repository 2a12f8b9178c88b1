/** Input streams in the config: which parameter takes the frames, how often, and for how long. */
import type { InputStream, ParameterDescription } from './app-description.ts'
import type { GradioComponent, GradioDependency } from './config.ts'

/** Gradio's own default. */
const USUAL_EVERY_MS = 500
/** Shortest interval. A shorter one would flood a server, even if its app asks for it. */
const LEAST_EVERY_MS = 20
/** A limit above a day counts as none. */
const LONGEST_MS = 86_400_000
const LIVE_TYPES: ReadonlySet<string> = new Set(['audio', 'image'])

/** Interval and time limit. Both come from the app and can be anything. */
export function describeInputStream({ stream_every: every, time_limit: limit }: GradioDependency): InputStream {
  return { everyMs: Math.max(LEAST_EVERY_MS, milliseconds(every) ?? USUAL_EVERY_MS), timeLimitMs: milliseconds(limit) }
}

/**
 * How the dependency's `stream` event uses a parameter: it belongs to the streaming component, not to those that are
 * read beside it.
 */
export function liveness(dependency: GradioDependency, component: GradioComponent | undefined): ParameterDescription['live'] {
  if (!component || !LIVE_TYPES.has(component.type.toLowerCase()) || !Array.isArray(dependency.targets)) return undefined
  const isTarget = dependency.targets.some(
    (target: unknown) => Array.isArray(target) && target[0] === component.id && target[1] === 'stream',
  )
  if (!isTarget) return undefined
  return dependency.connection === 'stream' ? 'frames' : 'calls'
}

function milliseconds(seconds: unknown): number | null {
  const isTime = typeof seconds === 'number' && seconds > 0 && seconds * 1000 <= LONGEST_MS
  return isTime ? Math.round(seconds * 1000) : null
}
