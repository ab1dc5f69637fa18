import type { PackedMatrix } from './columns.ts'
import { type PlanDocument, readOutline } from './document.ts'
import { HashedJson } from './json-bytes.ts'

/** The hash that `hashProblem` gives of the problem packed, worked out from its columns: none of its long lists is made. */
export function hashDocument(document: PlanDocument): string {
  const { options: _, ...rest } = readOutline(document)
  const json = new HashedJson(document.words)
  const outline = JSON.stringify(rest)
  let written = 0
  // Within a string the quote before the colon would be escaped: these are the lists left out, and nothing else.
  for (const { index, 1: name, 0: list } of outline.matchAll(/"(communes|referrals|truckSeconds|truckMetres)":\[\]/g)) {
    const end = index + list.length
    json.text(outline.slice(written, end - 1))
    if (name === 'communes') writeCommunes(json, document.communes)
    else if (name === 'referrals') writeReferrals(json, document.referrals)
    else writeRows(json, name === 'truckSeconds' ? document.truckSeconds : document.truckMetres)
    written = end - 1
  }
  json.text(outline.slice(written))
  return json.digest()
}

function writeCommunes(json: HashedJson, packed: PlanDocument['communes']): void {
  const { ids, names, populations, needWeights, ends, centres, seconds } = packed
  let pair = 0
  for (let index = 0; index < ids.length; index += 1) {
    json.sign(index === 0 ? '{"id":' : ',{"id":')
    json.word(ids[index] as number)
    json.sign(',"name":')
    json.word(names[index] as number)
    json.sign(',"population":')
    json.number(populations[index] as number)
    json.sign(',"needWeight":')
    json.number(needWeights[index] as number)
    json.sign(',"carSeconds":[')
    const first = pair
    for (; pair < (ends[index] as number); pair += 1) {
      json.sign(pair === first ? '[' : ',[')
      json.number(centres[pair] as number)
      json.sign(',')
      json.number(seconds[pair] as number)
      json.sign(']')
    }
    json.sign(']}')
  }
}

function writeReferrals(json: HashedJson, packed: PlanDocument['referrals']): void {
  const { communeIds, classes, from, deadlines, reachMinutes, counts } = packed
  for (let index = 0; index < counts.length; index += 1) {
    json.sign(index === 0 ? '{"communeId":' : ',{"communeId":')
    json.word(communeIds[index] as number)
    json.sign(',"priorityClass":')
    json.word(classes[index] as number)
    json.sign(',"from":')
    json.word(from[index] as number)
    json.sign(',"deadline":')
    json.word(deadlines[index] as number)
    json.sign(',"reachMinutes":')
    json.number(reachMinutes[index] as number)
    json.sign(',"count":')
    json.number(counts[index] as number)
    json.sign('}')
  }
}

function writeRows(json: HashedJson, { lengths, cells }: PackedMatrix): void {
  let next = 0
  for (const [row, length] of lengths.entries()) {
    json.sign(row === 0 ? '[' : ',[')
    const end = next + length
    for (let cell = next; cell < end; cell += 1) {
      if (cell > next) json.sign(',')
      const value = cells[cell] as number
      if (Number.isNaN(value)) json.sign('null')
      else json.number(value)
    }
    json.sign(']')
    next = end
  }
}
