/** Kinds of pictures few apps have: their code comes with the first value. Until then, and without it, the pictures themselves are shown. */
import type { ReactElement } from 'react'
import { readOneFile } from './file-address.ts'
import { limitsOf } from './limits.ts'
import { lazyPart } from '../lazy-part.tsx'
import { readAnnotated, readPair } from './media-values.ts'
import type { OutputComponentProps, OutputKind } from './output-kind.ts'
import { Picture } from './picture.tsx'

function FirstPicture({ value, label, componentProps, app, messages }: OutputComponentProps): ReactElement | null {
  const file = readOneFile(value) ?? readPair(value)?.[0]
  return file ? <Picture file={file} alt={label} app={app} messages={messages} limits={limitsOf(componentProps)} /> : null
}

/** `gr.AnnotatedImage`. */
export const annotatedOutput: OutputKind = {
  Component: lazyPart(() => import('./annotated-output.tsx'), FirstPicture),
  accepts: (value) => value === null || readAnnotated(value) !== null,
  placeholder: 'picture',
}

/** `gr.ImageSlider`. */
export const imageSliderOutput: OutputKind = {
  Component: lazyPart(() => import('./image-slider-output.tsx'), FirstPicture),
  accepts: (value) => value === null || readPair(value) !== null,
  placeholder: 'picture',
}
