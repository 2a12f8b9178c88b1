/**
 * What JSX in `src/react` compiles to (`jsxImportSource`): React's own runtime, but elements with a class of the stylesheet ask
 * whether classes are wanted. So `unstyled` holds for every element there is, without a word in any of them. docs/decisions/017.
 */
import type { ElementType, ReactElement } from 'react'
import * as react from 'react/jsx-runtime'
import { Classed, hasOwnClass } from './class-names.ts'

export type { JSX } from 'react/jsx-runtime'
export const Fragment = react.Fragment

interface ClassedProps {
  readonly className: string
}

/** As React's. */
export function jsx(type: ElementType, props: object, key?: string): ReactElement {
  return hasOwnClass(props)
    ? // Its class is a string by the line above.
      react.jsx(Classed, { element: react.jsx(type, props) as ReactElement<ClassedProps> }, key)
    : react.jsx(type, props, key)
}

/** As React's, for children written in place. */
export function jsxs(type: ElementType, props: object, key?: string): ReactElement {
  return hasOwnClass(props)
    ? // Its class is a string by the line above.
      react.jsx(Classed, { element: react.jsxs(type, props) as ReactElement<ClassedProps> }, key)
    : react.jsxs(type, props, key)
}
