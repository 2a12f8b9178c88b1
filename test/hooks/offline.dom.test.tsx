/** Offline: a submission waits, says so, can be given up, and goes out by itself. */
import { onlineManager } from '@tanstack/react-query'
import { act, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { Panel, countOf, createStage, line } from './stage.tsx'

afterEach(() => onlineManager.setOnline(true))

const until = (label: Parameters<typeof line>[0], text: string): Promise<void> => waitFor(() => expect(line(label).textContent).toBe(text))
const goOnline = (isOnline: boolean): void => act(() => onlineManager.setOnline(isOnline))

test('a submission waits for the network and then goes out', async () => {
  const stage = createStage()
  stage.render(<Panel inputs={['later']} />)
  await until('App', 'Scenarios')
  goOnline(false)
  await userEvent.click(screen.getByRole('button', { name: 'Submit' }))
  await until('Network', 'paused')
  expect(line('State').textContent).toBe('submitting')
  expect(countOf(stage.server, 'queue/join')).toBe(0)
  goOnline(true)
  await until('Data', 'later!')
  expect(line('Network').textContent).toBe('sse')
  expect(stage.server.runs.echo).toMatchObject({ started: 1 })
})

test('one that was cancelled while it waited never goes out', async () => {
  const stage = createStage()
  stage.render(<Panel />)
  await until('App', 'Scenarios')
  goOnline(false)
  await userEvent.click(screen.getByRole('button', { name: 'Submit' }))
  await until('Network', 'paused')
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  await until('State', 'cancelled')
  goOnline(true)
  await waitFor(() => expect(stage.queryClient.isMutating()).toBe(0))
  expect(countOf(stage.server, 'queue/join')).toBe(0)
})
