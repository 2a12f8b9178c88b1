/** The whole way: component, hook, client and protocol are real, the relay is a scenario server behind `fetch`. */
import { act, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { StrictMode } from 'react'
import { expect, it, onTestFinished } from 'vitest'
import { GradioProcess, GradioProvider } from '../../../src/react/index.ts'
import type { Clock } from '../../../src/client/index.ts'
import { createManualClock, createScenarioServer, scenarios, type Scenario } from '../../../src/testing/index.ts'

/** Draws a process of one scenario and gives the server it talks to. */
function drawScenario(scenario: Scenario, props: { transport?: 'sse' | 'polling'; clock?: Clock; children?: React.ReactNode } = {}) {
  const server = createScenarioServer({ scenarios: [scenario], relay: true, speed: Infinity })
  onTestFinished(() => server.close())
  const toServer: typeof fetch = (input, init) => server.fetch(new Request(input, init))
  render(
    <StrictMode>
      <GradioProvider backendUrl="https://relay.test/api" fetch={toServer} transport={props.transport}>
        <GradioProcess app="https://app.test" endpoint={scenario.name} locale="en" clock={props.clock}>
          {props.children}
        </GradioProcess>
      </GradioProvider>
    </StrictMode>,
  )
  return server
}

async function pressRun(): Promise<void> {
  const run = await screen.findByRole('button', { name: 'Run' })
  await waitFor(() => expect(run.getAttribute('aria-disabled')).toBeNull())
  await userEvent.click(run)
}

const result = () => screen.findByRole('group', { name: 'Result' })

it.each(['sse', 'polling'] as const)('runs a scenario from its form to its result, by %s', async (transport) => {
  const server = drawScenario(scenarios.progress, { transport })
  const prompt = await screen.findByRole('textbox', { name: 'Prompt' })
  await userEvent.clear(prompt)
  await userEvent.type(prompt, 'Fog')
  await pressRun()
  expect(await screen.findByText(/^Done in/, { selector: 'bdi' }, { timeout: 4000 })).toBeTruthy()
  expect((await result()).textContent).toContain('“Fog” in watercolour, 6 steps')
  expect(server.runs.progress).toMatchObject({ started: 1 })
})

it('keeps what was typed when the run fails, and runs again with it', async () => {
  const server = drawScenario(scenarios.failure)
  const prompt = await screen.findByRole('textbox', { name: 'Prompt' })
  await userEvent.clear(prompt)
  await userEvent.type(prompt, 'Fog')
  await pressRun()
  expect(await screen.findByRole('group', { name: 'Out of memory' })).toBeTruthy()
  expect(prompt).toHaveProperty('value', 'Fog')
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(server.runs.failure).toMatchObject({ started: 2 }))
})

it('puts a refusal under the field it names', async () => {
  drawScenario(scenarios.validation)
  await pressRun()
  expect(await screen.findByRole('group', { name: 'Some values need a change.' })).toBeTruthy()
  const age = screen.getByRole('spinbutton', { name: 'Age' })
  expect(age.getAttribute('aria-invalid')).toBe('true')
  expect(age.closest('.rgs-field')?.textContent).toContain('Age must be 18 or more')
})

it('cancels by the button that was Run', async () => {
  const clock = createManualClock()
  drawScenario({ ...scenarios.tokens, holdAfter: 12 }, { clock })
  await pressRun()
  await result()
  // A press right after it turned would count as one more of Run.
  await act(() => clock.advance(1000))
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(await screen.findByText(/^Stopped after/, { selector: 'bdi' })).toBeTruthy()
  expect((await result()).textContent).toContain('You asked:')
})

it('draws parts that a user arranges', async () => {
  drawScenario(scenarios.instant, {
    children: (
      <>
        <GradioProcess.Form>
          <GradioProcess.Submit cancels={false} />
        </GradioProcess.Form>
        <GradioProcess.Output />
      </>
    ),
  })
  await pressRun()
  expect(await result()).toBeTruthy()
  expect(screen.queryByRole('heading', { level: 2 })).toBeNull()
})
