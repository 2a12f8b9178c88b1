/**
 * The page of `measure-values.ts`: draws one very large value, or the first of its kind, with all code that it needs.
 */
import { createRoot } from 'react-dom/client'
import { GradioProcess } from '../../../src/react/index.ts'
import '../../../src/react/styles/index.css'
import { finished, type GivenOutput } from '../../../stories/finished.ts'
import { VALUES } from './values.ts'

declare global {
  interface Window {
    valueNames: readonly string[]
    /** Marks its begin, and its end some frames after. */
    drawValue: (name: string) => Promise<void>
  }
}

const FRAMES = 40
const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
const root = createRoot(document.querySelector('#root') ?? document.body)
const draw = (given: GivenOutput): void =>
  root.render(
    <GradioProcess.View stream={finished(given)} locale="en" layout="inline">
      <GradioProcess.Output />
    </GradioProcess.View>,
  )

// What every output needs is there ahead of the first run.
draw(['textbox', 'Answer', 'Ready.'])

window.valueNames = Object.keys(VALUES)
window.drawValue = async (name) => {
  while (!document.querySelector('.rgs-output')) await nextFrame()
  const output = VALUES[name]?.()
  if (!output) throw new Error(`There is no value ${name}.`)
  await nextFrame()
  performance.mark('bench:draw')
  draw(output)
  for (let frame = 0; frame < FRAMES; frame += 1) await nextFrame()
  performance.mark('bench:drawn')
}
