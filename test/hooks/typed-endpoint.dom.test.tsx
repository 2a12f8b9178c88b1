/**
 * A hook typed by its endpoint: inputs by name and by position, values as a tuple; and what `data` holds while a second
 * run goes on.
 */
import { act, screen, waitFor } from '@testing-library/react'
import { expect, expectTypeOf, test } from 'vitest'
import { GradioProcess, useGradioStream } from '../../src/react/index.ts'
import type { GradioStream, InputArguments, InputsOf, UseGradioStreamOptions } from '../../src/react/index.ts'
import type { GradioClient } from '../../src/client/index.ts'
import { createStage, story } from './stage.tsx'

interface Caption {
  inputs: { prompt: string; steps?: number }
  args: [prompt: string, steps?: number]
  data: [caption: string, score: number]
}
interface ByNameOnly {
  inputs: { text?: string }
  data: [text: string]
}
/** As a generator of types would write an app. */
interface App {
  '/caption': Caption
  '/story': ByNameOnly
}

test('data is a tuple, for this run and the one before', () => {
  expectTypeOf<GradioStream<Caption>['data']>().toEqualTypeOf<readonly [caption: string, score: number] | null>()
  expectTypeOf<GradioStream<Caption>['previousData']>().toEqualTypeOf<readonly [caption: string, score: number] | null>()
  expectTypeOf<GradioStream<App['/caption']>>().toEqualTypeOf<GradioStream<Caption>>()
})

test('inputs are given by name or by position, and checked', () => {
  const give = (submit: GradioStream<Caption>['submit'], submitAsync: GradioStream<Caption>['submitAsync']): void => {
    submit({ prompt: 'A lake' })
    submit({ prompt: 'A lake', steps: 4 })
    submit(['A lake'])
    submit(['A lake', 4])
    expectTypeOf(submitAsync({ prompt: 'A lake' })).resolves.toEqualTypeOf<readonly [caption: string, score: number]>()
    // @ts-expect-error the prompt has no default
    submit()
    // @ts-expect-error the prompt has no default
    submit({ steps: 4 })
    // @ts-expect-error a misspelt name
    submit({ prompt: 'A lake', step: 4 })
    // @ts-expect-error a value of another type
    submit({ prompt: 4 })
    // @ts-expect-error a value of another type
    submit(['A lake', 'four'])
    // @ts-expect-error too many values
    submit(['A lake', 4, 4])
  }
  expectTypeOf(give).toBeFunction()
})

test('an endpoint whose inputs have defaults is called without; one without `args` only by name', () => {
  expectTypeOf<InputArguments<ByNameOnly>>().toEqualTypeOf<[inputs?: Readonly<{ text?: string }>]>()
  expectTypeOf<readonly string[]>().not.toExtend<InputsOf<ByNameOnly>>()
})

test('one line of the client is typed alike, its options after the inputs', () => {
  const give = async (client: GradioClient, signal: AbortSignal): Promise<void> => {
    const call = client.run<Caption>('owner/space', '/caption', { prompt: 'A lake' }, { signal })
    expectTypeOf(await call).toEqualTypeOf<readonly [caption: string, score: number]>()
    void client.run<Caption>('owner/space', '/caption', ['A lake', 4])
    void client.run<ByNameOnly>('owner/space', '/story')
    expectTypeOf(await client.run('owner/space', '/any', { anything: true })).toEqualTypeOf<readonly unknown[]>()
    // @ts-expect-error the prompt has no default
    void client.run<Caption>('owner/space', '/caption')
    // @ts-expect-error a value of another type
    void client.run<Caption>('owner/space', '/caption', { prompt: 4 })
  }
  expectTypeOf(give).toBeFunction()
})

test('the callback of a typed hook gets the values as a tuple', () => {
  const options: UseGradioStreamOptions<Caption> = {
    app: 'owner/space',
    endpoint: '/caption',
    onSuccess: ([caption, score]) => {
      expectTypeOf(caption).toEqualTypeOf<string>()
      expectTypeOf(score).toEqualTypeOf<number>()
    },
  }
  expectTypeOf<Parameters<typeof useGradioStream<Caption>>[0]>().toEqualTypeOf(options)
  expectTypeOf<Parameters<NonNullable<UseGradioStreamOptions['onSuccess']>>[0]>().toEqualTypeOf<readonly unknown[]>()
})

test('untyped, everything may be given and every value is unknown', () => {
  const give = (stream: GradioStream): void => {
    stream.submit()
    stream.submit(['x', 1])
    stream.submit({ anything: true })
    expectTypeOf(stream.data).toEqualTypeOf<readonly unknown[] | null>()
  }
  expectTypeOf(give).toBeFunction()
})

test('a typed stream is drawn by the parts, and begins a second run without the values of the first', async () => {
  const stage = createStage({ scenarios: [story] })
  const seen: (readonly [unknown, unknown])[] = []
  function Panel() {
    const stream = useGradioStream<App['/story']>({ app: 'http://app.test', endpoint: '/story' })
    expectTypeOf(stream.data?.[0]).toEqualTypeOf<string | undefined>()
    seen.push([stream.data?.[0], stream.previousData?.[0]])
    return (
      <>
        <output aria-label="Status">{`${stream.state.status}: ${stream.data?.[0] ?? ''}`}</output>
        <button onClick={() => stream.submit({ text: 'first' })}>First</button>
        <button onClick={() => stream.submit({ text: 'second' })}>Second</button>
        <GradioProcess.View stream={stream}>
          <i>drawn</i>
        </GradioProcess.View>
      </>
    )
  }
  stage.render(<Panel />)
  const hasEnded = (text: string) => waitFor(() => expect(screen.getByLabelText('Status').textContent).toBe(text))
  act(() => screen.getByText('First').click())
  await hasEnded('succeeded: first upon a time')
  act(() => screen.getByText('Second').click())
  await hasEnded('succeeded: second upon a time')
  const states = seen.map(([data, previous]) => `${String(data)} < ${String(previous)}`)
  expect(states).toContain('first upon a time < undefined')
  expect(states).toContain('undefined < first upon a time')
  expect(states.at(-1)).toBe('second upon a time < first upon a time')
})
