/** A form and a result full of negative numbers, with Arabic text around them. */
import type { GradioStream } from '../src/react/index.ts'
import { answered } from './answered.ts'
import { parameter, summarise } from './fixtures.ts'

const choices = [-1.5, 0, 2]
const done = answered(
  ['number', 'الحرارة', -0.4],
  [
    'label',
    'الفئة',
    {
      label: '-3',
      confidences: [
        { label: '-3', confidence: 0.7 },
        { label: -12.5, confidence: 0.2 },
      ],
    },
  ],
  ['radio', 'الدرجة', -1.5, { choices }],
  ['json', 'البيانات', { min: -4, list: [-1, -0.25] }],
  [
    'dataframe',
    'القياسات',
    {
      headers: ['الميناء', 'الفرق'],
      data: [
        ['بورسعيد', -1234.5],
        ['Hamburg', '-7'],
      ],
      metadata: null,
    },
    { datatype: ['str', 'number'] },
  ],
  ['highlightedtext', 'النص', [{ token: 'جيد', class_or_confidence: -0.5 }]],
  ['textbox', 'نص', '-4'],
)
export const belowZero: GradioStream = {
  ...done,
  endpoint: {
    ...summarise,
    returns: done.endpoint?.returns ?? [],
    parameters: [
      parameter('number', 'من', { defaultValue: -0.4 }),
      parameter('slider', 'الشدة', { defaultValue: -0.4, props: { minimum: -2, maximum: 2, step: 0.1 } }),
      parameter('radio', 'الدرجة', { defaultValue: -1.5, props: { choices } }),
      parameter('dropdown', 'الاختيار', { defaultValue: -1.5, props: { choices } }),
      parameter('dataframe', 'جدول', { defaultValue: { headers: ['الفرق'], data: [[-12.5]] }, props: { datatype: ['number'] } }),
    ],
  },
}
