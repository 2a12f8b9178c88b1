/** A log whose middle is being read, in real Chromium: new lines, dropped lines and the filter never move that line. */
import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import '../../../src/react/styles/index.css'
import type { LogEntry, LogLevel } from '../../../src/client/index.ts'
import { GradioProcess } from '../../../src/react/process/gradio-process.tsx'
import { logLines, running, states } from '../../../stories/states.ts'
import { draw } from './draw.tsx'

afterEach(cleanup)

/** Lines `from` to `to`; every tenth is a warning, some are two lines high. */
function lines(from: number, to: number): LogEntry[] {
  const all = Array.from({ length: to }, (_, index) => `Line ${index + 1} ${index % 7 === 0 ? 'is long '.repeat(40) : ''}`.trim())
  return logLines(...all.map((text, index): [LogLevel, string] => [index % 10 === 9 ? 'warning' : 'info', text])).slice(from - 1)
}
const log = (from: number, to: number) => ({
  ...states.RunningIndeterminate,
  state: running(4, { logs: lines(from, to), droppedLogCount: from - 1 }),
})
const frame = () => new Promise(requestAnimationFrame)

/** The number of the first line in sight, and how far below the edge it is, in whole pixels. */
function inSight(list: HTMLElement): readonly [number, number] {
  const { top } = list.getBoundingClientRect()
  const line = [...list.children].find((each) => each.getBoundingClientRect().bottom > top + 1)
  return [Number(/Line (\d+)/.exec(line?.textContent ?? '')?.[1]), Math.round((line?.getBoundingClientRect().top ?? 0) - top)]
}
const isAtEnd = ({ scrollTop, clientHeight, scrollHeight }: HTMLElement) => scrollTop + clientHeight >= scrollHeight - 1

test('stays at the newest line while somebody is there', async () => {
  const { show } = draw(log(1, 60), <GradioProcess.Logs />)
  const list = screen.getByRole('list')
  await frame()
  expect(isAtEnd(list)).toBe(true)
  show(log(1, 90))
  await frame()
  expect(isAtEnd(list)).toBe(true)
})

test('keeps the line that is read in its place while lines come, and while the earliest go', async () => {
  const { show } = draw(log(1, 200), <GradioProcess.Logs />)
  const list = screen.getByRole('list')
  list.scrollTop = 1500
  await frame()
  await frame()
  const before = inSight(list)
  expect(before[0]).toBeGreaterThan(20)
  show(log(1, 260))
  await frame()
  expect(inSight(list)).toEqual(before)
  show(log(21, 280))
  await frame()
  expect(inSight(list)).toEqual(before)
})

test('goes to the next line of a level that is chosen, and draws no more than the lines that are kept', async () => {
  draw(log(9001, 10_000), <GradioProcess.Logs />)
  const list = screen.getByRole('list')
  expect(list.children).toHaveLength(1001)
  list.scrollTop = list.scrollHeight / 2
  await frame()
  await frame()
  const [line] = inSight(list)
  screen.getByRole('radio', { name: 'Warnings 100' }).click()
  await frame()
  expect(inSight(list)[0]).toBe(Math.ceil(line / 10) * 10)
})
