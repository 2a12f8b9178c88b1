/** The same as `jsx-runtime.ts` for development, where JSX knows its place in the source. */
import type { ElementType, ReactElement } from 'react'
import * as react from 'react/jsx-dev-runtime'
import { Classed, hasOwnClass } from './class-names.ts'

export type { JSX } from 'react/jsx-dev-runtime'
export const Fragment = react.Fragment

/** As React's. */
export function jsxDEV(
  type: ElementType,
  props: object,
  key: string | undefined,
  isStatic: boolean,
  source?: Source,
  self?: unknown,
): ReactElement {
  if (!hasOwnClass(props)) return react.jsxDEV(type, props, key, isStatic, source, self)
  // Its class is a string by the line above.
  const element = react.jsxDEV(type, props, undefined, isStatic, source, self) as ReactElement<{ className: string }>
  return react.jsxDEV(Classed, { element }, key, false, source, self)
}

type Source = Parameters<typeof react.jsxDEV>[4]
