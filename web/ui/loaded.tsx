import type { ComponentChildren } from 'preact'
import { en } from '../i18n/common.en.ts'
import { fr } from '../i18n/common.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'
import { Skeleton } from './progress.tsx'

type Loading<Value> =
  | { readonly status: 'idle' }
  | { readonly status: 'loading'; readonly previous?: Value | undefined }
  | { readonly status: 'loaded'; readonly value: Value }
  | { readonly status: 'failed'; readonly problem: { readonly message: string } }

/** Draws what was loaded; grey lines while it comes, and words with a way to try again when it fails. */
export function Loaded<Value>({
  load,
  lines,
  children,
}: {
  load: Loading<Value> & { readonly reload?: (() => unknown) | undefined }
  lines?: number | undefined
  children: (value: Value) => ComponentChildren
}) {
  const t = useText(fr, en)
  if (load.status === 'loaded') return <>{children(load.value)}</>
  if (load.status === 'failed') {
    const retry = load.reload && <Button onClick={() => void load.reload?.()}>{t.retry}</Button>
    return (
      <Notice tone="error" actions={retry}>
        {load.problem.message}
      </Notice>
    )
  }
  if (load.status === 'loading' && load.previous !== undefined) return <>{children(load.previous)}</>
  return load.status === 'idle' ? null : <Skeleton label={t.loading} lines={lines} />
}
