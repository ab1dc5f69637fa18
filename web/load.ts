import { signal } from '@preact/signals'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Problem } from '../shared/problem.ts'
import type { Answer } from './api.ts'

/** What a screen knows of what it asked for. While loading again, `previous` is what it last showed. */
export type Load<Value> =
  | { readonly status: 'idle' }
  | { readonly status: 'loading'; readonly previous?: Value | undefined }
  | { readonly status: 'loaded'; readonly value: Value }
  | { readonly status: 'failed'; readonly problem: Problem }

const changes = signal(0)

/** Makes every `useLoad` on screen ask again: after a change that others may show, or when the demo clock moves. */
export function reloadAll(): void {
  changes.value += 1
}

/**
 * Asks on mount, whenever an entry of `inputs` changes, and after `reloadAll`; only the latest answer counts.
 * Pass `null` to ask nothing yet (`idle`). `reload` asks again and keeps the old value meanwhile.
 */
export function useLoad<Value>(
  ask: (() => Promise<Answer<Value>>) | null,
  inputs: readonly unknown[],
): Load<Value> & { readonly reload: () => Promise<void> } {
  const [load, setLoad] = useState<Load<Value>>(ask ? { status: 'loading' } : { status: 'idle' })
  const latest = useRef(0)
  const asker = useRef(ask)
  asker.current = ask
  const version = changes.value

  const run = useCallback(async (keep: boolean) => {
    const question = asker.current
    const turn = ++latest.current
    if (!question) return setLoad({ status: 'idle' })
    setLoad((before) => ({ status: 'loading', previous: keep ? valueIn(before) : undefined }))
    const answer = await question()
    if (turn !== latest.current) return
    setLoad(answer.ok ? { status: 'loaded', value: answer.value } : { status: 'failed', problem: answer.problem })
  }, [])

  const seen = useRef(version)
  useEffect(() => {
    const keep = seen.current !== version
    seen.current = version
    void run(keep)
  }, [...inputs, version, ask === null])
  useEffect(
    () => () => {
      latest.current += 1
    },
    [],
  )

  return { ...load, reload: useCallback(() => run(true), [run]) }
}

/** The value on hand, loaded or kept from before; undefined when there is none. */
export function valueIn<Value>(load: Load<Value>): Value | undefined {
  if (load.status === 'loaded') return load.value
  return load.status === 'loading' ? load.previous : undefined
}
