/**
 * A page with processes in which everything but the app is real: scenarios on a manual clock. And all announcements on
 * it.
 */
import { render } from '@testing-library/react'
import { StrictMode } from 'react'
import type { ReactNode } from 'react'
import { GradioProcess, GradioProvider } from '../../../src/react/index.ts'
import { createManualClock, createScenarioServer, type Scenario } from '../../../src/testing/index.ts'
import { listen } from '../../accessibility/listen.ts'

/** One step of a scenario's clock. */
export const SECOND = 1000

const closing: (() => void)[] = []

/** Ends everything that {@link openProcess} began; call it after each test. */
export function closeProcesses(): void {
  for (const close of closing.splice(0)) close()
}

/** The page, what was said on it, and a way to let the app do its next step. */
export function openProcess(scenario: Scenario, children?: ReactNode) {
  return openProcesses([scenario], children)
}

/** The same with several processes of one app. */
export function openProcesses(scenarios: readonly Scenario[], children?: ReactNode) {
  const clock = createManualClock({ startAt: Date.UTC(2026, 2, 1, 12) })
  const server = createScenarioServer({ relay: true, clock, scenarios })
  closing.push(() => server.close())
  const { said, stop } = listen()
  closing.push(stop)
  const view = render(
    <StrictMode>
      <main>
        <button type="button">Before</button>
        <GradioProvider
          backendUrl="http://relay.test/api"
          clock={clock}
          fetch={(input, init) => server.fetch(new Request(input, init))}
          random={() => 0}
        >
          {scenarios.map(({ name }) => (
            <GradioProcess key={name} app="http://app.test" endpoint={name} locale="en" clock={clock}>
              {children}
            </GradioProcess>
          ))}
        </GradioProvider>
      </main>
    </StrictMode>,
  )
  /** Lets the app do its next step, and the page draw what came of it. */
  const next = async (ms = SECOND): Promise<void> => {
    await clock.advance(ms)
    for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame)
  }
  return { ...view, said, next }
}
