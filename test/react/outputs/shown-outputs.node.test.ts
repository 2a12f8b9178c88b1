/** Which outputs are seen, and why there are none. */
import { expect, test } from 'vitest'
import type { EndpointDescription, ReturnDescription } from '../../../src/client/protocol/describe/app-description.ts'
import { galleryLook } from '../../../src/react/outputs/media/gallery-settings.ts'
import { shownOutputs, whyNothing } from '../../../src/react/parts/output/shown-outputs.ts'
import { summarise } from '../../../stories/fixtures.ts'

const output = (props: Record<string, unknown> = {}, rest: Partial<ReturnDescription> = {}): ReturnDescription => ({
  label: '',
  component: 'textbox',
  schema: {},
  props,
  ...rest,
})
const hidden = output({ visible: false })
const endpoint = (...returns: ReturnDescription[]): EndpointDescription => ({ ...summarise, returns })
const shown = (
  given: EndpointDescription,
  values: unknown[],
  updates: (Record<string, unknown> | null)[] | null = null,
  isPending = false,
) => shownOutputs({ endpoint: given, values, updates, isPending })

test.each([
  ['all of it where the app hides all of it', endpoint(hidden, hidden), ['a', null], [{ index: 0, value: 'a' }]],
  ['nothing of it before it is there', endpoint(hidden), [null], []],
  ['what is not hidden where some is', endpoint(hidden, output()), ['a', 'b'], [{ index: 1, value: 'b' }]],
  [
    'what a function that follows shows',
    endpoint(output({ visible: 'hidden' }, { isRevealed: true }), output()),
    ['a', null],
    [
      { index: 0, value: 'a' },
      { index: 1, value: null },
    ],
  ],
])('shows %s', (_name, given, values, expected) => {
  expect(
    shown(
      given,
      values,
      null,
      values.every((value) => value === null),
    ),
  ).toEqual(expected)
})

test.each([
  ['an update that only concerns the look', [null], [{ interactive: false }], []],
  ['one that hides', ['a'], [{ visible: false }], []],
  ['one that shows what the app began with', [null], [{ visible: true }], [{ index: 0, value: 'before' }]],
  ['one with a value', ['a'], [{ label: 'New' }], [{ index: 0, value: 'a' }]],
  ['samples', [null], [{ samples: [['a']] }], [{ index: 0, value: null }]],
])('%s is drawn by what it gives', (_name, values, updates, expected) => {
  expect(shown(endpoint(output({ value: 'before' })), values, updates)).toEqual(expected)
})

test('says why nothing is seen', () => {
  const given = endpoint(output())
  expect(whyNothing({ endpoint: given, values: [], updates: null, isPending: false })).toBe('no-value')
  expect(whyNothing({ endpoint: given, values: [null], updates: [{ visible: true }], isPending: false })).toBe('layout')
  const shared = { ...given, parameters: [{ ...summarise.parameters[0], componentId: 7 }], returns: [{ ...output(), componentId: 7 }] }
  // The first of the fixture's parameters is there.
  const inForm = shared as EndpointDescription
  expect(whyNothing({ endpoint: inForm, values: [null], updates: [{ choices: [] }], isPending: false })).toBe('form')
})

test('a gallery is laid out as the app wants it, and crops nothing unasked', () => {
  expect(galleryLook({})).toEqual({ columns: null, fit: 'contain', limits: {}, isPreview: false })
  expect(galleryLook({ columns: 4, object_fit: 'cover', height: 200, preview: true })).toEqual({
    columns: 4,
    fit: 'cover',
    limits: { maxBlockSize: '200px', overflow: 'auto' },
    isPreview: true,
  })
  expect(galleryLook({ columns: { base: 1, md: 3 } }).columns).toBe(3)
  expect(galleryLook({ columns: -1, object_fit: 'url(x)', height: 'calc(1px)' })).toEqual(galleryLook({}))
})
