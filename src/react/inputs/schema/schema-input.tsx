/**
 * The field of a typed function's parameter (`gr.api`, `gr.Server`), by its schema: a platform control, a group of
 * fields, rows, or a choice of kinds. Loaded for an endpoint that has one.
 */
import { useContext, useMemo } from 'react'
import type { ReactElement } from 'react'
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { InputKind, InputProps } from '../input-kind.ts'
import { labellingOf } from '../input-kind.ts'
import { isOneLine } from './is-one-line.ts'
import { readDraft } from './read-draft.ts'
import { draftFrom } from './schema-draft.ts'
import { SchemaContext } from './schema-context.ts'
import type { SchemaParts } from './schema-context.ts'
import { SchemaGroup } from './schema-group.tsx'
import { SchemaRows } from './schema-rows.tsx'
import { isYesAndNo, shapeOf } from './schema-shape.ts'
import type { FieldShape } from './schema-shape.ts'
import { SchemaUnion } from './schema-union.tsx'

function SchemaInput(input: InputProps): ReactElement | null {
  const shape = shapeOf(input.parameter)
  if (shape.kind === 'leaf') {
    const { input: kind, parameter } = shape
    return <kind.Component {...input} parameter={isYesAndNo(parameter) ? inWords(parameter, input) : parameter} />
  }
  return shape.kind === 'nothing' ? null : <Parts input={input} shape={shape} />
}

function Parts({ input, shape }: { input: InputProps; shape: Exclude<FieldShape, { kind: 'leaf' | 'nothing' }> }): ReactElement {
  const whole = useContext(SchemaContext)
  const isJudged = whole?.isJudged === true || input.isInvalid
  const parts = useMemo<SchemaParts>(() => ({ isJudged, kind: schemaInput }), [isJudged])
  return <SchemaContext.Provider value={parts}>{drawParts(input, shape)}</SchemaContext.Provider>
}

function drawParts(input: InputProps, shape: Exclude<FieldShape, { kind: 'leaf' | 'nothing' }>): ReactElement {
  switch (shape.kind) {
    case 'group':
      return <SchemaGroup input={input} shape={shape} />
    case 'list':
    case 'map':
      return <SchemaRows input={input} shape={shape} />
    case 'union':
      return <SchemaUnion input={input} shape={shape} />
    default:
      return shape satisfies never
  }
}

/** Cached by language, so that a control does not get new props with every key. */
const worded = new WeakMap<ParameterDescription, Map<string, ParameterDescription>>()

function inWords(parameter: ParameterDescription, { messages: { output } }: InputProps): ParameterDescription {
  const known = worded.get(parameter) ?? new Map<string, ParameterDescription>()
  worded.set(parameter, known)
  const key = `${output.yes}\n${output.no}`
  const made = known.get(key) ?? {
    ...parameter,
    props: {
      choices: [
        [output.yes, true],
        [output.no, false],
      ],
    },
  }
  known.set(key, made)
  return made
}

/** `api`, the component of typed functions. */
export const schemaInput: InputKind = {
  Component: SchemaInput,
  locksItself: true,
  labelling: (parameter) => {
    const shape = shapeOf(parameter)
    return shape.kind === 'leaf' ? labellingOf(shape.input, shape.parameter) : 'group'
  },
  isWide: (parameter) => !isOneLine(parameter),
  isDrawn: (parameter) => shapeOf(parameter).kind !== 'nothing',
  mayBeEmpty: (parameter) => shapeOf(parameter).isNullable,
  toDraft: (parameter) => draftFrom(parameter, parameter.hasDefault ? parameter.defaultValue : undefined),
  read: (draft, parameter, words) => readDraft(draft, parameter, words),
}
