import { describe, expect, it } from 'vitest'
import {
  type ComboboxEvent,
  type ComboboxState,
  closedCombobox,
  nextCombobox,
  type Suggestion,
} from '../../web/ui/combobox-state.ts'

const suggestion = (label: string): Suggestion<string> => ({ id: label, label, value: label.toLowerCase() })
const THREE = ['Bellac', 'Bellegarde', 'Belleville'].map(suggestion)

const after = (...events: ComboboxEvent<string>[]): ComboboxState<string> =>
  events.reduce(nextCombobox<string>, closedCombobox<string>(''))
const typed = (text: string): ComboboxEvent<string> => ({ type: 'typed', text, minLength: 2 })
const answered = (text: string, suggestions = THREE): ComboboxEvent<string> => ({ type: 'answered', text, suggestions })
const key = (name: string): ComboboxEvent<string> => ({ type: 'key', key: name })

describe('a field that suggests', () => {
  it('asks nothing before enough is typed', () => {
    expect(after(typed('b'))).toMatchObject({ isOpen: false, isSearching: false })
    expect(after(typed('be'))).toMatchObject({ isOpen: true, isSearching: true })
  })

  it('closes when the text becomes too short again', () => {
    expect(after(typed('bel'), answered('bel'), typed('b'))).toMatchObject({ isOpen: false, suggestions: [] })
  })

  it('ignores the answer to a text since changed', () => {
    expect(after(typed('be'), typed('bel'), answered('be')).suggestions).toEqual([])
    expect(after(typed('be'), typed('bel'), answered('bel')).suggestions).toHaveLength(3)
  })

  it('ignores an answer that comes after leaving', () => {
    expect(after(typed('be'), { type: 'left' }, answered('be'))).toMatchObject({ isOpen: false, suggestions: [] })
  })

  it('points down and up, and around the ends', () => {
    const list = [typed('be'), answered('be')]
    expect(after(...list).active).toBe(-1)
    expect(after(...list, key('ArrowDown')).active).toBe(0)
    expect(after(...list, key('ArrowDown'), key('ArrowUp')).active).toBe(2)
    expect(after(...list, key('ArrowUp'), key('ArrowDown')).active).toBe(0)
  })

  it('shows the chosen suggestion and closes', () => {
    expect(after(typed('be'), answered('be'), { type: 'chose', suggestion: THREE[1]! })).toMatchObject({
      text: 'Bellegarde',
      isOpen: false,
      chosen: { value: 'bellegarde' },
    })
  })

  it('forgets the choice as soon as the text is no longer it', () => {
    const chosen = after(typed('be'), answered('be'), { type: 'chose', suggestion: THREE[1]! })
    expect(nextCombobox(chosen, typed('Bellegarde-')).chosen).toBeNull()
  })

  it('closes on Escape, then empties', () => {
    const open = after(typed('be'), answered('be'))
    const closed = nextCombobox(open, key('Escape'))
    expect(closed).toMatchObject({ isOpen: false, text: 'be' })
    expect(nextCombobox(closed, key('Escape')).text).toBe('')
  })

  it('does nothing on arrows while there is nothing to point at', () => {
    const searching = after(typed('be'))
    expect(nextCombobox(searching, key('ArrowDown'))).toEqual(searching)
  })
})
