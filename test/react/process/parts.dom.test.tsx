/** Every part in the states that make it speak or be silent. */
import { act, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { createRef, version } from 'react'
import { describe, expect, it, test, vi } from 'vitest'
import { GradioProcess } from '../../../src/react/process/gradio-process.tsx'
import { createManualClock } from '../../../src/testing/manual-clock.ts'
import { NOW } from '../../../stories/fixtures.ts'
import { logLines, running, type StateName, states } from '../../../stories/states.ts'
import { draw } from './draw.tsx'

const { Status, Queue, Progress, Logs, Error: ErrorPart, Connection, Output, Announcer, Cancel, Title } = GradioProcess

if (process.env.EXPECT_REACT) test('runs on the React it says', () => expect(version).toMatch(new RegExp(`^${process.env.EXPECT_REACT}`)))

describe('status line', () => {
  it.each<[StateName, string]>([
    ['Uploading', 'Uploading 2 of 3 files · 4.1 of 12 MB'],
    ['Submitting', 'Sending to the app'],
    ['WaitingForBusyApp', 'The app is busy. Trying again in 8 s.'],
    ['WaitingForRate', 'Too many requests for now. Trying again in 30 s.'],
    ['WaitingForAnAnswer', 'No answer yet. Trying again in 3 s.'],
    ['WaitingForOtherRuns', 'Waiting for your other runs to finish'],
    ['Queued', '3rd in line · about 40 s'],
    ['QueuedWithoutEta', '7th in line'],
    ['QueuedEtaPassed', 'Next in line · taking longer than usual'],
    ['RunningIndeterminate', 'Running'],
    ['RunningDescribed', 'Loading the model'],
    ['RunningWithProgress', 'Step 12 of 20 · about 14 s left'],
    ['RunningNested', 'Reading · 2 of 3\u00a0chapters · about 40 s left'],
    ['Cancelling', 'Stopping. This step has to finish first.'],
    ['Cancelled', 'Stopped after 41 s. What had arrived is below.'],
    ['CancelledUnconfirmed', 'Left after 9 s. The app may still be running it.'],
    ['CancelledUnsupported', 'Left after 9 s. This app cannot be told to stop and may still be running it.'],
    ['Succeeded', 'Done in 41 s'],
    ['SucceededFromCache', 'Done in 0.4 s · from cache'],
    ['Failed', 'Failed after 41 s'],
    ['QueueFull', 'Not started'],
    ['FileTooLarge', 'Not started'],
  ])('says in %s: %s', (name, text) => {
    draw(states[name], <Status data-testid="status" />)
    expect(screen.getByTestId('status').querySelector('.rgs-status-text')).toHaveProperty(
      'textContent',
      text.replaceAll(/(\d) s/g, '$1\u00a0s'),
    )
  })

  it('offers to try a busy app at once, and counts down to it', async () => {
    const clock = createManualClock({ startAt: NOW })
    const retryNow = vi.fn<() => void>()
    draw({ ...states.WaitingForBusyApp, retryNow }, <Status />, { clock })
    await act(() => clock.advance(3000))
    expect(screen.getByText('The app is busy. Trying again in 5 s.')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Try now' }))
    expect(retryNow).toHaveBeenCalledOnce()
  })

  it('offers no try where other runs must end first', () => {
    draw(states.WaitingForOtherRuns, <Status />)
    expect(screen.queryByRole('button')).toBeNull()
  })

  it('is silent before the first run', () => {
    draw(states.Idle, <Status data-testid="status" />)
    expect(screen.queryByTestId('status')).toBeNull()
  })

  it('counts the time of a run once a second', async () => {
    const clock = createManualClock({ startAt: NOW })
    draw(states.RunningIndeterminate, <Status />, { clock })
    expect(screen.getByRole('timer').textContent).toBe('00:04')
    await act(() => clock.advance(3000))
    expect(screen.getByRole('timer').textContent).toBe('00:07')
  })

  it('stops its timer when it goes', async () => {
    const clock = createManualClock({ startAt: NOW })
    const { unmount } = draw(states.RunningIndeterminate, <Status />, { clock })
    unmount()
    expect(clock.pendingCount).toBe(0)
  })

  it('runs again with what a cancelled run was given', async () => {
    const resubmit = vi.fn()
    draw({ ...states.Cancelled, resubmit }, <Status />)
    await userEvent.click(screen.getByRole('button', { name: 'Run again' }))
    expect(resubmit).toHaveBeenCalledOnce()
  })
})

describe('queue', () => {
  it('counts the estimate down and admits when it has passed', async () => {
    const clock = createManualClock({ startAt: NOW })
    draw(states.QueuedNext, <Queue />, { clock })
    const queue = screen.getByRole('group', { name: 'Place in line' })
    expect(queue.textContent).toContain('about 6\u00a0s')
    await act(() => clock.advance(4000))
    expect(queue.textContent).toContain('about 2\u00a0s')
    await act(() => clock.advance(3000))
    expect(queue.textContent).toContain('taking longer than usual')
  })

  it('is silent once the run runs', () => {
    draw(states.RunningIndeterminate, <Queue data-testid="queue" />)
    expect(screen.queryByTestId('queue')).toBeNull()
  })
})

describe('progress', () => {
  it('has no value where the end is unknown', () => {
    draw(states.RunningIndeterminate, <Progress />)
    const bar = screen.getByRole('progressbar', { name: 'Progress' })
    expect(bar.hasAttribute('aria-valuenow')).toBe(false)
    expect(bar.getAttribute('aria-valuetext')).toBe('Running, end unknown')
  })

  it('draws one bar per level, outermost first', () => {
    draw(states.RunningNested, <Progress />)
    expect(screen.getAllByRole('progressbar').map((bar) => [bar.getAttribute('aria-label'), bar.getAttribute('aria-valuetext')])).toEqual([
      ['Reading', '2 of 3\u00a0chapters'],
      ['Page', '11 of 18\u00a0pages'],
      ['Looking for quotations', '40%'],
    ])
  })

  it('jumps when the app starts a level anew', () => {
    const { show } = draw(states.RunningWithProgress, <Progress />)
    show(states.PollingFallback)
    expect(screen.getByRole('progressbar').hasAttribute('data-back')).toBe(true)
    show(states.RunningWithProgress)
    expect(screen.getByRole('progressbar').hasAttribute('data-back')).toBe(false)
  })
})

describe('log', () => {
  it('says in its own words that the relay began the run again', async () => {
    const line = logLines(['warning', 'The words of the relay.']).map((entry) => ({ ...entry, code: 'run-restarted' as const }))
    draw({ ...states.Logging, state: running(16, { logs: line }) }, <Logs />)
    expect((await screen.findByRole('listitem')).textContent).toContain('so the run was begun again')
    expect(screen.queryByText('The words of the relay.')).toBeNull()
  })

  it('is folded while nothing in it is urgent', () => {
    draw(states.Logging, <Logs />)
    expect(screen.getByText('Log (3)')).toBeTruthy()
    expect(screen.queryByText('Reading 3 chapters')).toBeNull()
  })

  it('is open with a warning, and says levels in words', () => {
    draw(states.LoggingWarning, <Logs />)
    const items = screen.getAllByRole('listitem').map(({ textContent }) => textContent)
    expect(items[1]).toBe('Warning: Nothing to read Chapter 2 has no text, only pictures. It is left out.')
    expect(items[2]).toBe('Error: Two quotations could not be checked.')
  })

  it('stays as a person left it', async () => {
    const { show } = draw(states.LoggingWarning, <Logs />)
    await userEvent.click(screen.getByText('Log (4)'))
    show({ ...states.LoggingWarning })
    expect(screen.queryAllByRole('listitem')).toHaveLength(0)
  })

  it('leaves out what the app hides, and counts what is not kept', () => {
    draw(states.LongLog, <Logs />)
    expect(screen.getByText('Log (1,000)')).toBeTruthy()
    expect(screen.getByText('940 earlier lines are not kept.')).toBeTruthy()
  })

  const levels = () => screen.queryAllByRole('radio').map((radio) => radio.closest('label')?.textContent)

  it('offers its levels, the gravest first, where there are several and many lines', () => {
    const { show } = draw(states.LoggingWarning, <Logs />)
    expect(levels()).toEqual([])
    show(states.ManyLevels)
    expect(levels()).toEqual(['All 30', 'Errors 1', 'Warnings 3', 'Successes 3', 'Info 23'])
  })

  it('shows one level while more lines come, and all of them in the next run', async () => {
    const { state } = states.ManyLevels
    if (state.status !== 'running') throw new Error('The fixture has changed.')
    const { show } = draw(states.ManyLevels, <Logs />)
    const warnings = screen.getByRole('radio', { name: 'Warnings 3' })
    await userEvent.click(warnings)
    expect(screen.getAllByRole('listitem').map((item) => item.dataset.level)).toEqual(['warning', 'warning', 'warning'])
    const more = [
      ...state.logs,
      ...logLines(['warning', 'One more'], ['info', 'Another']).map((line) => ({ ...line, sequence: line.sequence + 99 })),
    ]
    show({ ...states.ManyLevels, state: { ...state, logs: more } })
    expect(document.activeElement).toBe(warnings)
    expect(screen.getByRole('radio', { name: 'Warnings 4' })).toBe(warnings)
    expect(screen.getAllByRole('listitem')).toHaveLength(4)
    show({ ...states.ManyLevels, state: { ...state, startedAt: state.startedAt + 1 } })
    expect(screen.getByRole('radio', { name: 'All 30' })).toHaveProperty('checked', true)
  })

  it('copies what it shows, with the time and the level of each line, as plain words', async () => {
    userEvent.setup()
    draw(states.ManyLevels, <Logs />)
    await userEvent.click(screen.getByRole('radio', { name: 'Errors 1' }))
    await userEvent.click(screen.getByRole('button', { name: 'Copy log' }))
    expect(await navigator.clipboard.readText()).toBe('2026-03-01T11:59:57.000Z Error: Chapter 18 could not be read.')
  })
})

describe('error', () => {
  it('has the words of the app, what to do, and another try with the same inputs', async () => {
    const resubmit = vi.fn()
    draw({ ...states.Failed, resubmit }, <ErrorPart />)
    const error = screen.getByRole('group', { name: 'Text too long' })
    expect(error.textContent).toContain('this model reads 100,000 at most.')
    expect(error.textContent).toContain('Shorten the text')
    await userEvent.click(within(error).getByRole('button', { name: 'Try again' }))
    expect(resubmit).toHaveBeenCalledOnce()
  })

  it('asks the app again where it was never discovered', async () => {
    const refetch = vi.fn()
    draw({ ...states.Unreachable, discovery: { ...states.Unreachable.discovery, refetch } }, <ErrorPart />)
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(refetch).toHaveBeenCalledOnce()
  })

  it.each<StateName>(['NotGradio', 'UnknownEndpoint', 'InputInvalid', 'LoginRequired'])(
    'offers no second try where none helps: %s',
    (name) => {
      draw(states[name], <ErrorPart />)
      expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
    },
  )

  it('says so where the app gave no words', () => {
    draw(states.FailedWithoutWords, <ErrorPart />)
    expect(screen.getByRole('group', { name: 'The app could not finish.' })).toBeTruthy()
  })

  it('links a login only to a web address', () => {
    draw({ ...states.LoginRequired, connection: { ...states.LoginRequired.connection, route: 'direct' } }, <ErrorPart />)
    expect(screen.getByRole('link', { name: 'Open the app' }).getAttribute('href')).toBe('https://summaries.example')
  })

  it('copies the technical part', async () => {
    const user = userEvent.setup()
    draw(states.QueueFull, <ErrorPart />)
    await user.click(screen.getByText('Details'))
    await user.click(screen.getByRole('button', { name: 'Copy Details' }))
    expect(await navigator.clipboard.readText()).toContain('Code: queue-full\nEndpoint: /summarise\n')
    expect(screen.getByRole('button', { name: 'Copied' })).toBeTruthy()
  })
})

describe('connection', () => {
  it.each<[StateName, string]>([
    ['Reconnecting', 'Connection lost. Your run goes on. Reconnecting in 3 s.'],
    ['ReconnectingNow', 'Connection lost. Your run goes on. Reconnecting.'],
    ['Stalled', 'No sign of life from the app for a while. Still listening.'],
    ['Offline', 'You are offline. Your run goes on.'],
    ['InOnePiece', 'Live updates are not possible here. The result comes in one piece.'],
    ['PollingByChoice', 'Live updates are turned off. Checking every few seconds.'],
    ['LeavingEndsRun', 'Closing this page ends the run.'],
    ['RunningWithProgress', 'You can close this page. The run goes on.'],
  ])('says in %s: %s', (name, text) => {
    draw(states[name], <Connection />)
    expect(screen.getByText(text)).toBeTruthy()
  })

  it.each<StateName>(['Idle', 'Succeeded', 'RunningIndeterminate', 'Failed'])('is silent in %s', (name) => {
    draw(states[name], <Connection data-testid="connection" />)
    expect(screen.queryByTestId('connection')).toBeNull()
  })

  it('tries again at once when asked', async () => {
    const retryNow = vi.fn()
    draw({ ...states.Reconnecting, retryNow }, <Connection />)
    await userEvent.click(screen.getByRole('button', { name: 'Try now' }))
    expect(retryNow).toHaveBeenCalledOnce()
  })

  it('says why it polls', () => {
    draw(states.PollingFallback, <Connection />)
    expect(screen.getByText('The stream answered with a page of HTML, as a proxy does.')).toBeTruthy()
  })

  it('says that a run waits for the network', () => {
    draw({ ...states.Submitting, isPaused: true }, <Connection />)
    expect(screen.getByText('You are offline. Your run starts once you are back.')).toBeTruthy()
  })
})

describe('output', () => {
  it('is busy while it grows and marks what is of the run before', () => {
    const { show } = draw(states.RunningWithPartialOutput, <Output />)
    expect(screen.getByRole('group', { name: 'Result' }).getAttribute('aria-busy')).toBe('true')
    show(states.RunningOverLastResult)
    const stale = screen.getByRole('group', { name: 'Result of an earlier run' })
    expect(stale.hasAttribute('data-stale')).toBe(true)
    expect(stale.getAttribute('aria-busy')).toBe('false')
  })

  it('keeps room for the first value while a run goes on, and none otherwise', () => {
    const { show } = draw(states.RunningIndeterminate, <Output data-testid="output" />)
    expect(screen.getByRole('region', { name: /: Summary$/ }).querySelectorAll('.rgs-skeleton')).toHaveLength(4)
    show(states.Idle)
    expect(screen.queryByTestId('output')).toBeNull()
  })
})

describe('announcer', () => {
  const polite = () => screen.getByRole('status').textContent?.trim()
  const assertive = () => screen.getByRole('alert').textContent

  it('tells milestones, not ticks', async () => {
    const clock = createManualClock({ startAt: NOW })
    const { show } = draw(states.Queued, <Announcer />, { clock })
    expect(polite()).toBe('3rd in line')
    await act(() => clock.advance(5000))
    expect(polite()).toBe('3rd in line')
    show(states.RunningWithProgress)
    expect(polite()).toBe('Running, 50%.')
    show(states.Succeeded)
    expect(polite()).toBe('Done in 41\u00a0s. The result is there.')
  })

  it('says that a lost connection is back, and no longer once the run has ended', () => {
    const { show } = draw(states.RunningWithProgress, <Announcer />)
    expect(polite()).toBe('Running, 50%.')
    show(states.Reconnecting)
    show(states.RunningWithProgress)
    expect(polite()).toBe('Connected again. Running, 50%.')
    show(states.Succeeded)
    expect(polite()).toBe('Done in 41\u00a0s. The result is there.')
  })

  it('says what the app says, the newest lines, each once and shortened where it is long', () => {
    const { show } = draw(states.Logging, <Announcer />)
    expect(polite()).toContain('Info: Found 14 quotations')
    show(states.LoggingWarning)
    expect(polite()).toContain('Success: The model is loaded')
    expect(polite()).not.toContain('Reading 3 chapters')
    show({ ...states.Logging, state: running(16, { logs: logLines(['info', 'Same'], ['info', 'Same'], ['info', 'long '.repeat(9000)]) }) })
    const lines = [...screen.getByRole('status').children].map(({ textContent }) => textContent ?? '')
    expect(lines.filter((line) => line.trim() === 'Info: Same')).toHaveLength(2)
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(600)
  })

  it('is assertive for errors only', () => {
    const { show } = draw(states.Reconnecting, <Announcer />)
    expect(polite()).toBe('Connection lost. Reconnecting. Running, 50%.')
    expect(assertive()).toBe('')
    show(states.Failed)
    expect(polite()).toBe('')
    expect(assertive()).toContain('Text too long. ')
  })
})

describe('any part', () => {
  it('carries status and connection, passes on props and its ref', () => {
    const ref = createRef<HTMLDivElement>()
    draw(states.Reconnecting, <Status ref={ref} className="mine" data-testid="status" style={{ order: 2 }} />)
    const status = screen.getByTestId('status')
    expect(ref.current).toBe(status)
    expect(status.className).toBe('rgs-status mine')
    expect(status.dataset).toMatchObject({ status: 'running', connection: 'reconnecting' })
    expect(status.style.order).toBe('2')
  })

  it('is drawn by a function that gets props and state', () => {
    draw(states.RunningWithProgress, <Status render={(props, state) => <p {...props}>{`${state.status}: ${state.text}`}</p>} />)
    expect(screen.getByText(/^running: Step 12 of 20/).tagName).toBe('P')
  })

  it('is drawn as an element that keeps its own props and ref', async () => {
    const outer = createRef<HTMLHeadingElement>()
    const inner = createRef<HTMLParagraphElement>()
    draw(states.Idle, <Title ref={outer} render={<p ref={inner} className="mine" />} />)
    const title = screen.getByText('Summaries')
    expect(title.className).toBe('rgs-title mine')
    expect(outer.current).toBe(title)
    expect(inner.current).toBe(title)
  })

  it('runs the handler of a user before its own, unless that prevents it', async () => {
    const cancel = vi.fn(() => Promise.resolve(null))
    draw({ ...states.Queued, cancel }, <Cancel onClick={(event) => event.preventDefault()} />)
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(cancel).not.toHaveBeenCalled()
  })

  it('says where it belongs when it is drawn outside of a process', () => {
    const silent = vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(() => render(<Status />)).toThrow(/Put it inside <GradioProcess\.Root>/)
    silent.mockRestore()
  })
})
