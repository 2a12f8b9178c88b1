/** Built-in Spaces, named by what happens to them, for the option `space`. */
import type { ScenarioSpace } from '../scenario-space.ts'

const MINUTE_MS = 60_000

/** A Space that stays in one stage. */
function staying(stage: string): ScenarioSpace {
  return { stages: [{ stage }] }
}

/** The built-in Spaces. */
export const spaces = {
  running: staying('RUNNING'),
  /** Wakes at the first visit. */
  sleeping: { stages: [{ stage: 'SLEEPING', forMs: 20_000 }, { stage: 'APP_STARTING', forMs: 40_000 }, { stage: 'RUNNING' }] },
  /** Is built, then starts. */
  building: { stages: [{ stage: 'BUILDING', forMs: 3 * MINUTE_MS }, { stage: 'APP_STARTING', forMs: 20_000 }, { stage: 'RUNNING' }] },
  starting: { stages: [{ stage: 'APP_STARTING', forMs: 40_000 }, { stage: 'RUNNING' }] },
  /** An old version runs while a new one is built. */
  rebuilding: {
    stages: [{ stage: 'RUNNING_BUILDING', forMs: MINUTE_MS }, { stage: 'RUNNING_APP_STARTING', forMs: 20_000 }, { stage: 'RUNNING' }],
  },
  /** Fails while it is built. */
  buildFailing: { stages: [{ stage: 'BUILDING', forMs: 30_000 }, { stage: 'BUILD_ERROR' }] },
  /** Sleeps and never wakes. */
  neverWaking: staying('SLEEPING'),
  stopped: staying('STOPPED'),
  paused: staying('PAUSED'),
  withoutAppFile: staying('NO_APP_FILE'),
  wronglyConfigured: staying('CONFIG_ERROR'),
  notBuilt: staying('BUILD_ERROR'),
  crashed: staying('RUNTIME_ERROR'),
  deleting: staying('DELETING'),
  /** A stage that this library does not know. */
  unheardOf: staying('LEVITATING'),
  private: { stages: [{ stage: 'RUNNING' }], isPrivate: true },
  /** The Hub asks to slow down twice. */
  rateLimited: { stages: [{ stage: 'APP_STARTING', forMs: 10_000 }, { stage: 'RUNNING' }], refusals: 2 },
} as const satisfies Record<string, ScenarioSpace>
