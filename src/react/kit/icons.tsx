/** Small icons in the text's colour, hidden from screen readers: each has words beside it. */
import type { ReactElement } from 'react'

const PATHS = {
  check: 'M3.5 8.5l3 3 6-7',
  cross: 'M4.5 4.5l7 7m0-7l-7 7',
  stop: 'M5 5h6v6H5z',
  info: 'M8 7.5V11m0-6v.01M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z',
  warning: 'M8 6.5v2.5m0 2v.01M8 2.5l6 11H2z',
  error: 'M8 5v3.5m0 2.5v.01M5.5 2h5L14 5.5v5L10.500 14h-5L2 10.5v-5z',
  success: 'M5.300 8.200l2 2 3.400-4M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z',
  copy: 'M6 6h7v7H6zM10 6V3H3v7h3',
  file: 'M4 2h5l3 3v9H4zM9 2v3h3',
  download: 'M8 2.500v7.500m-3-3l3 3 3-3M3 13h10',
  reset: 'M3.500 3v3.500H7M3.700 6.500A5 5 0 1 1 3.500 10',
  record: 'M8 4.500a3.500 3.500 0 1 1 0 7 3.500 3.500 0 0 1 0-7zM14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z',
  camera: 'M2 5h3l1-1.500h4L11 5h3v8H2zM8 6.800a2 2 0 1 1 0 4 2 2 0 0 1 0-4z',
  link: 'M3.500 8h9m-3.500-3.500L12.500 8 9 11.500',
  previous: 'M10 3.500L5.500 8l4.500 4.500',
  next: 'M6 3.500L10.500 8 6 12.500',
  plus: 'M8 3.500v9M3.500 8h9',
  minus: 'M3.500 8h9',
  enlarge: 'M9.500 3H13v3.500M6.500 13H3V9.500M13 3L9.200 6.800M3 13l3.800-3.800',
  brush: 'M13 3L7.500 8.500M6.500 8a2.300 2.300 0 0 0-2.300 2.300c0 1.200-.7 2-1.700 2.200 2.700 1 6 .2 6-2.400',
  eraser: 'M6 12.500h7M9 3l4.500 4.500-5 5H5.500L2.500 9.500zM5.700 6.300l4.500 4.500',
  undo: 'M6 3L2.800 6.200 6 9.400M3 6.200h6a3.600 3.600 0 0 1 0 7.200H6.500',
  edit: 'M3 13l.700-3L10.500 3.200l2.300 2.300L6 12.300zM9 4.700L11.300 7',
  like: 'M5 7.300L7.600 2.500c1 0 1.700.700 1.700 1.700L9 6.500h3.300c.800 0 1.300.700 1.100 1.400l-1 4.400c-.200.700-.700 1.200-1.400 1.200H5zM5 7.300H2.500v6.200H5',
  dislike:
    'M5 8.700l2.600 4.800c1 0 1.700-.700 1.700-1.700L9 9.500h3.300c.800 0 1.300-.700 1.100-1.400l-1-4.400c-.200-.700-.700-1.200-1.400-1.200H5zM5 8.700H2.500V2.500H5',
  redo: 'M10 3l3.200 3.200L10 9.400M13 6.200H7a3.600 3.600 0 0 0 0 7.200h2.500',
  folder: 'M2 4.500h4.500L8 6h6v7H2z',
  play: 'M5.500 3.500l7 4.500-7 4.500z',
  signal: 'M2.500 6.500a8 8 0 0 1 11 0M5 9.200a4.500 4.500 0 0 1 6 0M8 12v.01',
} as const

/** Names of the icons. */
export type IconName = keyof typeof PATHS

/** One icon, 16 px. */
export function Icon({ name }: { name: IconName }): ReactElement {
  return (
    <svg className="rgs-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  )
}
